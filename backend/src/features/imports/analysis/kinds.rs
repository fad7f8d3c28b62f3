//! The words by which a sheet says what a row is: kind, size, status.

use kernel::trade::{MemberKind, MemberSize, MemberStatus};
use kernel::words::fold;

/// What a word of a column "Type" or "Taille" tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindWord {
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
}

const fn of(kind: MemberKind) -> KindWord {
    KindWord { kind, size: None }
}

const SMALL: KindWord = KindWord { kind: MemberKind::Company, size: Some(MemberSize::Small) };
const LARGE: KindWord = KindWord { kind: MemberKind::Company, size: Some(MemberSize::Large) };

/// The kind a word means without any doubt.
pub(super) fn kind_word(written: &str) -> Option<KindWord> {
    let folded = fold(written);
    Some(match folded.as_str() {
        "commune"
        | "communes"
        | "mairie"
        | "mairies"
        | "ville"
        | "villes"
        | "village"
        | "municipalite"
        | "collectivite commune"
        | "collectivite communale"
        | "commune membre de droit"
        | "communes membres de droit" => of(MemberKind::Commune),
        "association"
        | "associations"
        | "asso"
        | "assos"
        | "assoc"
        | "ass"
        | "association loi 1901"
        | "association de droit local"
        | "monde associatif" => of(MemberKind::Association),
        "public body"
        | "etablissement public"
        | "etablissements publics"
        | "etab public"
        | "etabl public"
        | "ets public"
        | "ecole"
        | "ecoles"
        | "etablissement scolaire"
        | "etablissements scolaires"
        | "etab scolaire"
        | "collectivite"
        | "collectivites"
        | "collectivite territoriale"
        | "epci"
        | "intercommunalite"
        | "syndicat"
        | "syndicat mixte"
        | "communaute de communes"
        | "organisme public"
        | "organismes publics"
        | "service public"
        | "administration"
        | "autre collectivite"
        | "autres collectivites"
        | "autres collectivites et etablissements publics"
        | "collectivites et etablissements publics" => of(MemberKind::PublicBody),
        "company"
        | "entreprise"
        | "entreprises"
        | "societe"
        | "societes"
        | "sainte"
        | "commerce"
        | "commerces"
        | "commercant"
        | "commercants"
        | "sarl"
        | "sas"
        | "eurl"
        | "sa"
        | "etablissement prive"
        | "prive"
        | "professionnel"
        | "professionnels" => of(MemberKind::Company),
        "tpe" | "pme" | "tpe pme" | "pme tpe" | "artisan" | "artisans" | "artisanat" | "petite entreprise"
        | "micro entreprise" | "auto entrepreneur" | "independant" => SMALL,
        "grande entreprise" | "grandes entreprises" | "grand groupe" | "eti" | "ge" | "groupe" => LARGE,
        _ => return None,
    })
}

/// Kinds of establishments that are usually public: proposed to the person who maps the words, never decided.
pub(super) fn probable_kind(written: &str) -> Option<MemberKind> {
    let folded = fold(written);
    let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
    if has(&[
        "college",
        "lycee",
        "ehpad",
        "piscine",
        "mediatheque",
        "bibliotheque",
        "creche",
        "periscolaire",
        "hopital",
        "ecole",
        "maternelle",
        "office",
        "centre",
        "musee",
        "caserne",
        "gendarmerie",
        "universite",
        "deche",
        "decheterie",
        "public",
        "publique",
        "municipal",
        "municipale",
        "intercommunal",
        "communaute",
        "departement",
        "region",
    ]) {
        return Some(MemberKind::PublicBody);
    }
    if has(&["club", "amicale", "comite", "federation", "fondation", "asso"]) {
        return Some(MemberKind::Association);
    }
    if has(&[
        "ferme",
        "magasin",
        "boutique",
        "restaurant",
        "hotel",
        "garage",
        "boulangerie",
        "agriculteur",
        "exploitation",
        "boucherie",
        "epicerie",
    ]) {
        return Some(MemberKind::Company);
    }
    None
}

pub(super) fn size_word(written: &str) -> Option<MemberSize> {
    match fold(written).as_str() {
        "petite" | "petit" | "small" | "moyenne" | "petite ou moyenne" => Some(MemberSize::Small),
        "grande" | "grand" | "large" | "grosse" => Some(MemberSize::Large),
        _ => kind_word(written).and_then(|word| word.size),
    }
}

/// `Membre actif: oui` is a status too.
pub(super) fn status_word(written: &str) -> Option<MemberStatus> {
    Some(match fold(written).as_str() {
        "prospect" | "prospects" | "a contacter" | "a prospecter" | "potentiel" => MemberStatus::Prospect,
        "invite" | "invitee" | "invites" | "invitation envoyee" | "contacte" | "contactee" | "invited" => {
            MemberStatus::Invited
        }
        "actif" | "active" | "membre" | "adherent" | "adherente" | "membre actif" | "a jour" | "actifs" => {
            MemberStatus::Active
        }
        "en pause" | "pause" | "paused" | "suspendu" | "suspendue" | "en sommeil" | "inactif" | "inactive"
        | "sommeil" => MemberStatus::Paused,
        "parti" | "partie" | "left" | "ancien" | "ancienne" | "ancien membre" | "demissionnaire" | "demission"
        | "radie" | "sorti" | "sortie" | "dissous" | "dissoute" | "ferme" => MemberStatus::Left,
        _ => {
            return match kernel::cells::yes_or_no(written)? {
                true => Some(MemberStatus::Active),
                false => Some(MemberStatus::Paused),
            };
        }
    })
}

/// A sheet called « Prospects » says what its rows are.
pub(super) fn status_of_sheet(name: &str) -> Option<MemberStatus> {
    let folded = fold(name);
    let has = |wanted: &[&str]| folded.split(' ').any(|word| wanted.contains(&word));
    if has(&["prospect", "prospects", "prospection"]) {
        Some(MemberStatus::Prospect)
    } else if has(&["anciens", "partis", "sortis", "demissions"]) {
        Some(MemberStatus::Left)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_as_people_write_them() {
        for (kind, words) in [
            (MemberKind::Commune, &["Commune", "Mairie", "COMMUNE", "Collectivité (commune)", "commune"][..]),
            (MemberKind::Association, &["Asso", "asso.", "Assoc.", "Association", "Association ", "ASSOCIATION"]),
            (
                MemberKind::PublicBody,
                &["Établissement public", "Etab. public", "École", "établissement scolaire", "Collectivité"],
            ),
            (MemberKind::Company, &["Entreprise", "TPE", "PME", "Sté", "artisan", "entreprise"]),
        ] {
            for word in words {
                assert_eq!(kind_word(word).map(|word| word.kind), Some(kind), "{word}");
            }
        }
        for word in ["divers ?", "Piscine", "", "EHPAD"] {
            assert_eq!(kind_word(word), None, "{word}");
        }
        assert_eq!(kind_word("Grande entreprise"), Some(LARGE));
        assert_eq!(probable_kind("Piscine"), Some(MemberKind::PublicBody));
    }
}
