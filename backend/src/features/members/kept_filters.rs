//! Filters that others keep (views, segments): checked when they are kept, and told what they have lost since; counted
//! many at once; turned into members.

use kernel::problem::Problem;
use platform::{
    House,
    filter::{self, Context, Field},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, UnionType},
};
use serde_json::Value;
use tables::member;
use uuid::Uuid;

use super::{cards::Lens, which};

/// The fields there are now, and the day that filters count from.
pub struct KeptFilters {
    fields: Vec<Field>,
    context: Context,
}

#[derive(FromQueryResult)]
struct Counted {
    place: i64,
    how_many: i64,
}

impl KeptFilters {
    pub async fn of(house: &House, lens: &Lens) -> Result<KeptFilters, Problem> {
        let fields = house.fields.of(house, which::record(lens)).await?;
        Ok(KeptFilters { fields, context: which::context(house, lens) })
    }

    /// Refuses a tree that can't be kept, by its pointer below `root`.
    pub fn check(&self, tree: &Value, root: &str) -> Result<(), Problem> {
        filter::of_tree(tree, root, &self.fields, &self.context).map(|_| ())
    }

    /// Whether filters, columns and sorts may name this field of the club.
    pub fn knows(&self, key: &str) -> bool {
        self.fields.iter().any(|field| field.name == key)
    }

    /// The members that a tree names, archived ones left out; what it can't say any more is left out of it, and named.
    pub fn condition(&self, tree: Option<&Value>) -> (Condition, Vec<String>) {
        let there = Condition::all().add(member::Column::ArchivedAt.is_null());
        match tree {
            None => (there, Vec::new()),
            Some(tree) => {
                let (condition, missing) = filter::of_kept_tree(tree, &self.fields, &self.context);
                (there.add(condition), missing)
            }
        }
    }

    /// How many members each tree names: one statement, however many trees.
    pub async fn count<C: ConnectionTrait>(&self, db: &C, trees: &[Option<&Value>]) -> Result<Vec<u64>, Problem> {
        let mut counting = (0_i64..).zip(trees).map(|(place, tree)| {
            member::Entity::find()
                .select_only()
                .expr_as(Expr::val(place), "place")
                .expr_as(Expr::cust("COUNT(*)"), "how_many")
                .filter(self.condition(*tree).0)
                .into_query()
        });
        let Some(mut statement) = counting.next() else { return Ok(Vec::new()) };
        for next in counting {
            statement.union(UnionType::All, next);
        }
        let rows = db.query_all(&statement).await?;
        let mut counts = vec![0; trees.len()];
        for row in rows {
            let Counted { place, how_many } = Counted::from_query_result(&row, "")?;
            if let Some(count) = usize::try_from(place).ok().and_then(|place| counts.get_mut(place)) {
                *count = how_many.unsigned_abs();
            }
        }
        Ok(counts)
    }

    /// The members that a tree names, by id.
    pub async fn members<C: ConnectionTrait>(&self, db: &C, tree: Option<&Value>) -> Result<Vec<Uuid>, Problem> {
        Ok(member::Entity::find()
            .select_only()
            .column(member::Column::Id)
            .filter(self.condition(tree).0)
            .order_by_asc(member::Column::Id)
            .into_tuple()
            .all(db)
            .await?)
    }
}
