//! Guards: load the member for this caller, then ask the rules. What is not the caller's to see does not exist.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id, refuse},
};
use sea_orm::ConnectionTrait;
use tables::member;
use uuid::Uuid;

use super::{
    rules::{self, Sight, Standing, Verb},
    store::{self, Survivor},
};

/// Sees members: all of them, or those of its own organisations.
pub struct Sees(pub Sight);

impl Guard for Sees {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Sees, Problem> {
        Sight::of(&by.caller).map(Sees).ok_or_else(|| refuse(by))
    }
}

/// Sees every member: staff, or a key with `members:read`.
pub struct SeesAll(pub Sight);

impl Guard for SeesAll {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<SeesAll, Problem> {
        match Sight::of(&by.caller) {
            Some(Sight::Own(_)) | None => Err(refuse(by)),
            Some(sight) => Ok(SeesAll(sight)),
        }
    }
}

/// Keeps members: coordinator, administrator, or a key with `members:write`.
pub struct Keeps;

impl Guard for Keeps {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Keeps, Problem> {
        if rules::keeps(&by.caller) { Ok(Keeps) } else { Err(refuse(by)) }
    }
}

/// The member that the path names, for a caller who may see it.
pub struct Seen {
    pub member: member::Model,
    pub sight: Sight,
    /// Where it is now, when it was merged.
    pub moved_to: Option<Survivor>,
}

impl Guard for Seen {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Seen, Problem> {
        let sight = Sight::of(&by.caller);
        // A machine without the scope is told so; a person learns nothing of what is not theirs.
        let sight = match sight {
            Some(sight) => sight,
            None if by.caller.person().is_some() => return Err(Problem::not_found()),
            None => return Err(refuse(by)),
        };
        let id = path_id(req, "id")?;
        let db = &house.db.read;
        let member = store::find(db, id).await?.ok_or_else(Problem::not_found)?;
        // What is part of another record now is seen by whoever sees that one.
        let moved_to = match member.merged_into {
            Some(_) => store::survivor(db, id).await?,
            None => None,
        };
        if !sight.covers(moved_to.as_ref().map_or(id, |to| to.id)) {
            return Err(Problem::not_found());
        }
        Ok(Seen { member, sight, moved_to })
    }
}

/// Refuses a member that is part of another one by now: that one is named.
pub async fn itself<C: ConnectionTrait>(db: &C, member: &member::Model, status: u16) -> Result<(), Problem> {
    if member.merged_into.is_none() {
        return Ok(());
    }
    let survivor = store::survivor(db, member.id).await?;
    let name = survivor.as_ref().map(|to| to.name.as_str());
    Err(rules::merged(status, survivor.as_ref().map(|to| to.id), name))
}

/// The same for a member of which no more is known than its id; one that does not exist is refused too.
pub async fn is_itself<C: ConnectionTrait>(db: &C, id: Uuid, status: u16) -> Result<(), Problem> {
    let member = store::find(db, id).await?.ok_or_else(Problem::not_found)?;
    itself(db, &member, status).await
}

pub fn standing(member: &member::Model) -> Standing {
    Standing {
        id: member.id,
        archived: member.archived_at.is_some(),
        ex_officio: member.ex_officio,
        merged_into: member.merged_into,
    }
}

/// The refusal of a merged record, with the name of where it is now.
fn named(problem: Problem, moved_to: &Option<Survivor>) -> Problem {
    match moved_to {
        Some(to) if problem.code() == "members.merged" => rules::merged(problem.status(), Some(to.id), Some(&to.name)),
        _ => problem,
    }
}

/// Declares guards that let in whoever may do one verb with the member of the path.
macro_rules! for_verbs {
    ($($(#[$meta:meta])* $name:ident = $verb:expr),+ $(,)?) => { $(
        $(#[$meta])*
        pub struct $name(pub Uuid);

        impl Guard for $name {
            async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<$name, Problem> {
                let Seen { member, moved_to, .. } = Seen::admit(house, by, req).await?;
                rules::may($verb, &by.caller, standing(&member)).map_err(|problem| named(problem, &moved_to))?;
                Ok($name(member.id))
            }
        }
    )+ };
}

for_verbs! {
    /// May edit the record.
    MayEdit = Verb::Edit,
    /// May edit what is the member's own, from within.
    MayEditProfile = Verb::EditProfile,
    /// May edit the people of the member.
    MayEditContacts = Verb::EditContacts,
    /// May move its status.
    MayChangeStatus = Verb::ChangeStatus,
    /// May rewrite its history.
    MayCorrectHistory = Verb::CorrectHistory,
    /// May put it away.
    MayArchive = Verb::Archive,
    /// May take it back.
    MayRestore = Verb::Restore,
    /// May note an exchange with it.
    MayLogInteraction = Verb::LogInteraction,
    /// May read who changed it.
    MaySeeAudit = Verb::SeeAudit,
    /// May have another record become part of it.
    MayMerge = Verb::Merge,
    /// May make it a record of its own again.
    MayUnmerge = Verb::Unmerge,
}
