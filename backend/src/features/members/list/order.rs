//! The order of a list, and the stretches in which it is read.
//!
//! Members without a value for the sort come last on both databases and in both directions; those that answer a search
//! best come first. Each is a stretch of its own, so that each follows a plain index as far as there is one.

mod called;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    page::Cursor,
    problem::{Problem, say},
};
use platform::House;
use sea_orm::{
    Condition, ConnectionTrait, ExprTrait, IdenStatic, Order, QueryFilter, QueryOrder, Select, Value,
    sea_query::{Expr, IntoColumnRef},
};
use tables::member;

use super::{
    super::{
        cards::Lens,
        custom::{self, KEY, Order as CustomOrder},
        finding::Likeness,
        store::{self, Listed},
    },
    SORTS,
};

pub type Key = Vec<Option<String>>;

/// By what a list is sorted. Only the first column may be without value.
pub struct Sort {
    likeness: Option<Likeness>,
    columns: Vec<member::Column>,
    /// Instead of columns: a field of the club.
    custom: Option<CustomOrder>,
    nullable: bool,
    descending: bool,
}

impl Sort {
    pub async fn read(house: &House, text: &str, likeness: Option<Likeness>, lens: &Lens) -> Result<Sort, Problem> {
        use member::Column as C;
        let (descending, word) = match text.strip_prefix('-') {
            Some(word) => (true, word),
            None => (false, text),
        };
        if let Some(key) = word.strip_prefix(KEY) {
            let definitions = custom::definitions(&house.db.read).await?;
            let seen = definitions
                .get(key)
                .filter(|field| lens.sight.sees_follow_up() || field.visibility != kernel::trade::Visibility::Staff);
            let custom = Some(CustomOrder::by(seen.ok_or_else(unknown_sort)?));
            return Ok(Sort { likeness: None, columns: Vec::new(), custom, nullable: true, descending });
        }
        if word == "relevance" {
            return Ok(Sort { likeness, columns: vec![C::NameKey], custom: None, nullable: false, descending });
        }
        let (columns, nullable) = match word {
            "name" => (vec![C::NameKey], false),
            "joined_on" => (vec![C::JoinedOn], true),
            "last_contact_on" if lens.sight.sees_follow_up() => (vec![C::LastContactOn], true),
            "contact_due_on" if lens.sight.sees_follow_up() => (vec![C::ContactDueOn], true),
            "last_personal_contact_on" if lens.sight.sees_follow_up() => (vec![C::LastPersonalContactOn], true),
            "left_on" => (vec![C::LeftOn], true),
            "verified_on" => (vec![C::VerifiedOn], true),
            "commune" => (vec![C::CommuneKey, C::NameKey], true),
            "postal_code" => (vec![C::PostalCode], true),
            "email" => (vec![C::EmailKey], true),
            "siren" => (vec![C::Siren], true),
            "siret" => (vec![C::Siret], true),
            "rna" => (vec![C::Rna], true),
            "amalia" => (vec![C::Amalia], true),
            "insee_code" => (vec![C::InseeCode], true),
            // An id begins with the instant it was given.
            "created_at" => (Vec::new(), false),
            "status" => (vec![C::Status, C::NameKey], false),
            "kind" => (vec![C::Kind, C::NameKey], false),
            "updated_at" => (vec![C::UpdatedAt], false),
            _ => return Err(unknown_sort()),
        };
        Ok(Sort { likeness: None, columns, custom: None, nullable, descending })
    }

    /// How many values say where a row stands.
    pub fn width(&self) -> usize {
        match self.custom {
            Some(_) => 1,
            None => self.columns.len() + usize::from(self.likeness.is_some()),
        }
    }

    /// The values of a row that say where it stands.
    pub async fn key<R: Listed, C: ConnectionTrait>(&self, db: &C, row: &R) -> Result<Key, Problem> {
        if let Some(order) = &self.custom {
            return Ok(vec![order.key(db, row.named().id).await?]);
        }
        let rank = self.likeness.iter().map(|likeness| Some(likeness.rank_of(&row.named()).to_string()));
        Ok(rank.chain(self.columns.iter().map(|column| row.sorted_by(*column))).collect())
    }

    /// Whether the card of a row says where it stands.
    pub fn is_told_by_cards(&self) -> bool {
        self.columns.iter().all(|column| store::card_tells(*column))
    }

    /// In how many stretches the list is read, one after the other.
    pub fn stretches(&self) -> usize {
        match self.likeness {
            Some(_) => Likeness::STRETCHES,
            None => 1 + usize::from(self.nullable),
        }
    }

    /// The stretch that a cursor stands in.
    pub fn stretch_of(&self, cursor: &Cursor<Key>) -> Option<usize> {
        let first = cursor.k.first().and_then(Option::as_deref);
        match self.likeness {
            Some(_) => Some(self.turned(Likeness::stretch_of(first?.parse().ok()?))),
            None => Some(usize::from(self.nullable && first.is_none())),
        }
    }

