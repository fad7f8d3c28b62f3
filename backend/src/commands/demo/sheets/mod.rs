//! Practice sheets of the invented club: most are published, one stands in each other state, and one waits for the answers
//! to its ten questions.

mod advice;
mod experiences;
mod told;

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use kernel::{
    ids::new_id,
    problem::{Problem, say},
    words::name_key,
};
use platform::{
    Work,
    secrets::{fingerprint, random_bytes},
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;
use tables::{
    practice_confirmation, practice_interview, practice_keyword, practice_partner, practice_sheet, practice_version,
};
use uuid::Uuid;

use self::{
    advice::ADVICE,
    experiences::EXPERIENCES,
    told::{Counted, Stands, Step, Told},
};
use super::plan::{Organisation, Plan};
use crate::features::practice_sheets::{
    self, Figure, FigureValue, PlanStep, SheetCommune, SheetContact, SheetContent, SheetMeans, SheetPartner,
    SheetState, Snapshot,
};

/// The controlled list, each word with what else it is called.
const KEYWORDS: [(&str, &[&str]); 12] = [
    ("Bénévoles", &[]),
    ("Compost", &["Composteur"]),
    ("Déchets verts", &["Branches", "Tontes"]),
    ("Écoles", &["Cantines scolaires"]),
    ("Fêtes", &["Événements", "Manifestations"]),
    ("Gaspillage alimentaire", &["Restes"]),
    ("Jardin au naturel", &["Zéro phyto"]),
    ("Papier", &[]),
    ("Réemploi", &["Seconde main"]),
    ("Réparation", &["Repair Café"]),
    ("Textiles", &["Couture"]),
    ("Vrac et consigne", &[]),
];

/// The questions were sent so many days ago, and are good for so many.
const ASKED: u64 = 9;
const VALID: u64 = 60;

pub async fn write(work: &Work, plan: &Plan, ids: &[Uuid], topics: &[Uuid]) -> Result<(), Problem> {
    let keywords = write_keywords(work).await?;
    let mut shown = Vec::new();
    for told in EXPERIENCES.iter().chain(&ADVICE) {
        let sheet = Writing { work, plan, ids, topics, keywords: &keywords, told };
        shown.push(sheet.write().await?);
    }
    practice_sheets::find_again(work, &shown).await
}

async fn write_keywords(work: &Work) -> Result<HashMap<&'static str, Uuid>, Problem> {
    let mut by_name = HashMap::new();
    let word = |name: &str, alias_of: Option<Uuid>| practice_keyword::Model {
        id: new_id(),
        name: name.to_owned(),
        name_key: name_key(name),
        alias_of,
        revision: 1,
    };
    for (name, aliases) in KEYWORDS {
        let row = word(name, None);
        by_name.insert(name, row.id);
        // The word stands before its aliases do.
        let rows = std::iter::once(row.clone()).chain(aliases.iter().copied().map(|alias| word(alias, Some(row.id))));
        for row in rows {
            practice_keyword::Entity::insert(row.into_active_model().reset_all())
                .exec_without_returning(work.tx())
                .await?;
        }
    }
    Ok(by_name)
}

/// A text as French is set.
fn set(text: &str) -> String {
    say(text, "").fr
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    (day.and_time(NaiveTime::MIN) + TimeDelta::hours(9)).and_utc()
}

/// One sheet on its way into the database.
struct Writing<'a> {
    work: &'a Work,
    plan: &'a Plan,
    ids: &'a [Uuid],
    topics: &'a [Uuid],
    keywords: &'a HashMap<&'static str, Uuid>,
    told: &'static Told,
}

