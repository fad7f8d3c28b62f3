//! Where a member is: street, postal code, commune. A commune of the territory is a member by right.

use std::collections::HashMap;
use std::sync::OnceLock;

use documents::Cell;
use kernel::cells::{ValueFault, without_decimal_zeros};
use kernel::identifiers::{InseeCommune, PostalCode};
use kernel::trade::MemberKind;
use kernel::words::fold;
use places::{Because, Commune, Resolved};

use super::{Input, Pass, Reading, spreadsheet_error};
use crate::features::imports::analysis::fields::Field;
use crate::features::imports::analysis::findings::Findings;

/// A postal code as far as it could be read.
enum Postal<'r> {
    None,
    Read(String),
    /// Four digits: a zero is missing, if it is no slip.
    Short(Input<'r>, String),
}

impl Pass<'_, '_> {
    pub(super) fn whereabouts(&self, reading: &mut Reading) {
        let findings = &mut reading.findings;
        let (street, in_street) = match self.only(Field::Street).and_then(|input| self.text(&input, findings)) {
            Some(text) => split_address(&text),
            None => (None, None),
        };
        reading.draft.street = street;
        let postal = self.postal_code(findings);
        let code_read = match (&postal, &in_street) {
            (Postal::Read(code), _) => Some(code.clone()),
            (Postal::None, Some((code, _))) => Some(code.clone()),
            _ => None,
        };

        let by_number = self.insee_code(findings);
        let mut decided: Option<Commune> = None;
        let mut proposed = None;
        if let Some(input) = self.only(Field::Commune) {
            if let Cell::Error(_) = input.cell.as_ref() {
                findings.fault(&input.place(), spreadsheet_error(&input.raw));
            } else {
                let text = input.plain().text;
                let resolved = self.commune(&text, code_read.as_deref());
                let sure = self.own_commune(reading);
                (decided, proposed) = self.told_commune(&input, &resolved, sure.is_some(), &mut reading.findings);
                if decided.is_none() {
                    reading.draft.commune_name = Some(text);
                }
            }
        } else if let Some((_, town)) = &in_street {
            let resolved = self.commune(town, code_read.as_deref());
            decided = resolved.decided().and_then(|code| self.reader.context.places().commune(code));
            if decided.is_none() {
                reading.draft.commune_name = Some(town.clone());
            }
        }
        if let Some(number) = by_number {
            if decided.is_some_and(|commune| commune.insee_code != number.insee_code)
                && let Some(input) = self.only(Field::Commune)
            {
                reading.findings.warn(
                    &input.place(),
                    ValueFault::new(
                        "commune.differs",
                        format!(
                            "La commune ne correspond pas au code INSEE, qui est celui de {} : le code est gardé.",
                            number.name
                        ),
                        format!(
                            "The commune does not match the INSEE code, which is that of {}: the code is kept.",
                            number.name
                        ),
                    )
                    .suggesting(number.name),
                );
            }
            decided = Some(number);
        }
        self.own_identity(reading, &mut decided, by_number);
        if let Some(commune) = decided {
            self.told_outside(commune, &mut reading.findings);
            reading.draft.commune_code = Some(commune.insee_code.to_owned());
            reading.draft.commune_name = Some(commune.name.to_owned());
        }
        reading.draft.postal_code = match postal {
            Postal::Short(input, code) => self.short_postal_code(&input, &code, decided, &mut reading.findings),
            Postal::Read(_) | Postal::None => code_read,
        };
        reading.spot = spot(
            decided.map(|commune| commune.insee_code).or(proposed),
            reading.draft.commune_name.as_deref(),
            reading.draft.postal_code.as_deref(),
        );
    }

    /// The commune that this row is, by its SIREN or SIRET.
    fn own_commune(&self, reading: &Reading) -> Option<Commune> {
        if reading.draft.kind != Some(MemberKind::Commune) {
            return None;
        }
        let number = reading
            .draft
            .siren
            .as_deref()
            .or_else(|| reading.draft.siret.as_deref().and_then(|siret| siret.get(..9)))?;
        communes_by_siren().get(number).and_then(|code| self.reader.context.places().commune(code))
    }

