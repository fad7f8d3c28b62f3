//! The dated history of a member's status.

use kernel::{
    problem::{Fault, Problem, say},
    trade::{MemberStatus, Precision},
};
use platform::{Asker, House};
use uuid::Uuid;

use super::{
    super::{
        access::standing,
        rules::{self, Step, Verb},
        schema::{HistoryForm, StatusForm},
        store,
    },
    create::take_derived,
    draft,
};
use crate::features::club;

/// Adds a step behind the history.
pub async fn append(house: &House, by: &Asker, id: Uuid, form: StatusForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let today = club::settings(work.tx()).await?.today(work.now);
    let (since, precision) = match &form.since {
        Some(text) => rules::read_since(text, today)?,
        None => (today, Precision::Day),
    };
    let mut draft = draft::take(&work, id).await?;
    rules::may(Verb::ChangeStatus, &by.caller, standing(&draft.row))?;
    let step = Step { status: form.status, since, precision, reason: reason(form.reason) };
    rules::may_follow(&draft.history, &step, draft.row.ex_officio)?;
    draft.history.push(step);
    take_derived(&mut draft.row, &draft.history);
    draft::write(&work, vec![draft], "change_status", None).await?;
    work.commit().await
}

/// Puts another history in the place of the one there is.
pub async fn correct(house: &House, by: &Asker, id: Uuid, based_on: i64, form: HistoryForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let today = club::settings(work.tx()).await?.today(work.now);
    let mut history: Vec<Step> = Vec::with_capacity(form.steps.len());
    for (index, step) in form.steps.into_iter().enumerate() {
        let (since, precision) = rules::read_since(&step.since, today)
            .map_err(|problem| Problem::invalid(store::faults_of(&problem, &format!("/steps/{index}"))))?;
        if history.last().is_some_and(|last| since < last.since) {
            return Err(Problem::invalid(vec![Fault::at(
                format!("/steps/{index}/since"),
                "members.since_before_last",
                say(
                    "Les étapes vont de la plus ancienne à la plus récente.",
                    "Steps go from the oldest to the newest.",
                ),
            )]));
        }
        history.push(Step { status: step.status, since, precision, reason: reason(step.reason) });
    }
    let mut draft = draft::take(&work, id).await?;
    rules::may(Verb::CorrectHistory, &by.caller, standing(&draft.row))?;
    store::fresh(&work, &draft.row, based_on).await?;
    if draft.row.ex_officio && rules::derive(&history).status == MemberStatus::Left {
        return Err(rules::by_right());
    }
    draft.history = history;
    take_derived(&mut draft.row, &draft.history);
    draft::write(&work, vec![draft], "correct_history", None).await?;
    work.commit().await
}

fn reason(given: Option<String>) -> Option<String> {
    given.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
