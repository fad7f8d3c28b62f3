//! Members that may be one organisation, two by two: the list, and when it is found anew.

mod compare;
mod kept;

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use kernel::{
    page::{Cursor, PageOf},
    problem::Problem,
};
use platform::House;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationTrait,
    sea_query::{Alias, Expr, ExprTrait},
};
use tables::{address, contact, member};
use uuid::Uuid;

use super::{
    super::{
        cards::{self, Lens},
        roll::{self, Touch},
        schema::MemberCard,
    },
    dismissals::Pair,
    schema::{DuplicatePair, PairQuery, ToldApart},
    store,
};
use compare::{Found, Slim, compare};
use kept::Pairs;

const PAGE: u64 = 25;

/// The pairs to look at, the likeliest first; or those that were told apart, the newest first.
pub async fn list(house: &House, lens: &Lens, query: PairQuery) -> Result<PageOf<DuplicatePair>, Problem> {
    let db = &house.db.read;
    let apart = store::told_apart(db).await?;
    let wanted = query.told_apart.unwrap_or(false);
    // Whoever does not see people learns nothing of them from a pair either.
    let found = match lens.sight.sees_contacts() {
        true => candidates::<true>(house).await?,
        false => candidates::<false>(house).await?,
    };
    let asked = Asked { member: query.member, limit: query.limit.unwrap_or(PAGE) as usize };
    let question = format!("pairs:{wanted}:{:?}", query.member);
    let last = query.cursor.as_deref().map(|sealed| Cursor::<(f64, Uuid)>::open(sealed, &question)).transpose()?;
    let last = last.map(|cursor| ((cursor.id, cursor.k.1), cursor.k.0));
    let (mut shown, total) = match wanted {
        true => asked.told_apart(&found, &apart, last),
        false => asked.to_look_at(&found, &apart, last),
    };
    let total = query.with_total.unwrap_or(false).then_some(total as u64);
    let more = shown.len() > asked.limit;
    shown.truncate(asked.limit);
    let next_cursor = match shown.last() {
        Some(((first, second), found)) if more => {
            Some(Cursor { k: (found.score, *second), id: *first, q: question }.seal()?)
        }
        _ => None,
    };
    let ids: HashSet<Uuid> = shown.iter().flat_map(|((first, second), _)| [*first, *second]).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let cards: HashMap<Uuid, MemberCard> =
        cards::of_ids(db, lens, &ids).await?.into_iter().map(|card| (card.id, card)).collect();
    let items = shown.into_iter().filter_map(|((first, second), found)| {
        Some(DuplicatePair {
            first: cards.get(&first)?.clone(),
            second: cards.get(&second)?.clone(),
            reasons: found.reasons(),
            score: found.score,
            told_apart: apart.get(&(first, second)).cloned(),
        })
    });
    Ok(PageOf { items: items.collect(), next_cursor, total })
}

/// Which pairs, and how many of them.
struct Asked {
    member: Option<Uuid>,
    limit: usize,
}

/// The pairs of a page, with one more where there is one, and how many there are in all.
type Page = (Vec<(Pair, Found)>, usize);

impl Asked {
    fn is_about(&self, (one, other): &Pair) -> bool {
        self.member.is_none_or(|member| *one == member || *other == member)
    }

    fn to_look_at(&self, found: &Pairs, apart: &HashMap<Pair, ToldApart>, last: Option<(Pair, f64)>) -> Page {
        let gone: HashSet<usize> = apart.keys().filter_map(|pair| found.place(pair)).collect();
        let from = last.map_or(0, |(pair, score)| found.behind(&pair, score));
        let among = |from: usize| {
            let there = (from..).zip(found.from(from)).filter(|(place, _)| !gone.contains(place));
            there.map(|(_, pair)| *pair).filter(|(pair, _)| self.is_about(pair))
        };
        let total = match self.member {
            None => found.from(0).len() - gone.len(),
            Some(_) => among(0).count(),
        };
        (among(from).take(self.limit + 1).collect(), total)
    }

