//! The SQL of reports.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::{House, Work, dependents::Whom, forgetting::Forgotten, many};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func},
};
use tables::{member, member_report};
use uuid::Uuid;

use super::schema::ReportState;

pub async fn insert<C: ConnectionTrait>(tx: &C, row: member_report::Model) -> Result<(), Problem> {
    member_report::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: member_report::Model) -> Result<(), Problem> {
    member_report::Entity::update(row.into_active_model().reset_all()).exec(tx).await?;
    Ok(())
}

/// The row with the name of its member.
pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<Named>, Problem> {
    Ok(member_report::Entity::find_by_id(id).find_also_related(member::Entity).one(db).await?.map(named))
}

/// The row, held until the end of the transaction.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<member_report::Model, Problem> {
    member_report::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)
}

/// A report, and how its member is called.
pub type Named = (member_report::Model, String);

fn named((row, member): (member_report::Model, Option<member::Model>)) -> Named {
    (row, member.map(|member| member.name).unwrap_or_default())
}

/// The oldest that wait first; of the others, the newest.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    state: ReportState,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Named>, Problem> {
    use member_report::Column as C;
    let query = member_report::Entity::find().find_also_related(member::Entity).filter(C::State.eq(state.as_str()));
    let query = match state {
        ReportState::Waiting => {
            query.filter(Condition::all().add_option(after.map(|id| C::Id.gt(id)))).order_by_asc(C::Id)
        }
        _ => query.filter(Condition::all().add_option(after.map(|id| C::Id.lt(id)))).order_by_desc(C::Id),
    };
    Ok(query.limit(limit).all(db).await?.into_iter().map(named).collect())
}

pub async fn count<C: ConnectionTrait>(db: &C, state: ReportState) -> Result<u64, Problem> {
    Ok(member_report::Entity::find().filter(member_report::Column::State.eq(state.as_str())).count(db).await?)
}

/// Deletes what was settled before `settled`.
pub async fn sweep(house: &House, settled: DateTime<Utc>) -> Result<(), Problem> {
    let tx = house.db.begin().await?;
    member_report::Entity::delete_many().filter(member_report::Column::SettledAt.lt(settled)).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes somebody out of the reports about a member, when they are forgotten.
pub async fn forget(work: &Work, who: &Forgotten) -> Result<(), Problem> {
    use member_report::Column as C;
    let of = who.also.iter().copied().chain([who.member_id]);
    let rows = member_report::Entity::find().filter(C::MemberId.is_in(of)).all(work.tx()).await?;
    let without = rows.into_iter().filter_map(|row| {
        let theirs = row.email.as_deref().is_some_and(|email| who.marks.are_in(email));
        // Whoever left it may have signed with one name alone.
        let marks = if theirs { who.marks.loosely() } else { who.marks.clone() };
        let (text, note) = (marks.cut(&row.text), row.note.as_deref().and_then(|note| marks.cut(note)));
        (theirs || text.is_some() || note.is_some()).then(|| member_report::Model {
            text: text.unwrap_or_else(|| row.text.clone()),
            note: note.or_else(|| row.note.clone()),
            email: row.email.clone().filter(|_| !theirs),
            ..row
        })
    });
    Ok(many::overwrite::<member_report::Entity, _>(work.tx(), without.collect()).await?)
}

/// The reports that were left with one of these addresses, which are in lower case.
pub async fn left_by<C: ConnectionTrait>(db: &C, keys: &[String]) -> Result<Vec<Named>, Problem> {
    let address = Func::lower(Expr::col((member_report::Entity, member_report::Column::Email)));
    let rows = member_report::Entity::find()
        .find_also_related(member::Entity)
        .filter(Expr::expr(address).is_in(keys.iter().cloned()))
        .order_by_asc(member_report::Column::Id);
    Ok(rows.all(db).await?.into_iter().map(named).collect())
}

/// Takes somebody out of the reports that they left: nobody asks them back.
pub async fn erase(work: &Work, whom: &Whom) -> Result<(), Problem> {
    let left = left_by(work.tx(), &whom.alone).await?;
    let without = left.into_iter().map(|(row, _)| {
        let text = whom.marks.loosely().cut(&row.text).unwrap_or(row.text);
        member_report::Model { text, email: None, ..row }
    });
    Ok(many::overwrite::<member_report::Entity, _>(work.tx(), without.collect()).await?)
}