    fn own_identity(&self, reading: &mut Reading, decided: &mut Option<Commune>, by_number: Option<Commune>) {
        if reading.draft.kind != Some(MemberKind::Commune) {
            self.told_right(reading, false);
            return;
        }
        let by_siren = self.own_commune(reading);
        let by_name = || {
            let bare = without_town_hall(&reading.draft.name);
            self.commune(&bare, None).decided().and_then(|code| self.reader.context.places().commune(code))
        };
        let own = by_number.or(by_siren).or(*decided).or_else(by_name);
        reading.insee_by_number = by_number.or(by_siren).is_some();
        if decided.is_none() && reading.insee_by_number {
            *decided = own;
        }
        reading.draft.insee_code = own.map(|commune| commune.insee_code.to_owned());
        let within = own.is_some_and(|commune| self.is_within(commune.insee_code));
        if within {
            reading.draft.ex_officio = Some(true);
        }
        self.told_right(reading, within);
    }

    /// A column « membre de droit » can't make a member by right of what is no commune of the territory.
    fn told_right(&self, reading: &mut Reading, within: bool) {
        let Some(input) = self.only(Field::ExOfficio) else { return };
        if kernel::cells::yes_or_no(&input.raw) == Some(true) && !within {
            reading.findings.warn(
                &input.place(),
                ValueFault::new(
                    "ex_officio.not_a_commune",
                    "Seules les communes du territoire sont membres de droit : « oui » est ignoré.",
                    "Only communes of the territory are members by right: “yes” is ignored.",
                ),
            );
        }
    }

    fn insee_code(&self, findings: &mut Findings) -> Option<Commune> {
        let input = self.only(Field::InseeCode)?;
        if let Cell::Error(_) = input.cell.as_ref() {
            findings.fault(&input.place(), spreadsheet_error(&input.raw));
            return None;
        }
        let places = self.reader.context.places();
        let written = input.plain().text;
        let lost_zero = matches!(input.cell.as_ref(), Cell::Number(_)) && written.len() == 4;
        let text = if lost_zero { format!("0{written}") } else { written };
        let code = match InseeCommune::parse(&text) {
            Ok(code) => code,
            Err(fault) => {
                findings.fault(&input.place(), fault);
                return None;
            }
        };
        let today = places.commune(code.as_str());
        let Some(commune) = today.or_else(|| places.former(code.as_str())) else {
            findings.fault(
                &input.place(),
                ValueFault::new(
                    "insee.unknown",
                    format!("Aucune commune n’a le code INSEE {code}."),
                    format!("No commune has the INSEE code {code}."),
                ),
            );
            return None;
        };
        if commune.insee_code != input.raw {
            let (fr, en) = if today.is_none() {
                (
                    "Code d’une ancienne commune, remplacé par celui d’aujourd’hui.",
                    "Code of a former commune, replaced by today's.",
                )
            } else {
                ("Zéro initial et espaces rétablis.", "Leading zero and spaces put right.")
            };
            findings.repaired(&input.place(), commune.insee_code, "insee.repaired", fr, en);
        }
        Some(commune)
    }

    /// Tells what a commune cell turned out to be; gives the commune it means, or the code of the proposed one.
    fn told_commune(
        &self,
        input: &Input<'_>,
        resolved: &Resolved,
        sure_otherwise: bool,
        findings: &mut Findings,
    ) -> (Option<Commune>, Option<&'static str>) {
        let places = self.reader.context.places();
        let written = input.plain().text;
        let unknown = |fr: String, en: String| ValueFault::new("commune.unknown", fr, en);
        match resolved {
            Resolved::Exact { insee_code } | Resolved::Spelled { insee_code } => {
                let Some(commune) = places.commune(insee_code) else { return (None, None) };
                // A value copied down from a merged cell is told once, where it is written.
                if input.raw != commune.name && !self.row.is_copied(input.column) {
                    let after = format!("{} ({})", commune.name, commune.insee_code);
                    findings.repaired(
                        &input.place(),
                        &after,
                        "commune.spelling",
                        "Nom officiel de la commune.",
                        "Official name of the commune.",
                    );
                }
                (Some(commune), None)
            }
            Resolved::Proposed { insee_code, why } => {
                let name = places.commune(insee_code).map_or(*insee_code, |commune| commune.name);
                let (code, fr, en) = match why {
                    Because::OldName => ("commune.old_name", "C’est un ancien nom", "It is an old name"),
                    Because::FormerCode => {
                        ("commune.former", "C’est le code d’une ancienne commune", "It is the code of a former commune")
                    }
                    Because::PostalCode => ("commune.unknown", "Le code postal dit", "The postal code says"),
                    Because::NearName => ("commune.near_name", "Le nom ressemble", "The name looks alike"),
                };
                let kept_fr = if sure_otherwise { "le numéro SIREN le confirme" } else { "le texte est gardé" };
                let kept_en = if sure_otherwise { "the SIREN confirms it" } else { "the text is kept" };
                findings.warn(
                    &input.place(),
                    ValueFault::new(
                        code,
                        format!("La commune « {written} » n’est pas dans la liste des communes. {fr} : {name} ({insee_code}) ; {kept_fr}."),
                        format!("The commune “{written}” is not in the list of communes. {en}: {name} ({insee_code}); {kept_en}."),
                    )
                    .suggesting(name),
                );
                (None, Some(insee_code))
            }
            Resolved::Ambiguous(codes) => {
                let named: Vec<String> = codes
                    .iter()
                    .take(5)
                    .filter_map(|code| places.commune(code))
                    .map(|commune| format!("{} ({})", commune.name, commune.insee_code))
                    .collect();
                let list = named.join(", ");
                findings.warn(
                    &input.place(),
                    ValueFault::new(
                        "commune.ambiguous",
                        format!("Plusieurs communes s’appellent « {written} » ({list}…) : indiquez le code postal."),
                        format!("Several communes are called “{written}” ({list}…): give the postal code."),
                    ),
                );
                (None, None)
            }
            Resolved::Unknown => {
                findings.warn(
                    &input.place(),
                    unknown(
                        format!("Aucune commune ne s’appelle « {written} » : le texte est gardé, la commune reste à choisir."),
                        format!("No commune is called “{written}”: the text is kept, the commune is still to be chosen."),
                    ),
                );
                (None, None)
            }
        }
    }

