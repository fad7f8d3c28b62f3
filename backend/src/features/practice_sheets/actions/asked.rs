//! What the member says of what is said of it: by the link of a mail, or otherwise, as the team notes it.

use kernel::{
    problem::{Problem, say},
    trade::{Channel, Direction, Outcome},
};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange},
    secrets::fingerprint,
    throttle::{self, Limit},
    web::idempotency::demanded,
};
use serde_json::json;
use tables::{practice_confirmation, practice_sheet};
use uuid::Uuid;

use super::{
    super::{
        facts::SheetConfirmed,
        mail,
        queries::{self, content_of},
        rules::{self, Verb, refusals},
        schema::{
            ConfirmationForm, ConfirmationReview, ConfirmationState, ConfirmationWay, CorrectionForm,
            RecordConfirmation, SheetKind, SheetState, SheetToken,
        },
        store::{self, keywords::Book},
    },
    addressee, hold, holder, name_of, still_theirs, token,
};
use crate::features::{
    club,
    follow_up::{self, Attestation, Source},
};

const PER_NETWORK: Limit = Limit::per_minutes(60, 15);
/// More than a person answers; enough for who comes back.
const PER_LINK: Limit = Limit::per_minutes(30, 24 * 60);

/// Writes to the member, with what is said of it and a link to answer by.
pub async fn ask(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    demanded(by)?;
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::AskConfirmation).await?;
    let (member, to) = addressee(&work, row.member_id).await?;
    let club = club::settings(work.tx()).await?;
    let token = token();
    let delivery = mail::ask_confirmation(&work, &club, &row, member, &to, &token).await?;
    let asked = practice_confirmation::Model {
        id: kernel::ids::new_id(),
        sheet_id: id,
        contact_id: to.contact,
        delivery_id: Some(delivery),
        state: ConfirmationState::Asked.as_str().to_owned(),
        way: None,
        sheet_revision: row.revision,
        name: to.name,
        words: String::new(),
        token_hash: Some(fingerprint(&token)),
        until_at: Some(work.now + rules::CONFIRM_VALID),
        asked_at: work.now,
        answered_at: None,
    };
    store::asked::put_confirmation(work.tx(), asked).await?;
    work.note_one(Verb::AskConfirmation.as_str(), "practice_sheet", id, &row.title).await?;
    work.commit().await
}

/// Notes that the member said it is right, by phone, by mail or at a meeting.
pub async fn record(house: &House, by: &Asker, id: Uuid, form: RecordConfirmation) -> Result<(), Problem> {
    if form.way == ConfirmationWay::Link {
        let detail = say("Valeurs possibles : phone, email, meeting.", "Possible values: phone, email, meeting.");
        return Err(Problem::invalid_field("/way", "house.wrong_value", detail));
    }
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::RecordConfirmation).await?;
    let said = practice_confirmation::Model {
        id: kernel::ids::new_id(),
        sheet_id: id,
        contact_id: None,
        delivery_id: None,
        state: ConfirmationState::Confirmed.as_str().to_owned(),
        way: Some(form.way.as_str().to_owned()),
        sheet_revision: row.revision,
        name: form.name.trim().to_owned(),
        words: String::new(),
        token_hash: None,
        until_at: None,
        asked_at: work.now,
        answered_at: Some(work.now),
    };
    store::asked::put_confirmation(work.tx(), said).await?;
    tell(&work, &row, true).await?;
    work.commit().await
}

/// What the link is about. Changes nothing.
pub async fn review(house: &House, network: &str, form: &SheetToken) -> Result<ConfirmationReview, Problem> {
    throttle::attempt(house, &format!("practice-confirmation-from:{network}"), PER_NETWORK).await?;
    let asked = store::asked::confirmation_by(&house.db.read, &form.token, house.now()).await?;
    let asked = asked.ok_or_else(refusals::link_spent)?;
    still_theirs(house, asked.contact_id).await?;
    told(house, asked).await
}

async fn told(house: &House, asked: practice_confirmation::Model) -> Result<ConfirmationReview, Problem> {
    let db = &house.db.read;
    let row = store::find(db, asked.sheet_id).await?.ok_or_else(refusals::link_spent)?;
    let book = Book::read(db).await?;
    let partners = store::partners(db, row.id).await?;
    let media = store::media::of_sheet(db, row.id).await?;
    Ok(ConfirmationReview {
        kind: SheetKind::parse(&row.kind),
        member: name_of(house, row.member_id).await?,
        sheet: queries::snapshot(&row, content_of(&row)?, partners, media, &book),
        state: ConfirmationState::parse(&asked.state),
        revision: row.revision,
        contact_email: club::settings(db).await?.contact_email,
    })
}

