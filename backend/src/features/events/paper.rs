//! Events on paper, in the club's colours: the list to be signed, the sign with the code at the door, badges, certificates of
//! attendance. Pure.

use chrono::NaiveDate;
use documents::pdf::{Certificates, Code, Label, Labels, Roster, Sign};
use kernel::problem::Language;
use tables::event;

use super::{
    calendar::zone,
    mail::{day_of, when_of},
    schema::attendance::CheckInPoster,
};
use crate::features::club::{Face, NOTICE};

/// Lines for those who come without a word.
const SPARE: usize = 10;

/// Somebody on a list, and for whom they come; the latter may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comer {
    pub name: String,
    pub organisation: String,
}

/// What is set, beside who comes.
pub struct Setting<'a> {
    pub face: &'a Face,
    pub event: &'a event::Model,
    /// In one line; may be empty.
    pub place: &'a str,
    pub language: Language,
    /// Where the club is found on the web.
    pub site: &'a str,
}

impl Setting<'_> {
    fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        if self.language == Language::Fr { fr } else { en }
    }

    fn when(&self) -> String {
        when_of(self.event.starts_at, self.event.ends_at, zone(self.event), self.language)
    }

    /// When and where, a line each.
    fn facts(&self) -> Vec<String> {
        [self.when(), self.place.to_owned()].into_iter().filter(|line| !line.is_empty()).collect()
    }

    fn brand(&self) -> String {
        self.face.club.colours.brand.clone()
    }

    fn spark(&self) -> String {
        self.face.club.colours.spark.clone()
    }

    fn club(&self) -> String {
        self.face.club.name.clone()
    }

    fn code(&self) -> String {
        self.language.code().to_owned()
    }
}

/// The list to be signed at the door, by name, with lines for those who come without a word.
pub fn roster(setting: &Setting<'_>, comers: &[Comer]) -> Roster {
    let head = [("Nom", "Name"), ("Organisation", "Organisation"), ("Signature", "Signature")];
    let row = |comer: &Comer| vec![comer.name.clone(), comer.organisation.clone(), String::new()];
    let spare = std::iter::repeat_n(vec![String::new(); head.len()], SPARE);
    let notice = setting.say(
        "Cette feuille sert à savoir qui était là\u{a0}; ce que deviennent vos données\u{a0}:",
        "This sheet tells who was there; what becomes of your data:",
    );
    Roster {
        language: setting.code(),
        over: format!("{} · {}", setting.club(), setting.say("Feuille d’émargement", "Sign-in sheet")),
        title: setting.event.title.clone(),
        lines: setting.facts(),
        head: head.into_iter().map(|(fr, en)| setting.say(fr, en).to_owned()).collect(),
        widths: vec![4, 4, 3],
        rows: comers.iter().map(row).chain(spare).collect(),
        brand: setting.brand(),
        foot: format!("{notice} {}{NOTICE}", setting.site),
    }
}

/// The sign for the door.
pub fn sign(setting: &Setting<'_>, poster: &CheckInPoster) -> Sign {
    let shown = format!("{} {}", setting.say("Code\u{a0}:", "Code:"), poster.code);
    Sign {
        language: setting.code(),
        over: setting.club(),
        title: setting.event.title.clone(),
        lines: setting.facts(),
        code: Code {
            url: poster.url.clone(),
            alt: setting
                .say(
                    "Code QR de la page où l’on signale son arrivée",
                    "QR code of the page where one says that one is there",
                )
                .to_owned(),
            words: setting.say("Vous voilà\u{202f}! Scannez-moi.", "There you are! Scan me.").to_owned(),
            shown,
        },
        brand: setting.brand(),
        spark: setting.spark(),
        foot: setting
            .say(
                "Sans téléphone, ou sans inscription\u{202f}? Dites bonjour à l’équipe\u{a0}: elle vous note en trois secondes.",
                "No phone, or not registered? Say hello to the team: they write you down in three seconds.",
            )
            .to_owned(),
    }
}

fn labels_of(comers: &[Comer]) -> Vec<Label> {
    comers.iter().map(|comer| Label { name: comer.name.clone(), under: comer.organisation.clone() }).collect()
}

/// Badges to be cut out.
pub fn badges(setting: &Setting<'_>, comers: &[Comer]) -> Labels {
    Labels {
        language: setting.code(),
        over: setting.club(),
        title: setting.event.title.clone(),
        labels: labels_of(comers),
        brand: setting.brand(),
    }
}

/// Certificates for those who were there, as of today.
pub fn certificates(setting: &Setting<'_>, comers: &[Comer], today: NaiveDate) -> Certificates {
    let club = setting.club();
    let on = day_of(today, setting.language);
    let title = &setting.event.title;
    let (before, told) = match setting.language {
        Language::Fr => (format!("{club} atteste que"), format!("a participé à «\u{a0}{title}\u{a0}»,")),
        Language::En => (format!("{club} certifies that"), format!("took part in “{title}”,")),
    };
    Certificates {
        language: setting.code(),
        over: club.clone(),
        title: setting.say("Attestation de présence", "Certificate of attendance").to_owned(),
        before,
        people: labels_of(comers),
        lines: std::iter::once(told).chain(setting.facts()).collect(),
        made: match setting.language {
            Language::Fr => format!("Fait le {on}."),
            Language::En => format!("Made on {on}."),
        },
        signed: match setting.language {
            Language::Fr => format!("Pour {club}\u{a0}:"),
            Language::En => format!("For {club}:"),
        },
        brand: setting.brand(),
        spark: setting.spark(),
        foot: setting.site.to_owned(),
    }
}
