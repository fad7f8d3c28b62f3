//! The pages that the club's terms become, in words. Pure.

pub mod accessibility;
pub mod notice;
pub mod register;
pub mod retention;

use kernel::problem::{Language, say};

use super::schema::{PageSection, Terms};
use crate::features::club::ClubSettings;

/// What the pages are made of.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub club: &'a ClubSettings,
    pub terms: &'a Terms,
    pub language: Language,
}

impl<'a> Ground<'a> {
    /// In the reader's language.
    pub fn say(&self, fr: impl Into<String>, en: impl Into<String>) -> String {
        say(fr, en).in_language(self.language).to_owned()
    }

    pub fn section(&self, key: &str, title: (&str, &str), paragraphs: Vec<String>, items: Vec<String>) -> PageSection {
        let paragraphs = paragraphs.into_iter().filter(|text| !text.trim().is_empty()).collect();
        PageSection { key: key.to_owned(), title: self.say(title.0, title.1), paragraphs, items }
    }

    /// Who answers for the data.
    pub fn controller(&self) -> &'a str {
        given(&self.terms.controller, &self.club.name)
    }

    /// Whom one writes to about data; may be empty.
    pub fn contact(&self) -> &'a str {
        given(&self.terms.dpo, given(&self.club.privacy_contact, &self.club.contact_email))
    }

    pub fn months(&self, months: u32) -> String {
        match months {
            1 => self.say("un mois", "one month"),
            12 => self.say("un an", "one year"),
            many if many % 12 == 0 => self.say(format!("{} ans", many / 12), format!("{} years", many / 12)),
            many => self.say(format!("{many} mois"), format!("{many} months")),
        }
    }
}

/// The first of two that says something.
pub fn given<'a>(said: &'a str, otherwise: &'a str) -> &'a str {
    if said.trim().is_empty() { otherwise.trim() } else { said.trim() }
}

#[cfg(test)]
mod tests {
    use kernel::trade::Licence;

    use super::*;

    pub fn club() -> ClubSettings {
        ClubSettings {
            name: "Le Maillon vert".to_owned(),
            brand: "#0F5C43".to_owned(),
            time_zone: chrono_tz::Europe::Paris,
            cadence_months: 3,
            soon_days: 30,
            newsletter_counts: true,
            demo: false,
            look_ups: true,
            join_open: true,
            join_words: String::new(),
            charter_words: String::new(),
            directory_open: true,
            directory_licence: Licence::Lov2,
            language: Language::Fr,
            privacy_contact: "dpo@syndicat.example".to_owned(),
            second_factor_required: false,
            address: "1 place de l’Exemple".to_owned(),
            contact_email: String::new(),
            sheets_a_year: 20,
            meetings_a_year: 2,
        }
    }

    #[test]
    fn periods_are_said_as_people_say_them() {
        let (club, terms) = (club(), Terms::default());
        let ground = Ground { club: &club, terms: &terms, language: Language::Fr };
        assert_eq!([1, 6, 12, 36].map(|months| ground.months(months)), ["un mois", "6 mois", "un an", "3 ans"]);
        assert_eq!((ground.controller(), ground.contact()), ("Le Maillon vert", "dpo@syndicat.example"));
    }
}
