//! Words about sections.

use kernel::problem::{Problem, say};
use platform::{Asker, House};
use tables::practice_comment;
use uuid::Uuid;

use super::{
    super::{
        rules::{Verb, sections},
        schema::{CommentForm, SheetKind},
        store,
    },
    hold,
};

/// Says a word about a section; gives its id.
pub async fn add(house: &House, by: &Asker, sheet: Uuid, form: CommentForm) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, sheet, Verb::Comment).await?;
    if form.section != "title" && !sections::knows(SheetKind::parse(&row.kind), &form.section) {
        return Err(Problem::invalid_field(
            "/section",
            "practice_sheets.unknown_section",
            say("Cette rubrique n’existe pas ici.", "There is no such section here."),
        ));
    }
    let (_, by_id, by_name) = work.by.caller.signature();
    let comment = practice_comment::Model {
        id: kernel::ids::new_id(),
        sheet_id: sheet,
        section: form.section,
        text: form.text.trim().to_owned(),
        by_id,
        by_name,
        written_at: work.now,
        settled_at: None,
    };
    let id = comment.id;
    store::versions::insert_comment(work.tx(), comment).await?;
    work.note_one("comment", "practice_sheet", sheet, &row.title).await?;
    work.commit().await?;
    Ok(id)
}

/// What was said is seen to. Repeating it changes nothing.
pub async fn settle(house: &House, by: &Asker, sheet: Uuid, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    hold(&work, sheet, Verb::Comment).await?;
    let mut comment = store::versions::hold_comment(work.tx(), id).await?;
    if comment.sheet_id != sheet {
        return Err(Problem::not_found());
    }
    comment.settled_at = comment.settled_at.or(Some(work.now));
    store::versions::update_comment(work.tx(), comment).await?;
    work.commit().await
}