/// The member says that it is right.
pub async fn confirm(
    house: &House,
    by: &Asker,
    network: &str,
    form: ConfirmationForm,
) -> Result<ConfirmationReview, Problem> {
    let said = Said { name: form.name, read: Some(form.revision), words: None };
    answer(house, by, network, &form.token, said).await
}

/// The member says what is not right.
pub async fn correct(
    house: &House,
    by: &Asker,
    network: &str,
    form: CorrectionForm,
) -> Result<ConfirmationReview, Problem> {
    let said = Said { name: form.name, read: None, words: Some(form.words) };
    answer(house, by, network, &form.token, said).await
}

/// What the holder of a link says.
struct Said {
    name: String,
    /// The revision that they call right.
    read: Option<i64>,
    /// Else what is not right.
    words: Option<String>,
}

/// An answer is a contact that the member began. The ledger comes first: rows are held in one order everywhere.
async fn answer(
    house: &House,
    by: &Asker,
    network: &str,
    token: &str,
    said: Said,
) -> Result<ConfirmationReview, Problem> {
    throttle::attempt(house, &format!("practice-confirmation-from:{network}"), PER_NETWORK).await?;
    let known = store::asked::confirmation_by(&house.db.read, token, house.now()).await?;
    let known = known.ok_or_else(refusals::link_spent)?;
    still_theirs(house, known.contact_id).await?;
    throttle::attempt(house, &format!("practice-confirmation-link:{}", known.id), PER_LINK).await?;
    let work = house.begin(&holder(by)).await?;
    let sheet = store::find(work.tx(), known.sheet_id).await?.ok_or_else(refusals::link_spent)?;
    if SheetState::parse(&sheet.state) == SheetState::Archived {
        return Err(refusals::link_spent());
    }
    attest(&work, &sheet, known.id, "Le membre a relu sa fiche de bonne pratique.").await?;
    let row = store::hold(work.tx(), sheet.id).await?;
    let asked = store::asked::hold_confirmation(work.tx(), known.id).await?;
    let mut asked = asked.ok_or_else(refusals::link_spent)?;
    if said.read.is_some_and(|read| read != row.revision) {
        return Err(refusals::changed_meanwhile());
    }
    let right = said.words.is_none();
    let state = if right { ConfirmationState::Confirmed } else { ConfirmationState::Corrections };
    asked.state = state.as_str().to_owned();
    asked.way = Some(ConfirmationWay::Link.as_str().to_owned());
    asked.sheet_revision = row.revision;
    asked.name = said.name.trim().to_owned();
    asked.words = said.words.map(|words| words.trim().to_owned()).unwrap_or_default();
    asked.answered_at = Some(work.now);
    store::asked::update_confirmation(work.tx(), asked.clone()).await?;
    tell(&work, &row, right).await?;
    work.commit().await?;
    told(house, asked).await
}

/// States that the member of a sheet was in contact today.
pub async fn attest(
    work: &Work,
    sheet: &practice_sheet::Model,
    source: Uuid,
    summary: &'static str,
) -> Result<(), Problem> {
    let Some(member) = sheet.member_id else { return Ok(()) };
    let statement = Attestation {
        source: Source { kind: "practice_sheet".into(), id: source },
        on: club::settings(work.tx()).await?.today(work.now),
        channel: Channel::Profile,
        direction: Direction::Inbound,
        outcome: Outcome::Reached,
        summary: Some(summary.to_owned()),
        contact_id: None,
        members: vec![member],
    };
    follow_up::attest(work, statement).await?;
    Ok(())
}

async fn tell(work: &Work, row: &practice_sheet::Model, right: bool) -> Result<(), Problem> {
    let said = if right { ConfirmationState::Confirmed } else { ConfirmationState::Corrections };
    let change = FieldChange { field: "confirmation".to_owned(), before: json!(null), after: json!(said) };
    work.note(vec![Entry::new("confirm", "practice_sheet", row.id, &row.title).with(vec![change])]).await?;
    work.record(&SheetConfirmed { sheet_id: row.id, member_id: row.member_id, right }).await
}
