//! Guards: the team and those who manage the member keep its pictures; anyone, or the club, sees them as the member says.

use actix_web::HttpRequest;
use kernel::{
    problem::Problem,
    trade::{Audience, Treatment},
};
use platform::{
    Asker, House,
    web::guard::{Guard, path_id},
};
use sea_orm::ConnectionTrait;
use tables::{member, member_picture};
use uuid::Uuid;

use super::{
    super::{
        access::{Seen, standing},
        custom, profile, public_view,
        rules::{
            self, Sight, Verb,
            moderation::{self, PICTURES},
        },
        store as members,
    },
    store,
};
use crate::features::club;

/// Whether this caller keeps the pictures of this member.
pub async fn keeps<C: ConnectionTrait>(db: &C, by: &Asker, member: &member::Model) -> Result<(), Problem> {
    if rules::keeps(&by.caller) {
        return rules::may(Verb::Edit, &by.caller, standing(member));
    }
    rules::may(Verb::EditProfile, &by.caller, standing(member))?;
    match profile::in_force(db).await?.pictures() {
        Treatment::StaffOnly => Err(moderation::refused(Vec::new())),
        _ => Ok(()),
    }
}

/// Keeps the pictures of the member in the path.
pub struct KeepsOf(pub Uuid);

impl Guard for KeepsOf {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<KeepsOf, Problem> {
        let Seen { member, .. } = Seen::admit(house, by, req).await?;
        keeps(&house.db.read, by, &member).await?;
        Ok(KeepsOf(member.id))
    }
}

/// Keeps the picture in the path.
pub struct Keeps {
    pub picture: Uuid,
    pub member: Uuid,
}

impl Guard for Keeps {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Keeps, Problem> {
        if by.caller.is_anyone() {
            return Err(Problem::unauthenticated());
        }
        let (row, member) = load(house, req).await?;
        let sight = Sight::of(&by.caller);
        if !sight.is_some_and(|sight| sight.covers(member.id)) {
            return Err(Problem::not_found());
        }
        keeps(&house.db.read, by, &member).await?;
        Ok(Keeps { picture: row.id, member: member.id })
    }
}

/// The picture in the path, for one to whom its member shows it; `public`: to anyone.
pub struct Shown {
    pub picture: member_picture::Model,
    pub public: bool,
}

impl Guard for Shown {
    const BEFORE_SECOND_FACTOR: bool = true;

    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Shown, Problem> {
        let db = &house.db.read;
        let (picture, member) = load(house, req).await?;
        let moderation = profile::in_force(db).await?;
        let definitions = custom::definitions(db).await?;
        let public = club::settings_to_read(house).await?.directory_open
            && public_view::is_listed(&member, &moderation, &definitions)
            && moderation.shown_to(PICTURES, &member.visibility, &definitions) == Some(Audience::Public);
        // Members of the club are those who act for one; nobody who has still to show who they are is let further.
        let within = Sight::of(&by.caller).is_some() && !by.caller.owes_second_factor();
        if public || within { Ok(Shown { picture, public }) } else { Err(Problem::not_found()) }
    }
}

async fn load(house: &House, req: &HttpRequest) -> Result<(member_picture::Model, member::Model), Problem> {
    let db = &house.db.read;
    let row = store::find(db, path_id(req, "id")?).await?.ok_or_else(Problem::not_found)?;
    let member = members::find(db, row.member_id).await?.ok_or_else(Problem::not_found)?;
    Ok((row, member))
}
