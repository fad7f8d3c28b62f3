//! The mails of joining. The one that proves an address may reach a stranger: nothing that was typed is in it.

use kernel::problem::{Language, Problem};
use platform::{
    Work,
    mail::{self, Letter, Message},
};
use sea_orm::{ColumnTrait, Condition};
use tables::{delivery, join_request, member};
use uuid::Uuid;

use super::schema::{JoinApplicant, JoinReview};
use crate::features::{accounts::Seat, club};

struct Words {
    subject: String,
    paragraphs: Vec<String>,
    button: Option<(String, String)>,
    footer: &'static str,
}

struct To<'a> {
    purpose: &'static str,
    address: &'a str,
    name: String,
    person_id: Option<Uuid>,
    members: Vec<Uuid>,
    confidential: bool,
    dedupe_key: String,
}

async fn post(work: &Work, language: Language, to: To<'_>, words: Words) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?;
    let greeting = match (language, to.name.is_empty()) {
        (Language::Fr, true) => "Bonjour,".to_owned(),
        (Language::Fr, false) => format!("Bonjour {},", to.name),
        (Language::En, true) => "Hello,".to_owned(),
        (Language::En, false) => format!("Hello {},", to.name),
    };
    let footer = [club.address.trim(), words.footer].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let letter = Letter {
        language,
        title: words.subject.clone(),
        paragraphs: [vec![greeting], words.paragraphs].concat(),
        button: words.button,
        footer: footer.join("\n"),
        notice: Some(page(work, club::NOTICE)),
    };
    let (html, text) = mail::layout(&club.name, &club.brand, &letter)?;
    let message = Message {
        purpose: to.purpose,
        to_address: to.address.to_owned(),
        to_name: to.name,
        person_id: to.person_id,
        members: to.members,
        subject: words.subject,
        html,
        text,
        dedupe_key: Some(to.dedupe_key),
        confidential: to.confidential,
    };
    mail::post(work, message).await.map(|_| ())
}

fn page(work: &Work, path: &str) -> String {
    format!("{}{path}", work.house.settings.base_url)
}

fn language_of(row: &join_request::Model) -> Language {
    Language::accepted(&row.language)
}

/// The link that proves the address. It may be a stranger's: no name, no word of the form. It is confidential: whoever
/// reads the ledger must not prove it for them.
pub async fn proof(work: &Work, row: &join_request::Model, token: &str) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?.name;
    let url = page(work, &format!("/adherer/confirmer#{token}"));
    let language = language_of(row);
    let words = match language {
        Language::Fr => Words {
            subject: format!("Confirmez votre demande d’adhésion à {club}"),
            paragraphs: vec![
                format!("Une demande d’adhésion à {club} vient d’être remplie avec cette adresse."),
                "Si c’est vous, confirmez-la : elle part alors à l’équipe du club, qui vous répond par e-mail. Ce lien est valable 48 heures.".to_owned(),
            ],
            button: Some(("Relire et confirmer".to_owned(), url)),
            footer: "Si vous n’avez rien demandé, ignorez ce message : sans confirmation, la demande est effacée.",
        },
        Language::En => Words {
            subject: format!("Confirm your request to join {club}"),
            paragraphs: vec![
                format!("A request to join {club} was just filled in with this address."),
                "If it was you, confirm it: it then goes to the club’s team, who answer by e-mail. This link is good for 48 hours.".to_owned(),
            ],
            button: Some(("Review and confirm".to_owned(), url)),
            footer: "If you did not ask for this, ignore this message: a request that nobody confirms is deleted.",
        },
    };
    let applicant: JoinApplicant = serde_json::from_value(row.applicant.clone())?;
    let to = To {
        purpose: "join_proof",
        address: &applicant.email,
        name: String::new(),
        person_id: None,
        members: Vec::new(),
        confidential: true,
        dedupe_key: format!("join.proof:{}", row.id),
    };
    post(work, language, to, words).await
}

