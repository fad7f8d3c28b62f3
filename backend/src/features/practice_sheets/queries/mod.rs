//! Reads of whoever works on sheets.

pub mod export;
pub mod paper;
pub mod public;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use kernel::{
    page::{Cursor, PageOf},
    problem::{Fault, Language, Problem},
};
use platform::{
    Asker, House,
    audit::differences,
    web::{FileContent, abilities::Ability},
};
use serde_json::{Map, Value};
use tables::{practice_confirmation, practice_interview, practice_media, practice_sheet, practice_version};
use uuid::Uuid;

use super::{
    rules::{self, Standing, Verb, gate},
    schema::{
        Confirmation, ConfirmationState, ConfirmationWay, Interview, InterviewAnswer, Keyword, Sheet, SheetCard,
        SheetComment, SheetContent, SheetCounts, SheetDifferences, SheetKind, SheetLack, SheetMedia, SheetMember,
        SheetPartner, SheetQuery, SheetSections, SheetState, SheetTerm, SheetVersion, SheetVersionPage, Snapshot,
    },
    store::{self, keywords::Book},
};
use crate::features::club;

const PAGE: u64 = 50;

pub fn standing(row: &practice_sheet::Model) -> Standing {
    Standing {
        kind: SheetKind::parse(&row.kind),
        state: SheetState::parse(&row.state),
        member: row.member_id,
        known: row.version > 0,
    }
}

pub fn content_of(row: &practice_sheet::Model) -> Result<SheetContent, Problem> {
    Ok(serde_json::from_value(row.content.clone())?)
}

pub fn snapshot_of(row: &practice_version::Model) -> Result<Snapshot, Problem> {
    Ok(serde_json::from_value(row.content.clone())?)
}

/// Sheets in work, the newest first: all of them for the team, those of their organisations for others.
pub async fn list(house: &House, by: &Asker, query: &SheetQuery) -> Result<PageOf<SheetCard>, Problem> {
    let db = &house.db.read;
    let question = format!(
        "practice_sheets:{:?}:{:?}:{:?}:{:?}:{:?}",
        query.q, query.kind, query.state, query.member, query.review_due
    );
    let limit = query.limit.unwrap_or(PAGE);
    let after = query.cursor.as_deref().map(|sealed| Cursor::<()>::open(sealed, &question)).transpose()?;
    let own: Option<Vec<Uuid>> = match rules::reads_all(&by.caller) {
        true => None,
        false => by.caller.person().map(|person| person.organisations.iter().map(|(id, _)| *id).collect()),
    };
    let today = club::settings_to_read(house).await?.today(house.now());
    let mut rows = store::list(db, query, own.as_deref(), today, after.map(|cursor| cursor.id), limit + 1).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: (), id: last.id, q: question }.seal()?),
        _ => None,
    };
    let members: Vec<Uuid> = rows.iter().filter_map(|row| row.member_id).collect();
    let named = store::members_named(db, &members).await?;
    let items = rows.into_iter().map(|row| card(row, &named, today)).collect::<Result<_, _>>()?;
    Ok(PageOf { items, next_cursor, total: None })
}

fn member(id: Option<Uuid>, named: &HashMap<Uuid, String>) -> Option<SheetMember> {
    let id = id?;
    Some(SheetMember { id, name: named.get(&id).cloned()? })
}

