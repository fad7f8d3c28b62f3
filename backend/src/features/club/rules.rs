//! Who may do what, and which settings hold together. Pure.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{
    caller::{Caller, SecondFactor},
    problem::{Fault, Problem, Say, say},
};
use places::{Commune, places};

use super::schema::Definition;

/// Contrast that text needs against its ground (WCAG 2.2, criterion 1.4.3).
const READABLE: f64 = 4.5;

/// The club's settings, its logo and its territory.
pub fn change_settings(caller: &Caller) -> Result<(), Problem> {
    if caller.is_admin() {
        return Ok(());
    }
    Err(Problem::refused(
        "club.administrators_only",
        say(
            "Seules les personnes qui administrent le club changent ses réglages.",
            "Only the club’s administrators change its settings.",
        ),
    ))
}

/// A second factor is demanded of the whole team only by who has one: nobody shuts themselves out.
pub fn demand_second_factor(caller: &Caller) -> Result<(), Problem> {
    change_settings(caller)?;
    if caller.person().is_none_or(|person| person.second_factor == SecondFactor::InForce) {
        return Ok(());
    }
    Err(Problem::conflict_at(
        "/second_factor_required",
        "club.second_factor_first",
        say(
            "Mettez d’abord en place la connexion en deux étapes pour votre propre compte : ensuite vous pourrez la demander à l’équipe.",
            "Set up sign-in in two steps for your own account first: then you can demand it of the team.",
        ),
    ))
}

/// The list of topics.
pub fn change_topics(caller: &Caller) -> Result<(), Problem> {
    if caller.is_coordinator() {
        return Ok(());
    }
    Err(Problem::refused(
        "club.coordinators_only",
        say(
            "Seules les personnes qui coordonnent le club changent ses thèmes.",
            "Only the club’s coordinators change its topics.",
        ),
    ))
}

/// The relative luminance of `#RRGGBB` (WCAG 2.2).
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

fn contrast_with_white(luminance: f64) -> f64 {
    1.05 / (luminance + 0.05)
}

/// A colour as it is kept: `#0F5C43`.
pub fn colour(pointer: &str, given: &str) -> Result<String, Fault> {
    let colour = given.trim().to_uppercase();
    match luminance(&colour) {
        Some(_) => Ok(colour),
        None => Err(Fault::at(
            pointer,
            "club.colour_unreadable",
            say(
                "Écrivez la couleur avec un dièse et six chiffres hexadécimaux, comme #0F5C43.",
                "Write the colour as a hash sign and six hexadecimal digits, such as #0F5C43.",
            ),
        )),
    }
}

/// The brand colour carries white text and is text on white: it must be readable both ways, which is one contrast.
pub fn brand(pointer: &str, given: &str) -> Result<String, Fault> {
    let colour = colour(pointer, given)?;
    let contrast = contrast_with_white(luminance(&colour).unwrap_or(1.0));
    if contrast >= READABLE {
        return Ok(colour);
    }
    // Rounded down, so that 4.49 is not told as 4.5.
    let told = (contrast * 10.0).floor() / 10.0;
    Err(Fault::at(
        pointer,
        "club.colour_too_light",
        say(
            format!(
                "Cette couleur est trop claire : son contraste avec le blanc est de {} pour 1, il en faut au moins 4,5. Choisissez-en une plus foncée.",
                told.to_string().replace('.', ",")
            ),
            format!(
                "This colour is too light: its contrast with white is {told} to 1, and at least 4.5 is needed. Choose a darker one."
            ),
        ),
    ))
}

pub fn time_zone(given: &str) -> Result<String, Fault> {
    let unknown = say(
        "Ce fuseau horaire n’existe pas. Donnez-en un de la base IANA, comme Europe/Paris ou Indian/Reunion.",
        "There is no such time zone. Give one of the IANA database, such as Europe/Paris.",
    );
    given
        .parse::<chrono_tz::Tz>()
        .map(|zone| zone.name().to_owned())
        .map_err(|_| Fault::at("/time_zone", "club.unknown_time_zone", unknown))
}

/// A name without blanks around it, and not blank.
pub fn name(pointer: &str, given: &str) -> Result<String, Fault> {
    let name = given.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() {
        return Ok(name);
    }
    Err(Fault::at(pointer, "club.name_required", say("Donnez un nom.", "Give a name.")))
}

