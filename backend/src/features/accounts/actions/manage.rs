//! Changing accounts: who they are, what they may do, whether they may come in. What changes holds at once, since every
//! request asks the database who it comes from.

use kernel::{patch::Change, problem::Problem, words::name_key};
use platform::{
    Asker, House, Work,
    audit::{self, Entry, differences},
    dependents::{self, Renaming},
};
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use tables::{account, person};
use uuid::Uuid;

use super::{
    super::{
        mail::notices,
        rules,
        schema::{AccountLanguage, AccountPatch, MePatch},
        store,
    },
    invitation::{check_organisations, move_to, read_email},
};

/// What the audit compares.
pub async fn picture(work: &Work, account: &account::Model, person: &person::Model) -> Result<Value, Problem> {
    let organisations: Vec<Value> = store::organisations_of(work.tx(), &[account.id])
        .await?
        .into_iter()
        .map(|(_, one)| json!({"member_id": one.member_id, "name": one.name, "role": one.role}))
        .collect();
    Ok(json!({
        "email": account.email,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "language": person.language,
        "role": account.role,
        "organisations": organisations,
    }))
}

/// Writes a person's name and language, if they differ; members whose contact that person is learn of the name.
pub async fn rename(
    work: &Work,
    person: &person::Model,
    given_name: &str,
    family_name: &str,
    language: AccountLanguage,
) -> Result<(), Problem> {
    let (given_name, family_name) = (given_name.trim(), family_name.trim());
    let language = language.spoken().code();
    if (given_name, family_name, language) == (&*person.given_name, &*person.family_name, &*person.language) {
        return Ok(());
    }
    if (given_name, family_name) != (&*person.given_name, &*person.family_name) {
        let renaming = Renaming {
            person: person.id,
            before: (person.given_name.clone(), person.family_name.clone()),
            after: (given_name.to_owned(), family_name.to_owned()),
        };
        dependents::rename(work, &renaming).await?;
    }
    let columns = person::ActiveModel {
        given_name: Set(given_name.to_owned()),
        family_name: Set(family_name.to_owned()),
        name_key: Set(name_key(&format!("{family_name} {given_name}"))),
        language: Set(language.to_owned()),
        updated_at: Set(work.now),
        ..Default::default()
    };
    store::writing::set_person(work.tx(), person.id, columns).await
}

async fn at_revision(work: &Work, id: Uuid, based_on: i64) -> Result<(account::Model, person::Model), Problem> {
    let (account, person) = store::account_by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    if account.revision != based_on {
        return Err(audit::stale(work.tx(), "account", id, account.revision).await?);
    }
    Ok((account, person))
}

/// Bumps the revision if nobody else did meanwhile, and writes what changed into the audit.
async fn settle(work: Work, before: (&account::Model, Value), verb: &'static str) -> Result<(), Problem> {
    let (old, before) = before;
    let bumped = store::writing::bump(work.tx(), old, work.now).await?;
    let (account, person) = store::account_by_id(work.tx(), old.id).await?.ok_or_else(Problem::not_found)?;
    if !bumped {
        return Err(audit::stale(work.tx(), "account", old.id, account.revision).await?);
    }
    let changes = differences(&before, &picture(&work, &account, &person).await?);
    if changes.is_empty() {
        // Nothing differs: nothing was changed, the revision included.
        return Ok(());
    }
    work.note(vec![Entry::new(verb, "account", account.id, &store::label(&account, &person)).with(changes)]).await?;
    work.commit().await
}

/// Changes an account.
pub async fn change(house: &House, by: &Asker, id: Uuid, based_on: i64, patch: AccountPatch) -> Result<(), Problem> {
    let email = patch.email.as_deref().map(read_email).transpose()?;
    let work = house.begin(by).await?;
    let administrators = store::administrators(work.tx(), true).await?;
    let (account, person) = at_revision(&work, id, based_on).await?;
    let subject = store::subject(&account, &administrators);
    let may = rules::abilities(&by.caller, &subject);
    may.edit?;
    let before = picture(&work, &account, &person).await?;
    if let Some(email) = email.filter(|email| *email != account.email) {
        may.change_email?;
        move_to(&work, &account, &email).await?;
        // Nobody has come in with the address of an invitation, which may be a stranger's: it learns no other one.
        if !subject.invited && store::email_key(&email) != account.email_key {
            let (_, _, who) = by.caller.signature();
            notices::address_changed(&work, &account, &person, &email, Some(&who)).await?;
        }
    }
    let given_name = patch.given_name.unwrap_or_else(|| person.given_name.clone());
    let family_name = patch.family_name.unwrap_or_else(|| person.family_name.clone());
    let language = patch.language.unwrap_or_else(|| AccountLanguage::of(&person.language));
    rename(&work, &person, &given_name, &family_name, language).await?;
    let role = match patch.role {
        Change::Keep => account.role,
        Change::Clear => None,
        Change::Set(role) => Some(role),
    };
    if role != account.role {
        may.change_role?;
        store::writing::set(work.tx(), id, account::ActiveModel { role: Set(role), ..Default::default() }).await?;
        if account.role.is_none() {
            // Sessions of member organisations rest for days: staff begins with one that does not.
            store::sessions::end_all(work.tx(), id, None, "role_changed", work.now).await?;
        }
    }
    if let Some(organisations) = &patch.organisations {
        check_organisations(&work, organisations).await?;
        store::set_organisations(&work, id, organisations).await?;
    }
    settle(work, (&account, before), "change").await
}

/// Changes my own name and language.
pub async fn change_own(house: &House, by: &Asker, id: Uuid, based_on: i64, patch: MePatch) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (account, person) = at_revision(&work, id, based_on).await?;
    let before = picture(&work, &account, &person).await?;
    let given_name = patch.given_name.unwrap_or_else(|| person.given_name.clone());
    let family_name = patch.family_name.unwrap_or_else(|| person.family_name.clone());
    let language = patch.language.unwrap_or_else(|| AccountLanguage::of(&person.language));
    rename(&work, &person, &given_name, &family_name, language).await?;
    settle(work, (&account, before), "change").await
}

async fn set_disabled(
    work: Work,
    account: &account::Model,
    person: &person::Model,
    disabled: bool,
) -> Result<(), Problem> {
    store::writing::set(
        work.tx(),
        account.id,
        account::ActiveModel {
            disabled_at: Set(disabled.then_some(work.now)),
            revision: Set(account.revision + 1),
            updated_at: Set(work.now),
            ..Default::default()
        },
    )
    .await?;
    let verb = if disabled { "disable" } else { "restore" };
    work.note_one(verb, "account", account.id, &store::label(account, person)).await?;
    work.commit().await
}

/// Shuts an account out at once: its sessions and links end. One that is shut out already stays so.
pub async fn disable(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let administrators = store::administrators(work.tx(), true).await?;
    let (account, person) = store::account_by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    if account.disabled_at.is_some() {
        return Ok(());
    }
    rules::abilities(&by.caller, &store::subject(&account, &administrators)).disable?;
    store::sessions::end_all(work.tx(), id, None, "account_disabled", work.now).await?;
    store::tokens::void(&work, id).await?;
    set_disabled(work, &account, &person, true).await
}

/// Lets an account in again.
pub async fn restore(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (account, person) = store::account_by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    rules::abilities(&by.caller, &store::subject(&account, &[])).restore?;
    set_disabled(work, &account, &person, false).await
}
