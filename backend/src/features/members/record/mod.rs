//! A form read into a row: every value is checked and written the house's one way, or refused by its pointer.

mod agreement;

use std::collections::BTreeMap;

use kernel::{
    cells::{ValueFault, is_undisclosed},
    email::Email,
    identifiers::{Amalia, InseeCommune, PostalCode, Rna, Siren, Siret},
    patch::Change,
    phone::Phone,
    problem::{Fault, Problem, say},
    trade::{Audience, MemberKind},
    words,
};
use places::places;
use platform::snapshot;
use serde_json::{Map, Value, json};
use tables::member;

use self::agreement::{agree, put_commune};
use super::{custom::Definitions, finding, rules::moderation::Moderation, schema::MemberChanges};

/// Longest texts, in characters.
const NAME: usize = 200;
const LINE: usize = 300;
const TEXT: usize = 5_000;
const NOTES: usize = 20_000;

/// Puts `changes` into `row`. `within` tells whether a commune belongs to the territory: it wins among homonyms.
/// Topics, referent and status are the caller's: they need the database.
pub fn put(row: &mut member::Model, changes: &MemberChanges, within: &dyn Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    put_name(row, changes, &mut faults);
    if let Change::Set(kind) = changes.kind {
        row.kind = kind;
    } else if changes.kind == Change::Clear {
        faults.push(Fault::at(
            "/kind",
            "members.kind_required",
            say("Indiquez la nature du membre.", "Say what kind of member it is."),
        ));
    }
    put_size(row, changes, &mut faults);
    line(&mut row.legal_name, &changes.legal_name, "legal_name", LINE, &mut faults);
    line(&mut row.street, &changes.street, "street", LINE, &mut faults);
    line(&mut row.amalia_court, &changes.amalia_court, "amalia_court", LINE, &mut faults);
    text(&mut row.description, &changes.description, "description", TEXT, &mut faults);
    text(&mut row.internal_notes, &changes.internal_notes, "internal_notes", NOTES, &mut faults);
    value(&mut row.postal_code, &changes.postal_code, "postal_code", &mut faults, |raw| {
        PostalCode::parse(raw).map(PostalCode::into_string)
    });
    value(&mut row.siren, &changes.siren, "siren", &mut faults, |raw| Siren::parse(raw).map(Siren::into_string));
    value(&mut row.siret, &changes.siret, "siret", &mut faults, |raw| Siret::parse(raw).map(Siret::into_string));
    value(&mut row.rna, &changes.rna, "rna", &mut faults, |raw| Rna::parse(raw).map(Rna::into_string));
    value(&mut row.amalia, &changes.amalia, "amalia", &mut faults, |raw| Amalia::parse(raw).map(Amalia::into_string));
    value(&mut row.insee_code, &changes.insee_code, "insee_code", &mut faults, |raw| {
        InseeCommune::parse(raw).map(InseeCommune::into_string)
    });
    value(&mut row.email, &changes.email, "email", &mut faults, |raw| Email::parse(raw).map(Email::into_string));
    value(&mut row.phone, &changes.phone, "phone", &mut faults, |raw| {
        Phone::parse(raw).map(|read| read.phone.into_string())
    });
    value(&mut row.website, &changes.website, "website", &mut faults, web_address);
    if let Some(day) = changes.verified_on.clone().into_option() {
        row.verified_on = day;
    }
    put_commune(row, changes, within, &mut faults);
    agree(row, changes, &mut faults);
    settle_keys(row);
    faults
}

/// Puts fields as [`state`] told them into the row again, exactly as they were: nothing is read anew, nothing filled in.
pub fn put_back(row: &mut member::Model, fields: &Map<String, Value>) -> Result<(), Problem> {
    let mut kept = snapshot::of(row);
    for (field, value) in fields {
        if field == "commune" {
            let commune = value.as_str().and_then(|text| places().commune(text));
            kept["commune_code"] = json!(commune.map(|commune| commune.insee_code));
            kept["commune_name"] = commune.map_or_else(|| value.clone(), |commune| json!(commune.name));
        } else {
            kept[field] = value.clone();
        }
    }
    *row = snapshot::back(&kept)?;
    settle_keys(row);
    Ok(())
}

/// The keys by which a member is sorted, compared and told apart.
fn settle_keys(row: &mut member::Model) {
    row.name_key = words::name_key(&row.name);
    row.match_key = words::match_key(&row.name);
    row.commune_key = row.commune_name.as_deref().map(words::name_key);
    row.email_key = row.email.as_deref().map(str::to_lowercase);
}

fn put_name(row: &mut member::Model, changes: &MemberChanges, faults: &mut Vec<Fault>) {
    let name = match &changes.name {
        Change::Keep => return,
        Change::Clear => String::new(),
        Change::Set(name) => on_one_line(name),
    };
    if name.is_empty() {
        faults.push(Fault::at("/name", "members.name_required", say("Donnez un nom.", "Give a name.")));
    } else if name.chars().count() > NAME {
        faults.push(too_long("/name", NAME));
    } else {
        row.name = name;
    }
}

fn put_size(row: &mut member::Model, changes: &MemberChanges, faults: &mut Vec<Fault>) {
    if let Some(size) = changes.size.clone().into_option() {
        row.size = size;
    }
    if row.kind != MemberKind::Company && row.size.is_some() {
        if changes.size.as_set().is_some() {
            faults.push(Fault::at(
                "/size",
                "members.size_of_companies",
                say("La taille ne concerne que les entreprises.", "Only companies have a size."),
            ));
        }
        row.size = None;
    }
}

