//! What a member is and by which numbers it is known.

use documents::Cell;
use kernel::cells::{ValueFault, without_decimal_zeros};
use kernel::identifiers::{Amalia, IdentifierFault, Rna, Siren, Siret};
use kernel::trade::MemberKind;
use kernel::words::fold;

use super::{Input, Pass, Reading, spreadsheet_error};
use crate::features::imports::analysis::fields::Field;
use crate::features::imports::analysis::findings::{Findings, Place};
use crate::features::imports::analysis::kinds::{kind_word, probable_kind, size_word, status_word};

impl Pass<'_, '_> {
    pub(super) fn identity(&self, reading: &mut Reading, section_kind: Option<MemberKind>) {
        self.name(reading);
        self.kind(reading, section_kind);
        self.status(reading);
        let findings = &mut reading.findings;
        let draft = &mut reading.draft;
        draft.legal_name = self.only(Field::LegalName).and_then(|input| self.text(&input, findings));
        draft.external_ref = self.only(Field::ExternalRef).and_then(|input| self.text(&input, findings));
        draft.siren = self
            .only(Field::Siren)
            .and_then(|input| numbered(&input, 9, findings, |text| Siren::parse(text).map(Siren::into_string)));
        draft.siret = self
            .only(Field::Siret)
            .and_then(|input| numbered(&input, 14, findings, |text| Siret::parse(text).map(Siret::into_string)));
        draft.rna = self
            .only(Field::Rna)
            .and_then(|input| lettered(&input, findings, |text| Rna::parse(text).map(Rna::into_string)));
        draft.amalia = self
            .only(Field::Amalia)
            .and_then(|input| lettered(&input, findings, |text| Amalia::parse(text).map(Amalia::into_string)));
        if let Some(input) = self.only(Field::MemberId) {
            match input.raw.trim().parse() {
                Ok(id) => draft.member_id = Some(id),
                Err(_) => findings.warn(
                    &input.place(),
                    ValueFault::new(
                        "member_id.format",
                        "Cet identifiant n’est pas de Maillage : il est ignoré.",
                        "This is no Maillage identifier: it is ignored.",
                    ),
                ),
            }
        }
        siren_of_siret(reading, self);
    }

    fn name(&self, reading: &mut Reading) {
        let missing = || {
            ValueFault::new(
                "name.missing",
                "Le nom manque : un membre a au moins un nom.",
                "The name is missing: a member has at least a name.",
            )
        };
        let Some(input) = self.only(Field::Name) else {
            // The column is there and the cell is empty, or there is no such column at all.
            match self.reader.by_field.get(&Field::Name).and_then(|columns| columns.first()) {
                Some(column) => {
                    let raw = self.row.cell(*column).text();
                    reading.findings.fault(&Place { column: *column, field: Field::Name, cell: &raw }, missing());
                }
                None => reading.findings.lacks(Field::Name, missing()),
            }
            return;
        };
        let Some(text) = self.text(&input, &mut reading.findings) else {
            if !reading.findings.is_refused() {
                reading.findings.fault(&input.place(), missing());
            }
            return;
        };
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(proposal) = softened(&name) {
            reading.findings.notice(
                &input.place(),
                ValueFault::new(
                    "name.capitals",
                    "Nom en capitales, gardé tel quel.",
                    "Name in capitals, kept as it is.",
                )
                .suggesting(proposal),
            );
        }
        reading.draft.name = name;
    }

    fn kind(&self, reading: &mut Reading, section_kind: Option<MemberKind>) {
        let choices = self.reader.choices;
        let findings = &mut reading.findings;
        let draft = &mut reading.draft;
        if let Some(input) = self.only(Field::Size)
            && !matches!(input.cell.as_ref(), Cell::Error(_))
        {
            draft.size = size_word(&input.raw);
            draft.kind =
                kind_word(&input.raw).map(|word| word.kind).or_else(|| draft.size.map(|_| MemberKind::Company));
        }
        let Some(input) = self.only(Field::Kind) else {
            draft.kind = draft.kind.or(section_kind.filter(|_| !self.reader.has(Field::Kind))).or(choices.default_kind);
            if draft.kind.is_none() {
                let fault = ValueFault::new(
                    "kind.missing",
                    "Le type manque et aucun type par défaut n’est choisi.",
                    "The kind is missing and no default kind is chosen.",
                );
                match self.reader.by_field.get(&Field::Kind).and_then(|columns| columns.first()) {
                    Some(column) => findings.fault(&Place { column: *column, field: Field::Kind, cell: "" }, fault),
                    None => findings.lacks(Field::Kind, fault),
                }
            }
            only_companies_have_a_size(reading);
            return;
        };
        if let Cell::Error(_) = input.cell.as_ref() {
            findings.fault(&input.place(), spreadsheet_error(&input.raw));
            return;
        }
        let written = input.plain().text;
        let chosen = choices.kind_of(&fold(&written));
        let word = kind_word(&written);
        draft.kind = chosen.or(word.map(|word| word.kind));
        draft.size = draft.size.or(word.and_then(|word| word.size));
        if draft.kind.is_none() {
            reading.unknown_kind = Some(written.clone());
            let fault = ValueFault::new(
                "kind.unknown",
                format!(
                    "Le type « {written} » n’est pas connu : dites une fois ce qu’il veut dire, ou choisissez un type par défaut."
                ),
                format!("The kind “{written}” is not known: say once what it means, or choose a default kind."),
            );
            let fault = match probable_kind(&written) {
                Some(kind) => fault.suggesting(kind.as_str()),
                None => fault,
            };
            match choices.default_kind {
                Some(kind) => {
                    draft.kind = Some(kind);
                    findings.warn(&input.place(), fault);
                }
                None => findings.fault(&input.place(), fault),
            }
        }
        only_companies_have_a_size(reading);
    }

