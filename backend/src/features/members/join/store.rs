//! The SQL of join requests.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{
    House, Work,
    forgetting::{BLANK, Forgotten},
    many,
    secrets::fingerprint,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use tables::join_request;
use uuid::Uuid;

use super::schema::JoinState;

/// The word of a request whose address is not proven yet.
pub const UNCONFIRMED: &str = "unconfirmed";

/// By which two requests from one mailbox are known.
pub fn applicant_mark(email_key: &str) -> String {
    fingerprint(&format!("join:{email_key}"))
}

/// Where a request stands; nothing while it is unconfirmed.
pub fn state(row: &join_request::Model) -> Option<JoinState> {
    JoinState::ALL.into_iter().find(|state| state.as_str() == row.state)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: join_request::Model) -> Result<(), Problem> {
    join_request::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: join_request::Model) -> Result<(), Problem> {
    join_request::Entity::update(row.into_active_model().reset_all()).exec(tx).await?;
    Ok(())
}

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<join_request::Model, Problem> {
    let row = join_request::Entity::find_by_id(id).one(db).await?;
    row.filter(|row| row.state != UNCONFIRMED).ok_or_else(Problem::not_found)
}

/// The row, held until the end of the transaction.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<join_request::Model, Problem> {
    hold_any(tx, id).await?.filter(|row| row.state != UNCONFIRMED).ok_or_else(Problem::not_found)
}

/// The same, of one that is not confirmed too.
pub async fn hold_any<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<Option<join_request::Model>, Problem> {
    Ok(join_request::Entity::find_by_id(id).lock_exclusive().one(tx).await?)
}

/// The request of a token that is good at `now`.
pub async fn by_token<C: ConnectionTrait>(
    db: &C,
    token: &str,
    now: DateTime<Utc>,
    held: bool,
) -> Result<Option<join_request::Model>, Problem> {
    let query = join_request::Entity::find()
        .filter(join_request::Column::TokenHash.eq(fingerprint(token)))
        .filter(join_request::Column::TokenUntil.gt(now));
    let query = if held { query.lock_exclusive() } else { query };
    Ok(query.one(db).await?)
}

/// Whether the very same was asked after `since` and is still to be proven.
pub async fn asked_already<C: ConnectionTrait>(
    db: &C,
    row: &join_request::Model,
    since: DateTime<Utc>,
) -> Result<bool, Problem> {
    use join_request::Column as C;
    let lately = join_request::Entity::find()
        .filter(C::State.eq(UNCONFIRMED))
        .filter(C::ApplicantMark.eq(&row.applicant_mark))
        .filter(C::OrganisationKey.eq(&row.organisation_key))
        .filter(C::AskedAt.gt(since));
    let said = |row: &join_request::Model| {
        json!([row.organisation, row.applicant, row.topics, row.charter_agreed, row.newsletter_asked])
    };
    Ok(lately.all(db).await?.iter().any(|before| said(before) == said(row)))
}

/// Those that wait, of this organisation from this mailbox, make room for the newer one.
pub async fn replace(work: &Work, newer: &join_request::Model) -> Result<(), Problem> {
    use join_request::Column as C;
    join_request::Entity::update_many()
        .set(join_request::ActiveModel {
            state: Set(JoinState::Replaced.as_str().to_owned()),
            decided_at: Set(Some(work.now)),
            ..Default::default()
        })
        .filter(C::State.eq(JoinState::Waiting.as_str()))
        .filter(C::ApplicantMark.eq(&newer.applicant_mark))
        .filter(C::OrganisationKey.eq(&newer.organisation_key))
        .filter(C::Id.ne(newer.id))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// The oldest that wait first; of the others, the newest.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    state: JoinState,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<join_request::Model>, Problem> {
    use join_request::Column as C;
    let query = join_request::Entity::find().filter(C::State.eq(state.as_str())).limit(limit);
    let query = match state {
        JoinState::Waiting => {
            query.filter(Condition::all().add_option(after.map(|id| C::Id.gt(id)))).order_by_asc(C::Id)
        }
        _ => query.filter(Condition::all().add_option(after.map(|id| C::Id.lt(id)))).order_by_desc(C::Id),
    };
    Ok(query.all(db).await?)
}

