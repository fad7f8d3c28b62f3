//! Guards. People of a member are read by staff, by keys with `contacts:read` and by those who act for that member;
//! for everybody else they do not exist.

use actix_web::HttpRequest;
use kernel::{
    caller::{Caller, Scope},
    problem::Problem,
};
use platform::{
    Asker, House,
    web::guard::{Guard, path_id, refuse},
};
use tables::{contact, member};
use uuid::Uuid;

use super::{
    super::{
        access::{itself, standing},
        rules::{self, Verb},
        store as members,
    },
    store,
};

/// Reads the people of every member.
fn reads_all(caller: &Caller) -> bool {
    caller.is_staff() || caller.has_scope(Scope::ContactsRead) || caller.has_scope(Scope::ContactsWrite)
}

/// 401 for nobody, 403 for a key without scope; persons may read on, for members of theirs.
fn is_somebody(by: &Asker) -> Result<(), Problem> {
    if reads_all(&by.caller) || by.caller.person().is_some() { Ok(()) } else { Err(refuse(by)) }
}

async fn readable(house: &House, by: &Asker, id: Uuid) -> Result<member::Model, Problem> {
    if !reads_all(&by.caller) && by.caller.role_in(id).is_none() {
        return Err(Problem::not_found());
    }
    members::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)
}

/// Reads the people of the member in the path.
pub struct ReadsOf(pub Uuid);

impl Guard for ReadsOf {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<ReadsOf, Problem> {
        is_somebody(by)?;
        let row = readable(house, by, path_id(req, "id")?).await?;
        itself(&house.db.read, &row, 404).await?;
        Ok(ReadsOf(row.id))
    }
}

/// Adds people to the member in the path.
pub struct AddsTo(pub Uuid);

impl Guard for AddsTo {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<AddsTo, Problem> {
        is_somebody(by)?;
        let row = readable(house, by, path_id(req, "id")?).await?;
        let may = rules::may(Verb::EditContacts, &by.caller, standing(&row));
        if may.as_ref().is_err_and(|refusal| refusal.status() == 409) {
            // By state alone: a record that moved is named.
            itself(&house.db.read, &row, 409).await?;
        }
        may?;
        Ok(AddsTo(row.id))
    }
}

/// Reads the contact in the path.
pub struct Reads(pub Uuid);

impl Guard for Reads {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Reads, Problem> {
        load(house, by, req).await.map(|(row, _)| Reads(row.id))
    }
}

/// Edits the contact in the path.
pub struct Edits {
    pub contact_id: Uuid,
    pub member_id: Uuid,
}

impl Guard for Edits {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Edits, Problem> {
        let (row, of) = load(house, by, req).await?;
        rules::may(Verb::EditContacts, &by.caller, standing(&of))?;
        Ok(Edits { contact_id: row.id, member_id: of.id })
    }
}

/// Keeps what the holder of the contact's address said.
pub struct Keeps(pub Edits);

impl Guard for Keeps {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Keeps, Problem> {
        let (row, of) = load(house, by, req).await?;
        rules::may(Verb::KeepContacts, &by.caller, standing(&of))?;
        Ok(Keeps(Edits { contact_id: row.id, member_id: of.id }))
    }
}

async fn load(house: &House, by: &Asker, req: &HttpRequest) -> Result<(contact::Model, member::Model), Problem> {
    is_somebody(by)?;
    let row = store::find(&house.db.read, path_id(req, "id")?).await?.ok_or_else(Problem::not_found)?;
    let of = readable(house, by, row.member_id).await?;
    Ok((row, of))
}
