//! The catalogue: what anyone reads of sheets, and finds them by. It shows newest versions and nothing of what is in work.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use actix_web::web::Bytes;
use chrono::NaiveDate;
use kernel::{page::Cursor, problem::Problem};
use platform::{
    House,
    web::{Both, Published},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    super::{
        feeds,
        national::{self, Told},
        rules::sections,
        schema::{
            CatalogueFacet, CatalogueFacets, CatalogueFilters, CataloguePage, CatalogueStretch, CatalogueValue,
            NationalSheet, PublicSection, PublicSheet, PublicSheetCard, SheetCommune, SheetHit, SheetKind, SheetMedia,
            SheetPublic, Snapshot,
        },
        search,
        store::{
            self,
            catalogue::{Asked, Fit, Shown},
            keywords::Book,
        },
        telling, terms,
    },
    terms as named_terms,
};
use crate::features::club;

const PAGE: u64 = 20;
/// Entries of a feed.
const FED: u64 = 40;
/// Sheets about the same.
const RELATED: u64 = 4;
const JSON: &str = "application/json";

/// A sheet that anyone reads, whole.
struct Read {
    shown: Shown,
    snapshot: Snapshot,
}

impl Read {
    fn updated_on(&self) -> NaiveDate {
        self.shown.updated_on.unwrap_or(self.shown.published_on)
    }
}

fn chosen(filters: &CatalogueFilters) -> Vec<(&'static str, String)> {
    let all = [
        ("kind", filters.kind.map(|kind| kind.as_str().to_owned())),
        ("topic", filters.topic.map(|topic| topic.to_string())),
        ("keyword", filters.keyword.map(|keyword| keyword.to_string())),
        ("axis", filters.axis.map(|axis| axis.to_string())),
        ("public", filters.public.map(|public| public.as_str().to_owned())),
        ("commune", filters.commune.clone()),
        ("year", filters.year.map(|year| year.to_string())),
    ];
    all.into_iter().filter_map(|(facet, value)| Some((facet, value?))).collect()
}

/// The sheets that fit, the best first; where none has all of the words, those that have some.
pub async fn list(
    house: &House,
    Both(filters, stretch): Both<CatalogueFilters, CatalogueStretch>,
) -> Result<Published, Problem> {
    let db = &house.db.read;
    let question = serde_json::to_string(&filters)?;
    let after = stretch.cursor.as_deref().map(|sealed| Cursor::<(i64, bool)>::open(sealed, &question)).transpose()?;
    let limit = stretch.limit.unwrap_or(PAGE);
    let asked = search::asked(db, filters.q.as_deref().unwrap_or_default(), chosen(&filters)).await?;
    let Some((all, stems)) = asked else {
        let total = stretch.with_total.unwrap_or(false).then_some(0);
        let page = CataloguePage { items: Vec::new(), next_cursor: None, total, some_words: false };
        return published(&page, None);
    };
    let from = after.as_ref().map(|cursor| (cursor.k.0, cursor.id));
    // Who walks on goes the way that the first page went.
    let mut some_words = after.as_ref().is_some_and(|cursor| cursor.k.1);
    let mut asked = if some_words { search::some_of(&all).unwrap_or(all.clone()) } else { all.clone() };
    let mut fits = store::catalogue::stretch(db, &asked, from, 0, limit + 1).await?;
    if let Some(some) = search::some_of(&all).filter(|_| fits.is_empty() && from.is_none()) {
        fits = store::catalogue::stretch(db, &some, None, 0, limit + 1).await?;
        (asked, some_words) = (some, !fits.is_empty());
    }
    let more = fits.len() as u64 > limit;
    fits.truncate(limit as usize);
    let next_cursor = match fits.last() {
        Some(last) if more => Some(Cursor { k: (last.score, some_words), id: last.id, q: question }.seal()?),
        _ => None,
    };
    let total = match stretch.with_total {
        Some(true) => Some(store::catalogue::count(db, &asked).await?),
        _ => None,
    };
    let page = CataloguePage { items: hits(house, &fits, &stems).await?, next_cursor, total, some_words };
    published(&page, page.next_cursor.clone())
}

/// A page of what fits, for people: `skip` of them stand on the pages before it.
pub async fn page(house: &House, filters: &CatalogueFilters, skip: u64, limit: u64) -> Result<CataloguePage, Problem> {
    let db = &house.db.read;
    let asked = search::asked(db, filters.q.as_deref().unwrap_or_default(), chosen(filters)).await?;
    let Some((mut asked, stems)) = asked else {
        return Ok(CataloguePage { items: Vec::new(), next_cursor: None, total: Some(0), some_words: false });
    };
    let mut total = store::catalogue::count(db, &asked).await?;
    let mut some_words = false;
    if let Some(some) = search::some_of(&asked).filter(|_| total == 0) {
        total = store::catalogue::count(db, &some).await?;
        (asked, some_words) = (some, total > 0);
    }
    let fits = store::catalogue::stretch(db, &asked, None, skip, limit).await?;
    Ok(CataloguePage { items: hits(house, &fits, &stems).await?, next_cursor: None, total: Some(total), some_words })
}

