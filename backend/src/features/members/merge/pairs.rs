//! Members that may be one organisation, two by two: the list, and when it is found anew.

mod compare;

use std::{
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
        schema::MemberCard,
    },
    dismissals::Pair,
    schema::{DuplicatePair, PairQuery},
    store,
};
use compare::{Found, Slim, compare};

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
    let mut pairs: Vec<(Pair, Found)> = if wanted {
        let known = |pair: &Pair| found.get(pair).cloned().unwrap_or_default();
        apart.keys().map(|pair| (*pair, known(pair))).collect()
    } else {
        found.iter().filter(|(pair, _)| !apart.contains_key(pair)).map(|(pair, found)| (*pair, found.clone())).collect()
    };
    if let Some(member) = query.member {
        pairs.retain(|((one, other), _)| *one == member || *other == member);
    }
    if wanted {
        pairs.sort_by_key(|(pair, _)| (apart.get(pair).map(|told| std::cmp::Reverse(told.at)), *pair));
    } else {
        pairs.sort_by(|(a, left), (b, right)| right.score.total_cmp(&left.score).then(a.cmp(b)));
    }
    let total = query.with_total.unwrap_or(false).then_some(pairs.len() as u64);
    let limit = query.limit.unwrap_or(PAGE) as usize;
    let question = format!("pairs:{wanted}:{:?}", query.member);
    let from = match &query.cursor {
        // A pair that has gone since leaves its place to the next: none is skipped but what went away.
        Some(sealed) => {
            let cursor = Cursor::<(f64, Uuid)>::open(sealed, &question)?;
            let last = (cursor.id, cursor.k.1);
            match pairs.iter().position(|(pair, _)| *pair == last) {
                Some(at) => at + 1,
                None => pairs
                    .iter()
                    .position(|(pair, found)| found.score < cursor.k.0 || (found.score == cursor.k.0 && *pair > last))
                    .unwrap_or(pairs.len()),
            }
        }
        None => 0,
    };
    let shown: Vec<(Pair, Found)> = pairs.iter().skip(from).take(limit).cloned().collect();
    let next_cursor = match shown.last() {
        Some(((first, second), found)) if from + limit < pairs.len() => {
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
            reasons: found.reasons,
            score: found.score,
            told_apart: apart.get(&(first, second)).cloned(),
        })
    });
    Ok(PageOf { items: items.collect(), next_cursor, total })
}

/// What was found when the members were as the mark says, with the addresses of their people or without. To compare all
/// takes a moment: it is done anew only once one of them is another.
struct Candidates<const WITH_PEOPLE: bool> {
    mark: Mark,
    found: Arc<HashMap<Pair, Found>>,
}

/// Another one as soon as a member comes, goes or changes, or one of its people does.
#[derive(PartialEq, Eq, FromQueryResult)]
struct Mark {
    members: i64,
    revisions: Option<i64>,
    newest: Option<DateTime<Utc>>,
}

async fn candidates<const WITH_PEOPLE: bool>(house: &House) -> Result<Arc<HashMap<Pair, Found>>, Problem> {
    let db = &house.db.read;
    // Before the rows: what changes between the two is found the next time.
    let mark = mark(db).await?;
    let known = house.memo.get::<Candidates<WITH_PEOPLE>>().filter(|known| known.mark == mark);
    if let Some(known) = known {
        return Ok(known.found.clone());
    }
    let members = slim(db).await?;
    let of_people = if WITH_PEOPLE { addresses(db).await? } else { Vec::new() };
    let found = tokio::task::spawn_blocking(move || compare(&members, &of_people)).await.map_err(Problem::bug)?;
    Ok(house.memo.keep(Candidates::<WITH_PEOPLE> { mark, found: Arc::new(found) }).found.clone())
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
