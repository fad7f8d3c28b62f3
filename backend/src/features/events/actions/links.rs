//! What the holder of a link does: answers an invitation for their organisation, sees to one registration, says what they
//! thought of it. Nothing happens on a look.

use kernel::{
    caller::Caller,
    problem::{Fault, Problem, say},
    trade::{EventState, RegistrationState},
};
use platform::{
    Asker, House, Work,
    audit::Entry,
    throttle::{self, Limit},
    web::Download,
};
use tables::{event, registration, survey_answer};
use uuid::Uuid;

use super::{
    super::{
        queries::{link_view, questions, standing},
        rules::{self, form},
        schema::{
            invitations::InvitationAnswer,
            links::{AnswerForm, HandOverSeatForm, LinkView, SurveyForm},
            registrations::Attendee,
        },
        store::{
            self, invitations,
            links::{self as rows, Of},
            registrations,
        },
    },
    registrations::{comers, left},
    seats::{self, Asking},
};
use crate::features::{club, members};

/// How the audit names who answers by a link: nobody has signed in.
const BY_LINK: &str = "event_link";

const PER_NETWORK: Limit = Limit::per_minutes(120, 15);
/// More than a person changes their mind.
const PER_LINK: Limit = Limit::per_minutes(60, 24 * 60);

async fn opened(house: &House, network: &str, token: &str) -> Result<(Uuid, Of), Problem> {
    throttle::attempt(house, &format!("event-link-from:{network}"), PER_NETWORK).await?;
    let db = &house.db.read;
    let (event, of) = rows::find(db, token, house.now()).await?.ok_or_else(rules::link_spent)?;
    if let Of::Invitation(id) = of {
        // It goes with the function of whom it was sent to.
        let sent = invitations::find(db, id).await?.ok_or_else(rules::link_spent)?;
        let today = club::settings(db).await?.today(house.now());
        match sent.contact_id {
            Some(contact) if members::has_left(db, contact, today).await? => return Err(rules::link_spent()),
            _ => {}
        }
    }
    Ok((event, of))
}

async fn begin(house: &House, by: &Asker, event: Uuid, of: Of) -> Result<(Work, event::Model), Problem> {
    throttle::attempt(house, &format!("event-link:{of:?}"), PER_LINK).await?;
    let by = Asker { caller: Caller::House(BY_LINK), ..by.clone() };
    let work = house.begin(&by).await?;
    let event = store::hold(work.tx(), event).await?;
    Ok((work, event))
}

/// What the link is about.
pub async fn review(house: &House, network: &str, token: &str) -> Result<LinkView, Problem> {
    let (event, of) = opened(house, network, token).await?;
    link_view(house, event, of).await
}

/// Answers an invitation. Repeated, it changes nothing; another answer takes the place of the one before. A colleague has the
/// seat of the one whom the link registered before; of several each gives their own, by the link that they have.
pub async fn answer(house: &House, by: &Asker, network: &str, form: AnswerForm) -> Result<LinkView, Problem> {
    let (event, of) = opened(house, network, &form.token).await?;
    let Of::Invitation(id) = of else { return Err(rules::link_spent()) };
    if form.answer != InvitationAnswer::No && form.people.is_empty() {
        return Err(Problem::invalid_field("/people", "events.required", say("Dites qui vient.", "Say who comes.")));
    }
    let (work, mut row) = begin(house, by, event, of).await?;
    match form.answer {
        InvitationAnswer::No => rules::is_changeable(standing(&row), work.now)?,
        InvitationAnswer::Yes | InvitationAnswer::Colleague => rules::is_open(standing(&row), work.now)?,
    }
    let mut invitation = invitations::find(work.tx(), id).await?.ok_or_else(rules::link_spent)?;
    let member = invitation.member_id;
    if !registrations::is_kept(work.tx(), member).await? {
        return Err(rules::link_spent());
    }
    // Whoever registered otherwise does not depend on this link.
    let mut before = registrations::of_member(work.tx(), row.id, member).await?;
    before.retain(|one| one.origin == "link");
    if form.answer == InvitationAnswer::No {
        for one in before {
            seats::leave(&work, &mut row, one).await?;
        }
    } else {
        let mut comers = comers(&form.people, &questions(&row)?, "/people")?;
        // Of several nobody can tell in whose place.
        if form.answer == InvitationAnswer::Colleague
            && let [one] = before.as_slice()
            && !comers.iter().any(|comer| comer.is(one))
            && let Some(colleague) = comers.pop()
        {
            seats::replace(&work, &row, one.clone(), colleague).await?;
        }
        let asking = Asking {
            comers,
            member: Some(member),
            organisation: String::new(),
            origin: "link",
            overbook: false,
            language: by.language,
        };
        seats::register(&work, &mut row, asking).await?;
    }
    invitation.answer = Some(form.answer.as_str().to_owned());
    invitation.answered_at = Some(work.now);
    invitations::update(work.tx(), invitation).await?;
    note(&work, "answer", &row).await?;
    work.commit().await?;
    link_view(house, event, of).await
}

