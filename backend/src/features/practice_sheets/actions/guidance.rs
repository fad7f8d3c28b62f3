//! What one writes in a section, in the club's words.

use kernel::problem::{Fault, Problem, say};
use platform::{
    Asker, House,
    audit::{self, Entry, differences},
};
use serde_json::json;
use uuid::Uuid;

use super::super::{
    rules::sections,
    schema::{GuidanceForm, SheetKind},
    store::guidance,
};
use crate::features::club;

const RECORD: &str = "practice_guidance";
/// As long as it may be, beside a field.
const LONGEST: usize = 300;

/// Says it in the club's words, or as it came again, if it is still what was read.
pub async fn set(house: &House, by: &Asker, based_on: i64, form: GuidanceForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    // Nobody else sets it meanwhile.
    club::hold(work.tx()).await?;
    let before = guidance::all(work.tx()).await?;
    let revision = sections::revision(&before);
    if revision != based_on {
        return Err(audit::stale(work.tx(), RECORD, Uuid::nil(), revision).await?);
    }
    let mut after = before.clone();
    let mut faults = Vec::new();
    for (key, text) in form.guidance {
        let pointer = format!("/guidance/{key}");
        let text = text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if ![SheetKind::GoodPractice, SheetKind::Advice].into_iter().any(|kind| sections::knows(kind, &key)) {
            let detail = say("Cette rubrique n’existe pas.", "There is no such section.");
            faults.push(Fault::at(pointer, "practice_sheets.unknown_section", detail));
        } else if text.chars().count() > LONGEST {
            let detail = say(format!("Au plus {LONGEST} caractères."), format!("At most {LONGEST} characters."));
            faults.push(Fault::at(pointer, "house.length", detail));
        } else if text.is_empty() {
            after.remove(&key);
        } else {
            after.insert(key, text);
        }
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let changes = differences(&json!(before), &json!(after));
    if changes.is_empty() {
        return Ok(());
    }
    guidance::replace(work.tx(), &after).await?;
    work.note(vec![Entry::new("change", RECORD, Uuid::nil(), "Modèle des fiches").with(changes)]).await?;
    work.commit().await
}
