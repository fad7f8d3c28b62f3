//! Sheets begun, written, thrown away.

use std::collections::BTreeSet;

use kernel::{
    patch::Change,
    problem::{Fault, Problem, say},
    words::name_key,
};
use places::places;
use platform::{
    Asker, House, Work,
    audit::{self, Entry, differences},
};
use serde_json::{Value, json};
use tables::practice_sheet;
use uuid::Uuid;

use super::{
    super::{
        queries::content_of,
        rules::{self, Verb, refusals, sections},
        schema::{
            ContentChanges, NewSheet, PartnerForm, PlanStep, SheetChanges, SheetCommune, SheetContent, SheetKind,
            SheetPartner, SheetState,
        },
        store::{self, keywords::Book},
    },
    hold,
};
use crate::features::members;

/// Begins a sheet; gives its id. A person of one organisation begins sheets of it.
pub async fn create(house: &House, by: &Asker, new: NewSheet) -> Result<Uuid, Problem> {
    let member = new.member_id.or_else(|| only_organisation(by));
    rules::may_begin(&by.caller, member)?;
    let work = house.begin(by).await?;
    let id = begin(&work, new.kind, &new.title, member).await?;
    work.commit().await?;
    Ok(id)
}

fn only_organisation(by: &Asker) -> Option<Uuid> {
    if by.caller.is_coordinator() {
        return None;
    }
    match by.caller.person()?.organisations.as_slice() {
        [(only, _)] => Some(*only),
        _ => None,
    }
}

/// Writes a new draft; gives its id.
pub async fn begin(work: &Work, kind: SheetKind, title: &str, member: Option<Uuid>) -> Result<Uuid, Problem> {
    let title = tidy(title)?;
    if let Some(member) = member {
        known_member(work, member, "/member_id").await?;
    }
    let (_, _, created_by_name) = work.by.caller.signature();
    let row = practice_sheet::Model {
        id: kernel::ids::new_id(),
        kind: kind.as_str().to_owned(),
        state: SheetState::Draft.as_str().to_owned(),
        title_key: name_key(&title),
        title,
        member_id: member,
        content: serde_json::to_value(SheetContent::default())?,
        version: 0,
        published_revision: None,
        published_on: None,
        updated_on: None,
        review_due_on: None,
        created_by: work.by.account_id(),
        created_by_name,
        revision: 1,
        created_at: work.now,
        updated_at: work.now,
    };
    let id = row.id;
    work.note_one("create", "practice_sheet", id, &row.title).await?;
    store::insert(work.tx(), row).await?;
    Ok(id)
}

/// Changes what a sheet says.
pub async fn change(house: &House, by: &Asker, id: Uuid, based_on: i64, changes: SheetChanges) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let mut row = hold(&work, id, Verb::Edit).await?;
    fresh(&work, &row, based_on).await?;
    let before = told(&work, &row).await?;
    apply(&work, &mut row, changes).await?;
    let after = told(&work, &row).await?;
    let changed = differences(&before, &after);
    if changed.is_empty() {
        return Ok(());
    }
    work.note(vec![Entry::new("change", "practice_sheet", id, &row.title).with(changed)]).await?;
    store::rewrite(&work, row).await?;
    work.commit().await
}

/// 412 with who changed it last, for one who read another revision.
pub async fn fresh(work: &Work, row: &practice_sheet::Model, based_on: i64) -> Result<(), Problem> {
    match row.revision == based_on {
        true => Ok(()),
        false => Err(audit::stale(work.tx(), "practice_sheet", row.id, row.revision).await?),
    }
}

/// What the audit compares.
async fn told(work: &Work, row: &practice_sheet::Model) -> Result<Value, Problem> {
    let partners = store::partners(work.tx(), row.id).await?;
    let mut told = json!({"title": row.title, "member_id": row.member_id, "partners": partners});
    if let (Value::Object(told), Value::Object(content)) = (&mut told, &row.content) {
        told.extend(content.clone());
    }
    Ok(told)
}

