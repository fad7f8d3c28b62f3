//! Events on paper: set anew for whoever wants it, one document at a time, and kept nowhere: people stand on it.

use std::sync::Arc;

use documents::pdf::PdfFailure;
use kernel::{
    problem::{Problem, say},
    trade::RegistrationState,
    words::{fold, name_key},
};
use platform::{House, mill::Mill, web::Download};
use tables::{event, registration};
use uuid::Uuid;

use super::{
    super::{
        calendar,
        paper::{self, Comer, Setting},
        rules,
        schema::papers::EventPaper,
        store::{places, registrations},
    },
    attendance,
};
use crate::features::club;

const PDF: &str = "application/pdf";
/// So many wait until those before them are set.
const QUEUE: usize = 20;
/// Letters of a file's name.
const NAME: usize = 60;

struct Press(Mill);

impl Default for Press {
    fn default() -> Press {
        Press(Mill::of(1, QUEUE))
    }
}

fn busy() -> Problem {
    Problem::unavailable(
        "events.busy",
        say(
            "Trop de documents à mettre en page en même temps. Réessayez dans un instant.",
            "Too many documents to be set at once. Try again shortly.",
        ),
    )
    .retry_in(5)
}

async fn set(
    house: &House,
    name: &str,
    row: &event::Model,
    print: impl FnOnce() -> Result<Vec<u8>, PdfFailure> + Send + 'static,
) -> Result<Download, Problem> {
    let press = house.memo.one::<Press>();
    let bytes = press.0.grind(busy, move || print().map_err(Problem::bug)).await?;
    Ok(Download { bytes, media_type: PDF, file_name: format!("{name}-{}.pdf", file_name(&row.title)) })
}

/// A title as a part of a file's name.
pub fn file_name(title: &str) -> String {
    let name: String = fold(title).replace(' ', "-").chars().take(NAME).collect();
    if name.is_empty() { "rendez-vous".to_owned() } else { name }
}

/// People by name, each with their organisation.
async fn comers(house: &House, mut rows: Vec<registration::Model>) -> Result<Vec<Comer>, Problem> {
    rows.sort_by_cached_key(|row| name_key(&format!("{} {}", row.family_name, row.given_name)));
    let members: Vec<Uuid> = rows.iter().filter_map(|row| row.member_id).collect();
    let names = registrations::names(&house.db.read, &members).await?;
    let comer = |row: registration::Model| Comer {
        name: format!("{} {}", row.given_name, row.family_name).trim().to_owned(),
        organisation: row.member_id.and_then(|id| names.get(&id).cloned()).unwrap_or(row.organisation),
    };
    Ok(rows.into_iter().map(comer).collect())
}

/// What each paper of an event has.
struct Head {
    club: club::ClubSettings,
    face: Arc<club::Face>,
    place: String,
}

impl Head {
    async fn of(house: &House, row: &event::Model) -> Result<Head, Problem> {
        let venue = match row.venue_id {
            Some(id) => places::venue(&house.db.read, id).await?,
            None => None,
        };
        Ok(Head {
            club: club::settings_to_read(house).await?,
            face: club::face(house).await?,
            place: calendar::place(row, venue.as_ref()),
        })
    }

    fn setting<'a>(&'a self, house: &'a House, row: &'a event::Model) -> Setting<'a> {
        Setting {
            face: &self.face,
            event: row,
            place: &self.place,
            language: self.club.language,
            site: &house.settings.base_url,
        }
    }
}

/// A paper of an event, for the team.
pub async fn print(house: &House, row: &event::Model, form: EventPaper) -> Result<Download, Problem> {
    let head = Head::of(house, row).await?;
    let setting = head.setting(house, row);
    let mut rows = registrations::of_event(&house.db.read, row.id, Some(RegistrationState::Registered)).await?;
    match form {
        EventPaper::SignIn => {
            let roster = paper::roster(&setting, &comers(house, rows).await?);
            set(house, "emargement", row, move || roster.set()).await
        }
        EventPaper::Door => {
            let sign = paper::sign(&setting, &attendance::poster(house, row));
            set(house, "accueil", row, move || sign.set()).await
        }
        EventPaper::Badges => {
            let badges = paper::badges(&setting, &comers(house, rows).await?);
            set(house, "badges", row, move || badges.set()).await
        }
        EventPaper::Certificates => {
            rows.retain(|row| row.attended_at.is_some());
            certify(house, &head, row, rows).await
        }
    }
}

/// The certificate of one person who was there.
pub async fn certificate(house: &House, row: &registration::Model, of: &event::Model) -> Result<Download, Problem> {
    let head = Head::of(house, of).await?;
    let there: Vec<registration::Model> = row.attended_at.map(|_| row.clone()).into_iter().collect();
    certify(house, &head, of, there).await
}

async fn certify(
    house: &House,
    head: &Head,
    row: &event::Model,
    there: Vec<registration::Model>,
) -> Result<Download, Problem> {
    if there.is_empty() {
        return Err(rules::not_there());
    }
    let today = head.club.today(house.now());
    let certificates = paper::certificates(&head.setting(house, row), &comers(house, there).await?, today);
    set(house, "attestation", row, move || certificates.set()).await
}
