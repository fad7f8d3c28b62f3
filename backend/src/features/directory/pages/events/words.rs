//! What the pages of events say, in both languages. What an event says itself is French.

use chrono::{Datelike, NaiveDate};
use kernel::{problem::Language, trade::EventKind, words::thousands};

pub struct Words {
    pub lead: &'static str,
    pub hint: &'static str,
    pub filters: &'static str,
    pub kind: &'static str,
    pub topic: &'static str,
    pub when: &'static str,
    pub all: &'static str,
    pub coming: &'static str,
    pub past: &'static str,
    pub list: &'static str,
    pub month: &'static str,
    pub previous_month: &'static str,
    pub next_month: &'static str,
    pub none_this_month: &'static str,
    pub nothing: &'static str,
    pub nothing_help: &'static str,
    pub empty: &'static str,
    pub empty_help: &'static str,
    pub pages: &'static str,
    pub follow: &'static str,
    pub subscribe: &'static str,
    pub cancelled: &'static str,
    pub full: &'static str,
    pub closed: &'static str,
    pub held: &'static str,
    pub when_it_is: &'static str,
    pub place: &'static str,
    pub on_map: &'static str,
    pub accessibility: &'static str,
    pub online: &'static str,
    pub online_told: &'static str,
    pub seats: &'static str,
    pub until: &'static str,
    pub with_members: &'static str,
    pub people: &'static str,
    pub members_present: &'static str,
    pub calendar: &'static str,
    pub programme: &'static str,
    pub speakers: &'static str,
    pub minutes: &'static str,
    pub photos: &'static str,
    pub attachments: &'static str,
    pub register: &'static str,
    pub register_lead: &'static str,
    pub register_waiting: &'static str,
    pub given_name: &'static str,
    pub family_name: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub organisation: &'static str,
    pub optional: &'static str,
    pub choose: &'static str,
    pub privacy: &'static str,
    pub send: &'static str,
    pub registered: &'static str,
    pub registered_told: &'static str,
    pub waiting: &'static str,
    pub waiting_told: &'static str,
    pub back: &'static str,
}

pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &FR,
        Language::En => &EN,
    }
}

/// How many events.
pub fn events(count: usize, language: Language) -> String {
    let number = thousands(&count.to_string(), if language == Language::Fr { '\u{202f}' } else { ',' });
    match (count, language) {
        (_, Language::Fr) => format!("{number} rendez-vous"),
        (1, Language::En) => format!("{number} event"),
        (_, Language::En) => format!("{number} events"),
    }
}

/// How many seats are free.
pub fn seats(count: i64, language: Language) -> String {
    match (count, language) {
        (1, Language::Fr) => "1 place libre".to_owned(),
        (_, Language::Fr) => format!("{count} places libres"),
        (1, Language::En) => "1 seat left".to_owned(),
        (_, Language::En) => format!("{count} seats left"),
    }
}

pub fn kind(kind: EventKind, language: Language) -> &'static str {
    match (kind, language) {
        (EventKind::ThematicMeeting, Language::Fr) => "Réunion thématique",
        (EventKind::ThematicMeeting, Language::En) => "Thematic meeting",
        (EventKind::TechnicalMeeting, Language::Fr) => "Réunion technique",
        (EventKind::TechnicalMeeting, Language::En) => "Technical meeting",
        (EventKind::Visit, Language::Fr) => "Visite",
        (EventKind::Visit, Language::En) => "Visit",
        (EventKind::Workshop, Language::Fr) => "Atelier",
        (EventKind::Workshop, Language::En) => "Workshop",
        (EventKind::PublicAction, Language::Fr) => "Action publique",
        (EventKind::PublicAction, Language::En) => "Public action",
    }
}

const SHORT_MONTHS: [(&str, &str); 12] = [
    ("janv.", "Jan"),
    ("févr.", "Feb"),
    ("mars", "Mar"),
    ("avr.", "Apr"),
    ("mai", "May"),
    ("juin", "Jun"),
    ("juil.", "Jul"),
    ("août", "Aug"),
    ("sept.", "Sep"),
    ("oct.", "Oct"),
    ("nov.", "Nov"),
    ("déc.", "Dec"),
];
/// From Monday, short and in full.
const DAYS: [[(&str, &str); 2]; 7] = [
    [("lun.", "lundi"), ("Mon", "Monday")],
    [("mar.", "mardi"), ("Tue", "Tuesday")],
    [("mer.", "mercredi"), ("Wed", "Wednesday")],
    [("jeu.", "jeudi"), ("Thu", "Thursday")],
    [("ven.", "vendredi"), ("Fri", "Friday")],
    [("sam.", "samedi"), ("Sat", "Saturday")],
    [("dim.", "dimanche"), ("Sun", "Sunday")],
];

/// A month where there is little room.
pub fn short_month(day: NaiveDate, language: Language) -> &'static str {
    let (fr, en) = SHORT_MONTHS[day.month0() as usize % SHORT_MONTHS.len()];
    if language == Language::Fr { fr } else { en }
}

/// The days of the week from Monday, each short and in full.
pub fn week(language: Language) -> [(&'static str, &'static str); 7] {
    DAYS.map(|[fr, en]| if language == Language::Fr { fr } else { en })
}

