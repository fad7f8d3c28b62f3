//! What filters of members may ask of sheets: whether its experience was published.

use kernel::problem::Problem;
use platform::{
    columns::{self, Bits, Columns, Gathering, NONE},
    filter::{Field, FieldBook, Kind, yes_or_no},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::Expr,
};
use tables::{member, practice_sheet};
use uuid::Uuid;

use super::schema::SheetState;
use crate::features::members;

pub fn register(book: &mut FieldBook) {
    for record in [members::RECORD, members::WITHOUT_PEOPLE] {
        let has_sheet = Field::meaning("practice_sheet", Kind::YesNo, |test, _| yes_or_no(test, published()))
            .held(|test, _, columns| Some(columns::yes_or_no(test, held_published(columns)?, columns.rows())))
            .called("member", "A une fiche publiée", "Has a published sheet");
        book.add(record, [has_sheet]);
    }
    book.held_by(members::RECORD, |tx, columns| Box::pin(read(tx, columns)));
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

/// Whether a member has a published sheet.
const HAS_SHEET: &str = "has_practice_sheet";

fn held_published(columns: &Columns) -> Option<Bits> {
    let has_sheet = columns.own().numbers(HAS_SHEET)?;
    Some(Bits::of(columns.rows(), |row| has_sheet[row] != NONE))
}

async fn read(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    let members: Vec<Uuid> = practice_sheet::Entity::find()
        .select_only()
        .column(practice_sheet::Column::MemberId)
        .filter(practice_sheet::Column::State.eq(SheetState::Published.as_str()))
        .filter(practice_sheet::Column::MemberId.is_not_null())
        .distinct()
        .into_tuple()
        .all(tx)
        .await?;
    let mut own = Gathering::of(columns.rows());
    own.mark(0, HAS_SHEET, false);
    for member in members {
        if let Some(row) = columns.row(member) {
            own.mark(row, HAS_SHEET, true);
        }
    }
    columns.add(own);
    Ok(())
}
