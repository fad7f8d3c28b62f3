//! The two letters: one asks whether what is said is right, the other asks the ten questions. Both are confidential:
//! whoever reads the ledger must not answer for them.

use kernel::problem::{Language, Problem};
use platform::{
    Work,
    mail::{self, Letter, Message},
};
use tables::practice_sheet;
use uuid::Uuid;

use crate::features::{
    club::{ClubSettings, NOTICE},
    members::Addressee,
};

/// Where the links lead.
const CONFIRMATION: &str = "/relire-ma-fiche";
const INTERVIEW: &str = "/raconter-mon-action";

struct Words {
    subject: String,
    paragraphs: Vec<String>,
    button: &'static str,
    reason: &'static str,
}

/// Asks the member whether what the sheet says of it is right; gives the delivery.
pub async fn ask_confirmation(
    work: &Work,
    club: &ClubSettings,
    sheet: &practice_sheet::Model,
    member: Uuid,
    to: &Addressee,
    token: &str,
) -> Result<Uuid, Problem> {
    let words = match to.language {
        Language::Fr => Words {
            subject: format!("« {} » : tout est juste ?", sheet.title),
            paragraphs: vec![
                format!("{} a écrit une fiche sur ce que vous avez fait : « {} ».", club.name, sheet.title),
                "Avant de la publier, nous aimerions que vous la relisiez : il suffit de dire que tout est juste, ou ce qui ne l’est pas. Pas de mot de passe ; ce lien est valable 60 jours.".to_owned(),
            ],
            button: "Relire la fiche",
            reason: "Vous recevez ce message parce que le club veut publier une fiche sur une action de votre organisation.",
        },
        Language::En => Words {
            subject: format!("“{}”: is all of it right?", sheet.title),
            paragraphs: vec![
                format!("{} wrote a sheet about what you did: “{}”.", club.name, sheet.title),
                "Before it is published, we would like you to read it: just say that all is right, or what is not. No password; this link is good for 60 days.".to_owned(),
            ],
            button: "Read the sheet",
            reason: "You receive this message because the club wants to publish a sheet about something your organisation did.",
        },
    };
    post(work, club, to, member, words, "practice_confirmation", &format!("{CONFIRMATION}#{token}")).await
}

/// Asks the ten questions; gives the delivery.
pub async fn ask_interview(
    work: &Work,
    club: &ClubSettings,
    sheet: &practice_sheet::Model,
    member: Uuid,
    to: &Addressee,
    token: &str,
) -> Result<Uuid, Problem> {
    let words = match to.language {
        Language::Fr => Words {
            subject: format!("Racontez-nous : « {} »", sheet.title),
            paragraphs: vec![
                format!("{} aimerait faire connaître ce que vous avez fait : « {} ».", club.name, sheet.title),
                "Dix questions courtes, à votre rythme, depuis votre téléphone : ce que vous écrivez se garde tout seul, et vous pouvez ajouter des photos. Nous en faisons une fiche, que vous relirez avant sa publication. Pas de mot de passe ; ce lien est valable 60 jours.".to_owned(),
            ],
            button: "Répondre aux dix questions",
            reason: "Vous recevez ce message parce que le club veut faire connaître une action de votre organisation.",
        },
        Language::En => Words {
            subject: format!("Tell us: “{}”", sheet.title),
            paragraphs: vec![
                format!("{} would like to make known what you did: “{}”.", club.name, sheet.title),
                "Ten short questions, at your own pace, on your phone: what you write is kept by itself, and you can add photos. We make a sheet of it, which you read before it is published. No password; this link is good for 60 days.".to_owned(),
            ],
            button: "Answer the ten questions",
            reason: "You receive this message because the club wants to make known something your organisation did.",
        },
    };
    post(work, club, to, member, words, "practice_interview", &format!("{INTERVIEW}#{token}")).await
}

async fn post(
    work: &Work,
    club: &ClubSettings,
    to: &Addressee,
    member: Uuid,
    words: Words,
    purpose: &'static str,
    link: &str,
) -> Result<Uuid, Problem> {
    let base = &work.house.settings.base_url;
    let greeting = match (to.language, to.name.is_empty()) {
        (Language::Fr, true) => "Bonjour,".to_owned(),
        (Language::Fr, false) => format!("Bonjour {},", to.name),
        (Language::En, true) => "Hello,".to_owned(),
        (Language::En, false) => format!("Hello {},", to.name),
    };
    let footer = [club.address.trim(), words.reason, club.contact_email.trim()];
    let letter = Letter {
        language: to.language,
        title: words.subject.clone(),
        paragraphs: std::iter::once(greeting).chain(words.paragraphs).collect(),
        button: Some((words.button.to_owned(), format!("{base}{link}"))),
        footer: footer.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        notice: Some(format!("{base}{NOTICE}")),
    };
    let (html, text) = mail::layout(&club.name, &club.brand, &letter)?;
    let message = Message {
        purpose,
        to_address: to.email.clone(),
        to_name: to.name.clone(),
        person_id: to.person,
        members: vec![member],
        subject: words.subject,
        html,
        text,
        dedupe_key: None,
        confidential: true,
    };
    mail::post(work, message).await
}
