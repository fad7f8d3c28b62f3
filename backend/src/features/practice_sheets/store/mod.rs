//! The SQL of sheets and their partners; that of what hangs on them stands beside.

pub mod asked;
pub mod catalogue;
pub mod guidance;
pub mod index;
pub mod keywords;
pub mod media;
pub mod versions;

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{problem::Problem, words::fold};
use platform::Work;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use tables::{member, practice_partner, practice_sheet, topic};
use uuid::Uuid;

use super::schema::{SheetKind, SheetPartner, SheetQuery, SheetState};

/// Rows per statement.
pub const CHUNK: usize = 500;

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<practice_sheet::Model>, Problem> {
    Ok(practice_sheet::Entity::find_by_id(id).one(db).await?)
}

/// The row, held until the end of the transaction.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<practice_sheet::Model, Problem> {
    hold_if_there(tx, id).await?.ok_or_else(Problem::not_found)
}

/// The same for one that may be gone.
pub async fn hold_if_there<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<Option<practice_sheet::Model>, Problem> {
    Ok(practice_sheet::Entity::find_by_id(id).lock_exclusive().one(tx).await?)
}

/// The sheets of these members.
pub async fn of_members<C: ConnectionTrait>(tx: &C, members: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    let mut found = Vec::new();
    for chunk in members.chunks(CHUNK) {
        let rows: Vec<Uuid> = practice_sheet::Entity::find()
            .select_only()
            .column(practice_sheet::Column::Id)
            .filter(practice_sheet::Column::MemberId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(tx)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: practice_sheet::Model) -> Result<(), Problem> {
    practice_sheet::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes where the sheet stands; its texts stay at their revision.
pub async fn update(work: &Work, mut row: practice_sheet::Model) -> Result<(), Problem> {
    row.updated_at = work.now;
    row.into_active_model().reset_all().update(work.tx()).await?;
    Ok(())
}

/// Writes what the sheet says: its texts are at their next revision.
pub async fn rewrite(work: &Work, mut row: practice_sheet::Model) -> Result<(), Problem> {
    row.revision += 1;
    update(work, row).await
}

pub async fn delete<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    practice_sheet::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// The newest first, from after the cursor; `own`: those of these members alone.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    query: &SheetQuery,
    own: Option<&[Uuid]>,
    today: NaiveDate,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<practice_sheet::Model>, Problem> {
    use practice_sheet::Column as C;
    let mut which = Condition::all().add_option(after.map(|id| C::Id.lt(id)));
    which = match query.state {
        Some(state) => which.add(C::State.eq(state.as_str())),
        None => which.add(C::State.ne(SheetState::Archived.as_str())),
    };
    which = which
        .add_option(query.kind.map(|kind| C::Kind.eq(kind.as_str())))
        .add_option(query.member.map(|member| C::MemberId.eq(member)))
        .add_option(own.map(|own| C::MemberId.is_in(own.iter().copied())));
    if query.review_due == Some(true) {
        which = which.add(C::State.eq(SheetState::Published.as_str())).add(C::ReviewDueOn.lte(today));
    }
    let folded = query.q.as_deref().map(fold).unwrap_or_default();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        which = which.add(C::TitleKey.contains(word));
    }
    Ok(practice_sheet::Entity::find().filter(which).order_by_desc(C::Id).limit(limit).all(db).await?)
}

/// How many sheets of a kind were first published between these days, the last one left out.
pub async fn count_published<C: ConnectionTrait>(
    db: &C,
    kind: SheetKind,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<u64, Problem> {
    use practice_sheet::Column as C;
    let among =
        Condition::all().add(C::Kind.eq(kind.as_str())).add(C::PublishedOn.gte(from)).add(C::PublishedOn.lt(until));
    Ok(practice_sheet::Entity::find().filter(among).count(db).await?)
}

/// How many are in work, and how many of those published are due for another look.
pub async fn count_open<C: ConnectionTrait>(db: &C, today: NaiveDate) -> Result<(u64, u64), Problem> {
    use practice_sheet::Column as C;
    let words = [SheetState::Draft, SheetState::Submitted, SheetState::InReview].map(SheetState::as_str);
    let in_work = practice_sheet::Entity::find().filter(C::State.is_in(words)).count(db).await?;
    let due = practice_sheet::Entity::find()
        .filter(C::State.eq(SheetState::Published.as_str()))
        .filter(C::ReviewDueOn.lte(today))
        .count(db)
        .await?;
    Ok((in_work, due))
}

/// How these members are called.
pub async fn members_named<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
    let mut named = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(Uuid, String)> = member::Entity::find()
            .select_only()
            .columns([member::Column::Id, member::Column::Name])
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        named.extend(rows);
    }
    Ok(named)
}

/// Members whose name folds to this.
pub async fn members_called<C: ConnectionTrait>(db: &C, name_key: &str) -> Result<Vec<Uuid>, Problem> {
    Ok(member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::NameKey.eq(name_key))
        .filter(member::Column::ArchivedAt.is_null())
        .limit(2)
        .into_tuple()
        .all(db)
        .await?)
}

/// The topics of the club by their id.
pub async fn topics_named<C: ConnectionTrait>(db: &C) -> Result<HashMap<Uuid, String>, Problem> {
    let rows: Vec<(Uuid, String)> = topic::Entity::find()
        .select_only()
        .columns([topic::Column::Id, topic::Column::Name])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The partners of a sheet in their order; a member is called as it is now.
pub async fn partners<C: ConnectionTrait>(db: &C, sheet: Uuid) -> Result<Vec<SheetPartner>, Problem> {
    let rows = practice_partner::Entity::find()
        .filter(practice_partner::Column::SheetId.eq(sheet))
        .order_by_asc(practice_partner::Column::Position)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.member_id).collect();
    let named = members_named(db, &ids).await?;
    let partner = |row: practice_partner::Model| SheetPartner {
        name: row.member_id.and_then(|id| named.get(&id).cloned()).unwrap_or(row.name),
        member_id: row.member_id,
    };
    Ok(rows.into_iter().map(partner).collect())
}

/// Puts these partners in the place of those there are.
pub async fn put_partners<C: ConnectionTrait>(tx: &C, sheet: Uuid, partners: &[SheetPartner]) -> Result<(), Problem> {
    practice_partner::Entity::delete_many().filter(practice_partner::Column::SheetId.eq(sheet)).exec(tx).await?;
    if partners.is_empty() {
        return Ok(());
    }
    let rows = (1..).zip(partners).map(|(position, partner)| {
        let row = practice_partner::Model {
            id: kernel::ids::new_id(),
            sheet_id: sheet,
            position,
            member_id: partner.member_id,
            name: partner.name.clone(),
        };
        row.into_active_model().reset_all()
    });
    practice_partner::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
