//! The letter: what the club holds, and one link. It is confidential: whoever reads the ledger must not answer for them.

use kernel::{
    phone::Phone,
    problem::{Language, Problem},
};
use platform::{
    Work,
    mail::{self, Letter, Message},
};
use tables::{campaign, campaign_recipient};
use uuid::Uuid;

use crate::features::{
    club::{ClubSettings, NOTICE},
    members::{Addressee, RecordFacts},
};

/// Asks one member whether its record is right; gives the delivery. A second letter says that it is one.
pub async fn ask(
    work: &Work,
    club: &ClubSettings,
    campaign: &campaign::Model,
    row: &campaign_recipient::Model,
    to: &Addressee,
    record: &RecordFacts,
    token: &str,
) -> Result<Uuid, Problem> {
    let url = format!("{}/toujours-exact#{token}", work.house.settings.base_url);
    let french = to.language == Language::Fr;
    let Words { subject, again, asks, question, button, reason } = words(french, &club.name, &record.name);
    let greeting = match (french, to.name.is_empty()) {
        (true, true) => "Bonjour,".to_owned(),
        (true, false) => format!("Bonjour {},", to.name),
        (false, true) => "Hello,".to_owned(),
        (false, false) => format!("Hello {},", to.name),
    };
    let again = (row.letters > 1).then(|| again.to_owned());
    let of_the_club = Some(campaign.words.clone()).filter(|words| !words.is_empty());
    let paragraphs =
        [Some(greeting), again, of_the_club, Some(asks), Some(facts(record, french)), Some(question.to_owned())];
    let contact = if club.privacy_contact.trim().is_empty() { &club.contact_email } else { &club.privacy_contact };
    let erasing = erasing(contact, french);
    let footer = [club.address.trim(), reason, erasing.as_str()];
    let letter = Letter {
        language: to.language,
        title: subject.clone(),
        paragraphs: paragraphs.into_iter().flatten().collect(),
        button: Some((button.to_owned(), url)),
        footer: footer.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        notice: Some(format!("{}{NOTICE}", work.house.settings.base_url)),
    };
    let id = kernel::ids::new_id();
    let no_more = mail::objection_link(&work.house, id);
    let (html, text) = mail::layout_unasked(&club.name, &club.brand, &letter, &no_more)?;
    let message = Message {
        purpose: "campaign",
        to_address: to.email.clone(),
        to_name: to.name.clone(),
        person_id: to.person,
        members: vec![row.member_id],
        subject,
        html,
        text,
        dedupe_key: Some(format!("campaign:{}:{}", row.id, row.letters)),
        confidential: true,
    };
    mail::post_letter(work, id, message).await
}

struct Words {
    subject: String,
    again: &'static str,
    asks: String,
    question: &'static str,
    button: &'static str,
    reason: &'static str,
}

fn words(french: bool, club: &str, name: &str) -> Words {
    if french {
        return Words {
            subject: format!("« {name} » : c’est toujours exact ?"),
            again: "Nous vous avons écrit il y a quelques jours ; sans doute n’avez-vous pas eu le temps de répondre.",
            asks: format!("Voici ce que {club} sait de « {name} » :"),
            question: "Est-ce toujours exact ? Répondez en dix secondes, sans mot de passe : c’est exact, quelque chose a changé, ou quelqu’un d’autre s’en occupe. Ce lien est valable 30 jours.",
            button: "Répondre",
            reason: "Vous recevez ce message parce que le club connaît votre organisation et tient ses données à jour.",
        };
    }
    Words {
        subject: format!("“{name}”: is this still right?"),
        again: "We wrote to you some days ago; perhaps you did not find the time to answer.",
        asks: format!("This is what {club} holds of “{name}”:"),
        question: "Is it still right? Answer in ten seconds, without a password: it is right, something has changed, or somebody else is in charge. This link is good for 30 days.",
        button: "Answer",
        reason: "You receive this message because the club knows your organisation and keeps its data up to date.",
    }
}

/// What the club holds, a line each.
fn facts(record: &RecordFacts, french: bool) -> String {
    let label = |fr: &'static str, en: &'static str| if french { fr } else { en };
    let colon = if french { "\u{a0}: " } else { ": " };
    let place: Vec<&str> =
        [&record.postal_code, &record.commune].into_iter().filter_map(|part| part.as_deref()).collect();
    let place = Some(place.join(" ")).filter(|place| !place.is_empty());
    let address: Vec<&str> = [&record.street, &place].into_iter().filter_map(|part| part.as_deref()).collect();
    let national = |raw: &String| Phone::parse(raw).map_or_else(|_| raw.clone(), |read| read.phone.national());
    let held = [
        (label("Adresse", "Address"), Some(address.join(", ")).filter(|text| !text.is_empty())),
        (label("Téléphone", "Phone"), record.phone.as_ref().map(national)),
        ("E-mail", record.email.clone()),
        (label("Site", "Website"), record.website.clone()),
    ];
    let nothing = || label("rien", "nothing").to_owned();
    let mut lines: Vec<String> =
        held.into_iter().map(|(label, value)| format!("{label}{colon}{}", value.unwrap_or_else(nothing))).collect();
    lines.extend(record.people.iter().map(|person| match &person.function {
        Some(function) => format!("{} ({function})", person.name),
        None => person.name.clone(),
    }));
    lines.join("\n")
}

fn erasing(contact: &str, french: bool) -> String {
    match (contact.trim(), french) {
        ("", _) => String::new(),
        (contact, true) => format!("Pour faire effacer vos données : {contact}"),
        (contact, false) => format!("To have your data erased: {contact}"),
    }
}
