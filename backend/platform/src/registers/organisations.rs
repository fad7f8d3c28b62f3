//! Organisations, by *Recherche d'entreprises*: companies, public bodies, and those associations that have a SIREN.
//! Associations of Alsace-Moselle and informal groups are mostly not in it: nothing found is no fault.

use chrono::TimeDelta;
use kernel::{
    identifiers::{Rna, Siren, Siret},
    trade::{MemberKind, MemberSize},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Found, Question, Register, Unavailable, ask,
    reading::{number, shown, softened},
};
use crate::house::House;

/// At most so many are proposed.
const SHOWN: &str = "10";
/// A number stands for the same organisation for long; names lead to new ones every day.
const KEEP_BY_NUMBER: TimeDelta = TimeDelta::days(7);
const KEEP_BY_NAME: TimeDelta = TimeDelta::days(1);
/// From 50 employees on (`tranche_effectif_salarie`), a company is large.
const LARGE: [&str; 8] = ["21", "22", "31", "32", "41", "42", "51", "52"];
const LARGEST: &str = "53";

/// By what an organisation is looked up.
#[derive(Debug, Clone)]
pub enum Asked {
    Siren(Siren),
    Siret(Siret),
    Rna(Rna),
    Name(String),
}

#[derive(Debug, Clone)]
pub struct OrganisationQuestion {
    pub by: Asked,
    /// INSEE code: only those with an establishment there. For names.
    pub commune: Option<String>,
    /// `67`: the same by département.
    pub department: Option<String>,
}

/// What an organisation does, by the national nomenclature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    pub code: String,
    /// `NAFRev2` or `NAF2025`.
    pub nomenclature: String,
}

/// An organisation of the register, with what a form can use of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// As one calls it; none when it may not be shown.
    pub name: Option<String>,
    pub legal_name: Option<String>,
    pub kind: MemberKind,
    /// For a company whose staff is told.
    pub size: Option<MemberSize>,
    pub siren: String,
    pub siret: Option<String>,
    pub rna: Option<String>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub commune_code: Option<String>,
    pub commune_name: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub activity: Option<Activity>,
    /// `nature_juridique`: `9220`.
    pub legal_form: Option<String>,
    /// It has ceased.
    pub closed: bool,
    /// Somebody asked for a part of it not to be shown.
    pub hidden: bool,
}

/// The likeliest first.
pub async fn organisations(house: &House, asked: &OrganisationQuestion) -> Result<Found<Organisation>, Unavailable> {
    let (words, keep) = match &asked.by {
        Asked::Siren(siren) => (siren.as_str().to_owned(), KEEP_BY_NUMBER),
        Asked::Siret(siret) => (siret.as_str().to_owned(), KEEP_BY_NUMBER),
        Asked::Rna(rna) => (rna.as_str().to_owned(), KEEP_BY_NUMBER),
        Asked::Name(name) => (name.trim().to_owned(), KEEP_BY_NAME),
    };
    let mut parameters = vec![
        ("q", words),
        ("page", "1".to_owned()),
        ("per_page", SHOWN.to_owned()),
        // Neither people nor finances: what is not asked for can't be kept.
        ("minimal", "true".to_owned()),
        ("include", "siege,complements,matching_etablissements".to_owned()),
    ];
    if let Asked::Name(_) = asked.by {
        parameters.push(("etat_administratif", "A".to_owned()));
        parameters.extend(asked.commune.clone().map(|code| ("code_commune", code)));
        parameters.extend(asked.department.clone().map(|code| ("departement", code)));
    }
    let question = Question { register: Register::Organisations, path: "/search", parameters, keep, read };
    let mut found = ask(house, question).await?;
    for one in &mut found.items {
        one.settle(&asked.commune);
    }
    match &asked.by {
        // The words of a number may be found in others too: only who has it is meant.
        Asked::Rna(rna) => found.items.retain(|one| one.entry.rna.as_deref() == Some(rna.as_str())),
        Asked::Siret(siret) => found.items.retain(|one| one.entry.siret.as_deref() == Some(siret.as_str())),
        Asked::Siren(siren) => found.items.retain(|one| one.entry.siren == siren.as_str()),
        Asked::Name(_) => {}
    }
    let items = found.items.into_iter().map(|one| one.entry).collect();
    Ok(Found { items, fetched_at: found.fetched_at })
}

/// An organisation with its head office, and those of its establishments that were found.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    entry: Organisation,
    sites: Vec<Site>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Site {
    sign: Option<String>,
    siret: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    commune_code: Option<String>,
    commune_name: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    head: bool,
    closed: bool,
    hidden: bool,
}

