//! Who may do what, and which settings hold together. Pure.

pub mod colours;
pub mod mail_relay;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{
    caller::{Caller, SecondFactor},
    cells::ValueFault,
    email::Email,
    phone::Phone,
    problem::{Fault, Problem, Say, say},
};
use places::{Commune, places};

use super::schema::Definition;

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

/// The address members write to, as it is kept; none is an answer too.
pub fn contact_email(given: &str) -> Result<String, Fault> {
    kept_unless_blank("/contact_email", given, |text| Email::parse(text).map(|email| email.as_str().to_owned()))
}

/// The number members call, in E.164 form; none is an answer too.
pub fn contact_phone(given: &str) -> Result<String, Fault> {
    kept_unless_blank("/contact_phone", given, |text| Phone::parse(text).map(|read| read.phone.into_string()))
}

fn kept_unless_blank(
    pointer: &str,
    given: &str,
    read: impl Fn(&str) -> Result<String, ValueFault>,
) -> Result<String, Fault> {
    match given.trim() {
        "" => Ok(String::new()),
        text => read(text).map_err(|wrong| wrong.at(pointer, "club")),
    }
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
