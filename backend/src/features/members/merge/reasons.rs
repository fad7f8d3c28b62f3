//! Why a merge can't be undone any more: somebody changed since what it had changed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{
    problem::{Fault, Problem, say},
    trade::Precision,
};
use platform::Work;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use tables::audit;

use super::{super::whole::Whole, fields::FIELDS, kept::Kept};
use crate::features::club;

/// Lines of the audit that are looked through for who it was.
const LINES: u64 = 500;

/// The fields of the survivor that the merge changed, with their value before: those can be put back.
pub struct Changed {
    pub fields: Vec<&'static super::fields::Field>,
    pub notes: bool,
    pub history: bool,
    pub custom: Vec<String>,
}

/// What the merge changed on the survivor; 409 with one reason for each of it that somebody changed since.
pub async fn changed(work: &Work, kept: &Kept, now: &Whole) -> Result<Changed, Problem> {
    static ALL: [super::fields::Field; 18] = FIELDS;
    let (before, after) = (&kept.into_before, &kept.into_after);
    let mut touched: Vec<String> = Vec::new();
    let mut judge = |field: &str, was: Value, became: Value, is: Value| {
        let by_merge = was != became;
        if by_merge && became != is {
            touched.push(field.to_owned());
        }
        by_merge
    };
    let fields = ALL
        .iter()
        .filter(|field| {
            let value = field.value;
            judge(field.name, value(&before.member), value(&after.member), value(&now.member))
        })
        .collect();
    let notes = |whole: &Whole| json!(whole.member.internal_notes);
    let notes = judge("internal_notes", notes(before), notes(after), notes(now));
    let history = judge("status", steps(before), steps(after), steps(now));
    let (was, became, is) = (custom(before), custom(after), custom(now));
    let mut keys: Vec<&String> = was.keys().chain(became.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let of = |values: &BTreeMap<String, Value>, key: &String| values.get(key).cloned().unwrap_or_default();
    let custom = keys
        .into_iter()
        .filter(|key| judge(&format!("custom.{key}"), of(&was, key), of(&became, key), of(&is, key)))
        .cloned()
        .collect();
    if touched.is_empty() {
        return Ok(Changed { fields, notes, history, custom });
    }
    Err(refused(work, kept, touched).await?)
}

pub fn steps(whole: &Whole) -> Value {
    whole.steps.iter().map(|step| json!([step.status, step.since, step.precision, step.reason])).collect()
}

/// Values of the club's fields, whosever row they stand in.
fn custom(whole: &Whole) -> BTreeMap<String, Value> {
    let value = |row| super::super::custom::Value::of_row(row).map_or(Value::Null, |value| value.json());
    whole.custom.iter().map(|(key, row)| (key.clone(), value(row))).collect()
}

async fn refused(work: &Work, kept: &Kept, touched: Vec<String>) -> Result<Problem, Problem> {
    let lines = audit::Entity::find()
        .filter(audit::Column::Record.eq("member"))
        .filter(audit::Column::RecordId.eq(kept.into))
        .filter(audit::Column::At.gte(kept.at))
        .order_by_desc(audit::Column::Id)
        .limit(LINES)
        .all(work.tx())
        .await?;
    let settings = club::settings(work.tx()).await?;
    let who = |field: &str| -> Option<(String, DateTime<Utc>)> {
        let names = |line: &&audit::Model| {
            let changes = line.changes.as_array().map(Vec::as_slice).unwrap_or_default();
            changes.iter().any(|change| change["field"] == field)
        };
        lines.iter().find(names).map(|line| (line.by_name.clone(), line.at))
    };
    let errors: Vec<Fault> = touched
        .iter()
        .map(|field| {
            let detail = match who(field) {
                Some((name, at)) => {
                    let on = settings.today(at);
                    let day = kernel::dates::french(on, Precision::Day);
                    say(format!("{name} a changé ce champ le {day}."), format!("{name} changed this field on {on}."))
                }
                None => say("Ce champ a changé depuis.", "This field has changed since."),
            };
            Fault::at(format!("/{field}"), "members.changed_since", detail)
        })
        .collect();
    Ok(Problem::conflict(
        "members.changed_since_merge",
        say(
            "Cette fusion ne peut plus être défaite\u{202f}: des champs qu’elle avait changés ont été modifiés depuis. Rien n’a été fait.",
            "This merge can't be undone any more: fields that it had changed were changed since. Nothing was done.",
        ),
    )
    .with_errors(errors))
}
