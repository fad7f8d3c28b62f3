//! The ten questions: asked by the team, answered by the holder of a link, piece by piece, on a phone.

use kernel::problem::Problem;
use platform::{
    Asker, House, Work,
    secrets::fingerprint,
    throttle::{self, Limit},
    web::{Sent, idempotency::demanded},
};
use serde_json::json;
use tables::{practice_interview, practice_media, practice_sheet};
use uuid::Uuid;

use super::{
    super::{
        mail,
        queries::{self, answers_of, content_of},
        rules::{self, Verb, gate, interview, refusals},
        schema::{InterviewForm, InterviewReview, MediaKind, SheetState, SheetToken},
        store,
    },
    addressee,
    asked::attest,
    hold, holder,
    media::{blank, new_file, room, short},
    name_of, still_theirs, token,
};
use crate::features::club;

const PER_NETWORK: Limit = Limit::per_minutes(120, 15);
/// Answers are kept as they are typed.
const PER_LINK: Limit = Limit::per_minutes(400, 24 * 60);

/// Writes to the member of a sheet, with the link to the questions.
pub async fn ask(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    demanded(by)?;
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::Interview).await?;
    let (member, to) = addressee(&work, row.member_id).await?;
    let club = club::settings(work.tx()).await?;
    let token = token();
    let delivery = mail::ask_interview(&work, &club, &row, member, &to, &token).await?;
    let before = store::asked::interview(work.tx(), id).await?;
    let asked = practice_interview::Model {
        id: kernel::ids::new_id(),
        sheet_id: id,
        contact_id: to.contact,
        delivery_id: Some(delivery),
        // Who is asked again goes on from where they were.
        answers: before.map_or(json!([]), |before| before.answers),
        token_hash: fingerprint(&token),
        until_at: work.now + rules::INTERVIEW_VALID,
        asked_at: work.now,
        answered_at: None,
    };
    store::asked::put_interview(work.tx(), asked).await?;
    work.note_one(Verb::Interview.as_str(), "practice_sheet", id, &row.title).await?;
    work.commit().await
}

/// The questions, and what was answered so far. Changes nothing.
pub async fn review(house: &House, by: &Asker, network: &str, form: &SheetToken) -> Result<InterviewReview, Problem> {
    throttle::attempt(house, &format!("practice-interview-from:{network}"), PER_NETWORK).await?;
    let asked = store::asked::interview_by(&house.db.read, &form.token, house.now()).await?;
    let asked = asked.ok_or_else(refusals::link_spent)?;
    still_theirs(house, asked.contact_id).await?;
    told(house, by, asked).await
}

async fn told(house: &House, by: &Asker, asked: practice_interview::Model) -> Result<InterviewReview, Problem> {
    let db = &house.db.read;
    let row = store::find(db, asked.sheet_id).await?.ok_or_else(refusals::link_spent)?;
    let pictures = store::media::of_sheet(db, row.id).await?;
    let pictures = pictures.iter().filter(|media| media.kind == MediaKind::Picture).count();
    Ok(InterviewReview {
        member: Some(name_of(house, row.member_id).await?).filter(|name| !name.is_empty()),
        title: row.title,
        questions: interview::told(by.language),
        answers: answers_of(&asked)?,
        photos: u32::try_from(pictures).unwrap_or(interview::MOST_PHOTOS),
        most_photos: interview::MOST_PHOTOS,
        answered: asked.answered_at.is_some(),
        contact_email: club::settings(db).await?.contact_email,
    })
}

/// Keeps answers; handed in, they flow into the draft.
pub async fn answer(house: &House, by: &Asker, network: &str, form: InterviewForm) -> Result<InterviewReview, Problem> {
    let (work, sheet, mut asked) = begin(house, by, network, &form.token, form.done).await?;
    if let Some(at) = form.answers.iter().position(|answer| !interview::knows(&answer.key)) {
        return Err(Problem::invalid_field(
            format!("/answers/{at}/key"),
            "practice_sheets.unknown_question",
            kernel::problem::say("Cette question n’existe pas.", "There is no such question."),
        ));
    }
    let answers = interview::in_order(&form.answers);
    asked.answers = serde_json::to_value(&answers)?;
    if form.done {
        asked.answered_at = Some(work.now);
        let mut row = sheet;
        let mut content = content_of(&row)?;
        interview::flow_into(&mut content, &answers);
        gate::passed(interview::at_questions(queries::lacking_to_submit(&row, &content)))?;
        row.content = serde_json::to_value(content)?;
        row.state = SheetState::Submitted.as_str().to_owned();
        work.note_one("answer", "practice_sheet", row.id, &row.title).await?;
        work.record(&super::super::facts::SheetSubmitted { sheet_id: row.id, member_id: row.member_id }).await?;
        store::rewrite(&work, row).await?;
    }
    store::asked::update_interview(work.tx(), asked.clone()).await?;
    work.commit().await?;
    told(house, by, asked).await
}

/// Keeps a photo of the holder of the link.
pub async fn photo(house: &House, by: &Asker, network: &str, sent: Sent) -> Result<InterviewReview, Problem> {
    let sent = sent.only(&["token", "alt"])?;
    let token = short(sent.field("token"), "/token", 200)?;
    let alt = short(sent.field("alt"), "/alt", 300)?;
    // Before anything is drawn: a stranger costs nothing.
    known(house, network, &token).await?;
    let new = platform::files::NewFile { accept: platform::files::Accept::Picture, ..new_file(sent, None) };
    let taken = house.files.take_in(new, house.now()).await?;
    let (work, row, asked) = begin(house, by, network, &token, false).await?;
    room(&work, row.id, interview::MOST_PHOTOS).await?;
    let file = taken.enter(&work).await?;
    let media =
        practice_media::Model { file_id: Some(file.id), alt, ..blank(&work, row.id, MediaKind::Picture).await? };
    store::media::insert(work.tx(), media).await?;
    work.note_one("add_media", "practice_sheet", row.id, &row.title).await?;
    store::rewrite(&work, row).await?;
    work.commit().await?;
    told(house, by, asked).await
}

async fn known(house: &House, network: &str, token: &str) -> Result<practice_interview::Model, Problem> {
    throttle::attempt(house, &format!("practice-interview-from:{network}"), PER_NETWORK).await?;
    let known = store::asked::interview_by(&house.db.read, token, house.now()).await?;
    let known = known.ok_or_else(refusals::link_spent)?;
    still_theirs(house, known.contact_id).await?;
    throttle::attempt(house, &format!("practice-interview-link:{}", known.id), PER_LINK).await?;
    Ok(known)
}

/// Lets the holder of a link in, as long as the answers were not handed in and the sheet is a draft. Handing in is a
/// contact, and the ledger comes first: rows are held in one order everywhere.
async fn begin(
    house: &House,
    by: &Asker,
    network: &str,
    token: &str,
    done: bool,
) -> Result<(Work, practice_sheet::Model, practice_interview::Model), Problem> {
    let known = known(house, network, token).await?;
    let work = house.begin(&holder(by)).await?;
    if done {
        let sheet = store::find(work.tx(), known.sheet_id).await?.ok_or_else(refusals::link_spent)?;
        attest(&work, &sheet, known.id, "Le membre a répondu aux dix questions sur son action.").await?;
    }
    let sheet = store::hold(work.tx(), known.sheet_id).await?;
    let asked = store::asked::hold_interview(work.tx(), known.id).await?.ok_or_else(refusals::link_spent)?;
    if asked.answered_at.is_some() || SheetState::parse(&sheet.state) != SheetState::Draft {
        return Err(refusals::already_answered());
    }
    Ok((work, sheet, asked))
}
