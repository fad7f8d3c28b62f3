//! Reporting an error, and settling a report.

use kernel::{
    email::Email,
    problem::{Fault, Problem},
};
use platform::{
    Asker, House,
    audit::{Entry, FieldChange},
};
use serde_json::{Value, json};
use tables::member_report;
use uuid::Uuid;

use super::{
    super::making::directory,
    pace, rules,
    schema::{ReportForm, ReportState, SettleForm},
    store,
};

/// How the audit calls a report.
const RECORD: &str = "member_report";

/// Takes a report in, about a member that the directory shows.
pub async fn report(house: &House, by: &Asker, network: &str, member: Uuid, form: ReportForm) -> Result<(), Problem> {
    let book = directory(house).await?;
    let name = book.get(member).ok_or_else(Problem::not_found)?.member.name.clone();
    let text = form.text.trim().to_owned();
    let mut faults: Vec<Fault> = rules::says_enough(form.what, &text).err().into_iter().collect();
    let email = form.email.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(Email::parse).transpose();
    let email = email.map_err(|fault| faults.push(fault.at("/email", "directory"))).ok().flatten();
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    pace::report(house, network, member).await?;
    if form.fax.is_some_and(|fax| !fax.trim().is_empty()) {
        // A robot is told the same, and nothing comes of it.
        return Ok(());
    }
    let work = house.begin(by).await?;
    let row = member_report::Model {
        id: kernel::ids::new_id(),
        member_id: member,
        what: form.what.as_str().to_owned(),
        text,
        email: email.map(Email::into_string),
        state: ReportState::Waiting.as_str().to_owned(),
        reported_at: work.now,
        settled_at: None,
        settled_by: None,
        note: None,
    };
    work.note_one("report", RECORD, row.id, &name).await?;
    store::insert(work.tx(), row).await?;
    work.commit().await
}

/// Settles what waits; from then on nobody knows whose report it was.
pub async fn settle(house: &House, by: &Asker, id: Uuid, form: SettleForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = store::hold(work.tx(), id).await?;
    rules::may_settle(&work.by.caller, ReportState::parse(&row.state))?;
    let name = store::find(work.tx(), id).await?.map(|(_, name)| name).unwrap_or_default();
    let state = form.outcome.state();
    let note = form.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    let change = FieldChange { field: "state".to_owned(), before: Value::String(row.state), after: json!(state) };
    work.note(vec![Entry::new("settle", RECORD, id, &name).with(vec![change])]).await?;
    let settled = member_report::Model {
        state: state.as_str().to_owned(),
        email: None,
        settled_at: Some(work.now),
        settled_by: Some(work.by.caller.signature().2),
        note,
        ..row
    };
    store::update(work.tx(), settled).await?;
    work.commit().await
}
