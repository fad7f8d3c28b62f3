//! What is done with sheets.

pub mod asked;
pub mod comments;
pub mod guidance;
pub mod interview;
pub mod keywords;
pub mod media;
pub mod national;
pub mod review;
pub mod show;
pub mod write;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{
    caller::Caller,
    problem::{Problem, say},
};
use platform::{Asker, House, Work, secrets::random_bytes};
use tables::practice_sheet;
use uuid::Uuid;

use super::{
    queries::standing,
    rules::{self, Verb, refusals},
    store,
};
use crate::features::{
    club,
    members::{self, Addressee},
};

/// How the audit names who answers by a link: nobody has signed in.
const BY_LINK: &str = "practice_sheet_link";

/// The sheet, held and checked again.
async fn hold(work: &Work, id: Uuid, verb: Verb) -> Result<practice_sheet::Model, Problem> {
    let row = store::hold(work.tx(), id).await?;
    rules::may(verb, &work.by.caller, standing(&row))?;
    Ok(row)
}

/// What opens a link, and nothing else.
fn token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// Whoever holds a link, as the audit names them.
fn holder(by: &Asker) -> Asker {
    Asker { caller: Caller::House(BY_LINK), ..by.clone() }
}

/// A link goes with the function of whom it was sent to.
async fn still_theirs(house: &House, contact: Option<Uuid>) -> Result<(), Problem> {
    let db = &house.db.read;
    let today = club::settings(db).await?.today(house.now());
    match contact {
        Some(contact) if members::has_left(db, contact, today).await? => Err(refusals::link_spent()),
        _ => Ok(()),
    }
}

/// Where the member of a sheet is written to.
async fn addressee(work: &Work, member: Option<Uuid>) -> Result<(Uuid, Addressee), Problem> {
    let member = member.ok_or_else(|| {
        Problem::conflict(
            "practice_sheets.no_member",
            say("Cette fiche ne parle d’aucun membre.", "This sheet is about no member."),
        )
    })?;
    let today = club::settings(work.tx()).await?.today(work.now);
    let mut found = members::addressees(&work.house.vault, work.tx(), &[member], today).await?;
    match found.remove(&member) {
        Some(Ok(addressee)) => Ok((member, addressee)),
        _ => Err(refusals::nobody_to_ask()),
    }
}

/// The name of a member; empty for one that is gone.
async fn name_of(house: &House, member: Option<Uuid>) -> Result<String, Problem> {
    let Some(member) = member else { return Ok(String::new()) };
    Ok(store::members_named(&house.db.read, &[member]).await?.remove(&member).unwrap_or_default())
}
