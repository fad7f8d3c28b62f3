//! What is found in the book, told: as JSON, as GeoJSON (RFC 7946) and as CSV (RFC 4180), always with its licence.

use std::collections::HashMap;

use chrono::SecondsFormat;
use documents::{Cell, Column, CsvProfile, Kind, Table};
use kernel::{
    phone::Phone,
    problem::Problem,
    trade::{Licence, MemberKind, MemberSize},
};
use serde_json::Value;

use super::{
    book::{Directory, Found, Listed, Wanted},
    outlines::OutlineOrigin,
    schema::{
        DirectoryCollection, DirectoryFacets, DirectoryFeature, DirectoryMap, DirectoryMember, DirectoryPoint,
        DirectoryTerms, MapCommune,
    },
};

/// Where a licence is told (RFC 4946).
pub fn licence_url(licence: Licence) -> &'static str {
    match licence {
        Licence::Lov2 => "https://spdx.org/licenses/etalab-2.0.html",
        Licence::Odbl => "https://spdx.org/licenses/ODbL-1.0.html",
    }
}

fn spdx(licence: Licence) -> &'static str {
    match licence {
        Licence::Lov2 => "etalab-2.0",
        Licence::Odbl => "ODbL-1.0",
    }
}

/// Both licences want the source named, and Licence Ouverte the day of the last change.
pub fn terms(book: &Directory) -> DirectoryTerms {
    let newest = book.members.iter().map(|one| one.updated_at).max();
    DirectoryTerms {
        licence: spdx(book.cover.licence),
        licence_url: licence_url(book.cover.licence),
        attribution: match newest {
            Some(at) => format!("{}, {}", book.cover.club, at.format("%F")),
            None => book.cover.club.clone(),
        },
    }
}

/// A member as anyone is told; `site` is where the house is reached.
pub fn member(one: &Listed, site: &str) -> DirectoryMember {
    DirectoryMember {
        member: one.member.clone(),
        path: one.path.clone(),
        url: format!("{site}{}", one.path),
        latitude: one.place.map(|(latitude, _)| latitude),
        longitude: one.place.map(|(_, longitude)| longitude),
        updated_at: one.updated_at,
    }
}

pub fn facets(found: Found<'_>) -> DirectoryFacets {
    DirectoryFacets { kind: found.kinds, commune: found.communes, topic: found.topics }
}

pub fn collection(book: &Directory, found: &Found<'_>, site: &str) -> DirectoryCollection {
    let feature = |one: &&Listed| DirectoryFeature {
        shape: "Feature",
        id: one.member.id,
        geometry: one
            .place
            .map(|(latitude, longitude)| DirectoryPoint { shape: "Point", coordinates: vec![longitude, latitude] }),
        properties: member(one, site),
    };
    DirectoryCollection {
        shape: "FeatureCollection",
        terms: terms(book),
        features: found.members.iter().map(feature).collect(),
    }
}

/// The communes of the territory with their shapes, by INSEE code, where there are such.
pub fn map(book: &Directory, origin: Option<OutlineOrigin>, mut shapes: HashMap<String, Value>) -> DirectoryMap {
    let facets = book.find(&Wanted::default()).communes;
    let here: HashMap<&str, usize> = facets.iter().map(|facet| (facet.value.as_str(), facet.count)).collect();
    let communes: Vec<MapCommune> = book
        .cover
        .communes
        .iter()
        .map(|commune| MapCommune {
            insee: commune.insee_code.clone(),
            name: commune.name.clone(),
            center: commune.place.map(|(latitude, longitude)| vec![longitude, latitude]),
            outline: shapes.remove(&commune.insee_code),
            members: here.get(commune.insee_code.as_str()).copied().unwrap_or_default(),
        })
        .collect();
    let placed: usize = communes.iter().map(|commune| commune.members).sum();
    let fetched = origin == Some(OutlineOrigin::Fetched) && communes.iter().any(|commune| commune.outline.is_some());
    DirectoryMap {
        bbox: bounds(&communes),
        elsewhere: book.members.len() - placed,
        outlines_by: fetched.then(|| "geo.api.gouv.fr, IGN, etalab-2.0".to_owned()),
        communes,
        terms: terms(book),
    }
}

/// West, south, east, north.
fn bounds(communes: &[MapCommune]) -> Option<Vec<f64>> {
    let mut around: Option<[f64; 4]> = None;
    let mut widen = |x: f64, y: f64| {
        let [west, south, east, north] = around.unwrap_or([x, y, x, y]);
        around = Some([west.min(x), south.min(y), east.max(x), north.max(y)]);
    };
    for commune in communes {
        if let Some([x, y]) = commune.center.as_deref() {
            widen(*x, *y);
        }
        if let Some(outline) = &commune.outline {
            each_point(&outline["coordinates"], &mut widen);
        }
    }
    around.map(|around| around.to_vec())
}

