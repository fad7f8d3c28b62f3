//! What a letter says, in each language.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use kernel::problem::Language;
use tables::event;

use super::{
    super::{calendar::zone, rules::times::Reminder},
    Kind,
};
use crate::features::club::ClubSettings;

const DAYS: [(&str, &str); 7] = [
    ("lundi", "Monday"),
    ("mardi", "Tuesday"),
    ("mercredi", "Wednesday"),
    ("jeudi", "Thursday"),
    ("vendredi", "Friday"),
    ("samedi", "Saturday"),
    ("dimanche", "Sunday"),
];
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

/// What a letter is made of.
pub struct Told<'a> {
    pub club: &'a ClubSettings,
    pub event: &'a event::Model,
    pub place: &'a str,
    pub online: Option<&'a str>,
    pub page: String,
}

pub struct Words {
    pub subject: String,
    pub paragraphs: Vec<String>,
    pub button: Option<&'static str>,
    pub reason: String,
}

/// A day as one says it: « mardi 1er décembre 2026 ».
pub fn day_of(at: NaiveDate, language: Language) -> String {
    let french = language == Language::Fr;
    let (week, month) = (DAYS[at.weekday().num_days_from_monday() as usize], MONTHS[at.month0() as usize]);
    match (french, at.day()) {
        (true, 1) => format!("{} 1er {} {}", week.0, month.0, at.year()),
        (true, day) => format!("{} {day} {} {}", week.0, month.0, at.year()),
        (false, day) => format!("{} {day} {} {}", week.1, month.1, at.year()),
    }
}

fn day(at: DateTime<Utc>, zone: Tz, language: Language) -> String {
    day_of(at.with_timezone(&zone).date_naive(), language)
}

fn hour(at: DateTime<Utc>, zone: Tz, french: bool) -> String {
    let at = at.with_timezone(&zone);
    match (french, at.minute()) {
        (true, 0) => format!("{}\u{a0}h", at.hour()),
        (true, minute) => format!("{}\u{a0}h\u{a0}{minute:02}", at.hour()),
        (false, minute) => format!("{}:{minute:02}", at.hour()),
    }
}

/// When something is, where it takes place: « mardi 1er décembre 2026, de 18 h 30 à 20 h 30 ».
pub fn when_of(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>, zone: Tz, language: Language) -> String {
    let french = language == Language::Fr;
    let (from, to) = (day(starts_at, zone, language), day(ends_at, zone, language));
    let (begins, ends) = (hour(starts_at, zone, french), hour(ends_at, zone, french));
    match (french, from == to) {
        (true, true) => format!("{from}, de {begins} à {ends}"),
        (true, false) => format!("du {from} à {begins} au {to} à {ends}"),
        (false, true) => format!("{from}, {begins} to {ends}"),
        (false, false) => format!("{from}, {begins}, to {to}, {ends}"),
    }
}