/// Tells the club that somebody waits, where it named an address for this.
pub async fn waiting(work: &Work, id: Uuid, told: &JoinReview) -> Result<(), Problem> {
    let address = club::settings(work.tx()).await?.contact_email;
    if address.is_empty() {
        return Ok(());
    }
    let place = if told.in_territory { "" } else { " (hors du territoire)" };
    let words = Words {
        subject: format!("Demande d’adhésion : {}", told.organisation),
        paragraphs: vec![format!(
            "{} demande à rejoindre le club pour « {} »{place}. L’adresse est confirmée : la demande attend votre réponse.",
            told.person, told.organisation
        )],
        button: Some(("Voir la demande".to_owned(), page(work, "/adhesions"))),
        footer: "Vous recevez ce message parce que cette adresse est celle du contact du club.",
    };
    let to = To {
        purpose: "join_waiting",
        address: &address,
        name: String::new(),
        person_id: None,
        members: Vec::new(),
        confidential: false,
        dedupe_key: format!("join.waiting:{id}"),
    };
    post(work, Language::Fr, to, words).await
}

/// Welcome, and the way in.
pub async fn approved(
    work: &Work,
    row: &join_request::Model,
    member: &member::Model,
    applicant: &JoinApplicant,
    seat: &Seat,
) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?.name;
    let language = language_of(row);
    let words = match language {
        Language::Fr => Words {
            subject: format!("Bienvenue dans {club}"),
            paragraphs: vec![
                format!("« {} » est maintenant membre de {club}. Merci de nous rejoindre !", member.name),
                "Vous en êtes la personne responsable : relisez sa fiche, dites ce qui doit être public, invitez vos collègues. Ce lien vous connecte ; il est valable sept jours et ne sert qu’une fois. Ensuite, la page de connexion vous en envoie un autre quand vous voulez.".to_owned(),
            ],
            button: Some(("Ouvrir mon espace".to_owned(), seat.link.clone())),
            footer: "Vous recevez ce message parce que vous avez demandé à rejoindre le club.",
        },
        Language::En => Words {
            subject: format!("Welcome to {club}"),
            paragraphs: vec![
                format!("“{}” is now a member of {club}. Thank you for joining us!", member.name),
                "You look after it: check its record, say what may be public, invite your colleagues. This link signs you in; it is good for seven days, once. After that, the sign-in page sends you another whenever you like.".to_owned(),
            ],
            button: Some(("Open my space".to_owned(), seat.link.clone())),
            footer: "You receive this message because you asked to join the club.",
        },
    };
    let to = To {
        purpose: "join_approved",
        address: &applicant.email,
        name: name_of(applicant),
        person_id: Some(seat.person_id),
        members: vec![member.id],
        confidential: true,
        dedupe_key: format!("join.approved:{}", row.id),
    };
    post(work, language, to, words).await
}

/// No, and why, in the team's words.
pub async fn refused(
    work: &Work,
    row: &join_request::Model,
    organisation: &str,
    applicant: &JoinApplicant,
    reason: &str,
) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?;
    let language = language_of(row);
    let words = match language {
        Language::Fr => Words {
            subject: format!("Votre demande d’adhésion à {}", club.name),
            paragraphs: vec![
                format!(
                    "L’équipe de {} ne peut pas donner suite à la demande de « {organisation} ». Voici ce qu’elle vous dit :",
                    club.name
                ),
                reason.to_owned(),
            ],
            button: None,
            footer: "Vous recevez ce message parce que vous avez demandé à rejoindre le club.",
        },
        Language::En => Words {
            subject: format!("Your request to join {}", club.name),
            paragraphs: vec![
                format!(
                    "The team of {} can’t take in the request of “{organisation}”. This is what they say:",
                    club.name
                ),
                reason.to_owned(),
            ],
            button: None,
            footer: "You receive this message because you asked to join the club.",
        },
    };
    let to = To {
        purpose: "join_refused",
        address: &applicant.email,
        name: name_of(applicant),
        person_id: None,
        members: Vec::new(),
        confidential: false,
        dedupe_key: format!("join.refused:{}", row.id),
    };
    post(work, language, to, words).await
}

/// Mails about these requests are nobody's any more.
pub async fn forget(work: &Work, requests: &[Uuid]) -> Result<(), Problem> {
    let about = |id: &Uuid| ["proof", "waiting", "refused"].map(|what| format!("join.{what}:{id}"));
    let keys: Vec<String> = requests.iter().flat_map(about).collect();
    mail::forget(work, Condition::all().add(delivery::Column::DedupeKey.is_in(keys))).await
}

fn name_of(applicant: &JoinApplicant) -> String {
    format!("{} {}", applicant.given_name, applicant.family_name)
}
