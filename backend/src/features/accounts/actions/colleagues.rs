//! Managers of a member organisation see to who acts for it. Never beyond it: the rest of an account is its holder's,
//! and the administrators'.

use kernel::{
    caller::MemberRole,
    problem::{Problem, say},
};
use platform::{
    Asker, House, Work,
    audit::{self, Entry, differences},
    throttle::{self, Limit},
};
use serde_json::Value;
use tables::{account, member, person};
use uuid::Uuid;

use super::{
    super::{
        mail, rules,
        schema::{AccountLanguage, colleagues::ColleagueForm},
        store::{self, colleagues as seats},
    },
    admin::{NewAccount, insert_account},
    invitation, manage,
};

/// A mistake is put right; an address book is not tried out.
const INVITATIONS_PER_MEMBER: Limit = Limit::per_minutes(20, 60);

/// Has somebody act for the member. Gives their account.
pub async fn invite(house: &House, by: &Asker, member: Uuid, form: ColleagueForm) -> Result<Uuid, Problem> {
    let email = invitation::read_email(&form.email)?;
    throttle::attempt(house, &format!("colleagues:{member}"), INVITATIONS_PER_MEMBER).await?;
    let work = house.begin(by).await?;
    rules::keeps_colleagues(&by.caller, member)?;
    let of = seats::hold(work.tx(), member).await?;
    let known = store::account_by_email(work.tx(), &email).await?;
    if let Some((account, person)) = known {
        return add(work, &of, account, person, form.role).await;
    }
    let id = insert_account(
        &work,
        NewAccount {
            email: &email,
            given_name: &form.given_name,
            family_name: &form.family_name,
            language: form.language.unwrap_or(AccountLanguage::Fr),
            role: None,
            password_hash: None,
        },
    )
    .await?;
    seats::seat(&work, member, id, form.role).await?;
    let (account, person) = store::account_by_id(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    let after = manage::picture(&work, &account, &person).await?;
    note(&work, "invite_colleague", &account, &person, &Value::Null, &after).await?;
    invitation::send(&work, &account, &person).await?;
    work.commit().await?;
    Ok(id)
}

/// Adds the member to an account that is there, and tells its holder.
async fn add(
    work: Work,
    of: &member::Model,
    account: account::Model,
    person: person::Model,
    role: MemberRole,
) -> Result<Uuid, Problem> {
    if seats::of_member(work.tx(), of.id).await?.iter().any(|seat| seat.account.id == account.id) {
        return Err(Problem::conflict_at(
            "/email",
            "accounts.colleague_already",
            say("Cette personne agit déjà pour votre organisation.", "This person acts for your organisation already."),
        ));
    }
    if account.disabled_at.is_some() {
        return Err(Problem::conflict_at(
            "/email",
            "accounts.colleague_refused",
            say(
                "Cette adresse ne peut pas être invitée : écrivez à l’équipe du club.",
                "This address can't be invited: write to the club’s team.",
            ),
        ));
    }
    let before = manage::picture(&work, &account, &person).await?;
    seats::seat(&work, of.id, account.id, role).await?;
    seats::bump(&work, &account).await?;
    let after = manage::picture(&work, &account, &person).await?;
    note(&work, "add_colleague", &account, &person, &before, &after).await?;
    mail::notices::acts_for(&work, &account, &person, &of.name, of.id).await?;
    work.commit().await?;
    Ok(account.id)
}

async fn note(
    work: &Work,
    verb: &'static str,
    account: &account::Model,
    person: &person::Model,
    before: &Value,
    after: &Value,
) -> Result<(), Problem> {
    let changes = differences(before, after);
    work.note(vec![Entry::new(verb, "account", account.id, &store::label(account, person)).with(changes)]).await
}

/// The colleague among all, with the member held.
async fn hold(work: &Work, member: Uuid, account: Uuid) -> Result<(seats::Seat, bool), Problem> {
    rules::keeps_colleagues(&work.by.caller, member)?;
    seats::hold(work.tx(), member).await?;
    let all = seats::of_member(work.tx(), member).await?;
    let managers = || all.iter().filter(|seat| rules::manages_now(seat.role, seat.account.disabled_at.is_some()));
    let last = managers().count() == 1 && managers().any(|seat| seat.account.id == account);
    let seat = all.into_iter().find(|seat| seat.account.id == account).ok_or_else(Problem::not_found)?;
    Ok((seat, last))
}

pub async fn change(
    house: &House,
    by: &Asker,
    member: Uuid,
    account: Uuid,
    based_on: i64,
    role: MemberRole,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (seat, last) = hold(&work, member, account).await?;
    if seat.account.revision != based_on {
        return Err(audit::stale(work.tx(), "account", account, seat.account.revision).await?);
    }
    if seat.role == role {
        return Ok(());
    }
    rules::leaves_a_manager(last)?;
    let before = manage::picture(&work, &seat.account, &seat.person).await?;
    seats::seat_as(&work, member, account, role).await?;
    seats::bump(&work, &seat.account).await?;
    let after = manage::picture(&work, &seat.account, &seat.person).await?;
    note(&work, "change_colleague", &seat.account, &seat.person, &before, &after).await?;
    work.commit().await
}

pub async fn remove(house: &House, by: &Asker, member: Uuid, account: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (seat, last) = hold(&work, member, account).await?;
    rules::leaves_a_manager(last)?;
    let before = manage::picture(&work, &seat.account, &seat.person).await?;
    seats::unseat(&work, member, account).await?;
    seats::bump(&work, &seat.account).await?;
    let after = manage::picture(&work, &seat.account, &seat.person).await?;
    let nothing_left = seat.account.role.is_none() && store::organisations_of(work.tx(), &[account]).await?.is_empty();
    if nothing_left {
        // Whoever acts for nobody any more has nothing to come in for.
        store::sessions::end_all(work.tx(), account, None, "acts_for_nobody", work.now).await?;
        store::tokens::void(&work, account).await?;
    }
    note(&work, "remove_colleague", &seat.account, &seat.person, &before, &after).await?;
    work.commit().await
}