impl Entry {
    /// Of several establishments, the one in the commune that was asked for, else the only one found, else the head.
    fn settle(&mut self, commune: &Option<String>) {
        let open = || self.sites.iter().filter(|site| !site.closed);
        let here = commune.as_ref().and_then(|code| open().find(|site| site.commune_code.as_ref() == Some(code)));
        let beside: Vec<&Site> = self.sites.iter().filter(|site| !site.head).collect();
        let only = match beside.as_slice() {
            [one] if commune.is_none() => Some(*one),
            _ => None,
        };
        let Some(site) = here.or(only).or_else(|| self.sites.iter().find(|site| site.head)).cloned() else { return };
        let entry = &mut self.entry;
        if entry.legal_form.as_deref().is_some_and(|form| form.starts_with('1')) || entry.name.is_none() {
            // Who works under their own name is called by their sign, where they have one.
            entry.name = site.sign.clone().or(entry.name.take());
        }
        entry.siret = site.siret;
        entry.street = site.street;
        entry.postal_code = site.postal_code;
        entry.commune_code = site.commune_code;
        entry.commune_name = site.commune_name;
        (entry.latitude, entry.longitude) = (site.latitude, site.longitude);
        entry.closed |= site.closed;
        entry.hidden |= site.hidden;
    }
}

fn read(answer: &Value) -> Option<Vec<Entry>> {
    Some(answer["results"].as_array()?.iter().filter_map(entry).collect())
}

fn entry(told: &Value) -> Option<Entry> {
    let siren = shown(&told["siren"]).and_then(|text| Siren::parse(&text).ok())?.into_string();
    let extra = &told["complements"];
    let legal_form = shown(&told["nature_juridique"]);
    let kind = kind_of(extra, legal_form.as_deref());
    let staff = shown(&told["tranche_effectif_salarie"]);
    let size = staff.filter(|_| kind == MemberKind::Company).map(|staff| {
        let large = LARGE.contains(&staff.as_str()) || staff == LARGEST;
        if large { MemberSize::Large } else { MemberSize::Small }
    });
    let legal_name = shown(&told["nom_raison_sociale"]);
    let name = shown(&told["nom_complet"]).map(|name| softened(without_sign(&name)));
    let mut sites: Vec<Site> = told["matching_etablissements"].as_array().into_iter().flatten().map(site).collect();
    let head = Site { head: true, ..site(&told["siege"]) };
    sites.retain(|one| one.siret != head.siret);
    sites.push(head);
    Some(Entry {
        entry: Organisation {
            legal_name: legal_name.map(|text| softened(&text)).filter(|legal| Some(legal) != name.as_ref()),
            name,
            kind,
            size,
            siren,
            siret: None,
            rna: shown(&extra["identifiant_association"]).and_then(|text| Rna::parse(&text).ok()).map(Rna::into_string),
            street: None,
            postal_code: None,
            commune_code: None,
            commune_name: None,
            latitude: None,
            longitude: None,
            activity: activity(told),
            legal_form,
            closed: told["etat_administratif"] == "C",
            hidden: told["statut_diffusion"] == "P",
        },
        sites,
    })
}

/// The nomenclature is told by whether the coming one stands beside; from 2027 on, that one is the only one.
fn activity(told: &Value) -> Option<Activity> {
    let nomenclature = if told.get("activite_principale_naf25").is_some() { "NAFRev2" } else { "NAF2025" };
    let code = shown(&told["activite_principale"])?;
    Some(Activity { code, nomenclature: nomenclature.to_owned() })
}

/// `LUDOTHEQUE DES PRES (LDP)`: the sign or the short name in brackets is another name, not a part of this one.
fn without_sign(name: &str) -> &str {
    match name.split_once('(') {
        Some((before, _)) if !before.trim().is_empty() => before.trim(),
        _ => name,
    }
}

fn kind_of(extra: &Value, legal_form: Option<&str>) -> MemberKind {
    let form = legal_form.unwrap_or_default();
    if extra["collectivite_territoriale"]["niveau"] == "commune" || form == "7210" {
        MemberKind::Commune
    } else if extra["est_association"] == true || form.starts_with("92") {
        MemberKind::Association
    } else if extra["est_administration"] == true || form.starts_with('7') || form.starts_with('4') {
        MemberKind::PublicBody
    } else {
        MemberKind::Company
    }
}

fn site(told: &Value) -> Site {
    let hidden = told["statut_diffusion_etablissement"] == "P" || told["statut_diffusion"] == "P";
    let sign = shown(&told["liste_enseignes"][0]).or_else(|| shown(&told["nom_commercial"]));
    let postal_code = shown(&told["code_postal"]);
    Site {
        sign: sign.map(|text| softened(&text)),
        siret: shown(&told["siret"]).and_then(|text| Siret::parse(&text).ok()).map(Siret::into_string),
        street: street(told, postal_code.as_deref()),
        postal_code,
        commune_code: shown(&told["commune"]),
        commune_name: shown(&told["libelle_commune"]).map(|text| softened(&text)),
        latitude: number(&told["latitude"]),
        longitude: number(&told["longitude"]),
        head: false,
        closed: told["etat_administratif"] == "F",
        hidden,
    }
}

/// From its parts where they are told, else what stands before the postal code on the one line.
fn street(told: &Value, postal_code: Option<&str>) -> Option<String> {
    let parts: Vec<String> = ["numero_voie", "indice_repetition", "type_voie", "libelle_voie"]
        .into_iter()
        .filter_map(|part| shown(&told[part]))
        .collect();
    if shown(&told["libelle_voie"]).is_some() {
        return Some(softened(&parts.join(" ")));
    }
    let line = shown(&told["adresse"])?;
    let before = line.split_once(&format!(" {}", postal_code?))?.0.trim();
    Some(softened(before)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
