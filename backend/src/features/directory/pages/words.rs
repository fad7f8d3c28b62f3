//! What the pages say, in both languages. French is the source; a word that one lacks does not compile.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use kernel::{
    problem::Language,
    trade::{AccessibilityState, Licence, MemberKind, MemberSize},
    words::thousands,
};

pub struct Words {
    pub skip: &'static str,
    pub site: &'static str,
    pub directory: &'static str,
    pub sheets: &'static str,
    pub events: &'static str,
    pub join: &'static str,
    pub sign_in: &'static str,
    pub other_language: &'static str,
    pub footer: &'static str,
    pub legal: &'static str,
    pub personal_data: &'static str,
    pub embed: &'static str,
    pub data: &'static str,
    pub lead: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub filters: &'static str,
    pub kind: &'static str,
    pub commune: &'static str,
    pub topic: &'static str,
    pub apply: &'static str,
    pub no_choice: &'static str,
    pub all_choices: &'static str,
    pub chosen: &'static str,
    pub remove: &'static str,
    pub clear: &'static str,
    pub views: &'static str,
    pub list: &'static str,
    pub map: &'static str,
    pub nothing: &'static str,
    pub nothing_help: &'static str,
    pub empty: &'static str,
    pub empty_help: &'static str,
    pub pages: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub new_tab: &'static str,
    pub map_help: &'static str,
    pub map_needs_script: &'static str,
    pub map_fails: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub whole: &'static str,
    pub skip_map: &'static str,
    pub legend: &'static str,
    pub outlines: &'static str,
    pub one_member: &'static str,
    pub many_members: &'static str,
    pub off_map_one: &'static str,
    pub off_map_many: &'static str,
    pub address: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub website: &'static str,
    pub legal_name: &'static str,
    pub facts: &'static str,
    pub pictures: &'static str,
    pub updated: &'static str,
    pub report: &'static str,
    pub report_lead: &'static str,
    pub report_what: &'static str,
    pub report_kinds: [(&'static str, &'static str); 4],
    pub report_text: &'static str,
    pub report_text_hint: &'static str,
    pub report_email: &'static str,
    pub report_email_hint: &'static str,
    pub report_privacy: &'static str,
    pub report_notice: &'static str,
    pub report_send: &'static str,
    pub report_sent: &'static str,
    pub report_sent_text: &'static str,
    pub faults: &'static str,
    pub back_to: &'static str,
    pub lost: &'static str,
    pub lost_text: &'static str,
    pub closed: &'static str,
    pub whole_directory: &'static str,
    pub lost_sheet: &'static str,
    pub whole_catalogue: &'static str,
    pub lost_event: &'static str,
    pub whole_agenda: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub embed_title: &'static str,
    pub embed_lead: &'static str,
    pub embed_list: &'static str,
    pub embed_map: &'static str,
    pub embed_filter: &'static str,
    pub embed_filter_text: &'static str,
    pub embed_height: &'static str,
    pub embed_height_text: &'static str,
    pub embed_style: &'static str,
    pub embed_style_text: &'static str,
    pub embed_see: &'static str,
    pub embed_copy: &'static str,
    pub embed_copied: &'static str,
    pub embed_uncopied: &'static str,
    pub full_page: &'static str,
    pub full_agenda: &'static str,
    pub embed_events: &'static str,
}

pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &FR,
        Language::En => &EN,
    }
}

/// How many organisations.
pub fn members(count: usize, language: Language) -> String {
    let words = words(language);
    match (count, language) {
        (1, _) | (0, Language::Fr) => words.one_member.replace("{n}", &count.to_string()),
        _ => words.many_members.replace("{n}", &number(count, language)),
    }
}

/// How many there are of how many, which is said only where they are not all.
pub fn found(count: usize, all: usize, language: Language) -> String {
    let of = if language == Language::Fr { "sur" } else { "of" };
    match count == all {
        true => members(count, language),
        false => format!("{} {of} {}", members(count, language), number(all, language)),
    }
}

