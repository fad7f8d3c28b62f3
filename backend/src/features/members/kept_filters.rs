//! Filters that others keep (views, segments): checked when they are kept, and told what they have lost since; counted
//! many at once; turned into members. One that has lost a part names nobody: it would name others than were meant.

use kernel::problem::{Problem, Say, say};
use platform::{
    House,
    filter::{self, Context, Field, Said},
};
use sea_orm::{
    Condition, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, SelectStatement, UnionType},
};
use serde_json::{Value, json};
use tables::member;
use uuid::Uuid;

use super::{
    cards::Lens,
    custom::{self, KEY},
    roll::{self, Roll},
    rules::Sight,
    which,
};

/// The fields there are now, and the day that filters count from.
pub struct KeptFilters {
    fields: Vec<Field>,
    context: Context,
    /// Where members may be in hand: for one of the team.
    house: Option<House>,
}

/// So many values one statement takes: SQLite 32,766, PostgreSQL twice as many.
const MOST_VALUES: usize = 30_000;

#[derive(FromQueryResult)]
struct Counted {
    place: i64,
    how_many: i64,
}

impl KeptFilters {
    pub async fn of(house: &House, lens: &Lens) -> Result<KeptFilters, Problem> {
        let fields = house.fields.of(house, which::record(lens)).await?;
        let of_the_team = matches!(lens.sight, Sight::Staff).then(|| house.clone());
        Ok(KeptFilters { fields, context: which::context(house, lens), house: of_the_team })
    }

    /// Refuses a tree that can't be kept, by its pointer below `root`.
    pub fn check(&self, tree: &Value, root: &str) -> Result<(), Problem> {
        filter::of_tree(tree, root, &self.fields, &self.context).map(|_| ())
    }

    /// Whether filters, columns and sorts may name this field of the club.
    pub fn knows(&self, key: &str) -> bool {
        self.fields.iter().any(|field| field.name == key)
    }

    /// Fields that a tree names and that it can't say any more.
    pub fn missing(&self, tree: Option<&Value>) -> Vec<String> {
        self.condition(tree).err().unwrap_or_default()
    }

    /// The members that a tree names, archived ones left out; or the fields that it can't say any more.
    fn said(&self, tree: Option<&Value>) -> Result<Said, Vec<String>> {
        let there = which::there();
        match tree {
            None => Ok(there),
            Some(tree) => Ok(Said::All(vec![there, filter::of_kept_tree(tree, &self.fields, &self.context)?])),
        }
    }

    fn condition(&self, tree: Option<&Value>) -> Result<Condition, Vec<String>> {
        Ok(self.said(tree)?.condition(&self.context))
    }

    fn count_in_hand(&self, roll: &Roll, tree: Option<&Value>) -> Option<u64> {
        let rows = self.said(tree).ok()?.rows(&self.context, &roll.columns)?;
        Some(rows.count() as u64)
    }

    /// How many members each tree names, none for one that can't be said any more: those that are not in hand in as few
    /// statements as their values allow, however many trees.
    pub async fn count<C: ConnectionTrait>(
        &self,
        db: &C,
        trees: &[Option<&Value>],
    ) -> Result<Vec<Option<u64>>, Problem> {
        let roll = match &self.house {
            Some(house) => roll::now(house).await?,
            None => None,
        };
        let in_hand = |tree: &Option<&Value>| self.count_in_hand(roll.as_ref()?, *tree);
        let mut counts: Vec<Option<u64>> = trees.iter().map(in_hand).collect();
        let left = (0_i64..).zip(trees).zip(&counts).filter(|(_, count)| count.is_none()).map(|(tree, _)| tree);
        for statement in self.bundles(db.get_database_backend(), left.collect()) {
            for row in db.query_all(&statement).await? {
                let Counted { place, how_many } = Counted::from_query_result(&row, "")?;
                if let Some(count) = usize::try_from(place).ok().and_then(|place| counts.get_mut(place)) {
                    *count = Some(how_many.unsigned_abs());
                }
            }
        }
        Ok(counts)
    }

    fn bundles(&self, backend: DatabaseBackend, trees: Vec<(i64, &Option<&Value>)>) -> Vec<SelectStatement> {
        let mut bundles: Vec<(SelectStatement, usize)> = Vec::new();
        for (place, tree) in trees {
            let Ok(condition) = self.condition(*tree) else { continue };
            let count = member::Entity::find()
                .select_only()
                .expr_as(Expr::val(place), "place")
                .expr_as(Expr::cust("COUNT(*)"), "how_many")
                .filter(condition)
                .into_query();
            let values = backend.build(&count).values.map_or(0, |values| values.0.len());
            match bundles.last_mut() {
                Some((statement, bound)) if *bound + values <= MOST_VALUES => {
                    statement.union(UnionType::All, count);
                    *bound += values;
                }
                _ => bundles.push((count, values)),
            }
        }
        bundles.into_iter().map(|(statement, _)| statement).collect()
    }

    /// The members that a tree names, by id; 409 when it can't be said any more.
    pub async fn members<C: ConnectionTrait>(
        &self,
        db: &C,
        name: &str,
        tree: Option<&Value>,
    ) -> Result<Vec<Uuid>, Problem> {
        let condition = match self.condition(tree) {
            Ok(condition) => condition,
            Err(missing) => return Err(incomplete(db, name, &self.fields, missing).await?),
        };
        Ok(member::Entity::find()
            .select_only()
            .column(member::Column::Id)
            .filter(condition)
            .order_by_asc(member::Column::Id)
            .into_tuple()
            .all(db)
            .await?)
    }
}

/// 409: what the kept filter of this name says can't be said any more; the sentence names the fields as people do.
pub async fn incomplete<C: ConnectionTrait>(
    db: &C,
    name: &str,
    fields: &[Field],
    missing: Vec<String>,
) -> Result<Problem, Problem> {
    let archived = custom::archived_names(db).await?;
    let called = |key: &String| -> Say {
        let custom = key.strip_prefix(KEY).and_then(|key| archived.get(key)).map(|name| say(name, name));
        let there = || fields.iter().find(|field| field.name == *key).map(|field| field.label.clone());
        custom.or_else(there).unwrap_or_else(|| say(key, key))
    };
    let named: Vec<Say> = missing.iter().map(called).collect();
    let fr: Vec<String> = named.iter().map(|say| format!("« {} »", say.fr)).collect();
    let en: Vec<String> = named.iter().map(|say| format!("“{}”", say.en)).collect();
    let detail = say(
        format!(
            "Le filtre de « {name} » ne peut plus être appliqué : il parle de ce qui n’existe plus ({}). Restaurez le champ, ou changez le filtre.",
            fr.join(", ")
        ),
        format!(
            "The filter of “{name}” can’t be applied any more: it speaks of what is no longer there ({}). Restore the field, or change the filter.",
            en.join(", ")
        ),
    );
    Ok(Problem::conflict("views.incomplete", detail).with("missing", json!(missing)))
}
