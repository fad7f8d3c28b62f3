//! The sections of each kind of sheet: those of the national base for shared experience, word for word and in its order;
//! those of an advice sheet are the club's own.

use std::collections::BTreeMap;

use kernel::problem::{Language, Say, say};
use sha2::{Digest, Sha256};

use super::super::schema::{SheetKind, SheetSection, SheetSections};

pub const RESULTS: &str = "Objectifs et résultats";
pub const DOING: &str = "Mise en œuvre";
pub const LESSONS: &str = "Valorisation de cette expérience";

/// Sections that numbers, steps or names stand in, beside the text.
pub const FIGURES: &str = "results_quantitative";
pub const PLANNING: &str = "planning";
pub const PEOPLE: &str = "human_means";
pub const MONEY: &str = "financial_means";
pub const PARTNERS: &str = "partners";

pub struct Section {
    pub key: &'static str,
    pub label: &'static str,
    pub group: &'static str,
    pub words: u32,
}

const fn section(key: &'static str, group: &'static str, label: &'static str, words: u32) -> Section {
    Section { key, label, group, words }
}

const GOOD_PRACTICE: [Section; 14] = [
    section("context", "", "Contexte", 120),
    section("objectives_general", RESULTS, "Objectifs généraux", 80),
    section("objectives_quantitative", RESULTS, "Objectifs quantitatifs", 40),
    section(FIGURES, RESULTS, "Résultats quantitatifs", 60),
    section("results_qualitative", RESULTS, "Résultats qualitatifs", 80),
    section("description", DOING, "Description de l’action", 200),
    section(PLANNING, DOING, "Planning", 40),
    section(PEOPLE, DOING, "Moyens humains", 40),
    section(MONEY, DOING, "Moyens financiers", 40),
    section("technical_means", DOING, "Moyens techniques", 40),
    section(PARTNERS, DOING, "Partenaires mobilisés", 40),
    section("success_factors", LESSONS, "Facteurs de réussites", 60),
    section("difficulties", LESSONS, "Difficultés rencontrées", 60),
    section("recommendations", LESSONS, "Recommandations éventuelles", 60),
];

const ADVICE: [Section; 8] = [
    section("why", "", "Pourquoi agir", 100),
    section("audience", "", "Pour qui", 40),
    section("steps", "", "Étapes", 250),
    section("costs", "", "Matériel et coûts", 80),
    section("regulation", "", "Réglementation utile", 60),
    section("pitfalls", "", "Points de vigilance", 80),
    section("resources", "", "Contacts et ressources", 80),
    section("examples", "", "Exemples", 60),
];

pub fn of(kind: SheetKind) -> &'static [Section] {
    match kind {
        SheetKind::GoodPractice => &GOOD_PRACTICE,
        SheetKind::Advice => &ADVICE,
    }
}

pub fn knows(kind: SheetKind, key: &str) -> bool {
    of(kind).iter().any(|section| section.key == key)
}

/// The type of a sheet as the national base calls it.
pub fn type_label(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::GoodPractice => "Partage d’expérience",
        SheetKind::Advice => "Fiche conseil",
    }
}

/// The axes of the local programme against waste (guide of 2018), by number.
pub fn axis(number: u32) -> Option<&'static str> {
    const AXES: [&str; 10] = [
        "Être éco-exemplaire",
        "Sensibiliser les acteurs et favoriser la visibilité de leurs efforts",
        "Utiliser les instruments économiques",
        "Lutter contre le gaspillage alimentaire",
        "Éviter la production de déchets verts et gérer les biodéchets à proximité",
        "Augmenter la durée de vie des produits",
        "Mettre en place des actions emblématiques de consommation responsable",
        "Réduire les déchets des entreprises",
        "Réduire les déchets du bâtiment et des travaux publics",
        "Réduire les déchets marins",
    ];
    AXES.get((number as usize).checked_sub(1)?).copied()
}