/// With its thousands apart.
fn number(count: usize, language: Language) -> String {
    thousands(&count.to_string(), if language == Language::Fr { '\u{202f}' } else { ',' })
}

pub fn page_of(page: usize, pages: usize, language: Language) -> String {
    match language {
        Language::Fr => format!("Page {page} sur {pages}"),
        Language::En => format!("Page {page} of {pages}"),
    }
}

pub fn directory_of(club: &str, language: Language) -> String {
    match (club.is_empty(), language) {
        (true, _) => words(language).directory.to_owned(),
        (false, Language::Fr) => format!("Annuaire\u{202f}: {club}"),
        (false, Language::En) => format!("Directory: {club}"),
    }
}

/// What search engines and networks say of a list.
pub fn about(club: &str, count: usize, language: Language) -> String {
    let members = members(count, language);
    match (club.is_empty(), language) {
        (true, Language::Fr) => format!("{members}\u{202f}: qui elles sont, où elles sont, comment les joindre."),
        (false, Language::Fr) => {
            format!("{members} de {club}\u{202f}: qui elles sont, où elles sont, comment les joindre.")
        }
        (true, Language::En) => format!("{members}: who they are, where they are, how to reach them."),
        (false, Language::En) => format!("{members} of {club}: who they are, where they are, how to reach them."),
    }
}

pub fn kind(kind: MemberKind, size: Option<MemberSize>, language: Language) -> &'static str {
    match (kind, size, language) {
        (MemberKind::Commune, _, _) => "Commune",
        (MemberKind::PublicBody, _, Language::Fr) => "Établissement public",
        (MemberKind::PublicBody, _, Language::En) => "Public body",
        (MemberKind::Association, _, _) => "Association",
        (MemberKind::Company, Some(MemberSize::Small), Language::Fr) => "Petite entreprise",
        (MemberKind::Company, Some(MemberSize::Large), Language::Fr) => "Grande entreprise",
        (MemberKind::Company, None, Language::Fr) => "Entreprise",
        (MemberKind::Company, Some(MemberSize::Small), Language::En) => "Small company",
        (MemberKind::Company, Some(MemberSize::Large), Language::En) => "Large company",
        (MemberKind::Company, None, Language::En) => "Company",
    }
}

pub fn kinds(kind: MemberKind, language: Language) -> &'static str {
    match (kind, language) {
        (MemberKind::Commune, _) => "Communes",
        (MemberKind::PublicBody, Language::Fr) => "Établissements publics",
        (MemberKind::PublicBody, Language::En) => "Public bodies",
        (MemberKind::Association, _) => "Associations",
        (MemberKind::Company, Language::Fr) => "Entreprises",
        (MemberKind::Company, Language::En) => "Companies",
    }
}