    /// What answers best comes last in the reverse order.
    fn turned(&self, stretch: usize) -> usize {
        if self.descending { Likeness::REST.saturating_sub(stretch) } else { stretch }
    }

    /// Whether no index gives the order of this stretch.
    pub fn is_sorted_in_hand(&self, stretch: usize) -> bool {
        self.likeness.is_some() && self.turned(stretch) == Likeness::REST
    }

    /// Members without a value for the sort make up the second stretch.
    fn is_without_value(&self, stretch: usize) -> bool {
        self.likeness.is_none() && stretch == 1
    }

    /// The columns that order a stretch; where the first has no value, the rest do.
    fn columns_of(&self, stretch: usize) -> &[member::Column] {
        if self.is_without_value(stretch) { self.columns.get(1..).unwrap_or_default() } else { &self.columns }
    }

    pub fn is_by_due_day(&self) -> bool {
        matches!(self.columns.first(), Some(member::Column::ContactDueOn))
    }

    /// Whether the database walks along the order without a look at the members.
    pub fn has_index(&self) -> bool {
        use member::Column as C;
        let without = [C::Siret, C::Rna, C::Amalia, C::InseeCode, C::UpdatedAt].map(|column| column.as_str());
        self.custom.is_none() && self.columns.first().is_some_and(|first| !without.contains(&first.as_str()))
    }

    /// What comes after the cursor, in the stretch it stands in.
    pub fn after(&self, cursor: &Cursor<Key>, stretch: usize) -> Option<Condition> {
        if let (Some(order), false) = (&self.custom, self.is_without_value(stretch)) {
            return order.after(cursor.k.first()?.as_deref()?, cursor.id, self.descending);
        }
        let columns = self.columns_of(stretch);
        let keys = &cursor.k[cursor.k.len() - columns.len()..];
        let mut left: Vec<Expr> = Vec::new();
        let mut right: Vec<Expr> = Vec::new();
        if let Some(likeness) = self.likeness.as_ref().filter(|_| self.is_sorted_in_hand(stretch)) {
            left.push(likeness.rank_of_rest());
            right.push(Expr::val(cursor.k.first()?.as_deref()?.parse::<i32>().ok()?));
        }
        for (column, key) in columns.iter().zip(keys) {
            left.push(column_of(*column));
            right.push(Expr::val(typed(*column, key.as_deref()?)?));
        }
        left.push(column_of(member::Column::Id));
        right.push(Expr::val(cursor.id));
        let (left, right) = (Expr::tuple(left), Expr::tuple(right));
        Some(Condition::all().add(if self.descending { left.lt(right) } else { left.gt(right) }))
    }

    fn direction(&self) -> Order {
        if self.descending { Order::Desc } else { Order::Asc }
    }

    /// The members of a stretch, in their order.
    pub fn apply(&self, query: Select<member::Entity>, stretch: usize) -> Select<member::Entity> {
        let mut query = query;
        let without_value = self.is_without_value(stretch);
        if let Some(custom) = &self.custom {
            if !without_value {
                return custom.with_value(query, &self.direction());
            }
            query = custom.without_value(query);
        }
        if self.nullable
            && let Some(first) = self.columns.first()
        {
            let first = column_of(*first);
            query = query.filter(if without_value { first.is_null() } else { first.is_not_null() });
        }
        if let Some(likeness) = &self.likeness {
            query = query.filter(likeness.stretch(self.turned(stretch)));
            if self.is_sorted_in_hand(stretch) {
                query = query.order_by(likeness.rank_of_rest(), self.direction());
            }
        }
        for column in self.columns_of(stretch) {
            query = query.order_by(column_of(*column), self.direction());
        }
        query.order_by(column_of(member::Column::Id), self.direction())
    }
}

fn column_of(column: member::Column) -> Expr {
    Expr::col((member::Entity, column).into_column_ref())
}

/// A key of a cursor as the value of its column.
fn typed(column: member::Column, key: &str) -> Option<Value> {
    use member::Column as C;
    Some(match column {
        C::JoinedOn | C::LeftOn | C::LastContactOn | C::LastPersonalContactOn | C::ContactDueOn | C::VerifiedOn => {
            key.parse::<NaiveDate>().ok()?.into()
        }
        C::UpdatedAt => key.parse::<DateTime<Utc>>().ok()?.into(),
        _ => key.into(),
    })
}

fn unknown_sort() -> Problem {
    let keys = format!("relevance, {}, {KEY}<key>", SORTS.join(", "));
    Problem::invalid_field(
        "?sort",
        "house.unknown_sort",
        say(
            format!("Tris possibles\u{202f}: {keys}\u{202f}; avec un tiret devant pour l’ordre inverse."),
            format!("Sorts: {keys}; with a hyphen before it for the reverse order."),
        ),
    )
}
