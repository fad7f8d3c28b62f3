//! Guards. What members of the club exchange with it is the staff's to know: people of member organisations are
//! refused before anything is looked up.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id, refuse},
};
use tables::interaction;
use uuid::Uuid;

use super::{rules, store};
use crate::features::members::{self, Sight};

/// Reads interactions: staff, or a key with `interactions:read`.
pub struct Reads;

impl Guard for Reads {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Reads, Problem> {
        if rules::reads(&by.caller) { Ok(Reads) } else { Err(refuse(by)) }
    }
}

/// Reads who is due: whoever reads interactions and members, since the list shows both.
pub struct ReadsDue;

impl Guard for ReadsDue {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<ReadsDue, Problem> {
        Reads::admit(house, by, req).await?;
        if Sight::of(&by.caller).is_some() { Ok(ReadsDue) } else { Err(refuse(by)) }
    }
}

/// Writes interactions: coordinator, administrator, or a key with `interactions:write`.
pub struct Writes;

impl Guard for Writes {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Writes, Problem> {
        if rules::writes(&by.caller) { Ok(Writes) } else { Err(refuse(by)) }
    }
}

/// Reads the interactions of the member in the path.
pub struct ReadsOf(pub Uuid);

impl Guard for ReadsOf {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<ReadsOf, Problem> {
        Reads::admit(house, by, req).await?;
        existing_member(house, req, 404).await.map(ReadsOf)
    }
}

/// Writes interactions of the member in the path.
pub struct WritesOf(pub Uuid);

impl Guard for WritesOf {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<WritesOf, Problem> {
        Writes::admit(house, by, req).await?;
        existing_member(house, req, 409).await.map(WritesOf)
    }
}

/// One that is part of another record by now is refused with this status, and that record named.
async fn existing_member(house: &House, req: &HttpRequest, merged: u16) -> Result<Uuid, Problem> {
    let id = path_id(req, "id")?;
    members::is_itself(&house.db.read, id, merged).await?;
    Ok(id)
}

/// The interaction in the path, for one who reads them.
pub struct Seen(pub Uuid);

impl Guard for Seen {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Seen, Problem> {
        Reads::admit(house, by, req).await?;
        load(house, req).await.map(|row| Seen(row.id))
    }
}

/// The interaction in the path, for one who may correct it.
pub struct MayChange(pub Uuid);

impl Guard for MayChange {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<MayChange, Problem> {
        Writes::admit(house, by, req).await?;
        let row = load(house, req).await?;
        rules::may_change(&by.caller, &row.source_kind, row.by_id)?;
        Ok(MayChange(row.id))
    }
}

/// A deleted interaction, for one who may write them; whether it is theirs is seen once it is found.
pub struct MayRestore(pub Uuid);

impl Guard for MayRestore {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<MayRestore, Problem> {
        Writes::admit(house, by, req).await?;
        path_id(req, "id").map(MayRestore)
    }
}

async fn load(house: &House, req: &HttpRequest) -> Result<interaction::Model, Problem> {
    store::find(&house.db.read, path_id(req, "id")?).await?.ok_or_else(Problem::not_found)
}
