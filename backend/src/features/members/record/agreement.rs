//! What of a record must agree: commune and code, SIRET and SIREN, a commune's number and its kind.

use kernel::{
    identifiers::InseeCommune,
    patch::Change,
    problem::{Fault, say},
    trade::MemberKind,
};
use places::{Resolved, places};
use tables::member;

use super::{super::schema::MemberChanges, NAME, on_one_line};

/// The commune by its code or its name; what is not sure is asked back rather than guessed.
pub fn put_commune(
    row: &mut member::Model,
    changes: &MemberChanges,
    within: &dyn Fn(&str) -> bool,
    faults: &mut Vec<Fault>,
) {
    let given = match &changes.commune {
        Change::Keep => return,
        Change::Clear => {
            (row.commune_code, row.commune_name) = (None, None);
            return;
        }
        Change::Set(given) => on_one_line(given),
    };
    if given.is_empty() {
        (row.commune_code, row.commune_name) = (None, None);
        return;
    }
    let by_code = InseeCommune::parse(&given).ok().and_then(|code| places().commune(code.as_str()));
    let resolved = match by_code {
        Some(commune) => Resolved::Exact { insee_code: commune.insee_code },
        None => places().resolve(&given, row.postal_code.as_deref(), within),
    };
    let name_of = |code: &str| places().commune(code).map_or("", |commune| commune.name);
    match resolved {
        Resolved::Exact { insee_code } | Resolved::Spelled { insee_code } => {
            let Some(commune) = places().commune(insee_code) else { return };
            row.commune_code = Some(commune.insee_code.to_owned());
            row.commune_name = Some(commune.name.to_owned());
            let mut codes = commune.postal_codes();
            // Whoever clears the postal code along wants none.
            if let (Change::Keep, None, Some(only), None) =
                (&changes.postal_code, &row.postal_code, codes.next(), codes.next())
            {
                row.postal_code = Some(only.to_owned());
            }
        }
        Resolved::Proposed { insee_code, .. } => faults.push(Fault::at(
            "/commune",
            "members.commune_doubtful",
            say(
                format!("Voulez-vous dire {} ({insee_code})\u{202f}?", name_of(insee_code)),
                format!("Do you mean {} ({insee_code})?", name_of(insee_code)),
            ),
        )),
        Resolved::Ambiguous(codes) => faults.push(Fault::at(
            "/commune",
            "members.commune_ambiguous",
            say(
                format!("Plusieurs communes portent ce nom\u{202f}: indiquez le code INSEE ({}).", codes.join(", ")),
                format!("Several communes have this name: give the INSEE code ({}).", codes.join(", ")),
            ),
        )),
        // A neighbour across the border is a place too.
        Resolved::Unknown if given.chars().any(char::is_alphabetic) && given.chars().count() <= NAME => {
            (row.commune_code, row.commune_name) = (None, Some(given));
        }
        Resolved::Unknown => faults.push(Fault::at(
            "/commune",
            "members.commune_unknown",
            say("Cette commune n’existe pas.", "There is no such commune."),
        )),
    }
}

/// What must agree between fields.
pub fn agree(row: &mut member::Model, changes: &MemberChanges, faults: &mut Vec<Fault>) {
    if let Some(siret) = &row.siret {
        let of_siret = siret.get(..9).unwrap_or_default();
        match &row.siren {
            Some(siren) if siren != of_siret && changes.siren.as_set().is_some() => faults.push(Fault::at(
                "/siren",
                "members.siren_of_another",
                say(
                    format!("Le SIRET commence par {of_siret}\u{202f}: ce n’est pas ce SIREN."),
                    format!("The SIRET begins with {of_siret}: that is not this SIREN."),
                ),
            )),
            Some(siren) if siren == of_siret => {}
            _ => row.siren = Some(of_siret.to_owned()),
        }
    }
    if row.insee_code.is_some() && row.kind != MemberKind::Commune {
        if changes.insee_code.as_set().is_some() {
            faults.push(Fault::at(
                "/insee_code",
                "members.insee_of_communes",
                say("Seule une commune a un code INSEE.", "Only a commune has an INSEE code."),
            ));
        }
        row.insee_code = None;
    }
    let Some(code) = changes.insee_code.as_set().and(row.insee_code.as_deref()) else { return };
    match places().commune(code) {
        None => faults.push(Fault::at(
            "/insee_code",
            "members.insee_unknown",
            say("Aucune commune n’a ce code INSEE.", "No commune has this INSEE code."),
        )),
        Some(commune) if row.commune_code.is_none() => {
            row.commune_code = Some(commune.insee_code.to_owned());
            row.commune_name = Some(commune.name.to_owned());
        }
        Some(_) => {}
    }
}