    fn told_apart(&self, found: &Pairs, apart: &HashMap<Pair, ToldApart>, last: Option<(Pair, f64)>) -> Page {
        let mut pairs: Vec<(Pair, Found)> =
            apart.keys().map(|pair| (*pair, found.get(pair).unwrap_or_default())).collect();
        pairs.retain(|(pair, _)| self.is_about(pair));
        pairs.sort_by_key(|(pair, _)| (apart.get(pair).map(|told| Reverse(told.at)), *pair));
        let from = last.map_or(0, |(last, score)| match pairs.iter().position(|(pair, _)| *pair == last) {
            Some(at) => at + 1,
            None => {
                let comes_after =
                    |(pair, found): &(Pair, Found)| found.score < score || (found.score == score && *pair > last);
                pairs.iter().position(comes_after).unwrap_or(pairs.len())
            }
        });
        (pairs.iter().skip(from).take(self.limit + 1).copied().collect(), pairs.len())
    }
}

/// What was found when the members were as the marks say, with the addresses of their people or without. To compare all
/// takes a moment: it is done anew only once one of them is another.
struct Candidates<const WITH_PEOPLE: bool> {
    /// Whether anything at all has changed is known at once; whether a member has, takes a look at each.
    touch: Touch,
    mark: Mark,
    found: Arc<Pairs>,
}

/// Another one as soon as a member comes, goes or changes, or one of its people does.
#[derive(PartialEq, Eq, FromQueryResult)]
struct Mark {
    members: i64,
    revisions: Option<i64>,
    newest: Option<DateTime<Utc>>,
}

async fn candidates<const WITH_PEOPLE: bool>(house: &House) -> Result<Arc<Pairs>, Problem> {
    let db = &house.db.read;
    // Before the rows: what changes between the two is found the next time.
    let touch = roll::touch(db).await?;
    let known = house.memo.get::<Candidates<WITH_PEOPLE>>();
    if let Some(known) = known.as_ref().filter(|known| known.touch == touch) {
        return Ok(known.found.clone());
    }
    let mark = mark(db).await?;
    let found = match known.filter(|known| known.mark == mark) {
        Some(known) => known.found.clone(),
        None => {
            let members = slim(db).await?;
            let of_people = if WITH_PEOPLE { addresses(db).await? } else { Vec::new() };
            let found = tokio::task::spawn_blocking(move || Pairs::of(compare(&members, &of_people)));
            Arc::new(found.await.map_err(Problem::bug)?)
        }
    };
    Ok(house.memo.keep(Candidates::<WITH_PEOPLE> { touch, mark, found }).found.clone())
}

async fn mark<C: ConnectionTrait>(db: &C) -> Result<Mark, Problem> {
    let revisions = Expr::col(member::Column::Revision).sum().cast_as(Alias::new("bigint"));
    let marked = member::Entity::find()
        .select_only()
        .column_as(member::Column::Id.count(), "members")
        .column_as(revisions, "revisions")
        .column_as(member::Column::UpdatedAt.max(), "newest")
        .filter(member::Column::ArchivedAt.is_null());
    marked.into_model().one(db).await?.ok_or_else(|| Problem::bug("a count without a row"))
}

async fn slim<C: ConnectionTrait>(db: &C) -> Result<Vec<Slim>, Problem> {
    use member::Column as C;
    Ok(member::Entity::find()
        .select_only()
        .columns([C::Id, C::Kind, C::ExOfficio, C::MatchKey, C::CommuneCode, C::Siren, C::Siret, C::Rna, C::InseeCode])
        .columns([C::EmailKey, C::Website])
        .filter(C::ArchivedAt.is_null())
        .into_model()
        .all(db)
        .await?)
}

/// Who is reached at which address, among the people of members.
async fn addresses<C: ConnectionTrait>(db: &C) -> Result<Vec<(Uuid, String)>, Problem> {
    Ok(contact::Entity::find()
        .select_only()
        .column(contact::Column::MemberId)
        .column(address::Column::EmailKey)
        .join(JoinType::InnerJoin, contact::Relation::Address.def())
        .into_tuple()
        .all(db)
        .await?)
}
