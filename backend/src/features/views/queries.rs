//! Reads: views as they are now, segments with how many they name, the members of a segment.

use kernel::{
    page::{Cursor, PageOf},
    problem::{Language, Problem, say},
};
use platform::{
    Asker, House, Way,
    audit::{self, Wanted},
    web::abilities::Ability,
};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use tables::saved_view;
use uuid::Uuid;

use super::{
    rules::{self, Verb},
    schema::{Density, SegmentQuery, View, ViewColumn, ViewKind, ViewOwner, ViewQuery},
    store::{self, Which},
};
use crate::features::members::{KeptFilters, Lens};

const PAGE: u64 = 50;
/// What stands before the key of a field of the club.
const CUSTOM: &str = "custom.";

/// Views by name: shared ones, and the caller's own.
pub async fn list(house: &House, by: &Asker, query: ViewQuery) -> Result<PageOf<View>, Problem> {
    let which = Which { kind: query.kind, owner: by.account_id(), archived: query.archived == Some(true) };
    page(house, by, which, query.limit.unwrap_or(PAGE), query.cursor, false).await
}

/// Segments by name, each with how many members it names: counted together.
pub async fn segments(house: &House, by: &Asker, query: SegmentQuery) -> Result<PageOf<View>, Problem> {
    let which = Which { kind: Some(ViewKind::Segment), owner: by.account_id(), archived: false };
    page(house, by, which, query.limit.unwrap_or(PAGE), query.cursor, true).await
}

async fn page(
    house: &House,
    by: &Asker,
    which: Which,
    limit: u64,
    cursor: Option<String>,
    counted: bool,
) -> Result<PageOf<View>, Problem> {
    let db = &house.db.read;
    let question = format!("views:{:?}:{}:{counted}", which.kind, which.archived);
    let after = cursor.map(|sealed| Cursor::<String>::open(&sealed, &question)).transpose()?;
    let mut rows = store::list(db, &which, after.map(|cursor| (cursor.k, cursor.id)), limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: last.name_key.clone(), id: last.id, q: question }.seal()?),
        _ => None,
    };
    let kept = KeptFilters::of(house, &Lens::of(house, by).await?).await?;
    let counts = if counted {
        let trees: Vec<Option<&Value>> = rows.iter().map(|row| row.filter.as_ref()).collect();
        kept.count(db, &trees).await?
    } else {
        vec![None; rows.len()]
    };
    let items = rows.into_iter().zip(counts).map(|(row, count)| view(&kept, by, row, count));
    Ok(PageOf { items: items.collect::<Result<_, _>>()?, next_cursor, total: None })
}

/// One view, with how many members it names.
pub async fn show(house: &House, by: &Asker, row: saved_view::Model) -> Result<View, Problem> {
    let kept = KeptFilters::of(house, &Lens::of(house, by).await?).await?;
    let count = kept.count(&house.db.read, &[row.filter.as_ref()]).await?.pop();
    view(&kept, by, row, count.flatten())
}

pub async fn one(house: &House, by: &Asker, id: Uuid) -> Result<View, Problem> {
    let row = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    show(house, by, row).await
}

fn view(kept: &KeptFilters, by: &Asker, row: saved_view::Model, count: Option<u64>) -> Result<View, Problem> {
    let abilities = abilities(by, &row, by.language);
    let mut missing = kept.missing(row.filter.as_ref());
    let mut columns: Vec<ViewColumn> = serde_json::from_value(row.columns)?;
    let has_gone = |key: &str| key.starts_with(CUSTOM) && !kept.knows(key);
    missing.extend(columns.iter().map(|column| column.key.clone()).filter(|key| has_gone(key)));
    columns.retain(|column| !has_gone(&column.key));
    let sorted_by_gone = row.sort.as_deref().map(|sort| sort.trim_start_matches('-')).filter(|key| has_gone(key));
    missing.extend(sorted_by_gone.map(str::to_owned));
    missing.sort_unstable();
    missing.dedup();
    Ok(View {
        id: row.id,
        kind: ViewKind::parse(&row.kind),
        name: row.name,
        columns,
        filter: row.filter,
        sort: if sorted_by_gone.is_some() { None } else { row.sort },
        density: row.density.as_deref().map(Density::parse),
        shared: row.shared,
        owner: ViewOwner { account_id: row.owner_id, name: row.owner_name },
        missing,
        count,
        archived_at: row.archived_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
        revision: row.revision,
        abilities,
    })
}

/// 409: this view was put away; the sentence says by whom.
pub async fn archived(house: &House, row: &saved_view::Model) -> Result<Problem, Problem> {
    let wanted = Wanted { verb: Some(Verb::Archive.as_str().to_owned()), ..Wanted::of("view", row.id) };
    let lines = audit::read_lines(&house.db.read, &wanted, 1, None).await?.items;
    let by = lines.first().map_or(&row.owner_name, |line| &line.by.name);
    let name = &row.name;
    let detail = match ViewKind::parse(&row.kind) {
        ViewKind::View => say(
            format!("La vue « {name} » a été archivée par {by} : restaurez-la pour vous en servir."),
            format!("The view “{name}” was archived by {by}: restore it to use it."),
        ),
        ViewKind::Segment => say(
            format!("Le segment « {name} » a été archivé par {by} : restaurez-le pour vous en servir."),
            format!("The segment “{name}” was archived by {by}: restore it to use it."),
        ),
    };
    Ok(Problem::conflict("views.archived", detail))
}

fn abilities(by: &Asker, row: &saved_view::Model, language: Language) -> std::collections::BTreeMap<String, Ability> {
    let of = |verb: Verb| Ability::of(&rules::may(verb, &by.caller, row), language);
    Verb::ALL.into_iter().map(|verb| (verb.as_str().to_owned(), of(verb))).collect()
}

/// The members of a segment (or of a view) as it is now, for whoever sends or invites: archived members are left out.
/// 404 when there is no such segment, or it was archived; 409 when its filter can't be said any more.
pub async fn members_of<C: ConnectionTrait>(house: &House, db: &C, id: Uuid) -> Result<Vec<Uuid>, Problem> {
    let row = store::find(db, id).await?.filter(|row| row.archived_at.is_none()).ok_or_else(Problem::not_found)?;
    let kept = KeptFilters::of(house, &Lens::of(house, &Asker::house("segments", Way::Job)).await?).await?;
    kept.members(db, &row.name, row.filter.as_ref()).await
}

/// A segment's name and its members now, for one of the team who means them all; nothing where they see no such segment,
/// or it was archived.
pub async fn audience(house: &House, by: &Asker, id: Uuid) -> Result<Option<(String, Vec<Uuid>)>, Problem> {
    let db = &house.db.read;
    let found = store::find(db, id).await?.filter(|row| row.archived_at.is_none() && rules::sees(&by.caller, row));
    let Some(row) = found else { return Ok(None) };
    let kept = KeptFilters::of(house, &Lens::of(house, by).await?).await?;
    let members = kept.members(db, &row.name, row.filter.as_ref()).await?;
    Ok(Some((row.name, members)))
}