/// The club's own words are few and seldom set: a digest of them is their revision.
pub fn revision(own: &BTreeMap<String, String>) -> i64 {
    let told: Vec<String> = own.iter().map(|(section, text)| format!("{section}:{text};")).collect();
    Sha256::digest(told.concat()).iter().take(6).fold(0, |number, byte| (number << 8) | i64::from(*byte))
}

/// `own`: what one writes in a section, where the club says it its own way.
pub fn told(language: Language, own: &BTreeMap<String, String>) -> SheetSections {
    let all = |kind| {
        let told = |section: &Section| SheetSection {
            key: section.key,
            label: section.label,
            group: section.group,
            guidance: match own.get(section.key) {
                Some(text) => text.clone(),
                None => guidance(section.key).in_language(language).to_owned(),
            },
            words: section.words,
        };
        of(kind).iter().map(told).collect()
    };
    SheetSections {
        good_practice: all(SheetKind::GoodPractice),
        advice: all(SheetKind::Advice),
        revision: revision(own),
    }
}

fn guidance(key: &str) -> Say {
    match key {
        "context" => say("Où, depuis quand, et pourquoi l’action est née.", "Where, since when, and why it began."),
        "objectives_general" => say("Ce que vous vouliez changer.", "What you wanted to change."),
        "objectives_quantitative" => {
            say("Ce que vous vouliez atteindre, en chiffres.", "What you aimed at, in numbers.")
        }
        FIGURES => say(
            "Ce qui a été mesuré, année par année : participants, kilos évités, objets réutilisés.",
            "What was measured, year by year: participants, kilos avoided, things reused.",
        ),
        "results_qualitative" => say("Ce qui a changé et ne se compte pas.", "What changed and can’t be counted."),
        "description" => say(
            "Ce qui a été fait, comme vous le raconteriez à un voisin.",
            "What was done, as you would tell a neighbour.",
        ),
        PLANNING => say("Les étapes, au mois près.", "The steps, to the month."),
        PEOPLE => say("Qui s’en est occupé, et combien de temps.", "Who saw to it, and for how long."),
        MONEY => say("Ce que cela a coûté, et qui a payé.", "What it cost, and who paid."),
        "technical_means" => say("Le matériel, les locaux, les outils.", "Material, rooms, tools."),
        PARTNERS => say("Avec qui vous l’avez fait.", "With whom you did it."),
        "success_factors" => say("Ce sans quoi cela n’aurait pas marché.", "What it would not have worked without."),
        "difficulties" => {
            say("Ce qui a coincé, et comment vous vous en êtes sortis.", "What got stuck, and what you did.")
        }
        "recommendations" => {
            say("Ce que vous diriez à qui voudrait s’y mettre.", "What you would tell whoever begins.")
        }
        "why" => say("Ce que l’on y gagne.", "What one gains by it."),
        "audience" => say("À qui ce conseil s’adresse.", "Whom this advice is for."),
        "steps" => {
            say("Ce que l’on fait, pas à pas, dans une liste numérotée.", "What one does, step by step, as a list.")
        }
        "costs" => say("Ce qu’il faut, ce que cela coûte et fait économiser.", "What it takes, costs and saves."),
        "regulation" => say("Ce que dit la loi.", "What the law says."),
        "pitfalls" => say("Ce qu’il vaut mieux éviter.", "What one had better avoid."),
        "resources" => say("Où trouver de l’aide.", "Where one finds help."),
        _ => say("Des bonnes pratiques qui le montrent.", "Good practices that show it."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_follow_the_national_base() {
        let labels: Vec<&str> = of(SheetKind::GoodPractice).iter().map(|section| section.label).collect();
        assert_eq!((labels[0], labels[6], labels[11]), ("Contexte", "Planning", "Facteurs de réussites"));
        assert!(knows(SheetKind::Advice, "steps") && !knows(SheetKind::Advice, "context"));
        let mut keys: Vec<&str> = GOOD_PRACTICE.iter().chain(&ADVICE).map(|section| section.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), GOOD_PRACTICE.len() + ADVICE.len(), "a key is of one kind alone");
        assert_eq!((axis(0), axis(11)), (None, None));
        assert!(axis(2).is_some_and(|label| label.starts_with("Sensibiliser")));
    }
}
