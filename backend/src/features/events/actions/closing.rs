//! An event is over: how many came, what was said, and who is written to.

use kernel::{problem::Problem, trade::EventState};
use platform::{Asker, House, audit::Entry};
use uuid::Uuid;

use super::{
    super::{
        facts::EventClosed,
        jobs::{self, ToTell, What},
        queries::standing,
        rules::{self, Verb},
        schema::ClosingForm,
        store::{self, registrations},
    },
    attendance::members_present,
};

/// Closes it. Organisations present had their contact when they were ticked.
pub async fn close(house: &House, by: &Asker, id: Uuid, form: ClosingForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = store::hold(work.tx(), id).await?;
    rules::may(Verb::Close, &by.caller, standing(&row), work.now)?;
    let rows = registrations::of_event(work.tx(), id, None).await?;
    let ticked = rows.iter().filter(|row| row.attended_at.is_some()).count();
    row.state = EventState::Done;
    row.closed_at = Some(work.now);
    row.head_count = Some(form.head_count.unwrap_or_else(|| i64::try_from(ticked).unwrap_or(i64::MAX)));
    row.minutes = form.minutes.trim().to_owned();
    row.minutes_public = form.minutes_public;
    row.updated_at = work.now;
    row.revision += 1;
    let members = members_present(&work, &row).await?;
    work.record(&EventClosed { event_id: id, members }).await?;
    if form.write {
        let what = ToTell { event_id: id, what: What::Closed, sequence: row.sequence };
        work.leave_now(jobs::TELL.name, &what).await?;
    }
    work.note(vec![Entry::new(Verb::Close.as_str(), "event", id, &row.title)]).await?;
    store::update(work.tx(), row).await?;
    work.commit().await
}