/// Puts to whom fields are shown: null takes back what was said.
pub fn put_visibility(
    row: &mut member::Model,
    said: &BTreeMap<String, Option<Audience>>,
    definitions: &Definitions,
    faults: &mut Vec<Fault>,
) {
    let mut shown = row.visibility.as_object().cloned().unwrap_or_default();
    for (field, audience) in said {
        let pointer = || format!("/visibility/{}", field.replace('~', "~0").replace('/', "~1"));
        let rule = Moderation::default().rule(field, definitions);
        match (rule.filter(|rule| rule.audience.is_some()), audience) {
            (None, Some(_)) => faults.push(Fault::at(
                pointer(),
                "members.no_visibility",
                say("On ne choisit pas qui voit ce champ.", "Nobody chooses who sees this field."),
            )),
            (Some(rule), Some(Audience::Public)) if !rule.may_be_public => faults.push(Fault::at(
                pointer(),
                "members.never_public",
                say("Le club ne rend pas ce champ public.", "The club does not make this field public."),
            )),
            (Some(_), Some(audience)) => {
                shown.insert(field.clone(), json!(audience));
            }
            (_, None) => {
                shown.remove(field);
            }
        }
    }
    row.visibility = shown.into();
}

fn on_one_line(text: &str) -> String {
    if is_undisclosed(text) {
        return String::new();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn too_long(pointer: &str, most: usize) -> Fault {
    Fault::at(
        pointer,
        "house.length",
        say(format!("Au plus {most} caractères."), format!("At most {most} characters.")),
    )
}

fn line(field: &mut Option<String>, change: &Change<String>, name: &str, most: usize, faults: &mut Vec<Fault>) {
    text(field, &change.clone().map(|text| on_one_line(&text)), name, most, faults);
}

fn text(field: &mut Option<String>, change: &Change<String>, name: &str, most: usize, faults: &mut Vec<Fault>) {
    match change {
        Change::Keep => {}
        Change::Clear => *field = None,
        Change::Set(given) if given.chars().count() > most => faults.push(too_long(&format!("/{name}"), most)),
        Change::Set(given) => *field = Some(given.trim().to_owned()).filter(|text| !text.is_empty()),
    }
}

/// A value with a form of its own. Blank is none.
fn value(
    field: &mut Option<String>,
    change: &Change<String>,
    name: &str,
    faults: &mut Vec<Fault>,
    read: impl Fn(&str) -> Result<String, ValueFault>,
) {
    match change {
        Change::Keep => {}
        Change::Clear => *field = None,
        Change::Set(given) if given.trim().is_empty() => *field = None,
        Change::Set(given) if given.chars().count() > LINE => faults.push(too_long(&format!("/{name}"), LINE)),
        Change::Set(given) => match read(given) {
            Ok(read) => *field = Some(read),
            Err(fault) => faults.push(fault.at(&format!("/{name}"), "members")),
        },
    }
}

/// `www.club.example` is read as `https://www.club.example`.
fn web_address(raw: &str) -> Result<String, ValueFault> {
    let raw = raw.trim();
    let (scheme, rest) = raw.split_once("://").unwrap_or(("https", raw));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
        && host.contains('.')
        && !host.starts_with('.')
        && !host.contains('@')
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'));
    if fits {
        Ok(format!("{}://{rest}", scheme.to_ascii_lowercase()))
    } else {
        Err(ValueFault::new(
            "website.unreadable",
            "Indiquez une adresse web, comme https://www.club.example.",
            "Give a web address, such as https://www.club.example.",
        ))
    }
}

/// Stands between what a member and what its people are found by. No folded word holds it.
pub const PEOPLE: &str = "|";

/// What a search finds a member by, folded: names, place, numbers, address; then, behind [`PEOPLE`], its people.
pub fn search_text(row: &member::Model, people: &[String]) -> String {
    let fields = [
        Some(&row.name),
        row.legal_name.as_ref(),
        row.commune_name.as_ref(),
        row.postal_code.as_ref(),
        row.siren.as_ref(),
        row.siret.as_ref(),
        row.rna.as_ref(),
        row.amalia.as_ref(),
        row.insee_code.as_ref(),
        row.email.as_ref(),
        row.phone.as_ref(),
    ];
    let own = fields.into_iter().flatten().map(|text| finding::found_by(text));
    let people = people.iter().map(|text| finding::found_by(text));
    own.chain([PEOPLE.to_owned()]).chain(people).collect::<Vec<_>>().join(" ")
}

/// The record as the audit and change sets keep it: the names of the forms.
pub fn state(row: &member::Model) -> Value {
    json!({
        "name": row.name,
        "kind": row.kind,
        "size": row.size,
        "status": row.status,
        "ex_officio": row.ex_officio,
        "joined_on": row.joined_on,
        "left_on": row.left_on,
        "legal_name": row.legal_name,
        "street": row.street,
        "postal_code": row.postal_code,
        "commune": row.commune_code.as_ref().or(row.commune_name.as_ref()),
        "siren": row.siren,
        "siret": row.siret,
        "rna": row.rna,
        "amalia": row.amalia,
        "amalia_court": row.amalia_court,
        "insee_code": row.insee_code,
        "email": row.email,
        "phone": row.phone,
        "website": row.website,
        "description": row.description,
        "internal_notes": row.internal_notes,
        "referent_id": row.referent_id,
        "verified_on": row.verified_on,
        "archived": row.archived_at.is_some(),
    })
}
