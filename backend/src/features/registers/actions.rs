//! Look-ups: they ask others, outside any transaction, and change nothing of ours.

use chrono::{DateTime, Utc};
use kernel::{
    cells::ValueFault,
    identifiers::{InseeCommune, Rna, Siren, Siret},
    problem::{Fault, Problem, Say, say},
};
use places::places;
use platform::{
    Asker, House,
    registers::{self, Address, AddressQuestion, Asked, Found, Organisation, OrganisationQuestion, Unavailable},
};

use super::schema::{
    AddressFills, AddressFound, AddressLookUp, AddressQuery, LookUp, NotAvailable, OrganisationActivity,
    OrganisationFills, OrganisationFound, OrganisationLookUp, OrganisationQuery, Source,
};
use crate::features::club;

const OF_ORGANISATIONS: Source =
    Source {
        name: "Recherche d’entreprises", url: "https://annuaire-entreprises.data.gouv.fr", licence: "etalab-2.0"
    };
const OF_ADDRESSES: Source = Source {
    name: "Base Adresse Nationale, par la Géoplateforme",
    url: "https://adresse.data.gouv.fr",
    licence: "etalab-2.0",
};

/// Organisations by name or number. The only refusals are of the question; a register that fails is a part of the answer.
pub async fn organisations(
    house: &House,
    by: &Asker,
    query: &OrganisationQuery,
) -> Result<OrganisationLookUp, Problem> {
    let commune = query.commune.as_deref().map(InseeCommune::parse).transpose();
    let commune = commune.map_err(|fault| wrong("commune", fault))?.map(InseeCommune::into_string);
    let question = OrganisationQuestion { by: read(query)?, commune, department: query.department.clone() };
    let told = match is_wanted(house).await? {
        true => registers::organisations(house, &question).await,
        false => Err(Unavailable::SwitchedOff),
    };
    answer(house, by, OF_ORGANISATIONS, told, organisation).await
}

/// Addresses that begin as typed.
pub async fn addresses(house: &House, by: &Asker, query: &AddressQuery) -> Result<AddressLookUp, Problem> {
    let commune = query.commune.as_deref().map(InseeCommune::parse).transpose();
    let commune = commune.map_err(|fault| wrong("commune", fault))?.map(InseeCommune::into_string);
    let question = AddressQuestion { text: query.q.clone(), commune };
    let told = match is_wanted(house).await? {
        true => registers::addresses(house, &question).await,
        false => Err(Unavailable::SwitchedOff),
    };
    answer(house, by, OF_ADDRESSES, told, address).await
}

async fn is_wanted(house: &House) -> Result<bool, Problem> {
    Ok(club::settings(&house.db.read).await?.look_ups)
}

/// What is asked; a number in `q` is one, however it is spaced.
fn read(query: &OrganisationQuery) -> Result<Asked, Problem> {
    match (&query.q, &query.siren, &query.siret, &query.rna) {
        (Some(q), None, None, None) => {
            let tight: String = q.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
            let number = (Siren::parse(&tight).ok().map(Asked::Siren))
                .or_else(|| Siret::parse(&tight).ok().map(Asked::Siret))
                .or_else(|| Rna::parse(&tight).ok().map(Asked::Rna));
            Ok(number.unwrap_or_else(|| Asked::Name(q.clone())))
        }
        (None, Some(raw), None, None) => Siren::parse(raw).map(Asked::Siren).map_err(|fault| wrong("siren", fault)),
        (None, None, Some(raw), None) => Siret::parse(raw).map(Asked::Siret).map_err(|fault| wrong("siret", fault)),
        (None, None, None, Some(raw)) => Rna::parse(raw).map(Asked::Rna).map_err(|fault| wrong("rna", fault)),
        _ => Err(Problem::invalid(vec![Fault::at(
            "?q",
            "registers.one_question",
            say("Donnez un nom ou un numéro, un seul à la fois.", "Give a name or a number, one at a time."),
        )])),
    }
}

fn wrong(parameter: &str, fault: ValueFault) -> Problem {
    Problem::invalid(vec![fault.at(&format!("?{parameter}"), "registers")])
}

async fn answer<T, U>(
    house: &House,
    by: &Asker,
    source: Source,
    told: Result<Found<T>, Unavailable>,
    read: fn(T) -> U,
) -> Result<LookUp<U>, Problem> {
    match told {
        Ok(found) => Ok(LookUp {
            available: true,
            reason: None,
            detail: None,
            source,
            fetched_on: Some(day(house, found.fetched_at).await?),
            items: found.items.into_iter().map(read).collect(),
        }),
        Err(unavailable) => {
            let (reason, sentence) = told_of(unavailable);
            let detail = Some(sentence.in_language(by.language).to_owned());
            Ok(LookUp { available: false, reason: Some(reason), detail, source, fetched_on: None, items: Vec::new() })
        }
    }
}

async fn day(house: &House, at: DateTime<Utc>) -> Result<chrono::NaiveDate, Problem> {
    Ok(club::settings(&house.db.read).await?.today(at))
}

fn told_of(unavailable: Unavailable) -> (NotAvailable, Say) {
    match unavailable {
        Unavailable::SwitchedOff => (
            NotAvailable::SwitchedOff,
            say(
                "La recherche dans les registres nationaux n’est pas activée.",
                "Look-ups in the national registers are switched off.",
            ),
        ),
        Unavailable::NotAnswering => (
            NotAvailable::NotAnswering,
            say(
                "Le registre national ne répond pas pour l’instant : remplissez à la main, rien d’autre ne change.",
                "The national register does not answer for now: fill in by hand, nothing else changes.",
            ),
        ),
        Unavailable::Busy => (
            NotAvailable::Busy,
            say(
                "Le registre national est très demandé : réessayez dans un instant, ou remplissez à la main.",
                "The national register is much in demand: try again in a moment, or fill in by hand.",
            ),
        ),
    }
}

/// As one calls the commune today: registers write it in capitals, and may know it by an older code.
fn commune(code: Option<String>, name: Option<String>) -> (Option<String>, Option<String>) {
    let known = code.as_deref().and_then(|code| places().commune(code).or_else(|| places().former(code)));
    match known {
        Some(commune) => (Some(commune.insee_code.to_owned()), Some(commune.name.to_owned())),
        None => (code, name),
    }
}

fn organisation(found: Organisation) -> OrganisationFound {
    let (commune, commune_name) = commune(found.commune_code, found.commune_name);
    OrganisationFound {
        fills: OrganisationFills {
            name: found.name,
            kind: found.kind,
            size: found.size,
            legal_name: found.legal_name,
            siren: found.siren,
            siret: found.siret,
            rna: found.rna,
            street: found.street,
            postal_code: found.postal_code,
            commune,
        },
        commune_name,
        latitude: found.latitude,
        longitude: found.longitude,
        activity: found.activity.map(|one| OrganisationActivity { code: one.code, nomenclature: one.nomenclature }),
        legal_form: found.legal_form,
        closed: found.closed,
        hidden: found.hidden,
    }
}

fn address(found: Address) -> AddressFound {
    let (commune, commune_name) = commune(found.commune_code, found.commune_name);
    AddressFound {
        label: found.label,
        fills: AddressFills { street: found.street, postal_code: found.postal_code, commune },
        commune_name,
        latitude: found.latitude,
        longitude: found.longitude,
        score: found.score,
        certain: found.certain,
    }
}