    fn status(&self, reading: &mut Reading) {
        reading.draft.status = self.reader.sheet_status;
        reading.draft.status_from_sheet = self.reader.sheet_status.is_some();
        let Some(input) = self.only(Field::Status) else { return };
        match status_word(&input.raw) {
            Some(status) => {
                reading.draft.status = Some(status);
                reading.draft.status_from_sheet = false;
            }
            None => reading.findings.warn(
                &input.place(),
                ValueFault::new(
                    "status.unknown",
                    "Ce statut n’est pas connu (prospect, invité, actif, en pause, parti) : il est ignoré.",
                    "This status is not known (prospect, invited, active, paused, left): it is ignored.",
                ),
            ),
        }
    }
}

fn only_companies_have_a_size(reading: &mut Reading) {
    if reading.draft.kind != Some(MemberKind::Company) {
        reading.draft.size = None;
    }
}

/// A SIREN and a SIRET in one row must be of one legal unit.
fn siren_of_siret(reading: &mut Reading, pass: &Pass<'_, '_>) {
    let (Some(siren), Some(siret)) = (&reading.draft.siren, &reading.draft.siret) else { return };
    if siret.starts_with(siren.as_str()) {
        return;
    }
    if let Some(input) = pass.only(Field::Siren) {
        reading.findings.warn(
            &input.place(),
            ValueFault::new(
                "siren.differs",
                "Ce SIREN n’est pas celui du SIRET de la même ligne : le SIRET est gardé, pas le SIREN.",
                "This SIREN is not that of the SIRET in the same row: the SIRET is kept, the SIREN is not.",
            ),
        );
    }
    reading.draft.siren = None;
}

/// A SIREN or SIRET, which a spreadsheet may have made a number of.
fn numbered(
    input: &Input<'_>,
    length: usize,
    findings: &mut Findings,
    parse: impl Fn(&str) -> Result<String, IdentifierFault>,
) -> Option<String> {
    let (text, is_number) = match input.cell.as_ref() {
        Cell::Error(_) => {
            findings.fault(&input.place(), spreadsheet_error(&input.raw));
            return None;
        }
        Cell::Number(_) => (input.raw.clone().into_owned(), true),
        _ => {
            let text = input.plain().text;
            let whole = without_decimal_zeros(&text).map(str::to_owned);
            (whole.unwrap_or(text), false)
        }
    };
    // A number has lost its leading zeros; a text has them or is false.
    let padded =
        if is_number && text.len() < length && text.len() + 3 >= length { format!("{text:0>length$}") } else { text };
    match parse(&padded) {
        Ok(value) => {
            if is_number {
                let (fr, en) = ("Nombre du tableur remis en texte.", "Number of the spreadsheet made text again.");
                findings.repaired(&input.place(), &grouped(&value), "identifier.number", fr, en);
            } else if value != input.raw {
                findings.repaired(
                    &input.place(),
                    &value,
                    "identifier.spaces",
                    "Espaces et séparateurs retirés.",
                    "Spaces and separators taken out.",
                );
            }
            Some(value)
        }
        Err(fault) => {
            findings.fault(&input.place(), fault);
            None
        }
    }
}

/// As people write a SIREN or a SIRET: `732 829 320 00074`.
fn grouped(digits: &str) -> String {
    let groups = [digits.get(..3), digits.get(3..6), digits.get(6..9), digits.get(9..).filter(|rest| !rest.is_empty())];
    groups.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn lettered(
    input: &Input<'_>,
    findings: &mut Findings,
    parse: impl Fn(&str) -> Result<String, IdentifierFault>,
) -> Option<String> {
    if let Cell::Error(_) = input.cell.as_ref() {
        findings.fault(&input.place(), spreadsheet_error(&input.raw));
        return None;
    }
    match parse(&input.plain().text) {
        Ok(value) => {
            if value != input.raw {
                findings.repaired(
                    &input.place(),
                    &value,
                    "identifier.spaces",
                    "Espaces et casse mis en forme.",
                    "Spaces and case put in form.",
                );
            }
            Some(value)
        }
        Err(fault) => {
            findings.fault(&input.place(), fault);
            None
        }
    }
}

/// « ÉPICERIE SOLIDAIRE LA PIE » → « Épicerie solidaire la pie », as a proposal; `None` for a name with lower case or an acronym.
fn softened(name: &str) -> Option<String> {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 8 || !name.contains(' ') || name.chars().any(char::is_lowercase) {
        return None;
    }
    let mut softened = String::with_capacity(name.len());
    let mut letters = name.chars();
    softened.extend(letters.next());
    softened.extend(letters.flat_map(char::to_lowercase));
    Some(softened)
}
