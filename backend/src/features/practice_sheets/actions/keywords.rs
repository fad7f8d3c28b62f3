//! The controlled list: words added, renamed, joined, taken away.

use kernel::{problem::Problem, words::name_key};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange},
};
use serde_json::json;
use tables::practice_keyword;
use uuid::Uuid;

use super::super::{
    facts::KeywordChanged,
    rules::refusals,
    schema::{KeywordChanges, MergeKeyword, NewKeyword},
    store,
};

/// Adds a word, or another name of one; gives its id.
pub async fn add(house: &House, by: &Asker, new: NewKeyword) -> Result<Uuid, Problem> {
    let work = house.begin(by).await?;
    let id = insert(&work, &new.name, new.alias_of).await?;
    if let Some(word) = new.alias_of {
        tell(&work, word).await?;
    }
    work.commit().await?;
    Ok(id)
}

/// Writes a word that is not in the list yet.
pub async fn insert(work: &Work, name: &str, alias_of: Option<Uuid>) -> Result<Uuid, Problem> {
    let (name, name_key) = named(name)?;
    if store::keywords::with_key(work.tx(), &name_key).await?.is_some() {
        return Err(refusals::keyword_exists());
    }
    if let Some(word) = alias_of
        && store::keywords::hold(work.tx(), word).await?.alias_of.is_some()
    {
        return Err(refusals::keyword_itself());
    }
    let row = practice_keyword::Model { id: kernel::ids::new_id(), name, name_key, alias_of, revision: 1 };
    let id = row.id;
    work.note_one("create", "practice_keyword", id, &row.name).await?;
    store::keywords::insert(work.tx(), row).await?;
    Ok(id)
}

fn named(name: &str) -> Result<(String, String), Problem> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = name_key(&name);
    match key.is_empty() {
        true => Err(Problem::invalid_field(
            "/name",
            "practice_sheets.name_required",
            kernel::problem::say("Donnez un nom.", "Give a name."),
        )),
        false => Ok((name, key)),
    }
}

/// Renames a word; sheets that have it keep it.
pub async fn rename(
    house: &House,
    by: &Asker,
    id: Uuid,
    based_on: i64,
    changes: KeywordChanges,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = store::keywords::hold(work.tx(), id).await?;
    if row.revision != based_on {
        return Err(platform::audit::stale(work.tx(), "practice_keyword", id, row.revision).await?);
    }
    let (name, name_key) = named(&changes.name)?;
    if store::keywords::with_key(work.tx(), &name_key).await?.is_some_and(|other| other.id != id) {
        return Err(refusals::keyword_exists());
    }
    let change = FieldChange { field: "name".to_owned(), before: json!(row.name), after: json!(name) };
    work.note(vec![Entry::new("change", "practice_keyword", id, &name).with(vec![change])]).await?;
    let word = row.alias_of.unwrap_or(id);
    (row.name, row.name_key, row.revision) = (name, name_key, row.revision + 1);
    store::keywords::update(work.tx(), row).await?;
    tell(&work, word).await?;
    work.commit().await
}

/// Makes a word another name of another one: sheets that have it have that one.
pub async fn merge(house: &House, by: &Asker, id: Uuid, form: MergeKeyword) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = store::keywords::hold(work.tx(), id).await?;
    if form.into == id || row.alias_of.is_some() {
        return Err(refusals::keyword_itself());
    }
    let into = store::keywords::hold(work.tx(), form.into).await.map_err(|_| refusals::keyword_itself())?;
    if into.alias_of.is_some() {
        return Err(refusals::keyword_itself());
    }
    tell(&work, id).await?;
    work.note_one("merge", "practice_keyword", id, &row.name).await?;
    store::keywords::hand_aliases_over(work.tx(), id, into.id).await?;
    (row.alias_of, row.revision) = (Some(into.id), row.revision + 1);
    store::keywords::update(work.tx(), row).await?;
    tell(&work, into.id).await?;
    work.commit().await
}

/// Takes a word, or another name of one, away that no sheet names.
pub async fn remove(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = store::keywords::hold(work.tx(), id).await?;
    if store::keywords::used(work.tx(), id).await? {
        return Err(refusals::keyword_used(row.alias_of.is_some()));
    }
    work.note_one("delete", "practice_keyword", id, &row.name).await?;
    store::keywords::delete(work.tx(), id).await?;
    if let Some(word) = row.alias_of {
        tell(&work, word).await?;
    }
    work.commit().await
}

/// Has the sheets that have this word be found as it is called now.
async fn tell(work: &Work, word: Uuid) -> Result<(), Problem> {
    let sheets = store::index::with_keyword(work.tx(), word).await?;
    if sheets.is_empty() {
        return Ok(());
    }
    work.record(&KeywordChanged { keyword_id: word, sheets }).await
}
