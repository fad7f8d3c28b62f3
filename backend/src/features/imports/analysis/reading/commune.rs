//! What is told of a cell that names a commune.

use kernel::cells::ValueFault;
use places::{Because, Commune, Resolved};

use super::{Input, Pass};
use crate::features::imports::analysis::fields::Field;
use crate::features::imports::analysis::findings::Findings;

impl Pass<'_, '_> {
    /// Tells what a commune cell turned out to be; gives the commune it means, or the code of the proposed one.
    pub(super) fn told_commune(
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

    pub(super) fn told_outside(&self, commune: Commune, findings: &mut Findings) {
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
}
