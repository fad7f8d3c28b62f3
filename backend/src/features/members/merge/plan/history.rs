//! The status of a record made of two, with the history of both.

use kernel::{
    problem::{Problem, Say, say},
    trade::MemberStatus,
};
use serde_json::json;
use tables::{member, member_status};

use super::{
    super::{
        super::{
            rules::{Step, united},
            whole::Whole,
        },
        schema::Choice,
    },
    Planner,
};

impl Planner<'_> {
    /// The status of one, with the history of both.
    pub(super) fn history(&mut self, after: &mut Whole) -> Result<(), Problem> {
        let (mine, theirs) = (steps(self.this), steps(self.other));
        let by_right = self.this.member.ex_officio;
        let with_mine = united(&mine, &theirs);
        let with_theirs =
            united(&theirs, &mine).filter(|_| !(by_right && self.other.member.status == MemberStatus::Left));
        let (of_this, of_other) = (self.this.member.status, self.other.member.status);
        let mut choices = Vec::new();
        if with_mine.is_some() || with_theirs.is_none() {
            choices.push(Choice::This);
        }
        if with_theirs.is_some() {
            choices.push(Choice::Other);
        }
        let further = rank(of_other) > rank(of_this) && with_theirs.is_some();
        let default = if further || !choices.contains(&Choice::This) { Choice::Other } else { Choice::This };
        let reason = (choices.len() == 1 && of_this != of_other).then(had_joined);
        let choice = self.choose("status", default, &choices, reason.as_ref());
        let history = match choice {
            Choice::Other => with_theirs,
            _ => with_mine,
        };
        // Two histories that can't be one: that of the record that stays is kept as it is.
        let history = history.unwrap_or(mine);
        let kept: Vec<&member_status::Model> = self.this.steps.iter().chain(&self.other.steps).collect();
        if history != steps(self.this) {
            after.steps = history
                .into_iter()
                .enumerate()
                .map(|(seq, step)| member_status::Model {
                    id: kernel::ids::new_id(),
                    member_id: self.this.member.id,
                    status: step.status,
                    since: step.since,
                    precision: step.precision,
                    seq: seq as i64,
                    recorded_at: kept
                        .iter()
                        .find(|row| (row.status, row.since) == (step.status, step.since))
                        .map_or(self.ground.now, |row| row.recorded_at),
                    reason: step.reason,
                })
                .collect();
        }
        after.settle_steps();
        let values = (json!(of_this), json!(of_other), json!(after.member.status));
        self.tell("status", None, values, choice, choices, reason);
        let joined = |row: &member::Model| json!(row.joined_on);
        let values = (joined(&self.this.member), joined(&self.other.member), joined(&after.member));
        // The first day as a member follows from both histories.
        self.tell("joined_on", None, values, choice, Vec::new(), None);
        Ok(())
    }
}

fn steps(whole: &Whole) -> Vec<Step> {
    let step = |row: &member_status::Model| Step {
        status: row.status,
        since: row.since,
        precision: row.precision,
        reason: row.reason.clone(),
    };
    whole.steps.iter().map(step).collect()
}

/// Which of two statuses says more of an organisation: who is a member in one record is a member.
fn rank(status: MemberStatus) -> u8 {
    match status {
        MemberStatus::Prospect => 0,
        MemberStatus::Invited => 1,
        MemberStatus::Left => 2,
        MemberStatus::Paused => 3,
        MemberStatus::Active => 4,
    }
}

fn had_joined() -> Say {
    say(
        "L’une des deux fiches est celle d’un membre\u{202f}: l’autre statut ne peut pas suivre.",
        "One of the two records is that of a member: the other status can't follow.",
    )
}