/// What the sheets that fit can be chosen by.
pub async fn facets(house: &House, filters: CatalogueFilters) -> Result<Published, Problem> {
    published(&choices(house, &filters).await?, None)
}

/// What sheets can be chosen by: each facet is counted with the other filters, so that one can choose otherwise.
pub async fn choices(house: &House, filters: &CatalogueFilters) -> Result<CatalogueFacets, Problem> {
    let db = &house.db.read;
    let chosen = chosen(filters);
    let asked = search::asked(db, filters.q.as_deref().unwrap_or_default(), chosen.clone()).await?;
    let mut counted = match &asked {
        Some((asked, _)) => counted(house, asked).await?,
        None => Vec::new(),
    };
    for (facet, _) in &chosen {
        let Some((asked, _)) = &asked else { break };
        let others = chosen.iter().filter(|(other, _)| other != facet).cloned().collect();
        let without = self::counted(house, &Asked { facets: others, ..asked.clone() }).await?;
        counted.retain(|(known, _, _)| known != facet);
        counted.extend(without.into_iter().filter(|(known, _, _)| known == facet));
    }
    let labels = Labels::read(house).await?;
    let mut by_facet: BTreeMap<String, Vec<CatalogueValue>> = BTreeMap::new();
    for (facet, value, count) in counted {
        let Some(label) = labels.of(&facet, &value) else { continue };
        by_facet.entry(facet).or_default().push(CatalogueValue { value, label, count });
    }
    let told = |(facet, mut values): (String, Vec<CatalogueValue>)| {
        match facet.as_str() {
            "axis" => values.sort_by_key(|one| one.value.parse::<u32>().unwrap_or_default()),
            "year" => values.sort_by(|one, other| other.value.cmp(&one.value)),
            _ => values.sort_by_key(|one| kernel::words::name_key(&one.label)),
        }
        CatalogueFacet { facet, values }
    };
    Ok(CatalogueFacets { items: by_facet.into_iter().map(told).collect() })
}

/// How many sheets have each value; where none has all of the words, of those that have some.
async fn counted(house: &House, asked: &Asked) -> Result<Vec<(String, String, u64)>, Problem> {
    let db = &house.db.read;
    let counted = store::catalogue::facets(db, asked).await?;
    match search::some_of(asked).filter(|_| counted.is_empty()) {
        Some(some) => store::catalogue::facets(db, &some).await,
        None => Ok(counted),
    }
}

/// How values are called.
struct Labels {
    topics: HashMap<Uuid, String>,
    book: Book,
}

impl Labels {
    async fn read(house: &House) -> Result<Labels, Problem> {
        let db = &house.db.read;
        Ok(Labels { topics: store::topics_named(db).await?, book: Book::read(db).await? })
    }

    fn of(&self, facet: &str, value: &str) -> Option<String> {
        Some(match facet {
            "kind" => sections::type_label(SheetKind::parse(value)).to_owned(),
            "topic" => self.topics.get(&value.parse::<Uuid>().ok()?)?.clone(),
            "keyword" => self.book.get(value.parse().ok()?)?.1.clone(),
            "axis" => sections::axis(value.parse().ok()?)?.to_owned(),
            "public" => SheetPublic::named(value)?.french().to_owned(),
            "commune" => places::places().commune(value)?.name.to_owned(),
            _ => value.to_owned(),
        })
    }
}