    fn told_outside(&self, commune: Commune, findings: &mut Findings) {
        if self.reader.context.territory.is_empty() || self.is_within(commune.insee_code) {
            return;
        }
        let Some(input) = self.only(Field::Commune).or_else(|| self.only(Field::InseeCode)) else { return };
        findings.warn(
            &input.place(),
            ValueFault::new(
                "commune.outside",
                format!("{} est hors du territoire du club.", commune.name),
                format!("{} is outside the club's territory.", commune.name),
            ),
        );
    }

    fn postal_code(&self, findings: &mut Findings) -> Postal<'_> {
        let Some(input) = self.only(Field::PostalCode) else { return Postal::None };
        if let Cell::Error(_) = input.cell.as_ref() {
            findings.fault(&input.place(), spreadsheet_error(&input.raw));
            return Postal::None;
        }
        let plain = input.plain().text;
        let text = without_decimal_zeros(&plain).unwrap_or(&plain).to_owned();
        // « 67600 Sélestat » and « F-67600 »
        let text = text
            .trim_start_matches("F-")
            .split_whitespace()
            .next()
            .filter(|first| first.len() == 5)
            .unwrap_or(&text)
            .to_owned();
        match PostalCode::parse(&text) {
            Ok(code) => Postal::Read(code.into_string()),
            Err(fault) if fault.suggestion.is_some() => {
                Postal::Short(input, text.chars().filter(char::is_ascii_digit).collect())
            }
            Err(fault) => {
                findings.warn(&input.place(), fault);
                Postal::None
            }
        }
    }

    /// Four digits: the zero is put back if the commune (or, without one, the list of postal codes) agrees.
    fn short_postal_code(
        &self,
        input: &Input<'_>,
        four: &str,
        commune: Option<Commune>,
        findings: &mut Findings,
    ) -> Option<String> {
        let padded = format!("0{four}");
        let agrees = match commune {
            Some(commune) => commune.postal_codes().any(|code| code == padded),
            None => !self.reader.context.places().communes_at(&padded).is_empty(),
        };
        if agrees {
            findings.repaired(
                &input.place(),
                &padded,
                "postal_code.leading_zero",
                "Zéro initial rétabli.",
                "Leading zero put back.",
            );
            return Some(padded);
        }
        let fault = ValueFault::new(
            "postal_code.short",
            "Un code postal compte 5 chiffres ; celui-ci en a 4, et un zéro devant serait faux.",
            "A postal code has 5 digits; this one has 4, and a leading zero would be wrong.",
        );
        let told = commune.and_then(|commune| commune.postal_codes().next());
        findings.warn(
            &input.place(),
            match told {
                Some(code) => fault.suggesting(code),
                None => fault,
            },
        );
        None
    }
}

