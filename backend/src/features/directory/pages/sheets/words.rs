//! What the pages of sheets say, in both languages. What a sheet says itself is French.

use kernel::{problem::Language, words::thousands};

use crate::features::practice_sheets::{MediaKind, SheetKind, SheetPublic};

pub struct Words {
    pub lead: &'static str,
    pub hint: &'static str,
    pub filters: &'static str,
    /// The facets in their order, by parameter.
    pub facets: [(&'static str, &'static str); 7],
    pub all: &'static str,
    pub some_words: &'static str,
    pub nothing: &'static str,
    pub nothing_help: &'static str,
    pub empty: &'static str,
    pub empty_help: &'static str,
    pub pages: &'static str,
    pub follow: &'static str,
    pub by: &'static str,
    pub facts: &'static str,
    pub contact: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub communes: &'static str,
    pub publics: &'static str,
    pub axes: &'static str,
    pub elsewhere: &'static str,
    pub updated: &'static str,
    pub licence: &'static str,
    pub pdf: &'static str,
    pub poster: &'static str,
    pub related: &'static str,
}

pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &FR,
        Language::En => &EN,
    }
}

/// How many sheets.
pub fn sheets(count: u64, language: Language) -> String {
    let number = thousands(&count.to_string(), if language == Language::Fr { '\u{202f}' } else { ',' });
    match (count, language) {
        (0 | 1, Language::Fr) => format!("{number} fiche"),
        (_, Language::Fr) => format!("{number} fiches"),
        (1, Language::En) => format!("{number} sheet"),
        (_, Language::En) => format!("{number} sheets"),
    }
}

pub fn kind(kind: SheetKind, language: Language) -> &'static str {
    match (kind, language) {
        (SheetKind::GoodPractice, Language::Fr) => "Partage d’expérience",
        (SheetKind::GoodPractice, Language::En) => "Good practice",
        (SheetKind::Advice, Language::Fr) => "Fiche conseil",
        (SheetKind::Advice, Language::En) => "Advice",
    }
}

pub fn public(public: SheetPublic, language: Language) -> &'static str {
    match (public, language) {
        (public, Language::Fr) => public.french(),
        (SheetPublic::Households, _) => "Residents",
        (SheetPublic::Schools, _) => "Schools",
        (SheetPublic::YoungPeople, _) => "Young people",
        (SheetPublic::Associations, _) => "Associations",
        (SheetPublic::Companies, _) => "Companies",
        (SheetPublic::Shops, _) => "Shops",
        (SheetPublic::PublicBodies, _) => "Local authorities",
        (SheetPublic::EventOrganisers, _) => "Organisers of events",
        (SheetPublic::Tourists, _) => "Tourists",
    }
}

/// The title over media of a kind.
pub fn media(kind: MediaKind, language: Language) -> &'static str {
    match (kind, language) {
        (MediaKind::Picture, Language::Fr) => "En images",
        (MediaKind::Picture, Language::En) => "Pictures",
        (MediaKind::Video, Language::Fr) => "Vidéos",
        (MediaKind::Video, Language::En) => "Videos",
        (MediaKind::Press, Language::Fr) => "Dans la presse",
        (MediaKind::Press, Language::En) => "In the press",
        (MediaKind::Document, Language::Fr) => "Documents à télécharger",
        (MediaKind::Document, Language::En) => "Documents to download",
    }
}

const FR: Words = Words {
    lead: "Ce que des communes, des associations et des entreprises ont essayé, ce que cela a donné, et comment s’y prendre.",
    hint: "Fête sans jetable, compost, réparation…",
    filters: "Filtrer les fiches",
    facets: [
        ("kind", "Type de fiche"),
        ("topic", "Thématique"),
        ("axis", "Axe de prévention"),
        ("public", "Public"),
        ("commune", "Commune"),
        ("year", "Année"),
        ("keyword", "Mot clé"),
    ],
    all: "Tout",
    some_words: "Aucune fiche ne contient tous ces mots. En voici qui en contiennent une partie.",
    nothing: "Aucune fiche ne correspond",
    nothing_help: "Retirez un filtre, ou cherchez avec d’autres mots.",
    empty: "Les premières fiches arrivent",
    empty_help: "Aucune n’est encore publiée. Revenez bientôt.",
    pages: "Pages du catalogue",
    follow: "Suivre les nouvelles fiches\u{202f}:",
    by: "Une expérience de",
    facts: "En savoir plus",
    contact: "Contact",
    email: "E-mail",
    phone: "Téléphone",
    communes: "Communes",
    publics: "Publics",
    axes: "Axes de prévention",
    elsewhere: "Aussi publiée sur",
    updated: "Dernière mise à jour le",
    licence: "Réutilisable sous",
    pdf: "Fiche en PDF, deux pages",
    poster: "Affiche A4 en PDF",
    related: "Sur le même sujet",
};

const EN: Words = Words {
    lead: "What communes, associations and companies tried, what came of it, and how to go about it. Sheets are in French.",
    hint: "Fête sans jetable, compost, réparation…",
    filters: "Filter the sheets",
    facets: [
        ("kind", "Kind of sheet"),
        ("topic", "Topic"),
        ("axis", "Axis of prevention"),
        ("public", "Public"),
        ("commune", "Commune"),
        ("year", "Year"),
        ("keyword", "Keyword"),
    ],
    all: "All",
    some_words: "No sheet has all of these words. Here are some that have a part of them.",
    nothing: "No sheet fits",
    nothing_help: "Remove a filter, or search with other words.",
    empty: "The first sheets are on their way",
    empty_help: "None is published yet. Come back soon.",
    pages: "Pages of the catalogue",
    follow: "Follow new sheets:",
    by: "An experience of",
    facts: "To know more",
    contact: "Contact",
    email: "E-mail",
    phone: "Phone",
    communes: "Communes",
    publics: "Publics",
    axes: "Axes of prevention",
    elsewhere: "Also published on",
    updated: "Last updated on",
    licence: "May be reused under",
    pdf: "Sheet as PDF, two pages",
    poster: "A4 poster as PDF",
    related: "About the same",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_counted_as_one_says_it() {
        assert_eq!(
            [0, 1, 1200].map(|count| sheets(count, Language::Fr)),
            ["0 fiche", "1 fiche", "1\u{202f}200 fiches"]
        );
        assert_eq!([0, 1, 1200].map(|count| sheets(count, Language::En)), ["0 sheets", "1 sheet", "1,200 sheets"]);
    }
}