impl Told<'_> {
    pub fn words(&self, kind: &Kind, language: Language) -> Words {
        let french = language == Language::Fr;
        let say = |fr: &'static str, en: &'static str| if french { fr } else { en };
        let title = &self.event.title;
        let (subject, paragraphs, button) = match kind {
            Kind::Invitation(words) => (
                if french { format!("Invitation : {title}") } else { format!("Invitation: {title}") },
                vec![
                    words.clone(),
                    if french { format!("{} vous invite :", self.club.name) } else { format!("{} invites you:", self.club.name) },
                    self.facts(language),
                    self.event.summary.clone(),
                    say(
                        "Répondez en dix secondes, sans mot de passe : vous venez, vous ne pouvez pas, ou quelqu’un d’autre vient à votre place.",
                        "Answer in ten seconds, without a password: you come, you can’t, or somebody else comes in your place.",
                    )
                    .to_owned(),
                ],
                Some(say("Répondre", "Answer")),
            ),
            Kind::Registered => (
                if french { format!("Inscription confirmée : {title}") } else { format!("You have a seat: {title}") },
                vec![
                    say("Votre place est réservée :", "Your seat is kept:").to_owned(),
                    self.facts(language),
                    say(
                        "Un empêchement ? Rendez votre place ou donnez-la à un collègue : quelqu’un d’autre en profitera.",
                        "Something came up? Give your seat back, or to a colleague: somebody else will be glad.",
                    )
                    .to_owned(),
                ],
                Some(say("Voir ou modifier mon inscription", "See or change my registration")),
            ),
            Kind::Waiting => (
                if french { format!("Liste d’attente : {title}") } else { format!("Waiting list: {title}") },
                vec![
                    say("Toutes les places sont prises ; vous êtes sur la liste d’attente :", "All seats are taken; you are on the waiting list:").to_owned(),
                    self.facts(language),
                    say(
                        "Dès qu’une place se libère et que votre tour vient, nous vous écrivons. Vous pouvez quitter la liste à tout moment.",
                        "As soon as a seat is freed and it is your turn, we write to you. You can leave the list at any time.",
                    )
                    .to_owned(),
                ],
                Some(say("Voir ou quitter la liste", "See or leave the list")),
            ),
            Kind::Offered(until) => {
                let zone = zone(self.event);
                let (on, at) = (day(*until, zone, language), hour(*until, zone, french));
                (
                    if french { format!("Une place pour vous : {title}") } else { format!("A seat for you: {title}") },
                    vec![
                        say("Une place s’est libérée, et c’est votre tour :", "A seat was freed, and it is your turn:").to_owned(),
                        self.facts(language),
                        if french {
                            format!("Elle vous est gardée jusqu’au {on} à {at}. Sans réponse, elle passera à la personne suivante.")
                        } else {
                            format!("It is kept for you until {on}, {at}. Without an answer it goes to whoever is next.")
                        },
                    ],
                    Some(say("Prendre la place ou la laisser", "Take the seat or leave it")),
                )
            }
            Kind::Reminder(reminder) => {
                let soon = match (reminder, french) {
                    (Reminder::Week, true) => "Dans une semaine",
                    (Reminder::Week, false) => "In a week",
                    (Reminder::Day, true) => "Demain",
                    (Reminder::Day, false) => "Tomorrow",
                };
                (
                    if french { format!("{soon} : {title}") } else { format!("{soon}: {title}") },
                    vec![
                        say("Nous vous attendons :", "We look forward to seeing you:").to_owned(),
                        self.facts(language),
                        say(
                            "Un empêchement de dernière minute ? Rendez votre place : quelqu’un l’attend peut-être.",
                            "Something came up? Give your seat back: somebody may be waiting for it.",
                        )
                        .to_owned(),
                    ],
                    Some(say("Voir ou modifier mon inscription", "See or change my registration")),
                )
            }
            Kind::Changed => (
                if french { format!("Changement : {title}") } else { format!("Change: {title}") },
                vec![
                    say("Ce rendez-vous a changé. Voici ce qui vaut désormais :", "This event has changed. This is what holds now:").to_owned(),
                    self.facts(language),
                    say("Si cela ne vous convient plus, rendez votre place.", "If it no longer suits you, give your seat back.").to_owned(),
                ],
                Some(say("Voir ou modifier mon inscription", "See or change my registration")),
            ),
            Kind::Cancelled => (
                if french { format!("Annulé : {title}") } else { format!("Cancelled: {title}") },
                vec![
                    say("Ce rendez-vous n’aura pas lieu. Nous en sommes désolés.", "This event does not take place. We are sorry.").to_owned(),
                    self.facts(language),
                    self.event.cancel_words.clone(),
                ],
                None,
            ),
            Kind::Left => (
                if french { format!("Inscription retirée : {title}") } else { format!("Registration taken back: {title}") },
                vec![
                    say("Vous n’êtes plus inscrit·e à ce rendez-vous :", "You are no longer registered for this event:").to_owned(),
                    self.facts(language),
                    say("C’est une erreur ? Écrivez à l’équipe du club.", "Is this a mistake? Write to the club’s team.").to_owned(),
                ],
                None,
            ),
            Kind::Minutes => (
                if french { format!("Merci d’être venu·e : {title}") } else { format!("Thank you for coming: {title}") },
                vec![
                    say("Merci d’avoir pris part à ce rendez-vous. En voici le compte rendu :", "Thank you for taking part in this event. These are its minutes:").to_owned(),
                    self.event.minutes.clone(),
                    say("Trois questions nous aideraient pour la prochaine fois.", "Three questions would help us for the next time.").to_owned(),
                ],
                Some(say("Donner mon avis", "Say what I think")),
            ),
            Kind::Missed => (
                if french { format!("Vous nous avez manqué : {title}") } else { format!("We missed you: {title}") },
                vec![
                    say("Nous vous attendions, et espérons vous voir une prochaine fois. Voici ce qui s’est dit :", "We had hoped to see you, and hope for another time. This is what was said:").to_owned(),
                    self.event.minutes.clone(),
                    self.page.clone(),
                ],
                None,
            ),
        };
        let reason = match (kind, french) {
            (Kind::Invitation(_), true) => {
                self.objecting("Vous recevez ce message parce que le club connaît votre organisation.", true)
            }
            (Kind::Invitation(_), false) => {
                self.objecting("You receive this message because the club knows your organisation.", false)
            }
            (Kind::Left, true) => "Vous recevez ce message parce que vous étiez inscrit·e à ce rendez-vous.".to_owned(),
            (Kind::Left, false) => "You receive this message because you were registered for this event.".to_owned(),
            (_, true) => "Vous recevez ce message parce que vous êtes inscrit·e à ce rendez-vous.".to_owned(),
            (_, false) => "You receive this message because you are registered for this event.".to_owned(),
        };
        let paragraphs = paragraphs.into_iter().filter(|paragraph| !paragraph.trim().is_empty()).collect();
        Words { subject, paragraphs, button, reason }
    }

    /// What, when, where: a line each.
    fn facts(&self, language: Language) -> String {
        let when = when_of(self.event.starts_at, self.event.ends_at, zone(self.event), language);
        let lines = [self.event.title.as_str(), when.as_str(), self.place, self.online.unwrap_or_default()];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn objecting(&self, why: &str, french: bool) -> String {
        let contact = [self.club.privacy_contact.trim(), self.club.contact_email.trim()];
        match (contact.into_iter().find(|contact| !contact.is_empty()), french) {
            (None, _) => why.to_owned(),
            (Some(contact), true) => {
                format!("{why}\nPour ne plus recevoir ces messages, ou faire effacer vos données : {contact}")
            }
            (Some(contact), false) => {
                format!("{why}\nTo receive these messages no more, or to have your data erased: {contact}")
            }
        }
    }
}
