//! The SQL of proposals.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{
    problem::Problem,
    trade::{ProposalState, Verdict},
};
use platform::Work;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::ExprTrait,
};
use tables::{account, delivery, person, proposal, proposal_field};
use uuid::Uuid;

use super::super::store::CHUNK;

pub type Fields = Vec<proposal_field::Model>;

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<proposal::Model>, Problem> {
    Ok(proposal::Entity::find_by_id(id).one(db).await?)
}

/// A proposal with its fields, held until the end of the transaction. Its member is held before.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(proposal::Model, Fields), Problem> {
    let row = proposal::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)?;
    let fields = fields(tx, &[id]).await?.remove(&id).unwrap_or_default();
    Ok((row, fields))
}

/// The fields of these proposals, in their order.
pub async fn fields<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Fields>, Problem> {
    let mut found: HashMap<Uuid, Fields> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = proposal_field::Entity::find()
            .filter(proposal_field::Column::ProposalId.is_in(chunk.iter().copied()))
            .order_by_asc(proposal_field::Column::Position)
            .all(db)
            .await?;
        for row in rows {
            found.entry(row.proposal_id).or_default().push(row);
        }
    }
    Ok(found)
}

/// What waits of the fields of a record or of a person.
pub async fn waiting<C: ConnectionTrait>(tx: &C, subject: Uuid, names: &[String]) -> Result<Fields, Problem> {
    Ok(proposal_field::Entity::find()
        .filter(proposal_field::Column::Subject.eq(subject))
        .filter(proposal_field::Column::Verdict.eq(Verdict::Waiting))
        .filter(proposal_field::Column::Field.is_in(names.iter().map(String::as_str)))
        .all(tx)
        .await?)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: proposal::Model, fields: Fields) -> Result<(), Problem> {
    proposal::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let fields = fields.into_iter().map(|field| field.into_active_model().reset_all());
    proposal_field::Entity::insert_many(fields).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes one field's verdict.
pub async fn write_field<C: ConnectionTrait>(tx: &C, row: proposal_field::Model) -> Result<(), Problem> {
    proposal_field::Entity::update(row.into_active_model().reset_all()).exec(tx).await?;
    Ok(())
}

pub async fn write<C: ConnectionTrait>(tx: &C, row: proposal::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// The letter that a request answers, unless somebody with an account asks for the same.
pub async fn keep_letter<C: ConnectionTrait>(tx: &C, id: Uuid, letter: Uuid) -> Result<(), Problem> {
    proposal::Entity::update_many()
        .set(proposal::ActiveModel { delivery_id: Set(Some(letter)), ..Default::default() })
        .filter(proposal::Column::Id.eq(id))
        .filter(proposal::Column::ById.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes these waiting fields back, and closes proposals of which nothing waits any more. Those closed and decided in
/// part are given: whoever asked is to be told.
pub async fn withdraw(work: &Work, gone: &Fields) -> Result<Vec<Uuid>, Problem> {
    let mut ids: Vec<Uuid> = gone.iter().map(|field| field.proposal_id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(ids);
    }
    let which = gone.iter().fold(Condition::any(), |any, field| {
        let this = proposal_field::Column::ProposalId.eq(field.proposal_id);
        any.add(this.and(proposal_field::Column::Field.eq(&field.field)))
    });
    proposal_field::Entity::update_many()
        .set(proposal_field::ActiveModel {
            verdict: Set(Verdict::Withdrawn),
            decided_at: Set(Some(work.now)),
            ..Default::default()
        })
        .filter(which)
        .filter(proposal_field::Column::Verdict.eq(Verdict::Waiting))
        .exec(work.tx())
        .await?;
    let left = fields(work.tx(), &ids).await?;
    let (mut decided, mut withdrawn) = (Vec::new(), Vec::new());
    for id in ids {
        match state_of(left.get(&id).map(Vec::as_slice).unwrap_or_default()) {
            ProposalState::Waiting => {}
            ProposalState::Decided => decided.push(id),
            ProposalState::Withdrawn => withdrawn.push(id),
        }
    }
    for (state, ids) in [(ProposalState::Decided, &decided), (ProposalState::Withdrawn, &withdrawn)] {
        proposal::Entity::update_many()
            .set(proposal::ActiveModel { state: Set(state), decided_at: Set(Some(work.now)), ..Default::default() })
            .filter(proposal::Column::Id.is_in(ids.iter().copied()))
            .exec(work.tx())
            .await?;
    }
    Ok(decided)
}

/// Where a proposal with these fields stands.
pub fn state_of(fields: &[proposal_field::Model]) -> ProposalState {
    let is = |verdict| fields.iter().any(|field| field.verdict == verdict);
    match (is(Verdict::Waiting), is(Verdict::Accepted) || is(Verdict::Refused)) {
        (true, _) => ProposalState::Waiting,
        (false, true) => ProposalState::Decided,
        (false, false) => ProposalState::Withdrawn,
    }
}

/// A stretch of proposals: the oldest first, or the newest.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    which: Condition,
    oldest_first: bool,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<proposal::Model>, Problem> {
    let id = proposal::Column::Id;
    let beyond = after.map(|last| if oldest_first { id.gt(last) } else { id.lt(last) });
    let query = proposal::Entity::find().filter(which).filter(Condition::all().add_option(beyond)).limit(limit);
    let query = if oldest_first { query.order_by_asc(id) } else { query.order_by_desc(id) };
    Ok(query.all(db).await?)
}

/// How many wait, and how many of them since before `late`.
pub async fn counts<C: ConnectionTrait>(db: &C, which: Condition, late: DateTime<Utc>) -> Result<(u64, u64), Problem> {
    let waiting = proposal::Entity::find().filter(which).filter(proposal::Column::State.eq(ProposalState::Waiting));
    let all = waiting.clone().count(db).await?;
    let old = waiting.filter(proposal::Column::CreatedAt.lt(late)).count(db).await?;
    Ok((all, old))
}

/// The reasons given lately, the newest first, each once.
pub async fn reasons<C: ConnectionTrait>(db: &C, most: usize) -> Result<Vec<String>, Problem> {
    let rows: Vec<Option<String>> = proposal_field::Entity::find()
        .select_only()
        .column(proposal_field::Column::Reason)
        .filter(proposal_field::Column::Reason.is_not_null())
        .filter(proposal_field::Column::Verdict.eq(Verdict::Refused))
        .order_by_desc(proposal_field::Column::DecidedAt)
        .limit(200)
        .into_tuple()
        .all(db)
        .await?;
    let mut reasons: Vec<String> = Vec::new();
    for reason in rows.into_iter().flatten() {
        if reasons.len() < most && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    Ok(reasons)
}

/// Whoever asked, if they still have an account.
pub async fn asker<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<(account::Model, person::Model)>, Problem> {
    let row = account::Entity::find_by_id(id).find_also_related(person::Entity).one(db).await?;
    Ok(row.and_then(|(account, person)| Some((account, person?))))
}

/// A letter, and to whom it went if they are known.
pub async fn letter<C: ConnectionTrait>(
    db: &C,
    id: Uuid,
) -> Result<Option<(delivery::Model, Option<person::Model>)>, Problem> {
    let Some(letter) = delivery::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let person = match letter.person_id {
        Some(person) => person::Entity::find_by_id(person).one(db).await?,
        None => None,
    };
    Ok(Some((letter, person)))
}
