//! What a merge does to the rows of a feature, many with one statement: rows that tie a member to something, and rows
//! that name a contact or a person.

use std::collections::{BTreeMap, HashMap, HashSet};

use kernel::problem::Problem;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{CaseStatement, Expr},
};
use uuid::Uuid;

use super::Merging;
use crate::work::Work;

/// As many as one statement names.
pub const CHUNK: usize = 500;

/// A table whose rows tie a member to something: a message, an exchange, an account.
pub struct Ties<E: EntityTrait> {
    pub member: E::Column,
    pub tied: E::Column,
}

/// What a merge did to ties.
pub struct Passed {
    /// Was tied to both members; to the one that stays from now on.
    pub both: Vec<Uuid>,
    /// Was tied to the one that goes alone.
    pub moved: Vec<Uuid>,
}

impl<E: EntityTrait> Ties<E> {
    /// What is tied to this member.
    pub async fn of_member(&self, work: &Work, member: Uuid) -> Result<Vec<Uuid>, Problem> {
        let mine = E::find().select_only().column(self.tied).filter(self.member.eq(member));
        Ok(mine.order_by_asc(self.tied).into_tuple().all(work.tx()).await?)
    }

    /// Of these members, those that something is tied to.
    pub async fn held(&self, work: &Work, members: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
        let mut held = Vec::new();
        for chunk in members.chunks(CHUNK) {
            let among = self.member.is_in(chunk.iter().copied());
            let some = E::find().select_only().distinct().column(self.member).filter(among);
            held.extend(some.into_tuple::<Uuid>().all(work.tx()).await?);
        }
        Ok(held)
    }

    /// Nothing is tied to these members any more.
    pub async fn let_go(&self, work: &Work, members: &[Uuid]) -> Result<(), Problem> {
        for chunk in members.chunks(CHUNK) {
            E::delete_many().filter(self.member.is_in(chunk.iter().copied())).exec(work.tx()).await?;
        }
        Ok(())
    }

    /// What is tied to the member that goes is tied to the one that stays, once.
    pub async fn pass_over(&self, work: &Work, merging: &Merging) -> Result<Passed, Problem> {
        let there: HashSet<Uuid> = self.of_member(work, merging.into).await?.into_iter().collect();
        let all = self.of_member(work, merging.from).await?;
        let (both, moved): (Vec<Uuid>, Vec<Uuid>) = all.iter().partition(|tied| there.contains(*tied));
        for chunk in both.chunks(CHUNK) {
            let doubles = self.tied.is_in(chunk.iter().copied());
            E::delete_many().filter(self.member.eq(merging.from)).filter(doubles).exec(work.tx()).await?;
        }
        self.hand_over(work, merging.from, merging.into, &moved).await?;
        Ok(Passed { both, moved })
    }

    /// These are tied to another member, as far as they are to that one.
    pub async fn hand_over(&self, work: &Work, from: Uuid, into: Uuid, tied: &[Uuid]) -> Result<(), Problem> {
        for chunk in tied.chunks(CHUNK) {
            E::update_many()
                .col_expr(self.member, Expr::value(into))
                .filter(self.member.eq(from))
                .filter(self.tied.is_in(chunk.iter().copied()))
                .exec(work.tx())
                .await?;
        }
        Ok(())
    }
}

/// A column by which the rows of a table name a contact or a person.
pub struct Names<E: EntityTrait> {
    pub row: E::Column,
    pub named: E::Column,
}

/// The rows that named somebody, by whom they named.
pub type Whose = Vec<(Uuid, Vec<Uuid>)>;

impl<E: EntityTrait> Names<E> {
    /// Rows that name the first of a pair name the second from now on. Gives which were whose.
    pub async fn pass_over(&self, work: &Work, pairs: &[(Uuid, Uuid)]) -> Result<Whose, Problem> {
        let into: HashMap<Uuid, Uuid> = pairs.iter().copied().collect();
        let gone: Vec<Uuid> = into.keys().copied().collect();
        let mut whose: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for chunk in gone.chunks(CHUNK) {
            let theirs = E::find().select_only().column(self.row).column(self.named);
            let theirs = theirs.filter(self.named.is_in(chunk.iter().copied())).order_by_asc(self.row);
            for (row, from) in theirs.into_tuple::<(Uuid, Uuid)>().all(work.tx()).await? {
                whose.entry(from).or_default().push(row);
            }
        }
        let anew = whose.iter().filter_map(|(from, rows)| Some((*into.get(from)?, rows)));
        let anew: Vec<(Uuid, Uuid)> =
            anew.flat_map(|(named, rows)| rows.iter().map(move |row| (*row, named))).collect();
        self.name(work, &anew).await?;
        Ok(whose.into_iter().collect())
    }

    /// These rows name again whom they named, as far as that row of `N` is still there: whoever was forgotten since
    /// stays so.
    pub async fn give_back<N: EntityTrait>(
        &self,
        work: &Work,
        id: N::Column,
        whose: &[(Uuid, Vec<Uuid>)],
    ) -> Result<(), Problem> {
        let mut there = HashSet::new();
        for chunk in whose.chunks(CHUNK) {
            let some = N::find().select_only().column(id).filter(id.is_in(chunk.iter().map(|(named, _)| *named)));
            there.extend(some.into_tuple::<Uuid>().all(work.tx()).await?);
        }
        let back = whose.iter().filter(|(named, _)| there.contains(named));
        let back: Vec<(Uuid, Uuid)> =
            back.flat_map(|(named, rows)| rows.iter().map(move |row| (*row, *named))).collect();
        self.name(work, &back).await
    }

    /// Each of these rows names whom it is paired with, many with one statement.
    async fn name(&self, work: &Work, rows: &[(Uuid, Uuid)]) -> Result<(), Problem> {
        for chunk in rows.chunks(CHUNK) {
            let named =
                chunk.iter().fold(CaseStatement::new(), |case, (row, named)| case.case(self.row.eq(*row), *named));
            E::update_many()
                .col_expr(self.named, named.into())
                .filter(self.row.is_in(chunk.iter().map(|(row, _)| *row)))
                .exec(work.tx())
                .await?;
        }
        Ok(())
    }
}
