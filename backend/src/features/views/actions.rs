//! Keeping, changing, sharing, archiving views.

use kernel::problem::{Fault, Problem, say};
use platform::{
    Asker, House,
    audit::{self, Entry, differences},
    web::guard::refuse,
};
use serde_json::{Value, json};
use tables::saved_view;
use uuid::Uuid;

use super::{
    rules::{self, Verb},
    schema::{Density, NewView, ViewChanges, ViewColumn, ViewKind},
    store,
};
use crate::features::members::{self, KeptFilters, Lens};

/// Keeps a view; gives its id.
pub async fn create(house: &House, by: &Asker, new: NewView) -> Result<Uuid, Problem> {
    let kind = new.kind.unwrap_or(ViewKind::View);
    check(house, by, kind, Some(&new.columns), Some(new.filter.as_ref()), new.sort.as_deref()).await?;
    let name = name(&new.name)?;
    let work = house.begin(by).await?;
    if !rules::keeps(&by.caller) {
        return Err(refuse(by));
    }
    if new.shared {
        rules::shares(&by.caller)?;
    }
    let (_, _, owner_name) = by.caller.signature();
    let row = saved_view::Model {
        id: kernel::ids::new_id(),
        kind: kind.as_str().to_owned(),
        name,
        name_key: String::new(),
        columns: serde_json::to_value(new.columns)?,
        filter: new.filter,
        sort: new.sort,
        density: new.density.map(|density| density.as_str().to_owned()),
        shared: new.shared,
        owner_id: by.account_id(),
        owner_name,
        revision: 1,
        archived_at: None,
        created_at: work.now,
        updated_at: work.now,
    };
    let entry = Entry::new("create", "view", row.id, &row.name).with(differences(&Value::Null, &told(&row)));
    let id = row.id;
    store::insert(work.tx(), row).await?;
    work.note(vec![entry]).await?;
    work.commit().await?;
    Ok(id)
}

fn told(row: &saved_view::Model) -> Value {
    json!({
        "kind": row.kind,
        "name": row.name,
        "columns": row.columns,
        "filter": row.filter,
        "sort": row.sort,
        "density": row.density,
        "shared": row.shared,
    })
}

fn name(given: &str) -> Result<String, Problem> {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Problem::invalid_field("/name", "views.name_required", say("Donnez un nom.", "Give a name.")));
    }
    Ok(name)
}

/// Refuses columns, a filter and an order that name what there isn't. A field of the form that is not given (`None`) is
/// not looked at: what was kept may name what has gone since.
async fn check(
    house: &House,
    by: &Asker,
    kind: ViewKind,
    columns: Option<&[ViewColumn]>,
    filter: Option<Option<&Value>>,
    sort: Option<&str>,
) -> Result<(), Problem> {
    let lens = Lens::of(house, by).await?;
    let kept = KeptFilters::of(house, &lens).await?;
    let mut faults = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (index, column) in columns.unwrap_or_default().iter().enumerate() {
        let at = format!("/columns/{index}/key");
        let is_word = column.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
        if !is_word || column.key.starts_with("custom.") && !kept.knows(&column.key) {
            let detail = say(
                "Cette colonne n’existe pas, ou son champ est archivé.",
                "There is no such column, or its field is archived.",
            );
            faults.push(Fault::at(at, "views.column_unknown", detail));
        } else if !seen.insert(column.key.as_str()) {
            let detail = say("Cette colonne est nommée deux fois.", "This column is named twice.");
            faults.push(Fault::at(at, "views.column_twice", detail));
        }
    }
    if let Some(sort) = sort
        && !members::known_sort(house, &lens, sort).await
    {
        let detail = say("Les membres ne se trient pas ainsi.", "Members can’t be sorted so.");
        faults.push(Fault::at("/sort", "house.unknown_sort", detail));
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    match filter {
        Some(Some(tree)) => kept.check(tree, "/filter"),
        Some(None) if kind == ViewKind::Segment => Err(Problem::invalid_field(
            "/filter",
            "views.filter_required",
            say("Un segment a toujours un filtre.", "A segment always has a filter."),
        )),
        _ => Ok(()),
    }
}

/// Changes a view from the revision that was read.
pub async fn change(house: &House, by: &Asker, id: Uuid, based_on: i64, changes: ViewChanges) -> Result<(), Problem> {
    let there = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    // A screen may send all of a view back: what stays as it was kept is not asked to be sayable still.
    let filter = changes.filter.clone().into_option().filter(|filter| *filter != there.filter);
    let sort = changes.sort.as_set().map(String::as_str);
    let kind = ViewKind::parse(&there.kind);
    check(house, by, kind, changes.columns.as_deref(), filter.as_ref().map(Option::as_ref), sort).await?;
    let name = changes.name.as_deref().map(name).transpose()?;
    let work = house.begin(by).await?;
    let before = store::hold(work.tx(), id).await?;
    rules::may(Verb::Edit, &by.caller, &before)?;
    if before.revision != based_on {
        return Err(audit::stale(work.tx(), "view", id, before.revision).await?);
    }
    let mut row = before.clone();
    row.name = name.unwrap_or(row.name);
    if let Some(columns) = changes.columns {
        row.columns = serde_json::to_value(columns)?;
    }
    row.filter = filter.unwrap_or(row.filter);
    row.sort = changes.sort.into_option().unwrap_or(row.sort);
    if let Some(density) = changes.density.into_option() {
        row.density = density.map(Density::as_str).map(str::to_owned);
    }
    row.shared = changes.shared.unwrap_or(row.shared);
    if row.shared && !before.shared {
        rules::may(Verb::Share, &by.caller, &before)?;
    }
    let changes = differences(&told(&before), &told(&row));
    if changes.is_empty() {
        return Ok(());
    }
    row.revision += 1;
    row.updated_at = work.now;
    let entry = Entry::new("update", "view", id, &row.name).with(changes);
    store::update(work.tx(), row).await?;
    work.note(vec![entry]).await?;
    work.commit().await
}

/// Archives a view: nobody sees it in a list any more, and it can be taken back.
pub async fn archive(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    put_away(house, by, id, Verb::Archive).await
}

/// Takes it back; 409 when another one has its name now.
pub async fn restore(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    put_away(house, by, id, Verb::Restore).await
}

async fn put_away(house: &House, by: &Asker, id: Uuid, verb: Verb) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = store::hold(work.tx(), id).await?;
    rules::may(verb, &by.caller, &row)?;
    row.archived_at = (verb == Verb::Archive).then_some(work.now);
    row.updated_at = work.now;
    row.revision += 1;
    work.note_one(verb.as_str(), "view", id, &row.name).await?;
    store::update(work.tx(), row).await?;
    work.commit().await
}
