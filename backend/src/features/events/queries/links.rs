//! What a link is about: the event, and the people of whoever holds it.

use kernel::{
    problem::Problem,
    trade::{EventState, RegistrationState},
};
use platform::House;
use tables::registration;
use uuid::Uuid;

use super::{
    super::{
        rules::{self, seats},
        schema::{
            invitations::InvitationAnswer,
            links::{LinkPerson, LinkView},
        },
        store::{self, invitations, links, places, registrations},
    },
    questions, short, standing,
};
use crate::features::club;

/// A held link is good; what it was of can be gone by now.
pub async fn link_view(house: &House, event: Uuid, of: links::Of) -> Result<LinkView, Problem> {
    let db = &house.db.read;
    let row = store::find(db, event).await?.ok_or_else(rules::link_spent)?;
    let (organisation, answer, people) = match of {
        links::Of::Invitation(id) => {
            let invitation = invitations::find(db, id).await?.ok_or_else(rules::link_spent)?;
            let member = invitation.member_id;
            let name = registrations::names(db, &[member]).await?.remove(&member);
            let answer = invitation.answer.as_deref().and_then(InvitationAnswer::parse);
            (name, answer, registrations::of_member(db, event, member).await?)
        }
        links::Of::Registration(id) => {
            let one = registrations::find(db, id).await?.ok_or_else(rules::link_spent)?;
            (None, None, vec![one])
        }
    };
    let survey = match (of, people.first()) {
        (links::Of::Registration(id), Some(one)) if row.state == EventState::Done && one.attended_at.is_some() => {
            !links::answered(db, id).await?
        }
        _ => false,
    };
    let venue = match row.venue_id {
        Some(id) => places::venue(db, id).await?,
        None => None,
    };
    let line = super::registrations::line(house, event).await?;
    let seated = people.iter().any(|one| one.state == RegistrationState::Registered);
    let person = |one: registration::Model| LinkPerson {
        rank: line.iter().position(|id| *id == one.id).and_then(|at| i64::try_from(at + 1).ok()),
        given_name: one.given_name,
        family_name: one.family_name,
        state: one.state,
        offered_until: one.offered_until,
    };
    Ok(LinkView {
        event: short(&row, venue.as_ref()),
        summary: row.summary.clone(),
        online_url: row.online_url.clone().filter(|_| seated),
        questions: questions(&row)?,
        seats_left: seats::free(row.capacity, row.taken),
        open: rules::is_open(standing(&row), house.now()).is_ok(),
        organisation,
        answer,
        people: people.into_iter().map(person).collect(),
        survey,
        contact_email: club::settings_to_read(house).await?.contact_email,
    })
}
