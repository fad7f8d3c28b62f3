//! What filters of members may ask of sheets: whether its experience was published.

use platform::filter::{Field, FieldBook, Kind, yes_or_no};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr};
use tables::{member, practice_sheet};

use super::schema::SheetState;
use crate::features::members;

pub fn register(book: &mut FieldBook) {
    for record in [members::RECORD, members::WITHOUT_PEOPLE] {
        let has_sheet = Field::meaning("practice_sheet", Kind::YesNo, |test, _| yes_or_no(test, published())).called(
            "member",
            "A une fiche publiée",
            "Has a published sheet",
        );
        book.add(record, [has_sheet]);
    }
}

fn published() -> Condition {
    let of_member = Expr::col((practice_sheet::Entity, practice_sheet::Column::MemberId))
        .equals((member::Entity, member::Column::Id));
    let rows = practice_sheet::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(of_member)
        .filter(practice_sheet::Column::State.eq(SheetState::Published.as_str()));
    Condition::all().add(Expr::exists(rows.into_query()))
}
