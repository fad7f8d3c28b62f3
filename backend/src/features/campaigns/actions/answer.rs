//! What the holder of a link does. Each answer is written with the contact that it is.

use kernel::{
    problem::{Fault, Problem},
    trade::{Channel, Direction, Outcome},
};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange},
    throttle::{self, Limit},
};
use serde_json::json;
use tables::campaign_recipient;

use super::super::{
    rules,
    schema::{CampaignAnswer, CampaignReview, CorrectForm, HandOverForm},
    store,
};
use crate::features::{
    club,
    follow_up::{self, Attestation, Source},
    members::{self, RecordFacts, RecordLink},
};

/// How the audit and the proposals name who answers by a link: nobody has signed in.
const BY_LINK: &str = "campaign_link";

const PER_NETWORK: Limit = Limit::per_minutes(60, 15);
/// More than a person corrects; enough for who comes back.
const PER_LINK: Limit = Limit::per_minutes(30, 24 * 60);

/// What the link is about.
pub async fn review(house: &House, network: &str, token: &str) -> Result<CampaignReview, Problem> {
    throttle::attempt(house, &format!("campaign-from:{network}"), PER_NETWORK).await?;
    let row = holder(house, token).await?;
    told(house, link(&row), store::answer(&row)).await
}

/// Whose link this is, if it is good: it goes with the function of whom it was sent to.
async fn holder(house: &House, token: &str) -> Result<campaign_recipient::Model, Problem> {
    let (db, now) = (&house.db.read, house.now());
    let row = store::by_token(db, token, now).await?.ok_or_else(rules::link_spent)?;
    let today = club::settings(db).await?.today(now);
    match row.contact_id {
        Some(contact) if members::has_left(db, contact, today).await? => Err(rules::link_spent()),
        _ => Ok(row),
    }
}

fn link(row: &campaign_recipient::Model) -> RecordLink {
    RecordLink { member: row.member_id, contact: row.contact_id, letter: row.delivery_id }
}

async fn told(house: &House, link: RecordLink, answer: Option<CampaignAnswer>) -> Result<CampaignReview, Problem> {
    let db = &house.db.read;
    let club = club::settings(db).await?;
    let record: Option<RecordFacts> = members::record_facts(db, link.member, club.today(house.now())).await?;
    Ok(CampaignReview {
        record: record.ok_or_else(rules::record_gone)?,
        holder: members::record_holder(db, link).await?,
        answer,
        applied: Vec::new(),
        waits: Vec::new(),
        contact_email: club.contact_email,
    })
}

/// All is still right.
pub async fn confirm(house: &House, by: &Asker, network: &str, token: &str) -> Result<CampaignReview, Problem> {
    let (work, row) = begin(house, by, network, token).await?;
    members::confirm_record(&work, row.member_id).await?;
    finish(house, work, row, CampaignAnswer::Right).await
}

/// Something of the record, or of whom the letter went to, is another.
pub async fn correct(house: &House, by: &Asker, network: &str, form: CorrectForm) -> Result<CampaignReview, Problem> {
    let (work, row) = begin(house, by, network, &form.token).await?;
    let corrected = members::correct_record(&work, link(&row), form.record).await;
    let mut corrected = corrected.map_err(|problem| within(&problem, "/record"))?;
    let own = members::correct_holder(&work, link(&row), form.holder).await;
    let own = own.map_err(|problem| within(&problem, "/holder"))?;
    let of_holder = |field: String| format!("holder.{field}");
    corrected.applied.extend(own.applied.into_iter().map(of_holder));
    corrected.waits.extend(own.waits.into_iter().map(of_holder));
    let answer = if corrected.applied.is_empty() && corrected.waits.is_empty() {
        CampaignAnswer::Right
    } else {
        CampaignAnswer::Corrected
    };
    let review = finish(house, work, row, answer).await?;
    Ok(CampaignReview { applied: corrected.applied, waits: corrected.waits, ..review })
}

/// Somebody else is in charge. Said once: who sends it again meant the first one.
pub async fn hand_over(
    house: &House,
    by: &Asker,
    network: &str,
    form: HandOverForm,
) -> Result<CampaignReview, Problem> {
    let (work, row) = begin(house, by, network, &form.token).await?;
    if store::answer(&row) == Some(CampaignAnswer::Other) {
        return told(house, link(&row), Some(CampaignAnswer::Other)).await;
    }
    let asked = members::hand_record_over(&work, link(&row), form.person).await;
    asked.map_err(|problem| within(&problem, "/person"))?;
    finish(house, work, row, CampaignAnswer::Other).await
}

/// Lets the holder of a link in: their answer is a contact of today, whatever it says. The ledger comes first and the
/// recipient last: rows are held in one order everywhere.
async fn begin(
    house: &House,
    by: &Asker,
    network: &str,
    token: &str,
) -> Result<(Work, campaign_recipient::Model), Problem> {
    throttle::attempt(house, &format!("campaign-from:{network}"), PER_NETWORK).await?;
    let known = holder(house, token).await?;
    throttle::attempt(house, &format!("campaign-link:{}", known.id), PER_LINK).await?;
    let by = Asker { caller: kernel::caller::Caller::House(BY_LINK), ..by.clone() };
    let work = house.begin(&by).await?;
    let on = club::settings(work.tx()).await?.today(work.now);
    members::record_facts(work.tx(), known.member_id, on).await?.ok_or_else(rules::record_gone)?;
    let statement = Attestation {
        source: Source { kind: "campaign".into(), id: known.id },
        on,
        channel: Channel::Profile,
        direction: Direction::Inbound,
        outcome: Outcome::Reached,
        summary: Some("L’organisation a répondu à « C’est toujours exact ? ».".to_owned()),
        contact_id: None,
        members: vec![known.member_id],
    };
    follow_up::attest(&work, statement).await?;
    let row = store::hold_recipient(work.tx(), known.id).await?;
    Ok((work, row))
}

async fn finish(
    house: &House,
    work: Work,
    mut row: campaign_recipient::Model,
    given: CampaignAnswer,
) -> Result<CampaignReview, Problem> {
    let (link, before) = (link(&row), store::answer(&row));
    let answer = rules::stands(before, given);
    if before != Some(answer) {
        let campaign = store::find(work.tx(), row.campaign_id).await?.ok_or_else(Problem::not_found)?;
        let change = FieldChange { field: "answer".to_owned(), before: json!(before), after: json!(answer) };
        work.note(vec![Entry::new("answer", "campaign", campaign.id, &campaign.name).with(vec![change])]).await?;
        row.answer = Some(answer.as_str().to_owned());
        row.answered_at = Some(work.now);
        store::update_recipient(work.tx(), row).await?;
    }
    work.commit().await?;
    told(house, link, Some(answer)).await
}

/// What is wrong with a field of the record is wrong with a field of the body's part.
fn within(problem: &Problem, part: &str) -> Problem {
    let moved = |fault: &Fault| Fault { pointer: format!("{part}{}", fault.pointer), ..fault.clone() };
    let errors = problem.errors().iter().map(moved).collect();
    problem.clone().with_errors(errors)
}