/// Of rings in rings, however deep.
fn each_point(value: &Value, widen: &mut impl FnMut(f64, f64)) {
    match (value[0].as_f64(), value[1].as_f64()) {
        (Some(x), Some(y)) => widen(x, y),
        _ => value.as_array().into_iter().flatten().for_each(|inner| each_point(inner, widen)),
    }
}

/// Titles in the manner of the common schemas of French local authorities (SCDL), and what stands under each.
const COLUMNS: [(&str, Kind, fn(&Line<'_>) -> Cell); 24] = [
    ("ID", Kind::Text, |line| text(&line.one.member.id.to_string())),
    ("NOM", Kind::Text, |line| text(&line.one.member.name)),
    ("NOM_OFFICIEL", Kind::Text, |line| maybe(&line.one.member.legal_name)),
    ("TYPE", Kind::Text, |line| {
        text(match line.one.member.kind {
            MemberKind::Commune => "commune",
            MemberKind::PublicBody => "établissement public",
            MemberKind::Association => "association",
            MemberKind::Company => "entreprise",
        })
    }),
    ("TAILLE", Kind::Text, |line| match line.one.member.size {
        Some(MemberSize::Small) => text("petite"),
        Some(MemberSize::Large) => text("grande"),
        None => Cell::Empty,
    }),
    ("ADRESSE", Kind::Text, |line| maybe(&line.one.member.street)),
    ("CODE_POSTAL", Kind::Text, |line| maybe(&line.one.member.postal_code)),
    ("COMMUNE_NOM", Kind::Text, |line| {
        line.one.member.commune.as_ref().map_or(Cell::Empty, |commune| text(&commune.name))
    }),
    ("COMMUNE_INSEE", Kind::Text, |line| {
        line.one.member.commune.as_ref().map_or(Cell::Empty, |commune| maybe(&commune.insee_code))
    }),
    ("LATITUDE", Kind::Decimal, |line| line.one.place.map_or(Cell::Empty, |(latitude, _)| Cell::Number(latitude))),
    ("LONGITUDE", Kind::Decimal, |line| line.one.place.map_or(Cell::Empty, |(_, longitude)| Cell::Number(longitude))),
    ("SIREN", Kind::Text, |line| maybe(&line.one.member.siren)),
    ("SIRET", Kind::Text, |line| maybe(&line.one.member.siret)),
    ("RNA", Kind::Text, |line| maybe(&line.one.member.rna)),
    ("AMALIA", Kind::Text, |line| maybe(&line.one.member.amalia)),
    ("COURRIEL", Kind::Text, |line| maybe(&line.one.member.email)),
    ("TELEPHONE", Kind::Text, |line| line.one.member.phone.as_deref().map_or(Cell::Empty, phone)),
    ("SITE_WEB", Kind::Text, |line| maybe(&line.one.member.website)),
    ("DESCRIPTION", Kind::Text, |line| maybe(&line.one.member.description)),
    ("THEMES", Kind::Text, |line| {
        text(&line.one.member.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>().join("|"))
    }),
    ("URL", Kind::Text, |line| text(&format!("{}{}", line.site, line.one.path))),
    ("DATE_MAJ", Kind::Text, |line| text(&line.one.updated_at.to_rfc3339_opts(SecondsFormat::Secs, true))),
    // The file says whose it is wherever it goes.
    ("PRODUCTEUR_NOM", Kind::Text, |line| text(&line.book.cover.club)),
    ("LICENCE", Kind::Text, |line| text(spdx(line.book.cover.licence))),
];

/// A row, and what is told in each.
struct Line<'a> {
    one: &'a Listed,
    book: &'a Directory,
    site: &'a str,
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

fn maybe(value: &Option<String>) -> Cell {
    value.as_deref().map_or(Cell::Empty, text)
}

/// As one dials it: a `+` in front would look like a formula.
fn phone(number: &str) -> Cell {
    let shown = Phone::parse(number).map_or_else(|_| number.to_owned(), |read| read.phone.national());
    match shown.strip_prefix('+') {
        Some(rest) => text(&format!("00{rest}")),
        None => text(&shown),
    }
}

/// UTF-8, commas, ISO 8601, decimal points; what a spreadsheet would compute is made harmless.
pub fn csv(book: &Directory, found: &Found<'_>, site: &str) -> Result<Vec<u8>, Problem> {
    let columns = COLUMNS.iter().map(|(title, kind, _)| Column::new(*title, *kind)).collect();
    let row = |one: &&Listed| {
        let line = Line { one, book, site };
        COLUMNS.iter().map(|(_, _, cell)| cell(&line)).collect::<Vec<Cell>>()
    };
    Table::new("Annuaire", columns).csv(CsvProfile::Open, found.members.iter().map(row)).map_err(Problem::bug)
}
