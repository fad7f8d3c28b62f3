//! Where a member is: street, postal code, commune. A commune of the territory is a member by right.

use std::collections::HashMap;
use std::sync::OnceLock;

use documents::Cell;
use kernel::cells::{ValueFault, without_decimal_zeros};
use kernel::identifiers::{InseeCommune, PostalCode};
use kernel::trade::MemberKind;
use places::Commune;

use super::address::{split_address, spot, without_town_hall};
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
            // An export has the postal code and the town in columns of their own.
            Some(text) if reading.draft.member_id.is_some() => (Some(text), None),
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

fn communes_by_siren() -> &'static HashMap<&'static str, &'static str> {
    static BY_SIREN: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    BY_SIREN.get_or_init(|| {
        places::places().communes().filter_map(|commune| Some((commune.siren?, commune.insee_code))).collect()
    })
}
