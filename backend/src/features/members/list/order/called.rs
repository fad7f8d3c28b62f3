//! The same order among members in hand: a walk may go on here that began in the database, and the other way round.

use kernel::{page::Cursor, trade::MemberKind};
use sea_orm::IdenStatic;
use tables::member;
use uuid::Uuid;

use super::{
    super::super::{custom::Order as CustomOrder, finding::Likeness, roll::Called, store::Named},
    Key, Sort,
};

impl Sort {
    /// The ids of a stretch, behind the cursor or so many others; none for what only the database can answer.
    pub fn ids(&self, called: &Called, cursor: Option<&Cursor<Key>>, skip: usize, limit: usize) -> Option<Vec<Uuid>> {
        if cursor.is_some_and(|cursor| cursor.k.len() != self.width()) {
            return None;
        }
        if let Some(likeness) = &self.likeness {
            return self.likest(likeness, called, cursor, skip, limit);
        }
        let columns = &called.roll.columns;
        let custom = self.custom.as_ref().map(CustomOrder::held);
        let by: Vec<&str> = match &custom {
            Some(column) => vec![column.as_str()],
            None => self.columns.iter().map(|column| column.as_str()).collect(),
        };
        let order = called.roll.order(&by)?;
        let ids = |rows: &mut dyn Iterator<Item = usize>, skip: usize| -> Vec<Uuid> {
            let rows = rows.filter(|row| called.rows.has(*row)).skip(skip).take(limit);
            rows.filter_map(|row| columns.id(row)).collect()
        };
        let Some(cursor) = cursor else { return Some(ids(&mut order.walk(self.descending), skip)) };
        let is_empty = self.nullable && cursor.k.first().is_some_and(Option::is_none);
        let first = usize::from(is_empty);
        let place = columns.place(&by[first..], &cursor.k[first..], cursor.id)?;
        let mut behind = order.walk_behind(is_empty, self.descending, |row| place.compare(columns, row));
        Some(ids(&mut behind, 0))
    }

    /// Those that answer a search best come first.
    fn likest(
        &self,
        likeness: &Likeness,
        called: &Called,
        cursor: Option<&Cursor<Key>>,
        skip: usize,
        limit: usize,
    ) -> Option<Vec<Uuid>> {
        let columns = &called.roll.columns;
        let name = member::Column::NameKey.as_str();
        let names = columns.own().words(name)?;
        let kinds = columns.own().words(member::Column::Kind.as_str())?;
        let communes = columns.own().words(member::Column::CommuneKey.as_str())?;
        let rank = |row: usize| -> Option<usize> {
            let kind: MemberKind = kinds.of(row)?.parse().ok()?;
            let named = Named { id: columns.id(row)?, kind, name_key: names.of(row)?, commune_key: communes.of(row) };
            Some(likeness.rank_of(&named))
        };
        let by_name = called.roll.order(&[name])?;
        let rows = by_name.walk(false).filter(|row| called.rows.has(*row));
        let mut ranked: Vec<(usize, usize)> = rows.map(|row| Some((rank(row)?, row))).collect::<Option<_>>()?;
        ranked.sort_by_key(|(rank, _)| *rank);
        if self.descending {
            ranked.reverse();
        }
        let first = match cursor {
            None => skip,
            Some(cursor) => {
                let rank: usize = cursor.k.first()?.as_deref()?.parse().ok()?;
                let place = columns.place(&[name], &cursor.k[1..], cursor.id)?;
                ranked.partition_point(|(of_row, row)| {
                    let compared = of_row.cmp(&rank).then_with(|| place.compare(columns, *row));
                    if self.descending { compared.is_ge() } else { compared.is_le() }
                })
            }
        };
        ranked.iter().skip(first).take(limit).map(|(_, row)| columns.id(*row)).collect()
    }
}
