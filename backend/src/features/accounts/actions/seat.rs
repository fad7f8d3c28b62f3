//! A seat for somebody who joined: an account that acts for a member, made if there is none, and the link that opens it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{
    caller::MemberRole,
    problem::{Problem, say},
};
use platform::{Work, audit::Entry, secrets::random_bytes};
use uuid::Uuid;

use super::{
    super::{
        mail,
        schema::AccountLanguage,
        store::{self, tokens::Purpose},
    },
    admin::{NewAccount, insert_account},
};

/// Who shall be a manager of which member.
pub struct NewSeat<'a> {
    pub email: &'a str,
    pub given_name: &'a str,
    pub family_name: &'a str,
    pub language: AccountLanguage,
    pub member_id: Uuid,
}

/// What came of it.
pub struct Seat {
    pub person_id: Uuid,
    /// Signs in once, as long as an invitation is good.
    pub link: String,
}

/// Makes whoever has this address a manager of the member, in the caller's transaction. 409 when their account is
/// disabled: the team lets them in again first.
pub async fn seat(work: &Work, new: NewSeat<'_>) -> Result<Seat, Problem> {
    let known = store::account_by_email(work.tx(), new.email).await?;
    if known.as_ref().is_some_and(|(account, _)| account.disabled_at.is_some()) {
        return Err(Problem::conflict(
            "accounts.disabled",
            say(
                "Le compte de cette personne est désactivé : rouvrez-le d’abord dans les réglages.",
                "This person’s account is disabled: open it again in the settings first.",
            ),
        ));
    }
    let account_id = match &known {
        Some((account, _)) => account.id,
        None => {
            let account = NewAccount {
                email: new.email,
                given_name: new.given_name,
                family_name: new.family_name,
                language: new.language,
                role: None,
                password_hash: None,
            };
            insert_account(work, account).await?
        }
    };
    store::add_manager(work, account_id, new.member_id).await?;
    let (account, person) = store::account_by_id(work.tx(), account_id).await?.ok_or_else(Problem::not_found)?;
    let verb = if known.is_some() { "change" } else { "create" };
    let change = platform::audit::FieldChange {
        field: "organisations".to_owned(),
        before: serde_json::Value::Null,
        after: serde_json::json!([{"member_id": new.member_id, "role": MemberRole::Manager}]),
    };
    work.note(vec![Entry::new(verb, "account", account.id, &store::label(&account, &person)).with(vec![change])])
        .await?;
    let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    store::tokens::keep_for(work, &token, Purpose::Link, account.id, Purpose::Invitation.valid()).await?;
    Ok(Seat { person_id: person.id, link: mail::address(work, Purpose::Link, &token) })
}
