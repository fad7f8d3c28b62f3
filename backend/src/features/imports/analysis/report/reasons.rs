//! Why rows are refused, to be looked at, or repaired: one line for each reason with the number of its rows, so that the
//! three that matter are seen beside the hundred that don't.

use std::collections::{BTreeMap, BTreeSet};

use kernel::problem::say;
use serde::{Deserialize, Serialize};

use super::super::findings::Severity;
use super::super::outcome::{AnalysedRow, Outcome};

/// What a reason is a reason for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Refused,
    Warning,
    Repaired,
}

/// Rows with one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonRows {
    pub why: Why,
    /// Of the problem or the repair.
    pub code: String,
    pub fr: String,
    pub en: String,
    pub rows: u32,
}

/// Gathers them while rows go by.
#[derive(Default)]
pub(super) struct Reasons(BTreeMap<(Why, String), ReasonRows>);

impl Reasons {
    pub fn row(&mut self, analysed: &AnalysedRow) {
        let findings = &analysed.findings;
        let problems = |severity: Severity| findings.problems.iter().filter(move |one| one.severity == severity);
        let mut met: BTreeSet<(Why, &str)> = BTreeSet::new();
        let mut meet = |why: Why, code: &str, fr: &str, en: &str, is_new: bool| {
            if is_new {
                let reason = self.0.entry((why, code.to_owned())).or_insert_with(|| named(why, code, fr, en));
                reason.rows += 1;
            }
        };
        match analysed.outcome {
            Outcome::Ignored => {}
            Outcome::Refused => {
                for one in problems(Severity::Refused) {
                    meet(Why::Refused, &one.code, &one.fr, &one.en, met.insert((Why::Refused, one.code.as_str())));
                }
            }
            _ => {
                for one in problems(Severity::Warning) {
                    meet(Why::Warning, &one.code, &one.fr, &one.en, met.insert((Why::Warning, one.code.as_str())));
                }
                for one in &findings.repairs {
                    meet(Why::Repaired, &one.code, &one.fr, &one.en, met.insert((Why::Repaired, one.code.as_str())));
                }
            }
        }
    }

    /// The rarest first: what is everywhere is seldom what is to be looked at.
    pub fn end(self) -> Vec<ReasonRows> {
        let mut reasons: Vec<ReasonRows> = self.0.into_values().collect();
        reasons.sort_by_key(|reason| (reason.why, reason.rows));
        reasons
    }
}

/// Under a name of its own where the sentence tells of one cell; else the sentence, which is the same for all.
fn named(why: Why, code: &str, fr: &str, en: &str) -> ReasonRows {
    let bare = |sentence: &str| sentence.trim_end_matches('.').to_owned();
    let told = match name(code) {
        Some((fr, en)) => say(fr, en),
        None => say(bare(fr), bare(en)),
    };
    ReasonRows { why, code: code.to_owned(), fr: told.fr, en: told.en, rows: 0 }
}