/// Puts the changes into the row, and the partners into their table.
pub async fn apply(work: &Work, row: &mut practice_sheet::Model, changes: SheetChanges) -> Result<(), Problem> {
    if let Some(title) = changes.title {
        row.title = tidy(&title)?;
        row.title_key = name_key(&row.title);
    }
    match changes.member_id {
        Change::Keep => {}
        // Whoever acts for an organisation can't give its sheet away.
        _ if !work.by.caller.is_coordinator() => return Err(work.by.caller.not_allowed()),
        Change::Set(member) if row.member_id == Some(member) => {}
        _ if SheetState::parse(&row.state) == SheetState::Published => return Err(refusals::published_as_theirs()),
        Change::Clear => row.member_id = None,
        Change::Set(member) => {
            known_member(work, member, "/member_id").await?;
            row.member_id = Some(member);
        }
    }
    if let Some(partners) = changes.partners {
        let partners = known_partners(work, partners).await?;
        store::put_partners(work.tx(), row.id, &partners).await?;
    }
    let mut content = content_of(row)?;
    let book = Book::read(work.tx()).await?;
    let topics = store::topics_named(work.tx()).await?;
    let known = Known { book: &book, topic: &|id| topics.contains_key(&id) };
    put(&mut content, SheetKind::parse(&row.kind), changes.content, &known)?;
    row.content = serde_json::to_value(content)?;
    Ok(())
}

/// What a content may name.
struct Known<'a> {
    book: &'a Book,
    topic: &'a (dyn Fn(Uuid) -> bool + Sync),
}

fn put(content: &mut SheetContent, kind: SheetKind, changes: ContentChanges, known: &Known<'_>) -> Result<(), Problem> {
    let mut faults = Vec::new();
    for (key, text) in changes.sections {
        if !sections::knows(kind, &key) {
            let detail = say("Cette rubrique n’existe pas ici.", "There is no such section here.");
            faults.push(Fault::at(format!("/content/sections/{key}"), "practice_sheets.unknown_section", detail));
            continue;
        }
        match text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) {
            Some(text) => content.sections.insert(key, text),
            None => content.sections.remove(&key),
        };
    }
    if let Some(planning) = changes.planning {
        for (at, step) in planning.iter().enumerate().filter(|(_, step)| !is_dated(step)) {
            let field = if is_moment(&step.from) { "until" } else { "from" };
            let detail = say(
                "Donnez une année, un mois ou un jour : 2014, 2014-02 ou 2014-02-17.",
                "Give a year, a month or a day: 2014, 2014-02 or 2014-02-17.",
            );
            faults.push(Fault::at(format!("/content/planning/{at}/{field}"), "practice_sheets.bad_moment", detail));
        }
        content.planning = planning;
    }
    if let Some(keywords) = changes.keywords {
        for (at, _) in keywords.iter().enumerate().filter(|(_, id)| known.book.get(**id).is_none()) {
            let detail = say("Ce mot n’est pas dans la liste.", "This word is not in the list.");
            faults.push(Fault::at(format!("/content/keywords/{at}"), "practice_sheets.unknown_keyword", detail));
        }
        let stand_for: Vec<Uuid> = keywords.iter().filter_map(|id| known.book.get(*id)).map(|(id, _)| *id).collect();
        content.keywords = each_once(stand_for);
    }
    if let Some(topics) = changes.topics {
        for (at, _) in topics.iter().enumerate().filter(|(_, id)| !(known.topic)(**id)) {
            let detail = say("Ce thème n’existe pas.", "There is no such topic.");
            faults.push(Fault::at(format!("/content/topics/{at}"), "practice_sheets.unknown_topic", detail));
        }
        content.topics = each_once(topics);
    }
    if let Some(axes) = changes.axes {
        for (at, _) in axes.iter().enumerate().filter(|(_, axis)| sections::axis(**axis).is_none()) {
            let detail = say("Les axes vont de 1 à 10.", "Axes go from 1 to 10.");
            faults.push(Fault::at(format!("/content/axes/{at}"), "practice_sheets.unknown_axis", detail));
        }
        content.axes = axes.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    }
    if let Some(communes) = changes.communes {
        content.communes = Vec::new();
        for (at, code) in communes.iter().enumerate() {
            match places().commune(code) {
                Some(commune) => content
                    .communes
                    .push(SheetCommune { insee_code: commune.insee_code.to_owned(), name: commune.name.to_owned() }),
                None => {
                    let detail = say("Ce code de commune n’existe pas.", "There is no such commune code.");
                    faults.push(Fault::at(
                        format!("/content/communes/{at}"),
                        "practice_sheets.unknown_commune",
                        detail,
                    ));
                }
            }
        }
        content.communes.dedup();
    }
    match changes.external_url {
        Change::Keep => {}
        Change::Clear => content.external_url = None,
        Change::Set(url) if is_address(&url) => content.external_url = Some(url),
        Change::Set(_) => faults.push(Fault::at(
            "/content/external_url",
            "practice_sheets.bad_url",
            say("Donnez une adresse qui commence par https://.", "Give an address that begins with https://."),
        )),
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    if let Some(summary) = changes.summary {
        content.summary = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if let Some(mut figures) = changes.figures {
        figures.iter_mut().for_each(|figure| figure.values.sort_by_key(|value| value.year));
        content.figures = figures;
    }
    if let Some(means) = changes.means {
        content.means = means;
    }
    if let Some(mut publics) = changes.publics {
        publics.sort_unstable();
        publics.dedup();
        content.publics = publics;
    }
    if let Some(contact) = changes.contact {
        content.contact = contact;
    }
    Ok(())
}

fn each_once(ids: Vec<Uuid>) -> Vec<Uuid> {
    let mut seen = BTreeSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}

/// An address elsewhere that a page may link to.
pub fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    url.len() <= 500 && rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

fn is_dated(step: &PlanStep) -> bool {
    is_moment(&step.from) && step.until.as_deref().is_none_or(is_moment)
}

/// A year, a month or a day.
fn is_moment(text: &str) -> bool {
    let day = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    day.len() == 10 && day.parse::<chrono::NaiveDate>().is_ok()
}

fn tidy(title: &str) -> Result<String, Problem> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    match title.is_empty() {
        false => Ok(title),
        true => Err(Problem::invalid_field(
            "/title",
            "practice_sheets.title_missing",
            say("Donnez un titre.", "Give a title."),
        )),
    }
}

