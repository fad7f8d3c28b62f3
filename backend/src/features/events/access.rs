//! Guards: the event or registration of the path, for who may do what with it. The team does all; people of a member see
//! what is published, and register their own.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id, refuse},
};
use tables::{event, registration};
use uuid::Uuid;

use super::{
    queries::standing,
    rules::{self, Verb},
    store::{self, registrations},
};

/// Reads events: the team, people of members, and keys that may.
pub struct Reads;

impl Guard for Reads {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Reads, Problem> {
        if rules::reads_all(&by.caller) || rules::acts_for_members(&by.caller) { Ok(Reads) } else { Err(refuse(by)) }
    }
}

/// The event that the path names, for who may see it: a draft that a member proposed is that member's too.
pub struct Seen(pub event::Model);

impl Guard for Seen {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Seen, Problem> {
        Reads::admit(house, by, req).await?;
        let row = store::find(&house.db.read, path_id(req, "id")?).await?.ok_or_else(Problem::not_found)?;
        let sees = rules::sees(&by.caller, row.state)
            || (row.proposed
                && store::mine::is_with(&house.db.read, row.id, &rules::organisations(&by.caller)).await?);
        if sees { Ok(Seen(row)) } else { Err(Problem::not_found()) }
    }
}

/// The same for the team alone.
pub struct SeenByTeam(pub event::Model);

impl Guard for SeenByTeam {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<SeenByTeam, Problem> {
        if !by.caller.is_staff() {
            return Err(refuse(by));
        }
        Seen::admit(house, by, req).await.map(|Seen(row)| SeenByTeam(row))
    }
}

/// The event of the path, for who sees those who come to it: all of them, or their own.
pub struct SeesPeople(pub event::Model);

impl Guard for SeesPeople {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<SeesPeople, Problem> {
        if !(rules::sees_people(&by.caller) || rules::acts_for_members(&by.caller)) {
            return Err(refuse(by));
        }
        Seen::admit(house, by, req).await.map(|Seen(row)| SeesPeople(row))
    }
}

/// Declares guards that let in whoever may do one verb with the event of the path.
macro_rules! for_verbs {
    ($($(#[$meta:meta])* $name:ident = $verb:expr),+ $(,)?) => { $(
        $(#[$meta])*
        pub struct $name(pub event::Model);

        impl Guard for $name {
            async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<$name, Problem> {
                let SeenByTeam(row) = SeenByTeam::admit(house, by, req).await?;
                rules::may($verb, &by.caller, standing(&row), house.now())?;
                Ok($name(row))
            }
        }
    )+ };
}

for_verbs! {
    /// May change it.
    MayEdit = Verb::Edit,
    /// May publish it.
    MayPublish = Verb::Publish,
    /// May throw it away.
    MayDiscard = Verb::Discard,
    /// May cancel it.
    MayCancel = Verb::Cancel,
    /// May invite to it.
    MayInvite = Verb::Invite,
    /// May tick who came.
    MayTick = Verb::Tick,
    /// May close it.
    MayClose = Verb::Close,
}

/// Registers people for the event of the path: the team whomever, people of a member their own while it is open.
pub struct MayRegister(pub event::Model);

impl Guard for MayRegister {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<MayRegister, Problem> {
        let Seen(row) = Seen::admit(house, by, req).await?;
        if rules::reads_all(&by.caller) {
            rules::may(Verb::Register, &by.caller, standing(&row), house.now())?;
        } else {
            rules::is_open(standing(&row), house.now())?;
        }
        Ok(MayRegister(row))
    }
}

/// The registration of the path, for the team, keys that register people, or whoever acts for its organisation.
pub struct Keeps(pub registration::Model);

impl Guard for Keeps {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Keeps, Problem> {
        Reads::admit(house, by, req).await?;
        let row = registrations::find(&house.db.read, path_id(req, "id")?).await?.ok_or_else(Problem::not_found)?;
        if rules::reads_all(&by.caller) {
            return if rules::registers_all(&by.caller) { Ok(Keeps(row)) } else { Err(by.caller.not_allowed()) };
        }
        match row.member_id {
            Some(member) if rules::acts_for(&by.caller, member).is_ok() => Ok(Keeps(row)),
            _ => Err(Problem::not_found()),
        }
    }
}

/// A person of one or several member organisations.
pub struct ForMembers;

impl Guard for ForMembers {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<ForMembers, Problem> {
        if rules::acts_for_members(&by.caller) { Ok(ForMembers) } else { Err(refuse(by)) }
    }
}

/// The account of whoever has a calendar of their own: anybody who signed in.
pub struct Subscribes(pub Uuid);

impl Guard for Subscribes {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Subscribes, Problem> {
        by.account_id().map(Subscribes).ok_or_else(|| refuse(by))
    }
}

/// A file of the event of the path, for whoever may see the event: anyone where it is public.
pub struct ShownFile {
    pub event: event::Model,
    pub file: Uuid,
}

impl Guard for ShownFile {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<ShownFile, Problem> {
        let file = path_id(req, "file_id")?;
        let found = store::find(&house.db.read, path_id(req, "id")?).await?;
        if let Some(event) = found.filter(|row| rules::is_public(row.audience, row.state)) {
            return Ok(ShownFile { event, file });
        }
        Seen::admit(house, by, req).await.map(|Seen(event)| ShownFile { event, file })
    }
}