fn name(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "cell.error" => ("Valeur d'erreur du tableur", "Error of the spreadsheet"),
        "name.missing" => ("Nom manquant", "Name missing"),
        "kind.missing" => ("Type manquant", "Kind missing"),
        "kind.unknown" => ("Type inconnu", "Unknown kind"),
        "kind.differs" => ("Autre type que celui du membre", "Another kind than the member's"),
        "status.unknown" => ("Statut inconnu", "Unknown status"),
        "status.by_right" => ("Statut d'un membre de droit, non suivi", "Status of a member by right, not followed"),
        "status.backwards" => ("Retour en arrière du statut, non suivi", "Status going backwards, not followed"),
        "ex_officio.not_a_commune" => {
            ("« De droit » pour qui n'est pas du territoire", "“By right” outside the territory")
        }
        "identifier.taken" => ("Numéro d'identification déjà pris", "Identification number taken"),
        "custom.not_a_choice" => ("Choix qui n'existe pas", "Not one of the choices"),
        "siren.key" => ("SIREN à la clé fausse", "SIREN with a wrong key"),
        "siren.length" => ("SIREN trop court ou trop long", "SIREN too short or too long"),
        "siren.letters" => ("SIREN avec des lettres", "SIREN with letters"),
        "siren.zeros" => ("SIREN fait de zéros", "SIREN of zeros"),
        "siret.key" => ("SIRET à la clé fausse", "SIRET with a wrong key"),
        "siret.length" => ("SIRET trop court ou trop long", "SIRET too short or too long"),
        "siret.letters" => ("SIRET avec des lettres", "SIRET with letters"),
        "siret.zeros" => ("SIRET fait de zéros", "SIRET of zeros"),
        "siren.destroyed" => ("SIREN détruit par le tableur", "SIREN destroyed by the spreadsheet"),
        "siret.destroyed" => ("SIRET détruit par le tableur", "SIRET destroyed by the spreadsheet"),
        "siren.differs" => ("SIREN qui n'est pas celui du SIRET", "SIREN that is not the SIRET's"),
        "rna.length" => ("Numéro RNA trop court ou trop long", "RNA number too short or too long"),
        "rna.format" => ("Numéro RNA mal formé", "Malformed RNA number"),
        "rna.without_w" => ("Numéro RNA sans W", "RNA number without W"),
        "insee.length" => ("Code INSEE trop court ou trop long", "INSEE code too short or too long"),
        "insee.format" => ("Code INSEE mal formé", "Malformed INSEE code"),
        "insee.unknown" => ("Code INSEE inconnu", "Unknown INSEE code"),
        "postal_code.format" => ("Code postal mal formé", "Malformed postal code"),
        "postal_code.short" => ("Code postal trop court", "Postal code too short"),
        "email.unreadable" => ("Adresse e-mail illisible, perdue", "E-mail address that can't be read, lost"),
        "email.domain" => ("Adresse e-mail incomplète, perdue", "Incomplete e-mail address, lost"),
        "email.suspect_domain" => ("Adresse e-mail douteuse", "Doubtful e-mail address"),
        "email.suppressed" => {
            ("Personne qui ne veut plus figurer, non reprise", "Person who wants to be left out, not taken")
        }
        "phone.unreadable" => ("Téléphone illisible, perdu", "Phone that can't be read, lost"),
        "phone.too_many" => ("Plus de deux téléphones", "More than two phones"),
        "house.only_one" => {
            ("Plusieurs pour l'organisation, un seul repris", "Several for the organisation, one taken")
        }
        "person.function_only" => ("Fonction sans nom", "Function without a name"),
        "website.unreadable" => ("Adresse de site illisible", "Web address that can't be read"),
        "date.unreadable" => ("Date illisible", "Date that can't be read"),
        "date.impossible" => ("Jour qui n'existe pas", "Day that does not exist"),
        "date.month" => ("Mois qui n'existe pas", "Month that does not exist"),
        "joined_on.future" => ("Adhésion dans l'avenir", "Joining in the future"),
        "left_on.future" => ("Départ dans l'avenir", "Departure in the future"),
        "last_contact.future" => ("Dernier contact dans l'avenir", "Last contact in the future"),
        "last_contact.words" => ("Date au milieu de mots", "Date among words"),
        "charter.unclear" => ("Charte : ni oui ni non", "Charter: neither yes nor no"),
        "newsletter.unclear" => ("Lettre : ni oui ni non", "Letter: neither yes nor no"),
        "commune.unknown" => ("Commune inconnue", "Unknown commune"),
        "commune.ambiguous" => ("Plusieurs communes de ce nom", "Several communes of that name"),
        "commune.differs" => ("Commune contredite par le code INSEE", "Commune that the INSEE code contradicts"),
        "commune.outside" => ("Hors du territoire", "Outside the territory"),
        "commune.old_name" => ("Ancien nom de commune", "Old name of a commune"),
        "commune.former" => ("Code d'une ancienne commune", "Code of a former commune"),
        "commune.near_name" => ("Nom de commune approchant", "Near name of a commune"),
        "decision.no_such_row" => ("Ligne à joindre introuvable", "Row to join not found"),
        "email.several" => ("Plusieurs adresses dans la cellule", "Several addresses in a cell"),
        "email.cleaned" => ("Adresse e-mail nettoyée", "E-mail address cleaned"),
        "phone.several" => ("Plusieurs téléphones dans la cellule", "Several phones in a cell"),
        "phone.leading_zero" => ("Zéro initial du téléphone", "Leading zero of the phone"),
        "phone.leading_plus" => ("Indicatif du téléphone", "Prefix of the phone"),
        "postal_code.leading_zero" => ("Zéro initial du code postal", "Leading zero of the postal code"),
        "identifier.number" => ("SIRET ou SIREN remis en texte", "SIRET or SIREN made text again"),
        "identifier.spaces" => ("Numéro mis en forme", "Number put in form"),
        "insee.repaired" => ("Code INSEE remis en forme", "INSEE code put right"),
        "commune.spelling" => ("Nom officiel de la commune", "Official name of the commune"),
        "date.serial" => ("Numéro de jour remis en date", "Serial day made a date"),
        "date.month_only" => ("Mois sans jour", "Month without a day"),
        "date.year_only" => ("Année seule", "Year alone"),
        "cell.blanks" => ("Espaces en trop retirés", "Needless blanks taken off"),
        "cell.no_break_space" => ("Espaces insécables remplacés", "No-break spaces replaced"),
        "cell.invisible" => ("Signes invisibles retirés", "Invisible signs taken off"),
        "cell.apostrophe" => ("Apostrophe de tête retirée", "Leading apostrophe taken off"),
        "cell.formula_wrapper" => ("Formule autour du texte retirée", "Formula around the text taken off"),
        _ => return None,
    })
}
