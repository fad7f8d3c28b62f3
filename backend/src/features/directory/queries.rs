//! Answers of the book: written once for each question, and known by the book's version and the question.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hasher},
    sync::Arc,
};

use actix_web::web::Bytes;
use kernel::{page::Cursor, problem::Problem, words};
use platform::{
    House,
    kept::Answer,
    throttle::{self, Limit},
    web::{Both, Published, PublishedOrMoved},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    book::{Directory, Wanted},
    making::directory,
    outlines::{self, OutlineOrigin},
    schema::{DirectoryFilters, DirectoryPage, DirectoryStretch},
    telling,
};
use crate::features::members;

const USUAL_LIMIT: u64 = 50;
const JSON: &str = "application/json";
const MAP: &str = "map";

/// What the filters ask for; what can't be read is refused by its parameter.
fn wanted(filters: &DirectoryFilters) -> Result<Wanted, Problem> {
    let communes = filters.commune.as_deref().unwrap_or_default().split(',').map(str::trim);
    Ok(Wanted {
        q: filters.q.clone(),
        kind: members::several("kind", filters.kind.as_deref())?.unwrap_or_default(),
        commune: communes.filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        topic: members::several("topic", filters.topic.as_deref())?.unwrap_or_default(),
    })
}

fn mark(text: &str) -> String {
    let mut mark = DefaultHasher::new();
    mark.write(text.as_bytes());
    format!("{:016x}", mark.finish())
}

fn body(value: &impl Serialize) -> Result<Bytes, Problem> {
    Ok(Bytes::from(serde_json::to_vec(value)?))
}

/// The answer to a question, from what is kept or written now, on a thread that may take its time. `packed`: for a reader
/// that unpacks it.
async fn published(
    book: Arc<Directory>,
    question: String,
    media_type: &'static str,
    packed: bool,
    write: impl FnOnce(&Directory) -> Result<Answer, Problem> + Send + 'static,
) -> Result<Published, Problem> {
    let tag = format!("{:016x}{}", book.version, mark(&question));
    let licence = telling::licence_url(book.cover.licence);
    let wanted = if packed { format!("{question} packed") } else { question.clone() };
    let answer = match book.kept.get(&wanted) {
        Some(known) => known,
        None => {
            let written = tokio::task::spawn_blocking(move || -> Result<Answer, Problem> {
                let plain = match book.kept.get(&question) {
                    Some(known) => known,
                    None => {
                        let plain = write(&book)?;
                        book.kept.keep(&question, &plain);
                        plain
                    }
                };
                if !packed {
                    return Ok(plain);
                }
                let small = plain.packed()?;
                book.kept.keep(&wanted, &small);
                Ok(small)
            });
            written.await.map_err(Problem::bug)??
        }
    };
    let Answer { body, next_cursor } = answer;
    Ok(Published { body, packed, media_type, tag, licence, next_cursor, file_name: None })
}

/// A stretch of the list.
pub async fn list(
    house: &House,
    packed: bool,
    Both(filters, stretch): Both<DirectoryFilters, DirectoryStretch>,
) -> Result<Published, Problem> {
    let book = directory(house).await?;
    let wanted = wanted(&filters)?;
    let of_list = mark(&serde_json::to_string(&filters)?);
    let after = stretch.cursor.as_deref().map(|sealed| Cursor::<String>::open(sealed, &of_list)).transpose()?;
    let limit = stretch.limit.unwrap_or(USUAL_LIMIT) as usize;
    let question = serde_json::to_string(&("list", &filters, &stretch))?;
    let site = house.settings.base_url.clone();
    published(book, question, JSON, packed, move |book| {
        let found = book.find(&wanted);
        // By where the last one stood, whether it is there still or not.
        let after = after.map(|cursor| (cursor.k, cursor.id));
        let passed = |name: &str, id: Uuid| after.as_ref().is_some_and(|after| (words::name_key(name), id) <= *after);
        let begin = found.members.partition_point(|one| passed(&one.member.name, one.member.id));
        let stretch: Vec<_> = found.members.iter().skip(begin).take(limit).collect();
        let next_cursor = match stretch.last() {
            Some(last) if begin + stretch.len() < found.members.len() => {
                let k = words::name_key(&last.member.name);
                Some(Cursor { k, id: last.member.id, q: of_list }.seal()?)
            }
            _ => None,
        };
        let page = DirectoryPage {
            items: stretch.into_iter().map(|one| telling::member(one, &site)).collect(),
            next_cursor: next_cursor.clone(),
            total: found.members.len(),
            facets: telling::facets(found),
            terms: telling::terms(book),
        };
        Ok(Answer { body: body(&page)?, next_cursor })
    })
    .await
}

