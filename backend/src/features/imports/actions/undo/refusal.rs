//! Why an import is not taken back, or not all of it.

use std::collections::{HashMap, HashSet};

use kernel::problem::{Fault, Problem, Say, say};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::super::super::{desk::Refused, rules, store};

/// Reasons that a refusal tells one by one.
const TOLD: usize = 200;

/// What stands in the way of taking one member back.
pub struct Blocker {
    pub name: String,
    pub what: Say,
}

/// By member.
pub type Blocked = HashMap<Uuid, Blocker>;

/// 409 with the rows that stand in the way, in the order of the file; nothing when there are none.
pub async fn refuse<C: ConnectionTrait>(db: &C, import: Uuid, blocked: &Blocked) -> Result<(), Problem> {
    if blocked.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = blocked.keys().copied().collect();
    let rows = store::rows_of(db, import, &ids).await?;
    let mut seen = HashSet::new();
    let errors: Vec<Fault> = rows
        .into_iter()
        .filter(|(_, member)| seen.insert(*member))
        .filter_map(|(number, member)| {
            let Blocker { name, what } = blocked.get(&member)?;
            let detail = say(
                format!("Ligne {number}, «\u{202f}{name}\u{202f}»\u{202f}: {}.", what.fr),
                format!("Row {number}, “{name}”: {}.", what.en),
            );
            Some(Fault::at(format!("/rows/{number}"), "imports.changed_since", detail))
        })
        .take(TOLD)
        .collect();
    let count = blocked.len();
    let problem = Problem::conflict(
        "imports.changed_since",
        say(
            format!(
                "Cet import ne peut pas être annulé en entier\u{202f}: {} depuis. Rien n’a été fait.",
                if count == 1 {
                    "une fiche a été modifiée ou utilisée".to_owned()
                } else {
                    format!("{count} fiches ont été modifiées ou utilisées")
                }
            ),
            format!(
                "This import can't be undone as a whole: {} changed or used since. Nothing was done.",
                if count == 1 { "one record was".to_owned() } else { format!("{count} records were") }
            ),
        ),
    );
    Err(problem.with_errors(errors).with("blocked", json!(count)))
}

/// What a refusal leaves to be read when nobody waited for it; none when the problem is another.
pub fn to_keep(problem: &Problem) -> Option<Refused> {
    let blocked = problem.extra().get("blocked")?.as_u64()?;
    let reasons = problem.errors().iter().map(|fault| rules::kept_sentence(&fault.detail)).collect();
    Some(Refused { blocked: u32::try_from(blocked).ok()?, reasons })
}

/// What a partial undo leaves as it is.
pub fn left(count: usize) -> Say {
    if count == 1 {
        return say(
            "Une fiche modifiée depuis est restée comme elle est.",
            "One record that was changed since stays as it is.",
        );
    }
    say(
        format!("{count} fiches modifiées depuis sont restées comme elles sont."),
        format!("{count} records that were changed since stay as they are."),
    )
}