/// Splits `Mairie\n1, place de l'Église\n67140 ANDLAU` (or the same on one line) into street, and postal code with town.
fn split_address(text: &str) -> (Option<String>, Option<(String, String)>) {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if let Some((last, above)) = lines.split_last() {
        if let Some(found) = code_and_town(last) {
            let street = above.join("\n");
            return ((!street.is_empty()).then_some(street), Some(found));
        }
        // One line: « 12 rue du Puits, 67600 Sélestat ».
        if above.is_empty()
            && let Some(at) = last.match_indices(' ').map(|(i, _)| i + 1).find(|i| code_and_town(&last[*i..]).is_some())
        {
            let street = last[..at].trim().trim_end_matches([',', '-', ';']).trim();
            // « BP 10000 » and « CS 10000 » are numbers of post boxes.
            if street.ends_with("BP") || street.ends_with("CS") {
                return (Some((*last).to_owned()), None);
            }
            return ((!street.is_empty()).then(|| street.to_owned()), code_and_town(&last[at..]));
        }
    }
    (Some(lines.join("\n")), None)
}

fn code_and_town(line: &str) -> Option<(String, String)> {
    let (code, town) = line.split_once(' ')?;
    let is_code = code.len() == 5 && PostalCode::parse(code).is_ok();
    let town = town.trim();
    (is_code && town.chars().next().is_some_and(char::is_alphabetic)).then(|| (code.to_owned(), town.to_owned()))
}

/// « Mairie d'Andlau », « Baldenheim (mairie) », « Ville de Barr » → the name of the commune.
fn without_town_hall(name: &str) -> String {
    let bare = name.replace("(mairie)", "").replace("(Mairie)", "");
    let bare = bare.trim();
    for head in ["commune", "mairie", "ville", "municipalité", "village"] {
        let Some(rest) =
            bare.get(..head.len()).filter(|start| start.to_lowercase() == head).and_then(|_| bare.get(head.len()..))
        else {
            continue;
        };
        for link in [" de la ", " de l'", " de l’", " de ", " d'", " d’"] {
            if let Some(town) = rest.strip_prefix(link) {
                return town.trim().to_owned();
            }
        }
        for (link, article) in [(" du ", "Le "), (" des ", "Les ")] {
            if let Some(town) = rest.strip_prefix(link) {
                return format!("{article}{}", town.trim());
            }
        }
    }
    bare.to_owned()
}

/// By which two rows are in the same place: the commune's code, decided or proposed; else its name as written; else the
/// postal code; else nothing.
pub(in crate::features::imports::analysis) fn spot(
    code: Option<&str>,
    name: Option<&str>,
    postal_code: Option<&str>,
) -> String {
    match (code, name.map(fold).filter(|name| !name.is_empty()), postal_code) {
        (Some(code), _, _) => code.to_owned(),
        (None, Some(name), _) => format!("~{name}"),
        (None, None, Some(code)) => format!("#{code}"),
        (None, None, None) => String::new(),
    }
}

fn communes_by_siren() -> &'static HashMap<&'static str, &'static str> {
    static BY_SIREN: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    BY_SIREN.get_or_init(|| {
        places::places().communes().filter_map(|commune| Some((commune.siren?, commune.insee_code))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_its_postal_code_and_town() {
        let split = |text: &str| {
            let (street, town) = split_address(text);
            (street.unwrap_or_default(), town.unwrap_or_default())
        };
        let expect = |street: &str, code: &str, town: &str| (street.to_owned(), (code.to_owned(), town.to_owned()));
        assert_eq!(
            split("Mairie\n1, place de l'Église\n67140 ANDLAU"),
            expect("Mairie\n1, place de l'Église", "67140", "ANDLAU")
        );
        assert_eq!(split("12 rue du Puits, 67600 Sélestat"), expect("12 rue du Puits", "67600", "Sélestat"));
        assert_eq!(split("12 rue du Puits"), expect("12 rue du Puits", "", ""));
        assert_eq!(split("BP 10000 rue du Puits"), expect("BP 10000 rue du Puits", "", ""));
    }

    #[test]
    fn the_town_hall_is_taken_off_a_commune() {
        for (name, commune) in [
            ("Commune d'Albé", "Albé"),
            ("Baldenheim (mairie)", "Baldenheim"),
            ("Ville de Barr", "Barr"),
            ("Commune du Hohwald", "Le Hohwald"),
            ("Mairie de STE MARIE AUX MINES", "STE MARIE AUX MINES"),
            ("Villé", "Villé"),
            ("Commune de La Vancelle", "La Vancelle"),
        ] {
            assert_eq!(without_town_hall(name), commune);
        }
    }
}
