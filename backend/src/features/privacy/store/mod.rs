//! The SQL of privacy: terms, people, their files, erasures. That of retention is in a file of its own.

pub mod retention;

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{Work, secrets::fingerprint};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde_json::{Value, json};
use tables::{address, consent_event, contact, delivery, erasure, member, person, person_file, privacy_settings};
use uuid::Uuid;

/// The only row of the terms.
const ONLY: i64 = 1;

pub async fn terms<C: ConnectionTrait>(db: &C) -> Result<Option<privacy_settings::Model>, Problem> {
    Ok(privacy_settings::Entity::find_by_id(ONLY).one(db).await?)
}

/// Writes the terms, over those there are.
pub async fn put_terms(work: &Work, settings: Value, revision: i64) -> Result<(), Problem> {
    use privacy_settings::Column as C;
    let row = privacy_settings::ActiveModel {
        id: Set(ONLY),
        settings: Set(settings),
        revision: Set(revision),
        updated_at: Set(work.now),
    };
    privacy_settings::Entity::insert(row)
        .on_conflict(OnConflict::column(C::Id).update_columns([C::Settings, C::Revision, C::UpdatedAt]).to_owned())
        .exec_without_returning(work.tx())
        .await?;
    Ok(())
}

pub async fn person<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<person::Model>, Problem> {
    Ok(person::Entity::find_by_id(id).one(db).await?)
}

/// The functions of somebody with their organisations, those that are there first.
pub async fn functions<C: ConnectionTrait>(
    db: &C,
    person: Uuid,
) -> Result<Vec<(contact::Model, Option<member::Model>)>, Problem> {
    Ok(contact::Entity::find()
        .find_also_related(member::Entity)
        .filter(contact::Column::PersonId.eq(person))
        .order_by_asc(contact::Column::Id)
        .all(db)
        .await?)
}

/// What somebody said, with the address it is about, the newest first.
pub async fn consents<C: ConnectionTrait>(
    db: &C,
    person: Uuid,
) -> Result<Vec<(consent_event::Model, Option<address::Model>)>, Problem> {
    Ok(consent_event::Entity::find()
        .find_also_related(address::Entity)
        .filter(consent_event::Column::PersonId.eq(person))
        .order_by_desc(consent_event::Column::Id)
        .all(db)
        .await?)
}

/// The files of somebody without what is in them, the newest first.
pub async fn files<C: ConnectionTrait>(db: &C, person: Uuid) -> Result<Vec<person_file::Model>, Problem> {
    let mut files = person_file::Entity::find()
        .filter(person_file::Column::PersonId.eq(person))
        .order_by_desc(person_file::Column::Id)
        .all(db)
        .await?;
    files.iter_mut().for_each(|file| file.content = None);
    Ok(files)
}