fn card(row: practice_sheet::Model, named: &HashMap<Uuid, String>, today: NaiveDate) -> Result<SheetCard, Problem> {
    let state = SheetState::parse(&row.state);
    Ok(SheetCard {
        summary: content_of(&row)?.summary,
        id: row.id,
        kind: SheetKind::parse(&row.kind),
        state,
        title: row.title,
        member: member(row.member_id, named),
        version: row.version,
        published_on: row.published_on,
        updated_on: row.updated_on,
        review_due_on: row.review_due_on,
        review_due: state == SheetState::Published && row.review_due_on.is_some_and(|due| due <= today),
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

pub async fn one(house: &House, by: &Asker, id: Uuid) -> Result<Sheet, Problem> {
    let row = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    page(house, by, row).await
}

/// A sheet as it is worked on.
pub async fn page(house: &House, by: &Asker, row: practice_sheet::Model) -> Result<Sheet, Problem> {
    let db = &house.db.read;
    let content = content_of(&row)?;
    let named = store::members_named(db, &row.member_id.into_iter().collect::<Vec<_>>()).await?;
    let topics = store::topics_named(db).await?;
    let book = Book::read(db).await?;
    let media = store::media::of_sheet(db, row.id).await?;
    let confirmation = store::asked::confirmation(db, row.id).await?;
    let interview = store::asked::interview(db, row.id).await?;
    let standing = standing(&row);
    let lack = |fault: Fault| SheetLack {
        detail: fault.detail.in_language(by.language).to_owned(),
        code: fault.code.into_owned(),
        pointer: fault.pointer,
    };
    let lacks = lacking(&row, &content, &media, confirmation.as_ref());
    let of = |verb| Ability::of(&rules::may(verb, &by.caller, standing), by.language);
    Ok(Sheet {
        partners: store::partners(db, row.id).await?,
        keywords: keywords(&content, &book),
        topics: terms(&content.topics, &topics),
        missing: lacks.into_iter().map(lack).collect(),
        confirmation: confirmation.map(|asked| confirmed(asked, row.revision)),
        interview: interview.map(interviewed).transpose()?,
        abilities: Verb::ALL.into_iter().map(|verb| (verb.as_str(), of(verb))).collect::<BTreeMap<_, _>>(),
        changed_since: row.published_revision.is_some_and(|published| published != row.revision),
        member: member(row.member_id, &named),
        media,
        content,
        id: row.id,
        kind: standing.kind,
        state: standing.state,
        title: row.title,
        version: row.version,
        published_on: row.published_on,
        updated_on: row.updated_on,
        review_due_on: row.review_due_on,
        created_by: row.created_by_name,
        created_at: row.created_at,
        updated_at: row.updated_at,
        revision: row.revision,
    })
}

/// What stands between a draft and the team's hands.
pub fn lacking_to_submit(row: &practice_sheet::Model, content: &SheetContent) -> Vec<Fault> {
    gate::to_submit(&gate::Looked {
        kind: SheetKind::parse(&row.kind),
        title: &row.title,
        content,
        media: &[],
        has_member: row.member_id.is_some(),
        confirmed: false,
    })
}

/// What stands between a sheet and its publication.
pub fn lacking(
    row: &practice_sheet::Model,
    content: &SheetContent,
    media: &[SheetMedia],
    confirmation: Option<&practice_confirmation::Model>,
) -> Vec<Fault> {
    gate::to_publish(&gate::Looked {
        kind: SheetKind::parse(&row.kind),
        title: &row.title,
        content,
        media,
        has_member: row.member_id.is_some(),
        confirmed: confirmation.is_some_and(|asked| is_confirmed(asked, row.revision)),
    })
}

/// Whether the member said that these texts are right; what was changed since is confirmed anew.
fn is_confirmed(asked: &practice_confirmation::Model, revision: i64) -> bool {
    ConfirmationState::parse(&asked.state) == ConfirmationState::Confirmed && asked.sheet_revision == revision
}

fn confirmed(asked: practice_confirmation::Model, revision: i64) -> Confirmation {
    Confirmation {
        state: ConfirmationState::parse(&asked.state),
        asked_at: asked.asked_at,
        answered_at: asked.answered_at,
        way: asked.way.as_deref().map(ConfirmationWay::parse),
        name: asked.name,
        words: asked.words,
        outdated: asked.sheet_revision != revision,
    }
}

pub fn answers_of(row: &practice_interview::Model) -> Result<Vec<InterviewAnswer>, Problem> {
    Ok(serde_json::from_value(row.answers.clone())?)
}

fn interviewed(row: practice_interview::Model) -> Result<Interview, Problem> {
    Ok(Interview {
        answers: answers_of(&row)?,
        asked_at: row.asked_at,
        until_at: row.until_at,
        answered_at: row.answered_at,
    })
}

/// The words of the list that a sheet has, each once.
pub fn keywords(content: &SheetContent, book: &Book) -> Vec<SheetTerm> {
    let mut words: Vec<SheetTerm> = Vec::new();
    for (id, name) in content.keywords.iter().filter_map(|id| book.get(*id)) {
        if !words.iter().any(|word| word.id == *id) {
            words.push(SheetTerm { id: *id, name: name.clone() });
        }
    }
    words
}

pub fn terms(ids: &[Uuid], named: &HashMap<Uuid, String>) -> Vec<SheetTerm> {
    ids.iter().filter_map(|id| Some(SheetTerm { id: *id, name: named.get(id)?.clone() })).collect()
}

/// What a sheet says now, as a publication keeps it.
pub fn snapshot(
    row: &practice_sheet::Model,
    content: SheetContent,
    partners: Vec<SheetPartner>,
    media: Vec<SheetMedia>,
    book: &Book,
) -> Snapshot {
    let keywords = keywords(&content, book).into_iter().map(|word| word.name).collect();
    Snapshot { title: row.title.clone(), content, partners, media, keywords }
}

pub async fn versions(house: &House, sheet: Uuid) -> Result<Vec<SheetVersion>, Problem> {
    let rows = store::versions::all(&house.db.read, sheet).await?;
    let told = |row: practice_version::Model| SheetVersion {
        number: row.number,
        published_at: row.published_at,
        by: row.by_name,
        note: row.note,
    };
    Ok(rows.into_iter().map(told).collect())
}

pub async fn version(house: &House, sheet: Uuid, number: i64) -> Result<SheetVersionPage, Problem> {
    let row = store::versions::find(&house.db.read, sheet, number).await?.ok_or_else(Problem::not_found)?;
    Ok(SheetVersionPage {
        snapshot: snapshot_of(&row)?,
        number: row.number,
        published_at: row.published_at,
        by: row.by_name,
        note: row.note,
    })
}

/// What a publication says otherwise than the one before it.
pub async fn compare(house: &House, sheet: Uuid, number: i64) -> Result<SheetDifferences, Problem> {
    let db = &house.db.read;
    let after = store::versions::find(db, sheet, number).await?.ok_or_else(Problem::not_found)?;
    let before = store::versions::find(db, sheet, number - 1).await?;
    let flat = |content: &Value| {
        let mut fields = Map::new();
        flatten(content, "", &mut fields);
        Value::Object(fields)
    };
    let changes = differences(&before.as_ref().map_or(Value::Null, |row| flat(&row.content)), &flat(&after.content));
    Ok(SheetDifferences { before: before.map(|row| row.number), after: after.number, changes })
}

/// Each text with its way; lists are compared as wholes.
fn flatten(value: &Value, way: &str, into: &mut Map<String, Value>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let way = if way.is_empty() { name.clone() } else { format!("{way}.{name}") };
                flatten(field, &way, into);
            }
        }
        value => {
            into.insert(way.to_owned(), value.clone());
        }
    }
}

