//! What a filter says, once it is read and checked: to the database as a condition, to columns in memory as a set of rows.

use std::sync::Arc;

use sea_orm::Condition;

use super::{
    Context,
    fields::{Field, Test},
};
use crate::columns::{Bits, Columns};

type InSql = Arc<dyn Fn(&Context) -> Condition + Send + Sync>;
type InHand = Arc<dyn Fn(&Context, &Columns) -> Option<Bits> + Send + Sync>;

#[derive(Clone)]
pub enum Said {
    All(Vec<Said>),
    Any(Vec<Said>),
    Not(Box<Said>),
    /// Both ways to say it mean the same; the second says nothing where the columns don't hold what it takes.
    One(InSql, InHand),
}

impl Said {
    pub fn one(
        in_sql: impl Fn(&Context) -> Condition + Send + Sync + 'static,
        in_hand: impl Fn(&Context, &Columns) -> Option<Bits> + Send + Sync + 'static,
    ) -> Said {
        Said::One(Arc::new(in_sql), Arc::new(in_hand))
    }

    /// What the database alone can answer.
    pub fn in_sql(condition: Condition) -> Said {
        Said::one(move |_| condition.clone(), |_, _| None)
    }

    /// A test of a field.
    pub fn of(field: &Field, test: Test) -> Said {
        let (meaning, held) = (field.meaning.clone(), field.held.clone());
        let same = test.clone();
        Said::one(move |context| meaning(&test, context), move |context, columns| held(&same, context, columns))
    }

    /// Exactly the others.
    pub fn others(self) -> Said {
        Said::Not(Box::new(self))
    }

    pub fn condition(&self, context: &Context) -> Condition {
        let join = |joined: Condition, parts: &[Said]| {
            parts.iter().fold(joined, |joined, part| joined.add(part.condition(context)))
        };
        match self {
            Said::All(parts) => join(Condition::all(), parts),
            Said::Any(parts) => join(Condition::any(), parts),
            Said::Not(inner) => inner.condition(context).not(),
            Said::One(in_sql, _) => in_sql(context),
        }
    }

    /// The rows that it names; none where the columns can't tell.
    pub fn rows(&self, context: &Context, columns: &Columns) -> Option<Bits> {
        match self {
            Said::All(parts) => parts
                .iter()
                .try_fold(Bits::all(columns.rows()), |all, part| Some(all.and(&part.rows(context, columns)?))),
            Said::Any(parts) => parts
                .iter()
                .try_fold(Bits::none(columns.rows()), |any, part| Some(any.or(&part.rows(context, columns)?))),
            Said::Not(inner) => inner.rows(context, columns).map(Bits::others),
            Said::One(_, in_hand) => in_hand(context, columns),
        }
    }
}