const FR: Words = Words {
    lead: "Réunions, visites, ateliers\u{202f}: se rencontrer, voir comment font les autres, repartir avec une idée.",
    hint: "Compostage, réemploi, Sélestat…",
    filters: "Filtrer les rendez-vous",
    kind: "Type de rendez-vous",
    topic: "Thématique",
    when: "Quand",
    all: "Tout",
    coming: "À venir",
    past: "Passés",
    list: "Liste",
    month: "Mois",
    previous_month: "Mois précédent",
    next_month: "Mois suivant",
    none_this_month: "Aucun rendez-vous ce mois-ci.",
    nothing: "Aucun rendez-vous ne correspond",
    nothing_help: "Retirez un filtre, ou cherchez avec d’autres mots.",
    empty: "Aucun rendez-vous à venir",
    empty_help: "Le prochain s’affichera ici. Abonnez-vous à l’agenda pour ne pas le manquer.",
    pages: "Pages de l’agenda",
    follow: "Suivre les rendez-vous\u{202f}:",
    subscribe: "agenda à suivre",
    cancelled: "Annulé",
    full: "Complet, liste d’attente ouverte",
    closed: "Inscriptions closes",
    held: "Ce rendez-vous a eu lieu.",
    when_it_is: "Quand",
    place: "Où",
    on_map: "Voir sur OpenStreetMap",
    accessibility: "Accessibilité du lieu",
    online: "À distance",
    online_told: "Le lien est envoyé aux personnes inscrites.",
    seats: "Places",
    until: "Inscription jusqu’au",
    with_members: "Organisé avec",
    people: "Personnes présentes",
    members_present: "Organisations présentes",
    calendar: "Ajouter à mon agenda (.ics)",
    programme: "Au programme",
    speakers: "Avec",
    minutes: "Compte rendu",
    photos: "En images",
    attachments: "Documents à télécharger",
    register: "S’inscrire",
    register_lead: "C’est gratuit, et sans compte. La confirmation arrive par e-mail, avec un lien pour changer d’avis.",
    register_waiting: "Toutes les places sont prises. Inscrivez-vous sur la liste d’attente\u{202f}: dès qu’une place se libère et que votre tour vient, nous vous écrivons.",
    given_name: "Prénom (facultatif)",
    family_name: "Nom",
    email: "Adresse e-mail",
    email_hint: "Pour la confirmation et un rappel. Par exemple\u{202f}: nom@domaine.fr.",
    organisation: "Organisation (facultatif)",
    optional: "(facultatif)",
    choose: "Choisir…",
    privacy: "Seule l’équipe du club voit qui s’inscrit.",
    send: "M’inscrire",
    registered: "Votre place est réservée",
    registered_told: "La confirmation part à l’instant vers votre adresse. Pensez à regarder dans les indésirables.",
    waiting: "Vous êtes sur la liste d’attente",
    waiting_told: "Nous vous écrivons dès que votre tour vient. Un message vient de partir vers votre adresse.",
    back: "Revenir au rendez-vous",
};

const EN: Words = Words {
    lead: "Meetings, visits, workshops: meet, see how others go about it, take an idea home. Events are in French.",
    hint: "Compostage, réemploi, Sélestat…",
    filters: "Filter the events",
    kind: "Kind of event",
    topic: "Topic",
    when: "When",
    all: "All",
    coming: "To come",
    past: "Past",
    list: "List",
    month: "Month",
    previous_month: "Previous month",
    next_month: "Next month",
    none_this_month: "No event in this month.",
    nothing: "No event fits",
    nothing_help: "Remove a filter, or search with other words.",
    empty: "No event to come",
    empty_help: "The next one will show here. Subscribe to the calendar so as not to miss it.",
    pages: "Pages of the agenda",
    follow: "Follow events:",
    subscribe: "calendar to subscribe to",
    cancelled: "Cancelled",
    full: "Full, waiting list open",
    closed: "Registration closed",
    held: "This event was held.",
    when_it_is: "When",
    place: "Where",
    on_map: "See on OpenStreetMap",
    accessibility: "Access to the place",
    online: "From afar",
    online_told: "The link is sent to those who registered.",
    seats: "Seats",
    until: "Registration until",
    with_members: "Organised with",
    people: "People present",
    members_present: "Organisations present",
    calendar: "Add to my calendar (.ics)",
    programme: "Programme",
    speakers: "With",
    minutes: "Minutes",
    photos: "Pictures",
    attachments: "Documents to download",
    register: "Register",
    register_lead: "It is free, and needs no account. The confirmation comes by e-mail, with a link to change your mind.",
    register_waiting: "All seats are taken. Join the waiting list: as soon as a seat is freed and it is your turn, we write to you.",
    given_name: "Given name (optional)",
    family_name: "Family name",
    email: "E-mail address",
    email_hint: "For the confirmation and a reminder. For example: name@domain.fr.",
    organisation: "Organisation (optional)",
    optional: "(optional)",
    choose: "Choose…",
    privacy: "Only the club’s team sees who registers.",
    send: "Register",
    registered: "Your seat is kept",
    registered_told: "The confirmation is on its way to your address. Have a look at your spam folder too.",
    waiting: "You are on the waiting list",
    waiting_told: "We write to you as soon as it is your turn. A message has just left for your address.",
    back: "Back to the event",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_counted_as_one_says_it() {
        assert_eq!([0, 1, 12].map(|count| events(count, Language::En)), ["0 events", "1 event", "12 events"]);
        assert_eq!(events(1200, Language::Fr), "1\u{202f}200 rendez-vous");
        assert_eq!([1, 3].map(|count| seats(count, Language::Fr)), ["1 place libre", "3 places libres"]);
    }
}
