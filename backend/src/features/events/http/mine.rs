//! Events in the space of a member: what concerns its organisations, and what they propose.

use actix_web::{get, post};
use kernel::page::PageOf;
use platform::web::{Answer, Asked, Body, Created, Json};

use super::super::{
    access::ForMembers,
    actions::proposals as actions,
    queries::{self, mine},
    schema::{
        EventCard, EventPage,
        proposals::{EventForMember, EventProposalForm},
    },
};

/// Events to come, the next first, with how far each is and which of the organisations' topics it is about.
#[utoipa::path(operation_id = "events_list_for_members", tag = "events",
    responses((status = 200, description = "At most a hundred", body = PageOf<EventForMember>)))]
#[get("/me/events")]
pub async fn list(asked: Asked<ForMembers>) -> Answer<Json<PageOf<EventForMember>>> {
    Ok(Json::page(mine::list(&asked.house, &asked.by).await?))
}

/// What one's organisations proposed and the team has not published yet.
#[utoipa::path(operation_id = "events_list_proposals", tag = "events",
    responses((status = 200, description = "All of them, the newest first", body = PageOf<EventCard>)))]
#[get("/me/event-proposals")]
pub async fn proposals(asked: Asked<ForMembers>) -> Answer<Json<PageOf<EventCard>>> {
    Ok(Json::page(mine::proposals(&asked.house, &asked.by).await?))
}

/// Proposes an event that one's organisation holds with the club: a draft, which the team takes up.
#[utoipa::path(operation_id = "events_propose", tag = "events", request_body = EventProposalForm,
    responses((status = 201, description = "The draft", body = EventPage)))]
#[post("/me/event-proposals")]
pub async fn propose(asked: Asked<ForMembers, Body<EventProposalForm>>) -> Answer<Created<EventPage>> {
    let id = actions::propose(&asked.house, &asked.by, asked.input.0).await?;
    let value = queries::one(&asked.house, &asked.by, id).await?;
    Ok(Created { location: format!("/api/v1/events/{id}"), revision: Some(value.revision), value })
}