fn fault(pointer: String, code: &'static str, detail: Say) -> Fault {
    Fault::at(pointer, code, detail)
}

/// The definition in one spelling (sorted, each once), and the communes it stands for, by INSEE code.
pub fn resolve(given: &Definition) -> Result<(Definition, BTreeMap<&'static str, Commune>), Problem> {
    let mut faults = Vec::new();
    let mut communes = BTreeMap::new();
    for (at, siren) in given.epcis.iter().enumerate() {
        if places().epci(siren).is_none() {
            faults.push(fault(
                format!("/epcis/{at}"),
                "club.unknown_epci",
                say(
                    format!("Aucune intercommunalité à fiscalité propre n’a le SIREN {siren}."),
                    format!("No intercommunal body has the SIREN {siren}."),
                ),
            ));
        }
        communes.extend(places().communes_of(siren).into_iter().map(|commune| (commune.insee_code, commune)));
    }
    for (at, code) in given.without.iter().enumerate() {
        if communes.remove(code.as_str()).is_none() && !given.without[..at].contains(code) {
            faults.push(fault(
                format!("/without/{at}"),
                "club.commune_not_in_epcis",
                say(
                    format!("La commune {code} n’est pas dans les intercommunalités choisies."),
                    format!("The commune {code} is not in the chosen intercommunal bodies."),
                ),
            ));
        }
    }
    for (at, code) in given.with.iter().enumerate() {
        match places().commune(code) {
            Some(commune) => {
                communes.insert(commune.insee_code, commune);
            }
            None => faults.push(unknown_commune(format!("/with/{at}"), code)),
        }
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let sorted = |codes: &[String]| codes.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let definition =
        Definition { epcis: sorted(&given.epcis), without: sorted(&given.without), with: sorted(&given.with) };
    Ok((definition, communes))
}

fn unknown_commune(pointer: String, code: &str) -> Fault {
    let detail = match places().former(code) {
        Some(now) => say(
            format!("La commune {code} n’existe plus : elle fait partie de {} ({}).", now.name, now.insee_code),
            format!("The commune {code} no longer exists: it is part of {} ({}).", now.name, now.insee_code),
        ),
        None => {
            say(format!("Aucune commune n’a le code INSEE {code}."), format!("No commune has the INSEE code {code}."))
        }
    };
    fault(pointer, "club.unknown_commune", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_must_be_readable_on_white() {
        assert_eq!(brand("/b", " #0f5c43 ").unwrap(), "#0F5C43");
        // The lightest grey that passes, and the next one.
        assert!(brand("/b", "#767676").is_ok());
        for (light, code) in [
            ("#777777", "club.colour_too_light"),
            ("#F3B73B", "club.colour_too_light"),
            ("green", "club.colour_unreadable"),
            ("#12345", "club.colour_unreadable"),
            ("#12345é", "club.colour_unreadable"),
        ] {
            assert_eq!(brand("/b", light).unwrap_err().code, code, "{light}");
        }
        assert!(brand("/b", "#777777").unwrap_err().detail.fr.contains("4,4 pour 1"));
    }

    #[test]
    fn a_time_zone_is_one_of_the_iana_database() {
        assert_eq!(time_zone("Indian/Reunion").unwrap(), "Indian/Reunion");
        assert!(time_zone("Alsace/Selestat").is_err());
    }

    #[test]
    fn a_territory_is_epcis_without_some_communes_and_with_others() {
        let list = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        let given = Definition {
            epcis: list(&["246700967", "246700967"]),
            without: list(&["67462"]),
            with: list(&["67482", "67482"]),
        };
        let (definition, communes) = resolve(&given).unwrap();
        assert_eq!(definition.epcis, ["246700967"]);
        assert_eq!(communes.len(), 12);
        assert!(communes.contains_key("67482") && !communes.contains_key("67462"));

        let wrong = Definition { epcis: list(&["1"]), without: list(&["67482"]), with: list(&["99999"]) };
        let pointers: Vec<String> =
            resolve(&wrong).unwrap_err().errors().iter().map(|fault| fault.pointer.clone()).collect();
        assert_eq!(pointers, ["/epcis/0", "/without/0", "/with/0"]);
    }
}
