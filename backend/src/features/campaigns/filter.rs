//! What filters may ask of campaigns: whom to call, since a letter was not answered.

use chrono::NaiveDate;
use kernel::problem::Problem;
use platform::{
    columns::{self, Bits, Columns, Gathering, NONE},
    filter::{Field, FieldBook, Kind, yes_or_no},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, IdenStatic, JoinType, QueryFilter,
    QuerySelect, QueryTrait, RelationTrait, sea_query::Expr,
};
use tables::{campaign, campaign_recipient, member};
use uuid::Uuid;

use crate::features::members;

pub fn register(book: &mut FieldBook) {
    for record in [members::RECORD, members::WITHOUT_PEOPLE] {
        let to_call = Field::meaning("to_call", Kind::YesNo, |test, _| yes_or_no(test, to_call()))
            .held(|test, _, columns| Some(columns::yes_or_no(test, held_to_call(columns)?, columns.rows())))
            .called("follow_up", "À appeler (campagne sans réponse)", "To be called (unanswered campaign)");
        book.add(record, [to_call]);
    }
    book.held_by(members::RECORD, |tx, columns| Box::pin(read(tx, columns)));
}

/// Those who gave no answer to a campaign that was closed, and whom nobody has been in touch with since.
fn to_call() -> Condition {
    let of_member = Expr::col((campaign_recipient::Entity, campaign_recipient::Column::MemberId))
        .equals((member::Entity, member::Column::Id));
    let last = || Expr::col((member::Entity, member::Column::LastPersonalContactOn));
    let closed = Expr::col((campaign::Entity, campaign::Column::ClosedOn));
    let rows = campaign_recipient::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .join(JoinType::InnerJoin, campaign_recipient::Relation::Campaign.def())
        .filter(of_member)
        .filter(campaign_recipient::Column::Answer.is_null())
        .filter(campaign::Column::ClosedOn.is_not_null())
        .filter(Condition::any().add(last().is_null()).add(last().lt(closed)));
    Condition::all().add(Expr::exists(rows.into_query()))
}

/// The last day on which a campaign was closed that a member has not answered.
const UNANSWERED: &str = "unanswered_on";

fn held_to_call(columns: &Columns) -> Option<Bits> {
    let unanswered = columns.own().numbers(UNANSWERED)?;
    let last = columns.own().numbers(member::Column::LastPersonalContactOn.as_str())?;
    // Whoever was never in touch was so before any day.
    Some(Bits::of(columns.rows(), |row| unanswered[row] != NONE && last[row] < unanswered[row]))
}

async fn read(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    let closed: Vec<(Uuid, Option<NaiveDate>)> = campaign_recipient::Entity::find()
        .select_only()
        .column(campaign_recipient::Column::MemberId)
        .column_as(campaign::Column::ClosedOn.max(), "closed_on")
        .join(JoinType::InnerJoin, campaign_recipient::Relation::Campaign.def())
        .filter(campaign_recipient::Column::Answer.is_null())
        .filter(campaign::Column::ClosedOn.is_not_null())
        .group_by(campaign_recipient::Column::MemberId)
        .into_tuple()
        .all(tx)
        .await?;
    let mut own = Gathering::of(columns.rows());
    own.day(0, UNANSWERED, None);
    for (member, closed_on) in closed {
        if let Some(row) = columns.row(member) {
            own.day(row, UNANSWERED, closed_on);
        }
    }
    columns.add(own);
    Ok(())
}