/// Refuses a member that does not exist, or is part of another one by now.
async fn known_member(work: &Work, member: Uuid, pointer: &str) -> Result<(), Problem> {
    let there = store::members_named(work.tx(), &[member]).await?;
    if !there.contains_key(&member) {
        return Err(refusals::unknown_member(pointer));
    }
    members::is_itself(work.tx(), member, 422).await
}

async fn known_partners(work: &Work, forms: Vec<PartnerForm>) -> Result<Vec<SheetPartner>, Problem> {
    let ids: Vec<Uuid> = forms.iter().filter_map(|form| form.member_id).collect();
    let named = store::members_named(work.tx(), &ids).await?;
    let mut partners = Vec::new();
    for (at, form) in forms.into_iter().enumerate() {
        let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = match form.member_id {
            Some(id) => {
                let known = named.get(&id).cloned();
                known.ok_or_else(|| refusals::unknown_member(format!("/partners/{at}/member_id")))?
            }
            None if name.is_empty() => {
                return Err(Problem::invalid_field(
                    format!("/partners/{at}/name"),
                    "practice_sheets.partner_unnamed",
                    say("Nommez ce partenaire.", "Name this partner."),
                ));
            }
            None => name,
        };
        partners.push(SheetPartner { member_id: form.member_id, name });
    }
    Ok(partners)
}

/// Throws a sheet away that was never published, with what was sent in for it.
pub async fn discard(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let row = hold(&work, id, Verb::Discard).await?;
    let files: Vec<Uuid> = store::media::rows(work.tx(), id).await?.iter().filter_map(|media| media.file_id).collect();
    work.note_one(Verb::Discard.as_str(), "practice_sheet", id, &row.title).await?;
    store::delete(work.tx(), id).await?;
    for file in files {
        platform::files::forget(&work, file).await?;
    }
    work.commit().await
}
