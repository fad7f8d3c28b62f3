//! One request in, one query or action, one answer out.

use actix_web::{get, patch, put};
use kernel::page::PageOf;
use platform::web::{
    Answer, Asked, Body, Json,
    guard::{Admin, Staff},
};

use super::{
    super::access::{MayEditProfile, Seen, itself},
    actions, queries,
    schema::{Profile, ProfileChanged, ProfileChanges, ProfileRule, RulesForm},
    settings,
};

/// A member's record as its own people keep it: what of it applies at once, waits or is the team's alone, to whom each
/// field is shown, and what waits now.
#[utoipa::path(operation_id = "members_show_profile", tag = "members", params(("id" = String, Path, description = "Member")),
    responses((status = 200, description = "The profile", body = Profile)))]
#[get("/members/{id}/profile")]
pub async fn show(asked: Asked<Seen>) -> Answer<Json<Profile>> {
    queries::for_people(&asked.by)?;
    itself(&asked.house.db.read, &asked.guard.member, 404).await?;
    let profile = queries::profile(&asked.house, &asked.by, asked.guard.member.id).await?;
    let revision = profile.revision;
    Ok(Json::at(profile, revision))
}

/// Changes one's own record: tells what applied at once and what waits for the team. `If-Match` is the member's
/// revision. What is asked for again replaces what waited.
#[utoipa::path(operation_id = "members_update_profile", tag = "members", params(("id" = String, Path, description = "Member")),
    request_body(content = ProfileChanges, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "What became of it", body = ProfileChanged)))]
#[patch("/members/{id}/profile")]
pub async fn change(asked: Asked<MayEditProfile, Body<ProfileChanges>>) -> Answer<Json<ProfileChanged>> {
    let (id, based_on) = (asked.guard.0, asked.based_on()?);
    let proposal = actions::change(&asked.house, &asked.by, id, based_on, asked.input.0).await?;
    let changed = queries::changed(&asked.house, &asked.by, id, proposal).await?;
    let revision = changed.revision;
    Ok(Json::at(changed, revision))
}

/// What members may change of their own record, field by field, and to whom each is shown by itself.
#[utoipa::path(operation_id = "members_list_profile_rules", tag = "members",
    responses((status = 200, description = "All of them, in the order of the screens", body = PageOf<ProfileRule>)))]
#[get("/profile-rules")]
pub async fn list_rules(asked: Asked<Staff>) -> Answer<Json<PageOf<ProfileRule>>> {
    let (rules, revision) = queries::rules(&asked.house).await?;
    Ok(Json::at(PageOf::whole(rules), revision))
}

/// Sets rules; those that are not named stay. `If-Match` is the revision of the list.
#[utoipa::path(operation_id = "members_set_profile_rules", tag = "members", request_body = RulesForm,
    responses((status = 200, description = "All of them as they are now", body = PageOf<ProfileRule>)))]
#[put("/profile-rules")]
pub async fn set_rules(asked: Asked<Admin, Body<RulesForm>>) -> Answer<Json<PageOf<ProfileRule>>> {
    let based_on = asked.based_on()?;
    settings::set(&asked.house, &asked.by, based_on, asked.input.0).await?;
    let (rules, revision) = queries::rules(&asked.house).await?;
    Ok(Json::at(PageOf::whole(rules), revision))
}
