//! Guards: the team sees every proposal, people of member organisations their own, machines none.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id, refuse},
};
use tables::proposal;
use uuid::Uuid;

use super::{super::rules::Sight, store};

/// Whose proposals a caller sees.
pub fn sight(by: &Asker) -> Result<Sight, Problem> {
    match Sight::of(&by.caller) {
        Some(sight @ (Sight::Staff | Sight::Own(_))) => Ok(sight),
        _ => Err(refuse(by)),
    }
}

/// Reads proposals: all, or those of its own organisations.
pub struct Reads;

impl Guard for Reads {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Reads, Problem> {
        sight(by).map(|_| Reads)
    }
}

/// The proposal in the path, for one who may see it.
pub struct Seen(pub proposal::Model);

impl Guard for Seen {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Seen, Problem> {
        // Whoever acts for no member learns nothing; a machine is told that this is not for it.
        let sight = match sight(by) {
            Ok(sight) => sight,
            Err(_) if by.caller.person().is_some() => return Err(Problem::not_found()),
            Err(refused) => return Err(refused),
        };
        let row = store::find(&house.db.read, path_id(req, "id")?).await?;
        row.filter(|row| sight.covers(row.member_id)).map(Seen).ok_or_else(Problem::not_found)
    }
}

/// The proposal in the path, for one of the team who decides; whether it waits is seen once it is held.
pub struct MayDecide(pub Uuid);

impl Guard for MayDecide {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<MayDecide, Problem> {
        let Seen(row) = Seen::admit(house, by, req).await?;
        if by.caller.is_coordinator() { Ok(MayDecide(row.id)) } else { Err(refuse(by)) }
    }
}

/// The proposal in the path, for one who manages its member.
pub struct MayWithdraw(pub Uuid);

impl Guard for MayWithdraw {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<MayWithdraw, Problem> {
        let Seen(row) = Seen::admit(house, by, req).await?;
        if super::super::rules::manages(&by.caller, row.member_id) { Ok(MayWithdraw(row.id)) } else { Err(refuse(by)) }
    }
}