/// These sheets in the order that they are given in, without those that nobody reads any more.
async fn read(house: &House, ids: &[Uuid]) -> Result<Vec<Read>, Problem> {
    let mut found = HashMap::new();
    for shown in store::catalogue::shown_of(&house.db.read, ids).await? {
        let snapshot: Snapshot = serde_json::from_value(shown.content.clone())?;
        found.insert(shown.id, Read { shown, snapshot });
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

async fn cards(house: &House, sheets: Vec<Read>) -> Result<Vec<(PublicSheetCard, Read)>, Problem> {
    let members: Vec<Uuid> = sheets.iter().filter_map(|sheet| sheet.shown.member_id).collect();
    let named = store::members_named(&house.db.read, &members).await?;
    let card = |sheet: Read| {
        let card = PublicSheetCard {
            id: sheet.shown.id,
            kind: SheetKind::parse(&sheet.shown.kind),
            title: sheet.snapshot.title.clone(),
            summary: sheet.snapshot.content.summary.clone(),
            url: telling::url(house, sheet.shown.id),
            member: super::member(sheet.shown.member_id, &named),
            cover: sheet.snapshot.media.iter().find(|media| media.cover).cloned(),
            published_on: sheet.shown.published_on,
            updated_on: sheet.updated_on(),
        };
        (card, sheet)
    };
    Ok(sheets.into_iter().map(card).collect())
}

async fn hits(house: &House, fits: &[Fit], stems: &BTreeSet<String>) -> Result<Vec<SheetHit>, Problem> {
    let ids: Vec<Uuid> = fits.iter().map(|fit| fit.id).collect();
    let cards = cards(house, read(house, &ids).await?).await?;
    let hit = |(sheet, read): (PublicSheetCard, Read)| SheetHit {
        extract: terms::extract(sheet.kind, &read.snapshot, stems),
        sheet,
    };
    Ok(cards.into_iter().map(hit).collect())
}

async fn some(house: &House, ids: &[Uuid]) -> Result<Vec<PublicSheetCard>, Problem> {
    Ok(cards(house, read(house, ids).await?).await?.into_iter().map(|(card, _)| card).collect())
}

/// One sheet, with others about the same.
pub async fn show(house: &House, id: Uuid) -> Result<Published, Problem> {
    published(&sheet(house, id).await?, None)
}

/// What a published sheet says in the labels and the order of the national base, and what of it stands beside.
pub struct Said {
    pub sheet: NationalSheet,
    pub communes: Vec<SheetCommune>,
    pub media: Vec<SheetMedia>,
}

pub async fn national(house: &House, id: Uuid) -> Result<Said, Problem> {
    let one = cards(house, read(house, &[id]).await?).await?.pop();
    let (card, Read { snapshot, .. }) = one.ok_or_else(Problem::not_found)?;
    let Snapshot { title, content, partners, media, keywords } = snapshot;
    let sheet = national::told(&Told {
        kind: card.kind,
        title: &title,
        organisation: card.member.as_ref().map(|member| member.name.as_str()).unwrap_or_default(),
        content: &content,
        partners: partners.into_iter().map(|partner| partner.name).collect(),
        keywords,
        updated_on: Some(card.updated_on),
    });
    Ok(Said { sheet, communes: content.communes, media })
}

/// All of them with the day of their last update, the newest first.
pub async fn all(house: &House) -> Result<Vec<(Uuid, Option<NaiveDate>)>, Problem> {
    store::catalogue::all(&house.db.read).await
}

/// Whether there is a catalogue to be read.
pub async fn any(house: &House) -> Result<bool, Problem> {
    store::catalogue::any(&house.db.read).await
}

/// One sheet as anyone reads it, with others about the same.
pub async fn sheet(house: &House, id: Uuid) -> Result<PublicSheet, Problem> {
    let db = &house.db.read;
    let one = cards(house, read(house, &[id]).await?).await?.pop();
    let (card, Read { shown, snapshot }) = one.ok_or_else(Problem::not_found)?;
    let related = store::catalogue::related(db, id, RELATED).await?;
    let topics = store::topics_named(db).await?;
    let club = club::settings_to_read(house).await?;
    let Snapshot { content, partners, media, keywords, .. } = snapshot;
    let told = sections::of(card.kind).iter().filter(|section| !content.section(section.key).is_empty());
    let told = told.map(|section| PublicSection {
        key: section.key.to_owned(),
        label: section.label.to_owned(),
        group: section.group.to_owned(),
        text: content.section(section.key).to_owned(),
    });
    Ok(PublicSheet {
        sections: told.collect(),
        topics: named_terms(&content.topics, &topics),
        json_ld: telling::json_ld(&card, &keywords, &media, &content, &club.name, &house.settings.base_url),
        attribution: format!("{}, {}", club.name, card.updated_on.format("%F")),
        related: some(house, &related).await?,
        licence: telling::LICENCE.to_owned(),
        licence_url: telling::LICENCE_URL.to_owned(),
        figures: content.figures,
        planning: content.planning,
        means: content.means,
        axes: content.axes,
        publics: content.publics,
        communes: content.communes,
        contact: content.contact,
        external_url: content.external_url,
        version: shown.version,
        partners,
        keywords,
        media,
        id: card.id,
        kind: card.kind,
        title: card.title,
        summary: card.summary,
        url: card.url,
        member: card.member,
        published_on: card.published_on,
        updated_on: card.updated_on,
    })
}

/// The newest sheets, for readers of feeds.
pub async fn feed(house: &House, kind: feeds::Kind) -> Result<Published, Problem> {
    let fits = store::catalogue::stretch(&house.db.read, &Asked::default(), None, 0, FED).await?;
    let ids: Vec<Uuid> = fits.iter().map(|fit| fit.id).collect();
    let cards = some(house, &ids).await?;
    let club = club::settings_to_read(house).await?;
    let body = feeds::write(kind, &cards, &club, &house.settings.base_url)?;
    Ok(of_bytes(Bytes::from(body), kind.media_type(), None))
}

fn published(value: &impl Serialize, next_cursor: Option<String>) -> Result<Published, Problem> {
    Ok(of_bytes(Bytes::from(serde_json::to_vec(value)?), JSON, next_cursor))
}

fn of_bytes(body: Bytes, media_type: &'static str, next_cursor: Option<String>) -> Published {
    let mut tag = hex::encode(Sha256::digest(&body));
    tag.truncate(32);
    Published { body, packed: false, media_type, tag, licence: telling::LICENCE_URL, next_cursor, file_name: None }
}