pub async fn count<C: ConnectionTrait>(db: &C, state: JoinState) -> Result<u64, Problem> {
    Ok(join_request::Entity::find().filter(join_request::Column::State.eq(state.as_str())).count(db).await?)
}

/// Deletes what was not confirmed in time, and what was decided before `decided`.
pub async fn sweep(house: &House, now: DateTime<Utc>, decided: DateTime<Utc>) -> Result<(), Problem> {
    use join_request::Column as C;
    let stale = Condition::all().add(C::State.eq(UNCONFIRMED)).add(C::TokenUntil.lt(now));
    let tx = house.db.begin().await?;
    join_request::Entity::delete_many()
        .filter(Condition::any().add(stale).add(C::DecidedAt.lt(decided)))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The requests that came from these mailboxes (in lower case), the newest first.
pub async fn of_mailboxes<C: ConnectionTrait>(db: &C, keys: &[String]) -> Result<Vec<join_request::Model>, Problem> {
    let marks = keys.iter().map(|key| applicant_mark(key));
    let theirs = join_request::Column::ApplicantMark.is_in(marks);
    Ok(join_request::Entity::find().filter(theirs).order_by_desc(join_request::Column::Id).all(db).await?)
}

/// The other requests from the mailbox of this one, held until the end of the transaction; none where who asked is
/// forgotten already.
pub async fn of_same_mailbox<C: ConnectionTrait>(
    tx: &C,
    row: &join_request::Model,
) -> Result<Vec<join_request::Model>, Problem> {
    use join_request::Column as C;
    if row.applicant_mark.is_empty() {
        return Ok(Vec::new());
    }
    let others = join_request::Entity::find().filter(C::ApplicantMark.eq(&row.applicant_mark)).filter(C::Id.ne(row.id));
    Ok(others.order_by_asc(C::Id).lock_exclusive().all(tx).await?)
}

pub async fn delete_join_requests(work: &Work, ids: &[Uuid]) -> Result<(), Problem> {
    let these = join_request::Column::Id.is_in(ids.iter().copied());
    join_request::Entity::delete_many().filter(these).exec(work.tx()).await?;
    Ok(())
}

/// Takes somebody out of what they asked: what is not decided goes, what was decided stays without who asked.
pub async fn erase(work: &Work, keys: &[String]) -> Result<(), Problem> {
    let rows = of_mailboxes(work.tx(), keys).await?;
    let (open, decided): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.decided_at.is_none());
    join_request::Entity::delete_many()
        .filter(join_request::Column::Id.is_in(open.into_iter().map(|row| row.id)))
        .exec(work.tx())
        .await?;
    let blanked = decided.into_iter().map(|mut row| {
        for field in ["given_name", "family_name", "function", "email", "phone", "message"] {
            if row.applicant[field].is_string() {
                row.applicant[field] = json!(BLANK);
            }
        }
        join_request::Model { applicant_mark: String::new(), ..row }
    });
    Ok(many::overwrite::<join_request::Entity, _>(work.tx(), blanked.collect()).await?)
}

/// Blanks who asked, in the requests of a member, when that person is forgotten.
pub async fn forget(work: &Work, who: &Forgotten) -> Result<(), Problem> {
    let of = who.also.iter().copied().chain([who.member_id]);
    let rows = join_request::Entity::find().filter(join_request::Column::MemberId.is_in(of)).all(work.tx()).await?;
    let blanked = rows.into_iter().filter_map(|mut row| {
        let (one, other) = (who.blank(&mut row.applicant), who.blank(&mut row.organisation));
        (one || other).then(|| join_request::Model { applicant_mark: String::new(), ..row })
    });
    Ok(many::overwrite::<join_request::Entity, _>(work.tx(), blanked.collect()).await?)
}