/// The registration of a link that was sent to one person, with its event, both held.
async fn one(
    house: &House,
    by: &Asker,
    network: &str,
    token: &str,
) -> Result<(Work, event::Model, registration::Model, Of), Problem> {
    let (event, of) = opened(house, network, token).await?;
    let Of::Registration(id) = of else { return Err(rules::link_spent()) };
    let (work, event) = begin(house, by, event, of).await?;
    let row = registrations::find(work.tx(), id).await?.ok_or_else(rules::link_spent)?;
    Ok((work, event, row, of))
}

/// Takes the seat that is offered.
pub async fn accept(house: &House, by: &Asker, network: &str, token: &str) -> Result<LinkView, Problem> {
    let (work, event, row, of) = one(house, by, network, token).await?;
    if row.state != RegistrationState::Registered {
        rules::is_changeable(standing(&event), work.now)?;
        seats::accept(&work, &event, row).await?;
        note(&work, "accept", &event).await?;
        work.commit().await?;
    }
    link_view(house, event.id, of).await
}

/// Gives the seat back, or leaves the waiting list.
pub async fn leave(house: &House, by: &Asker, network: &str, token: &str) -> Result<LinkView, Problem> {
    let (work, mut event, row, of) = one(house, by, network, token).await?;
    if row.state != RegistrationState::Left {
        rules::is_changeable(standing(&event), work.now)?;
        seats::leave(&work, &mut event, row).await?;
        note(&work, "leave", &event).await?;
        work.commit().await?;
    }
    link_view(house, event.id, of).await
}

/// Gives the seat to a colleague. The link is theirs from then on: it is sent to them, and this one is spent.
pub async fn hand_over(house: &House, by: &Asker, network: &str, form: HandOverSeatForm) -> Result<(), Problem> {
    let (work, event, row, _) = one(house, by, network, &form.token).await?;
    rules::is_changeable(standing(&event), work.now)?;
    if row.state == RegistrationState::Left {
        return Err(left());
    }
    let person = Attendee {
        given_name: form.given_name,
        family_name: form.family_name,
        email: form.email,
        answers: form.answers,
    };
    let comer = form::comer(&person, &questions(&event)?, "").map_err(Problem::invalid)?;
    if comer.email.is_none() {
        let needed = say("Remplissez ce champ.", "Fill this in.");
        return Err(Problem::invalid(vec![Fault::at("/email", "events.required", needed)]));
    }
    seats::replace(&work, &event, row, comer).await?;
    note(&work, "replace", &event).await?;
    work.commit().await
}

/// The certificate of the one whose link it is. Changes nothing.
pub async fn certificate(house: &House, network: &str, token: &str) -> Result<Download, Problem> {
    let (_, of) = opened(house, network, token).await?;
    let Of::Registration(id) = of else { return Err(rules::link_spent()) };
    let row = registrations::find(&house.db.read, id).await?.ok_or_else(rules::link_spent)?;
    super::papers::certificate(house, &row).await
}

/// Says what one thought of it; said again, the later holds.
pub async fn survey(house: &House, by: &Asker, network: &str, form: SurveyForm) -> Result<(), Problem> {
    let (work, event, row, _) = one(house, by, network, &form.token).await?;
    if event.state != EventState::Done || row.attended_at.is_none() {
        return Err(rules::link_spent());
    }
    let answer = survey_answer::Model {
        registration_id: row.id,
        event_id: event.id,
        useful: form.useful,
        again: form.again,
        words: form.words.trim().to_owned(),
        answered_at: work.now,
    };
    rows::put_answer(work.tx(), answer).await?;
    work.commit().await
}

async fn note(work: &Work, verb: &'static str, event: &event::Model) -> Result<(), Problem> {
    work.note(vec![Entry::new(verb, "event", event.id, &event.title)]).await
}
