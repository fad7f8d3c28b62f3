//! Has published sheets be found by what their newest version says.

use kernel::{
    problem::Problem,
    stems::{stem, words_of},
};
use platform::{Asker, House, Work, forgetting::Marks};
use serde_json::Value;
use tables::practice_sheet;
use uuid::Uuid;

use super::super::{
    queries,
    schema::{SheetKind, SheetState, Snapshot},
    store::{self, keywords::Book},
    terms::{self, Terms},
};

/// Writes what this sheet is found by; nothing for one that nobody reads.
pub async fn show(work: &Work, row: &practice_sheet::Model, book: &Book) -> Result<(), Problem> {
    match said(work, row).await? {
        Some(content) => {
            let terms = terms_of(work, row, book, content).await?;
            store::index::put(work.tx(), row.id, terms).await
        }
        None => store::index::remove(work.tx(), row.id).await,
    }
}

/// The same for several of them, held in one order everywhere.
pub async fn show_all(work: &Work, sheets: &[Uuid]) -> Result<(), Problem> {
    if sheets.is_empty() {
        return Ok(());
    }
    let book = Book::read(work.tx()).await?;
    let mut sheets = sheets.to_vec();
    sheets.sort_unstable();
    for id in sheets {
        if let Some(row) = store::hold_if_there(work.tx(), id).await? {
            show(work, &row, &book).await?;
        }
    }
    Ok(())
}

/// The same for all of these members.
pub async fn show_of(work: &Work, members: &[Uuid]) -> Result<(), Problem> {
    show_all(work, &store::of_members(work.tx(), members).await?).await
}

/// What the newest version of a published sheet says.
async fn said(work: &Work, row: &practice_sheet::Model) -> Result<Option<Value>, Problem> {
    if SheetState::parse(&row.state) != SheetState::Published {
        return Ok(None);
    }
    Ok(store::versions::find(work.tx(), row.id, row.version).await?.map(|version| version.content))
}

async fn terms_of(work: &Work, row: &practice_sheet::Model, book: &Book, content: Value) -> Result<Terms, Problem> {
    let snapshot: Snapshot = serde_json::from_value(content)?;
    let words: Vec<(Uuid, Vec<String>)> = queries::keywords(&snapshot.content, book)
        .into_iter()
        .map(|word| {
            let names = std::iter::once(word.name).chain(book.aliases(word.id).iter().cloned());
            (word.id, names.collect())
        })
        .collect();
    let members: Vec<Uuid> = row.member_id.into_iter().collect();
    let named = store::members_named(work.tx(), &members).await?;
    let member = row.member_id.and_then(|id| named.get(&id)).map(String::as_str);
    let updated_on = row.updated_on.or(row.published_on).unwrap_or_default();
    Ok(terms::of(SheetKind::parse(&row.kind), &snapshot, &words, member, updated_on))
}

/// Takes somebody out of what sheets are found by. Their texts are looked through with all others.
pub async fn forget(house: &House, by: &Asker, marks: &Marks) -> Result<u64, Problem> {
    let told = marks.telling_words();
    let words = told.iter().chain(marks.emails()).flat_map(|text| words_of(text));
    let stems: Vec<String> = words.map(|word| stem(&word)).collect();
    let sheets = store::index::having(&house.db.read, &stems).await?;
    let mut forgotten = 0;
    for id in sheets {
        let work = house.begin(by).await?;
        let row = store::hold(work.tx(), id).await?;
        let Some(mut left) = said(&work, &row).await? else { continue };
        if !marks.blank_whole(&mut left) {
            continue;
        }
        let book = Book::read(work.tx()).await?;
        let terms = terms_of(&work, &row, &book, left).await?;
        store::index::put(work.tx(), id, terms).await?;
        work.commit().await?;
        forgotten += 1;
    }
    Ok(forgotten)
}
