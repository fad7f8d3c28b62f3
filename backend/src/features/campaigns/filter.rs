//! What filters may ask of campaigns: whom to call, since a letter was not answered.

use platform::filter::{Field, FieldBook, Kind, yes_or_no};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, RelationTrait,
    sea_query::Expr,
};
use tables::{campaign, campaign_recipient, member};

use crate::features::members;

pub fn register(book: &mut FieldBook) {
    for record in [members::RECORD, members::WITHOUT_PEOPLE] {
        let to_call = Field::meaning("to_call", Kind::YesNo, |test, _| yes_or_no(test, to_call())).called(
            "follow_up",
            "À appeler (campagne sans réponse)",
            "To be called (unanswered campaign)",
        );
        book.add(record, [to_call]);
    }
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