/// The licence's name and where its text is.
pub fn licence(licence: Licence) -> (&'static str, &'static str) {
    match licence {
        Licence::Lov2 => ("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
        Licence::Odbl => ("Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    }
}

/// The mention that each page has at its foot (decree 2019-768).
pub fn accessibility(state: AccessibilityState, language: Language) -> &'static str {
    match (state, language) {
        (AccessibilityState::Full, Language::Fr) => "Accessibilité\u{202f}: totalement conforme",
        (AccessibilityState::Full, Language::En) => "Accessibility: fully compliant",
        (AccessibilityState::Partial, Language::Fr) => "Accessibilité\u{202f}: partiellement conforme",
        (AccessibilityState::Partial, Language::En) => "Accessibility: partly compliant",
        (AccessibilityState::No, Language::Fr) => "Accessibilité\u{202f}: non conforme",
        (AccessibilityState::No, Language::En) => "Accessibility: not compliant",
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
];

/// The club's day of an instant, as one says it.
pub fn day(at: DateTime<Utc>, zone: Tz, language: Language) -> String {
    date(at.with_timezone(&zone).date_naive(), language)
}

/// A month and its year.
pub fn month(day: NaiveDate, language: Language) -> String {
    let (fr, en) = MONTHS[day.month0() as usize % MONTHS.len()];
    format!("{} {}", if language == Language::Fr { fr } else { en }, day.year())
}

pub fn date(day: NaiveDate, language: Language) -> String {
    let (fr, en) = MONTHS[day.month0() as usize % MONTHS.len()];
    match (language, day.day()) {
        (Language::Fr, 1) => format!("1er {fr} {}", day.year()),
        (Language::Fr, number) => format!("{number} {fr} {}", day.year()),
        (Language::En, number) => format!("{number} {en} {}", day.year()),
    }
}

pub const FR: Words = Words {
    skip: "Aller au contenu",
    site: "Site du club",
    directory: "Annuaire",
    sheets: "Fiches pratiques",
    events: "Rendez-vous",
    join: "Rejoindre le club",
    sign_in: "Se connecter",
    other_language: "English",
    footer: "Informations sur le site",
    legal: "Mentions légales",
    personal_data: "Données personnelles",
    embed: "Mettre l’annuaire sur votre site",
    data: "Données ouvertes\u{202f}:",
    lead: "Qui fait quoi, près de chez vous, pour jeter moins et réparer, donner, partager plus.",
    search: "Chercher",
    search_hint: "Nom, activité, commune…",
    filters: "Filtrer l’annuaire",
    kind: "Type",
    commune: "Commune",
    topic: "Thématique",
    apply: "Chercher",
    no_choice: "Rien à choisir ici.",
    all_choices: "Voir tous les choix",
    chosen: "Filtres choisis",
    remove: "Retirer le filtre\u{202f}:",
    clear: "Tout effacer",
    views: "Présentation",
    list: "Liste",
    map: "Carte",
    nothing: "Aucune organisation ne correspond",
    nothing_help: "Retirez un filtre, ou cherchez avec moins de mots.",
    empty: "L’annuaire se remplit",
    empty_help: "Aucune organisation ne s’y montre encore. La vôtre peut être la première.",
    pages: "Pages de l’annuaire",
    previous: "Précédente",
    next: "Suivante",
    new_tab: "(nouvel onglet)",
    map_help: "Choisissez une commune pour voir ses organisations. Au clavier\u{202f}: Tab va d’une commune à l’autre, Entrée la choisit, les flèches déplacent la carte, + et − l’agrandissent et la réduisent.",
    map_needs_script: "La carte a besoin de JavaScript. La liste dit la même chose, et le filtre «\u{202f}Commune\u{202f}» aussi.",
    map_fails: "La carte n’a pas pu être chargée. La liste dit la même chose.",
    zoom_in: "Agrandir la carte",
    zoom_out: "Réduire la carte",
    whole: "Tout le territoire",
    skip_map: "Passer la carte",
    legend: "Organisations par commune",
    outlines: "Contours\u{202f}:",
    one_member: "{n} organisation",
    many_members: "{n} organisations",
    off_map_one: "{n} organisation n’a pas de place sur la carte.",
    off_map_many: "{n} organisations n’ont pas de place sur la carte.",
    address: "Adresse",
    phone: "Téléphone",
    email: "E-mail",
    website: "Site web",
    legal_name: "Nom officiel",
    facts: "Où et comment nous joindre",
    pictures: "En images",
    updated: "Mis à jour le",
    report: "Signaler une erreur",
    report_lead: "Quelque chose n’est pas exact\u{202f}? Dites-le à l’équipe du club\u{202f}: elle vérifie et corrige.",
    report_what: "Qu’est-ce qui n’est pas exact\u{202f}?",
    report_kinds: [
        ("closed", "Cette organisation n’existe plus"),
        ("wrong_place", "L’adresse ou la commune"),
        ("wrong_contact", "Le téléphone, l’e-mail ou le site"),
        ("other", "Autre chose"),
    ],
    report_text: "Ce que vous savez",
    report_text_hint: "1\u{202f}000 caractères au plus.",
    report_email: "Votre adresse e-mail (facultatif)",
    report_email_hint: "Pour vous poser une question. Elle est effacée dès que l’équipe a fini.",
    report_privacy: "Seule l’équipe du club lit votre message.",
    report_notice: "Ce que deviennent vos données",
    report_send: "Envoyer",
    report_sent: "Merci, c’est envoyé",
    report_sent_text: "L’équipe du club va vérifier.",
    faults: "À corriger",
    back_to: "Revenir à la fiche",
    lost: "Cette page n’existe pas",
    lost_text: "L’organisation a pu quitter l’annuaire, ou l’adresse être incomplète.",
    closed: "Ce club n’a pas d’annuaire public.",
    whole_directory: "Voir tout l’annuaire",
    lost_sheet: "La fiche a pu être retirée, ou l’adresse être incomplète.",
    whole_catalogue: "Voir toutes les fiches",
    lost_event: "Le rendez-vous a pu être retiré, ou l’adresse être incomplète.",
    whole_agenda: "Voir tous les rendez-vous",
    yes: "oui",
    no: "non",
    embed_title: "Mettre l’annuaire sur votre site",
    embed_lead: "Copiez l’un de ces morceaux dans une page de votre site\u{202f}: la liste ou la carte s’y affiche, toujours à jour. Rien n’est demandé à un autre site que celui du club, et aucun traceur n’est posé.",
    embed_list: "La liste",
    embed_map: "La carte",
    embed_filter: "N’en montrer qu’une partie",
    embed_filter_text: "Filtrez l’annuaire, puis reprenez ce qui suit le point d’interrogation de son adresse\u{202f}: les deux cadres acceptent les mêmes filtres. Par exemple, pour les associations\u{202f}:",
    embed_height: "La hauteur",
    embed_height_text: "Le cadre a 640 pixels de haut et défile. Pour qu’il prenne la hauteur de son contenu, ajoutez ce script à votre page\u{202f}: le cadre lui dit sa hauteur par un message {type, height}.",
    embed_style: "Sans style dans la page",
    embed_style_text: "Si votre site refuse les attributs de style, donnez au cadre une classe et mettez la largeur et la hauteur dans votre feuille de style.",
    embed_see: "Voir",
    embed_copy: "Copier",
    embed_copied: "Copié\u{202f}: collez-le dans votre page.",
    embed_uncopied: "Le navigateur ne copie pas tout seul\u{202f}: le texte est sélectionné, copiez-le avec Ctrl + C.",
    full_page: "Ouvrir l’annuaire complet",
    full_agenda: "Ouvrir tout l’agenda",
    embed_events: "L’agenda",
};

pub const EN: Words = Words {
    skip: "Skip to content",
    site: "Site of the club",
    directory: "Directory",
    sheets: "Practice sheets",
    events: "Events",
    join: "Join the club",
    sign_in: "Sign in",
    other_language: "Français",
    footer: "About this site",
    legal: "Legal notice",
    personal_data: "Personal data",
    embed: "Put the directory on your site",
    data: "Open data:",
    lead: "Who does what near you to throw away less, and to mend, give and share more.",
    search: "Search",
    search_hint: "Name, activity, commune…",
    filters: "Filter the directory",
    kind: "Kind",
    commune: "Commune",
    topic: "Topic",
    apply: "Search",
    no_choice: "Nothing to choose here.",
    all_choices: "See all choices",
    chosen: "Chosen filters",
    remove: "Remove the filter:",
    clear: "Clear all",
    views: "View",
    list: "List",
    map: "Map",
    nothing: "No organisation fits",
    nothing_help: "Remove a filter, or search with fewer words.",
    empty: "The directory is filling up",
    empty_help: "No organisation shows itself here yet. Yours may be the first.",
    pages: "Pages of the directory",
    previous: "Previous",
    next: "Next",
    new_tab: "(new tab)",
    map_help: "Choose a commune to see its organisations. By keyboard: Tab goes from one commune to the next, Enter chooses it, arrows move the map, + and − enlarge and reduce it.",
    map_needs_script: "The map needs JavaScript. The list says the same, and so does the filter “Commune”.",
    map_fails: "The map could not be loaded. The list says the same.",
    zoom_in: "Enlarge the map",
    zoom_out: "Reduce the map",
    whole: "The whole territory",
    skip_map: "Skip the map",
    legend: "Organisations by commune",
    outlines: "Outlines:",
    one_member: "{n} organisation",
    many_members: "{n} organisations",
    off_map_one: "{n} organisation has no place on the map.",
    off_map_many: "{n} organisations have no place on the map.",
    address: "Address",
    phone: "Phone",
    email: "E-mail",
    website: "Website",
    legal_name: "Official name",
    facts: "Where and how to reach us",
    pictures: "Pictures",
    updated: "Updated on",
    report: "Report an error",
    report_lead: "Is something not right? Tell the club’s team: they check and mend it.",
    report_what: "What is not right?",
    report_kinds: [
        ("closed", "This organisation is no more"),
        ("wrong_place", "The address or the commune"),
        ("wrong_contact", "The phone, the e-mail or the website"),
        ("other", "Something else"),
    ],
    report_text: "What you know",
    report_text_hint: "1,000 characters at most.",
    report_email: "Your e-mail address (optional)",
    report_email_hint: "To ask you back. It is erased as soon as the team is done.",
    report_privacy: "Only the club’s team reads your message.",
    report_notice: "What becomes of your data",
    report_send: "Send",
    report_sent: "Thank you, it is sent",
    report_sent_text: "The club’s team will check.",
    faults: "To be corrected",
    back_to: "Back to the page",
    lost: "This page does not exist",
    lost_text: "The organisation may have left the directory, or the address may be incomplete.",
    closed: "This club has no public directory.",
    whole_directory: "See the whole directory",
    lost_sheet: "The sheet may have been withdrawn, or the address may be incomplete.",
    whole_catalogue: "See all sheets",
    lost_event: "The event may have been withdrawn, or the address may be incomplete.",
    whole_agenda: "See all events",
    yes: "yes",
    no: "no",
    embed_title: "Put the directory on your site",
    embed_lead: "Copy one of these pieces into a page of your site: the list or the map shows there, always up to date. Nothing is asked of another site than the club’s, and nobody is tracked.",
    embed_list: "The list",
    embed_map: "The map",
    embed_filter: "Show a part of it",
    embed_filter_text: "Filter the directory, then take what follows the question mark of its address: both frames take the same filters. For associations, for example:",
    embed_height: "The height",
    embed_height_text: "The frame is 640 pixels high and scrolls. To make it as high as its content, add this script to your page: the frame tells its height by a message {type, height}.",
    embed_style: "Without style in the page",
    embed_style_text: "If your site refuses style attributes, give the frame a class and put width and height into your style sheet.",
    embed_see: "See",
    embed_copy: "Copy",
    embed_copied: "Copied: paste it into your page.",
    embed_uncopied: "The browser does not copy by itself: the text is selected, copy it with Ctrl + C.",
    full_page: "Open the whole directory",
    full_agenda: "Open the whole agenda",
    embed_events: "The agenda",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_as_one_says_them() {
        assert_eq!(members(0, Language::Fr), "0 organisation");
        assert_eq!(members(0, Language::En), "0 organisations");
        assert_eq!(members(1, Language::En), "1 organisation");
        assert_eq!(members(20_000, Language::Fr), "20\u{202f}000 organisations");
        assert_eq!(found(12, 1_305, Language::En), "12 organisations of 1,305");
        assert_eq!(found(305, 305, Language::Fr), "305 organisations");
    }

    #[test]
    fn a_day_is_the_clubs() {
        let late = "2026-11-30T23:30:00Z".parse().unwrap();
        assert_eq!(day(late, chrono_tz::Europe::Paris, Language::Fr), "1er décembre 2026");
        assert_eq!(day(late, chrono_tz::UTC, Language::En), "30 November 2026");
    }
}