pub async fn comments(house: &House, sheet: Uuid) -> Result<PageOf<SheetComment>, Problem> {
    let rows = store::versions::comments(&house.db.read, sheet).await?;
    let told = |row: tables::practice_comment::Model| SheetComment {
        id: row.id,
        section: row.section,
        text: row.text,
        by: row.by_name,
        written_at: row.written_at,
        settled_at: row.settled_at,
    };
    Ok(PageOf::whole(rows.into_iter().map(told).collect()))
}

pub async fn comment(house: &House, sheet: Uuid, id: Uuid) -> Result<SheetComment, Problem> {
    let all = comments(house, sheet).await?;
    all.items.into_iter().find(|comment| comment.id == id).ok_or_else(Problem::not_found)
}

pub async fn media(house: &House, sheet: Uuid, id: Uuid) -> Result<SheetMedia, Problem> {
    let all = store::media::of_sheet(&house.db.read, sheet).await?;
    all.into_iter().find(|media| media.id == id).ok_or_else(Problem::not_found)
}

/// The content of what was sent in; `public`: anyone may read it.
pub async fn content(house: &House, media: practice_media::Model, public: bool) -> Result<FileContent, Problem> {
    let file = media.file_id.ok_or_else(Problem::not_found)?;
    let mut file = store::media::file(&house.db.read, file).await?;
    let bytes = house.files.content(&file).await?;
    file.public = public;
    Ok(FileContent { file, bytes })
}

/// The controlled list by name, each word with its aliases.
pub async fn keyword_list(house: &House) -> Result<Vec<Keyword>, Problem> {
    let rows = store::keywords::all(&house.db.read).await?;
    let mut aliases: HashMap<Uuid, Vec<SheetTerm>> = HashMap::new();
    for row in &rows {
        if let Some(of) = row.alias_of {
            aliases.entry(of).or_default().push(SheetTerm { id: row.id, name: row.name.clone() });
        }
    }
    let words = rows.into_iter().filter(|row| row.alias_of.is_none());
    let told = |row: tables::practice_keyword::Model| Keyword {
        aliases: aliases.remove(&row.id).unwrap_or_default(),
        id: row.id,
        name: row.name,
        revision: row.revision,
    };
    Ok(words.map(told).collect())
}

/// A word of the list, or the one that this alias stands for.
pub async fn keyword(house: &House, id: Uuid) -> Result<Keyword, Problem> {
    let all = keyword_list(house).await?;
    let is_it = |word: &Keyword| word.id == id || word.aliases.iter().any(|alias| alias.id == id);
    all.into_iter().find(is_it).ok_or_else(Problem::not_found)
}

/// The sections of both kinds, with what one writes there.
pub async fn sections(house: &House, language: Language) -> Result<SheetSections, Problem> {
    Ok(rules::sections::told(language, &store::guidance::all(&house.db.read).await?))
}

/// Sheets of a year against the club's target.
pub async fn counts(house: &House, year: Option<u32>) -> Result<SheetCounts, Problem> {
    use chrono::Datelike;
    let db = &house.db.read;
    let club = club::settings_to_read(house).await?;
    let (today, target) = (club.today(house.now()), club.sheets_a_year);
    let year = year.and_then(|year| i32::try_from(year).ok()).unwrap_or(today.year());
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(Problem::not_found);
    let (from, until) = (first(year)?, first(year + 1)?);
    let good_practices = store::count_published(db, SheetKind::GoodPractice, from, until).await?;
    let advice = store::count_published(db, SheetKind::Advice, from, until).await?;
    let (in_work, review_due) = store::count_open(db, today).await?;
    Ok(SheetCounts { year, published: good_practices + advice, good_practices, advice, target, in_work, review_due })
}