impl Writing<'_> {
    /// Whose experience it is.
    fn member(&self) -> Option<(&Organisation, Uuid)> {
        let (kind, number) = self.told.of?;
        let all = self.plan.members.iter().zip(self.ids).filter(|(one, _)| one.kind == kind);
        all.map(|(one, id)| (one, *id)).nth(number)
    }

    fn ago(&self, days: u64) -> NaiveDate {
        self.plan.today - Days::new(days)
    }

    async fn write(&self) -> Result<Uuid, Problem> {
        let (told, work) = (self.told, self.work);
        let member = self.member();
        let (state, published_on) = match told.stands {
            Stands::Draft | Stands::Interview => (SheetState::Draft, None),
            Stands::Submitted => (SheetState::Submitted, None),
            Stands::InReview => (SheetState::InReview, None),
            Stands::Published(ago) => (SheetState::Published, Some(self.ago(ago))),
            Stands::Archived(ago) => (SheetState::Archived, Some(self.ago(ago))),
        };
        let begun = morning(published_on.unwrap_or(self.plan.today) - Days::new(21));
        let (_, by_id, by_name) = work.by.caller.signature();
        let content = self.content(member.map(|(one, _)| one));
        let title = set(told.title);
        let partners: Vec<SheetPartner> =
            told.partners.iter().map(|name| SheetPartner { member_id: None, name: set(name) }).collect();
        let row = practice_sheet::Model {
            id: new_id(),
            kind: told.kind.as_str().to_owned(),
            state: state.as_str().to_owned(),
            title_key: name_key(&title),
            title,
            member_id: member.map(|(_, id)| id),
            content: serde_json::to_value(&content)?,
            version: i64::from(published_on.is_some()),
            published_revision: published_on.map(|_| 2),
            published_on,
            updated_on: published_on,
            review_due_on: published_on.map(practice_sheets::review_due),
            created_by: by_id,
            created_by_name: by_name,
            revision: 2,
            created_at: begun,
            updated_at: published_on.map_or(begun, morning),
        };
        practice_sheet::Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(work.tx())
            .await?;
        for (position, partner) in (1..).zip(&partners) {
            let partner = practice_partner::Model {
                id: new_id(),
                sheet_id: row.id,
                position,
                member_id: None,
                name: partner.name.clone(),
            };
            practice_partner::Entity::insert(partner.into_active_model().reset_all())
                .exec_without_returning(work.tx())
                .await?;
        }
        if let Some(day) = published_on {
            self.publish(&row, content, partners, morning(day)).await?;
        }
        if let Some((one, _)) = member.filter(|_| published_on.is_some() || told.stands == Stands::InReview) {
            self.confirm(&row, one, published_on.map(morning)).await?;
        }
        if told.stands == Stands::Interview {
            self.ask(row.id).await?;
        }
        Ok(row.id)
    }

    fn content(&self, member: Option<&Organisation>) -> SheetContent {
        let told = self.told;
        let year = self.plan.today.year();
        let figure = |one: &Counted| Figure {
            label: set(one.label),
            unit: one.unit.to_owned(),
            target: one.target,
            values: one.values.iter().map(|(ago, value)| FigureValue { year: year - ago, value: *value }).collect(),
        };
        let step = |one: &Step| {
            let month = |month: u32| format!("{}-{month:02}", year - one.years_ago);
            PlanStep { from: month(one.from), until: one.until.map(month), label: set(one.label) }
        };
        let commune = member.and_then(|one| places::places().commune(one.commune));
        let person = member.and_then(|one| one.people.first());
        SheetContent {
            summary: set(told.summary),
            sections: told.sections.iter().map(|(key, text)| ((*key).to_owned(), set(text))).collect(),
            figures: told.figures.iter().map(figure).collect(),
            planning: told.planning.iter().map(step).collect(),
            means: SheetMeans { fte: told.fte, euros: told.euros },
            keywords: told.keywords.iter().filter_map(|name| self.keywords.get(name).copied()).collect(),
            topics: self.topics.get(told.topic).copied().into_iter().collect(),
            axes: told.axes.to_vec(),
            publics: told.publics.to_vec(),
            communes: commune
                .map(|place| SheetCommune { insee_code: place.insee_code.to_owned(), name: place.name.to_owned() })
                .into_iter()
                .collect(),
            contact: person
                .map(|person| SheetContact {
                    name: format!("{} {}", person.given, person.family),
                    email: person.email.clone().unwrap_or_default(),
                    phone: String::new(),
                })
                .unwrap_or_default(),
            external_url: None,
        }
    }

    /// What anyone reads of it.
    async fn publish(
        &self,
        row: &practice_sheet::Model,
        content: SheetContent,
        partners: Vec<SheetPartner>,
        at: DateTime<Utc>,
    ) -> Result<(), Problem> {
        let keywords = self.told.keywords.iter().map(|name| (*name).to_owned()).collect();
        let snapshot = Snapshot { title: row.title.clone(), content, partners, media: Vec::new(), keywords };
        let version = practice_version::Model {
            id: new_id(),
            sheet_id: row.id,
            number: row.version,
            content: serde_json::to_value(snapshot)?,
            note: String::new(),
            by_id: row.created_by,
            by_name: row.created_by_name.clone(),
            published_at: at,
        };
        practice_version::Entity::insert(version.into_active_model().reset_all())
            .exec_without_returning(self.work.tx())
            .await?;
        Ok(())
    }

    /// The member said by phone that it is right, the day before; or is asked still.
    async fn confirm(
        &self,
        row: &practice_sheet::Model,
        member: &Organisation,
        published_at: Option<DateTime<Utc>>,
    ) -> Result<(), Problem> {
        let name = member.people.first().map(|main| format!("{} {}", main.given, main.family)).unwrap_or_default();
        let answered_at = published_at.map(|at| at - TimeDelta::days(1));
        let confirmation = practice_confirmation::Model {
            id: new_id(),
            sheet_id: row.id,
            contact_id: None,
            delivery_id: None,
            state: if answered_at.is_some() { "confirmed" } else { "asked" }.to_owned(),
            way: answered_at.map(|_| "phone".to_owned()),
            sheet_revision: row.revision,
            name,
            words: String::new(),
            token_hash: None,
            until_at: None,
            asked_at: answered_at.unwrap_or(row.updated_at),
            answered_at,
        };
        practice_confirmation::Entity::insert(confirmation.into_active_model().reset_all())
            .exec_without_returning(self.work.tx())
            .await?;
        Ok(())
    }

    /// The ten questions, whose link nobody has opened yet.
    async fn ask(&self, sheet: Uuid) -> Result<(), Problem> {
        let asked_at = morning(self.ago(ASKED));
        let interview = practice_interview::Model {
            id: new_id(),
            sheet_id: sheet,
            contact_id: None,
            delivery_id: None,
            answers: json!([]),
            token_hash: fingerprint(&hex::encode(random_bytes::<32>())),
            until_at: asked_at + Days::new(VALID),
            asked_at,
            answered_at: None,
        };
        practice_interview::Entity::insert(interview.into_active_model().reset_all())
            .exec_without_returning(self.work.tx())
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::practice_sheets::SheetKind;

    #[test]
    fn every_word_of_a_sheet_is_of_the_list_and_every_experience_a_members() {
        for told in EXPERIENCES.iter().chain(&ADVICE) {
            for keyword in told.keywords {
                assert!(KEYWORDS.iter().any(|(name, _)| name == keyword), "{keyword}");
            }
            assert!(told.summary.chars().count() <= 300, "{}", told.title);
            assert_eq!(told.of.is_some(), told.kind == SheetKind::GoodPractice, "{}", told.title);
        }
    }

    #[test]
    fn most_are_published_and_one_stands_in_each_other_state() {
        let stands: Vec<Stands> = EXPERIENCES.iter().chain(&ADVICE).map(|told| told.stands).collect();
        let published = stands.iter().filter(|one| matches!(one, Stands::Published(_))).count();
        assert_eq!(published, 12);
        for state in [Stands::Draft, Stands::Interview, Stands::Submitted, Stands::InReview, Stands::Archived(1100)] {
            assert_eq!(stands.iter().filter(|one| **one == state).count(), 1, "{state:?}");
        }
    }
}
