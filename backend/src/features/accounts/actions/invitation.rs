//! Inviting somebody, and coming in by the invitation.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{
    email::Email,
    problem::{Fault, Problem, say},
};
use platform::{
    Asker, House, Work,
    audit::{Entry, differences},
    secrets::random_bytes,
};
use sea_orm::ActiveValue::Set;
use tables::{account, person};
use uuid::Uuid;

use super::{
    super::{
        mail, passwords, rules,
        schema::{AcceptForm, AccountLanguage, InviteForm, MailPromised, OrganisationForm},
        store::{self, tokens::Purpose},
    },
    admin::{NewAccount, insert_account},
    manage, pace, password,
    sessions::{self, Opened},
    sign_in::{Visit, link_spent},
};

/// An address as it is written to; 422 at `/email` with what was probably meant.
pub fn read_email(text: &str) -> Result<String, Problem> {
    Email::parse(text).map(Email::into_string).map_err(|fault| {
        let problem = Problem::invalid_field("/email", fault.code, say(fault.fr, fault.en));
        match fault.suggestion {
            Some(suggestion) => problem.with("suggestion", suggestion.into()),
            None => problem,
        }
    })
}

/// 409 at `/email`, naming the account that has the address.
pub async fn check_free(work: &Work, email: &str, but: Option<Uuid>) -> Result<(), Problem> {
    match store::account_by_email(work.tx(), email).await? {
        Some((account, person)) if Some(account.id) != but => {
            let name = store::label(&account, &person);
            Err(Problem::conflict_at(
                "/email",
                "accounts.email_taken",
                say(
                    format!("Le compte de {name} porte déjà cette adresse."),
                    format!("The account of {name} already has this address."),
                ),
            )
            .with("account", serde_json::json!({"id": account.id, "name": name})))
        }
        _ => Ok(()),
    }
}

/// 422 at the organisation that is not there, or named twice.
pub async fn check_organisations(work: &Work, wanted: &[OrganisationForm]) -> Result<(), Problem> {
    let ids: Vec<Uuid> = wanted.iter().map(|one| one.member_id).collect();
    let live = store::live_members(work.tx(), &ids).await?;
    let faults = wanted.iter().enumerate().filter_map(|(index, one)| {
        let pointer = format!("/organisations/{index}/member_id");
        if !live.contains(&one.member_id) {
            let detail = say("Ce membre n’existe pas ou est archivé.", "This member does not exist or is archived.");
            return Some(Fault::at(pointer, "accounts.unknown_member", detail));
        }
        ids.iter().take(index).any(|id| *id == one.member_id).then(|| {
            Fault::at(
                pointer,
                "accounts.member_twice",
                say("Ce membre est cité deux fois.", "This member is named twice."),
            )
        })
    });
    let faults: Vec<Fault> = faults.collect();
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
}

/// Makes an account and sends its invitation.
pub async fn invite(house: &House, by: &Asker, form: InviteForm) -> Result<Uuid, Problem> {
    let email = read_email(&form.email)?;
    if form.role.is_none() && form.organisations.is_empty() {
        return Err(Problem::invalid_field(
            "/role",
            "accounts.nothing_to_do",
            say(
                "Donnez un rôle dans le club, ou au moins une organisation à représenter.",
                "Give a role in the club, or at least one organisation to act for.",
            ),
        ));
    }
    let work = house.begin(by).await?;
    check_free(&work, &email, None).await?;
    check_organisations(&work, &form.organisations).await?;
    let id = insert_account(
        &work,
        NewAccount {
            email: &email,
            given_name: &form.given_name,
            family_name: &form.family_name,
            language: form.language.unwrap_or(AccountLanguage::Fr),
            role: form.role,
            password_hash: None,
        },
    )
    .await?;
    store::set_organisations(&work, id, &form.organisations).await?;
    let (account, person) = store::account_by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    let after = manage::picture(&work, &account, &person).await?;
    let changes = differences(&serde_json::Value::Null, &after);
    work.note(vec![Entry::new("invite", "account", id, &store::label(&account, &person)).with(changes)]).await?;
    send(&work, &account, &person).await?;
    work.commit().await?;
    Ok(id)
}

pub async fn send(work: &Work, account: &account::Model, person: &person::Model) -> Result<(), Problem> {
    let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    store::tokens::keep(work, &token, Purpose::Invitation, account.id).await?;
    mail::invitation(work, account, person, &token).await
}

/// Sends the invitation once more; the link of the earlier one is void.
pub async fn invite_again(house: &House, by: &Asker, id: Uuid) -> Result<MailPromised, Problem> {
    let work = house.begin(by).await?;
    let (account, _) = store::account_by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    rules::abilities(&by.caller, &store::subject(&account, &[])).invite?;
    drop(work);
    pace::invite_again(house, &account.email).await?;
    let work = house.begin(by).await?;
    // Accepted or disabled in between, it wants no invitation any more.
    let (account, person) = store::account_by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    rules::abilities(&by.caller, &store::subject(&account, &[])).invite?;
    store::tokens::void(&work, id).await?;
    send(&work, &account, &person).await?;
    work.note_one("invite_again", "account", id, &store::label(&account, &person)).await?;
    work.commit().await?;
    Ok(MailPromised { valid_minutes: Purpose::Invitation.valid().num_minutes() })
}

/// Comes in by an invitation: chooses a password, puts one's name right, is signed in.
pub async fn accept(house: &House, by: &Asker, form: AcceptForm, visit: &Visit) -> Result<Opened, Problem> {
    pace::token(house, &visit.network).await?;
    let db = &house.db.read;
    let known = match store::tokens::account_of(db, &form.token, Purpose::Invitation, house.now()).await? {
        Some(id) => store::account_by_id(db, id).await?,
        None => None,
    };
    let (account, person) = known.ok_or_else(link_spent)?;
    let given_name = form.given_name.unwrap_or(person.given_name);
    let family_name = form.family_name.unwrap_or(person.family_name);
    password::check(house, "/password", &form.password, &account, &[&given_name, &family_name]).await?;
    let hash = passwords::hash(form.password).await?;
    let mut work = house.begin(by).await?;
    let found = store::account_by_id(work.tx(), account.id).await?;
    let (account, person) = found.filter(|(account, _)| account.disabled_at.is_none()).ok_or_else(link_spent)?;
    // Nobody has a second factor before having come in once.
    if account.totp_confirmed_at.is_some() || !store::tokens::spend(&work, &form.token, Purpose::Invitation).await? {
        return Err(link_spent());
    }
    password::set(&work, &account, hash).await?;
    manage::rename(&work, &person, &given_name, &family_name, AccountLanguage::of(&person.language)).await?;
    let (account, person) = store::account_by_id(work.tx(), account.id).await?.ok_or_else(link_spent)?;
    sessions::shown(&mut work, &account, &person);
    work.note_one("accept_invitation", "account", account.id, &store::label(&account, &person)).await?;
    let new = sessions::begin(&work, &account, &person, &visit.user_agent).await?;
    work.commit().await?;
    sessions::tell(house, by, new).await
}

/// Changes the address of an account: links sent to the old one are void.
pub async fn move_to(work: &Work, account: &account::Model, email: &str) -> Result<(), Problem> {
    check_free(work, email, Some(account.id)).await?;
    store::writing::set(
        work.tx(),
        account.id,
        account::ActiveModel {
            email: Set(email.to_owned()),
            email_key: Set(store::email_key(email)),
            ..Default::default()
        },
    )
    .await?;
    store::tokens::void(work, account.id).await
}