pub async fn insert_file<C: ConnectionTrait>(tx: &C, row: person_file::Model) -> Result<(), Problem> {
    person_file::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// A file that is still to be made.
pub async fn file_to_make<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<person_file::Model>, Problem> {
    let row = person_file::Entity::find_by_id(id).one(db).await?;
    Ok(row.filter(|row| row.made_at.is_none()))
}

/// The same, held.
pub async fn hold_file<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<Option<person_file::Model>, Problem> {
    let row = person_file::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    Ok(row.filter(|row| row.made_at.is_none()))
}

/// What is in a file, and by which token it is fetched.
pub async fn fill_file(work: &Work, id: Uuid, content: Vec<u8>, token: &str) -> Result<(), Problem> {
    use person_file::Column as C;
    person_file::Entity::update_many()
        .col_expr(C::Content, Expr::value(content))
        .col_expr(C::TokenHash, Expr::value(fingerprint(token)))
        .col_expr(C::MadeAt, Expr::value(work.now))
        .filter(C::Id.eq(id))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// The file of a token that is good at `now`.
pub async fn file_by_token<C: ConnectionTrait>(
    db: &C,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<person_file::Model>, Problem> {
    Ok(person_file::Entity::find()
        .filter(person_file::Column::TokenHash.eq(fingerprint(token)))
        .filter(person_file::Column::UntilAt.gt(now))
        .one(db)
        .await?)
}

pub async fn file_fetched(work: &Work, id: Uuid) -> Result<(), Problem> {
    person_file::Entity::update_many()
        .col_expr(person_file::Column::FetchedAt, Expr::value(work.now))
        .filter(person_file::Column::Id.eq(id))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// Deletes what can't be fetched any more.
pub async fn sweep_files(work: &Work) -> Result<u64, Problem> {
    let old = person_file::Column::UntilAt.lte(work.now);
    Ok(person_file::Entity::delete_many().filter(old).exec(work.tx()).await?.rows_affected)
}

pub async fn files_gone(work: &Work, person: Uuid) -> Result<(), Problem> {
    let theirs = person_file::Column::PersonId.eq(person);
    person_file::Entity::delete_many().filter(theirs).exec(work.tx()).await?;
    Ok(())
}

/// A letter in the ledger of mails.
pub async fn letter<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<delivery::Model>, Problem> {
    Ok(delivery::Entity::find_by_id(id).filter(delivery::Column::Letter.eq(true)).one(db).await?)
}

pub async fn erasure<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<erasure::Model>, Problem> {
    Ok(erasure::Entity::find_by_id(id).one(db).await?)
}

/// Whether somebody of this id was erased.
pub async fn was_erased<C: ConnectionTrait>(db: &C, person: Uuid) -> Result<bool, Problem> {
    let found = erasure::Entity::find().filter(erasure::Column::PersonId.eq(person)).one(db).await?;
    Ok(found.is_some())
}

/// Whether anybody is on the way already.
pub async fn anyone_walks<C: ConnectionTrait>(tx: &C) -> Result<bool, Problem> {
    let open = erasure::Entity::find().filter(erasure::Column::DoneAt.is_null());
    Ok(open.filter(erasure::Column::WalkId.is_not_null()).one(tx).await?.is_some())
}

/// Has all who wait go on this walk. Gives how many there are.
pub async fn set_out(work: &Work, walk: Uuid) -> Result<u64, Problem> {
    use erasure::Column as C;
    let waiting = erasure::Entity::update_many()
        .col_expr(C::WalkId, Expr::value(walk))
        .filter(C::DoneAt.is_null())
        .filter(C::WalkId.is_null());
    Ok(waiting.exec(work.tx()).await?.rows_affected)
}

/// Those who are on this walk.
pub async fn walking<C: ConnectionTrait>(db: &C, walk: Uuid) -> Result<Vec<erasure::Model>, Problem> {
    Ok(erasure::Entity::find()
        .filter(erasure::Column::WalkId.eq(walk))
        .filter(erasure::Column::DoneAt.is_null())
        .order_by_asc(erasure::Column::Id)
        .all(db)
        .await?)
}

/// Adds to what was found of somebody.
pub async fn count_more(work: &Work, id: Uuid, what: &str, more: u64) -> Result<(), Problem> {
    let Some(row) = erasure::Entity::find_by_id(id).lock_exclusive().one(work.tx()).await? else { return Ok(()) };
    let mut counts = row.counts;
    counts[what] = json!(counts[what].as_u64().unwrap_or_default() + more);
    erasure::Entity::update_many()
        .set(erasure::ActiveModel { counts: Set(counts), ..Default::default() })
        .filter(erasure::Column::Id.eq(id))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// Nothing is left to be looked for. Gives those who were on this walk.
pub async fn end_walk(work: &Work, walk: Uuid) -> Result<Vec<erasure::Model>, Problem> {
    let ended = walking(work.tx(), walk).await?;
    erasure::Entity::update_many()
        .set(erasure::ActiveModel {
            state: Set("done".to_owned()),
            marks_sealed: Set(None),
            done_at: Set(Some(work.now)),
            ..Default::default()
        })
        .filter(erasure::Column::Id.is_in(ended.iter().map(|row| row.id)))
        .exec(work.tx())
        .await?;
    Ok(ended)
}
