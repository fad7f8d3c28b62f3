//! Rows as they are told, for one caller.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    problem::Problem,
    trade::{ProposalState, Verdict},
};
use platform::{Asker, web::abilities::Ability};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use tables::{proposal, proposal_field};
use uuid::Uuid;

use super::{
    rules::{self, LATE_DAYS},
    schema::{ChangedSince, Named, Proposal, ProposedField},
    store::{self, Fields},
    values::{Now, Telling, in_audit, last_touched},
};

/// What was made before this has waited long.
pub fn late_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(LATE_DAYS)
}

/// Proposals as they are told, in their order; the queries do not grow with them.
pub async fn of_rows<C: ConnectionTrait>(
    db: &C,
    by: &Asker,
    instant: DateTime<Utc>,
    rows: Vec<proposal::Model>,
) -> Result<Vec<Proposal>, Problem> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut fields = store::fields(db, &ids).await?;
    let mut now = Now::of(db, &rows).await?;
    now.learn(db, fields.values().flatten()).await?;
    let telling = Telling::of(db).await?;
    let stale: Vec<&proposal::Model> = rows
        .iter()
        .filter(|row| {
            let of_row = fields.get(&row.id).map(Vec::as_slice).unwrap_or_default();
            of_row.iter().any(|field| field.verdict == Verdict::Waiting && now.is_stale(row, field))
        })
        .collect();
    let touched = match stale.iter().map(|row| row.created_at).min() {
        Some(since) => {
            let members: Vec<Uuid> = stale.iter().map(|row| row.member_id).collect();
            last_touched(db, &members, since).await?
        }
        None => HashMap::new(),
    };
    let view = View { by, instant, now: &now, telling: &telling, touched: &touched };
    Ok(rows
        .into_iter()
        .map(|row| {
            let of_row = fields.remove(&row.id).unwrap_or_default();
            view.proposal(row, of_row)
        })
        .collect())
}

struct View<'a> {
    by: &'a Asker,
    instant: DateTime<Utc>,
    now: &'a Now,
    telling: &'a Telling,
    touched: &'a HashMap<(Uuid, String), (String, DateTime<Utc>)>,
}

impl View<'_> {
    fn proposal(&self, row: proposal::Model, fields: Fields) -> Proposal {
        let caller = &self.by.caller;
        let verbs = [
            ("decide", rules::may_decide(caller, &row)),
            ("reopen", rules::may_reopen(caller, &row, &fields)),
            ("withdraw", rules::may_withdraw(caller, &row)),
        ];
        let abilities: BTreeMap<String, Ability> =
            verbs.iter().map(|(verb, may)| ((*verb).to_owned(), Ability::of(may, self.by.language))).collect();
        let told = fields.into_iter().map(|field| self.field(&row, field)).collect();
        let member = self.now.members.get(&row.member_id);
        Proposal {
            id: row.id,
            member: Named { id: row.member_id, name: member.map(|member| member.name.clone()).unwrap_or_default() },
            about: row.about,
            contact: row.contact_id.map(|id| Named { id, name: self.now.names.get(&id).cloned().unwrap_or_default() }),
            by: row.by_name,
            late: row.state == ProposalState::Waiting && row.created_at < late_since(self.instant),
            created_at: row.created_at,
            state: row.state,
            decided_at: row.decided_at,
            told_at: row.told_at,
            fields: told,
            revision: member.map_or(row.revision, |member| member.revision),
            abilities,
        }
    }

    fn field(&self, row: &proposal::Model, field: proposal_field::Model) -> ProposedField {
        let waits = field.verdict == Verdict::Waiting;
        let stale = waits && self.now.is_stale(row, &field);
        let touch =
            self.touched.get(&(row.member_id, in_audit(row, &field.field))).filter(|(_, at)| *at >= row.created_at);
        let now = self.now.value(row, &field.field).filter(|_| waits);
        ProposedField {
            name: self.telling.name(&field.field),
            before: self.telling.told(&field.field, field.before.as_ref()),
            after: match self.now.name_of_replaced(&field) {
                Some(name) => name,
                None => self.telling.told(&field.field, field.after.as_ref()),
            },
            now: now.map_or(Value::Null, |now| self.telling.told(&field.field, Some(&now))),
            stale,
            changed_since: touch.filter(|_| stale).map(|(by, at)| ChangedSince { by: by.clone(), at: *at }),
            verdict: field.verdict,
            reason: field.reason,
            decided_by: field.by_name,
            decided_at: field.decided_at,
            field: field.field,
        }
    }
}