/// One member; whoever knows it by the id of a record that became part of it is sent there.
pub async fn show(house: &House, packed: bool, id: Uuid) -> Result<PublishedOrMoved, Problem> {
    let book = directory(house).await?;
    if book.get(id).is_none() {
        let now = members::where_now(&house.db.read, &[id]).await?;
        let shown = now.into_iter().find(|now| *now != id && book.get(*now).is_some());
        let location = format!("/api/v1/public/members/{}", shown.ok_or_else(Problem::not_found)?);
        return Ok(PublishedOrMoved::Moved { location });
    }
    let site = house.settings.base_url.clone();
    let answer = published(book, format!("one {id}"), JSON, packed, move |book| {
        let one = book.get(id).ok_or_else(Problem::not_found)?;
        Ok(Answer { body: body(&telling::member(one, &site))?, next_cursor: None })
    });
    Ok(PublishedOrMoved::Here(answer.await?))
}

/// Questions of one network about all that fit: more than people ask, fewer than who tries out all words wants.
const QUESTIONS_PER_NETWORK: Limit = Limit::per_minutes(120, 1);

/// All that fit is long to write, and whoever asks otherwise each time has it written each time: so often from one network,
/// and no more. What is kept already costs nothing, nor does the whole book.
async fn paced(house: &House, book: &Directory, question: &str, whole: bool, network: &str) -> Result<(), Problem> {
    if whole || book.kept.get(question).is_some() {
        return Ok(());
    }
    throttle::attempt(house, &format!("directory-words:{network}"), QUESTIONS_PER_NETWORK).await
}

/// All that fit, on a map.
pub async fn geojson(
    house: &House,
    network: &str,
    packed: bool,
    filters: DirectoryFilters,
) -> Result<Published, Problem> {
    let book = directory(house).await?;
    let wanted = wanted(&filters)?;
    let question = serde_json::to_string(&("geojson", &filters))?;
    paced(house, &book, &question, filters.is_everything(), network).await?;
    let site = house.settings.base_url.clone();
    published(book, question, "application/geo+json", packed, move |book| {
        let collection = telling::collection(book, &book.find(&wanted), &site);
        Ok(Answer { body: body(&collection)?, next_cursor: None })
    })
    .await
}

/// All that fit, as a table.
pub async fn csv(house: &House, network: &str, packed: bool, filters: DirectoryFilters) -> Result<Published, Problem> {
    let book = directory(house).await?;
    let wanted = wanted(&filters)?;
    let question = serde_json::to_string(&("csv", &filters))?;
    paced(house, &book, &question, filters.is_everything(), network).await?;
    let site = house.settings.base_url.clone();
    let answer = published(book, question, "text/csv; charset=utf-8", packed, move |book| {
        let bytes = telling::csv(book, &book.find(&wanted), &site)?;
        Ok(Answer { body: Bytes::from(bytes), next_cursor: None })
    });
    Ok(Published { file_name: Some("annuaire.csv".to_owned()), ..answer.await? })
}

/// What the map is drawn from.
pub async fn map(house: &House, packed: bool) -> Result<Published, Problem> {
    let book = directory(house).await?;
    let known = book.kept.get(MAP);
    let (origin, shapes) = match known {
        Some(_) => (None, HashMap::new()),
        None => {
            let db = &house.db.read;
            let set = outlines::set(db).await?;
            (set.origin.as_deref().and_then(OutlineOrigin::parse), outlines::shapes(db).await?)
        }
    };
    published(book, MAP.to_owned(), JSON, packed, move |book| match known {
        // It may be kept no more by now.
        Some(known) => Ok(known),
        None => Ok(Answer { body: body(&telling::map(book, origin, shapes))?, next_cursor: None }),
    })
    .await
}
