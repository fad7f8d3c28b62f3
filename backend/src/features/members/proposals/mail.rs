//! The mail to whoever asked: what was decided of each field, and why.

use kernel::{
    problem::{Language, Problem},
    trade::Verdict,
};
use platform::{
    Work,
    mail::{self, Letter, Message},
};
use tables::{proposal, proposal_field};
use uuid::Uuid;

use super::{super::store as members, ask::REPLACES, store, values::Telling, words};
use crate::features::{accounts::AccountLanguage, club};

/// Who asked, and where they are told.
struct WhoAsked {
    email: String,
    name: String,
    person_id: Option<Uuid>,
    language: Language,
    signs_in: bool,
}

/// Nobody once the account is gone or closed, or the letter's address was forgotten.
async fn who_asked(work: &Work, row: &proposal::Model) -> Result<Option<WhoAsked>, Problem> {
    if let Some(id) = row.by_id {
        let known = store::asker(work.tx(), id).await?.filter(|(account, _)| account.disabled_at.is_none());
        return Ok(known.map(|(account, person)| WhoAsked {
            email: account.email,
            name: format!("{} {}", person.given_name, person.family_name).trim().to_owned(),
            person_id: Some(person.id),
            language: AccountLanguage::of(&person.language).spoken(),
            signs_in: true,
        }));
    }
    let Some(id) = row.delivery_id else { return Ok(None) };
    let known = store::letter(work.tx(), id).await?.filter(|(letter, _)| letter.to_address.contains('@'));
    Ok(known.map(|(letter, person)| WhoAsked {
        email: letter.to_address,
        name: letter.to_name,
        language: person.as_ref().map_or_else(Language::default, |person| Language::accepted(&person.language)),
        person_id: person.map(|person| person.id),
        signs_in: false,
    }))
}

/// Writes it into the ledger; nothing for whoever can't be told any more.
pub async fn decided(work: &Work, row: &proposal::Model, fields: &[proposal_field::Model]) -> Result<(), Problem> {
    let Some(WhoAsked { email, name, person_id, language, signs_in }) = who_asked(work, row).await? else {
        return Ok(());
    };
    let member = members::find(work.tx(), row.member_id).await?.ok_or_else(Problem::not_found)?;
    let club = club::settings(work.tx()).await?;
    let telling = Telling::of(work.tx()).await?;
    let say = |fr: String, en: String| if language == Language::Fr { fr } else { en };
    let line = |field: &proposal_field::Model| {
        let name = words::field(&field.field, telling.name(&field.field).as_deref(), language);
        let value = |value| words::value(&field.field, &telling.told(&field.field, value), language);
        let change = format!("{} → {}", value(field.before.as_ref()), value(field.after.as_ref()));
        let reason = field.reason.as_ref().map(|reason| format!("\n« {reason} »")).unwrap_or_default();
        match language {
            Language::Fr => format!("{name}\u{202f}: {change}{reason}"),
            Language::En => format!("{name}: {change}{reason}"),
        }
    };
    // In whose place somebody comes is nothing that one reads.
    let of = |verdict| fields.iter().filter(move |field| field.verdict == verdict && field.field != REPLACES);
    let (accepted, refused) = (of(Verdict::Accepted).count(), of(Verdict::Refused).count());
    let greeting = match (language, name.is_empty()) {
        (Language::Fr, true) => "Bonjour,".to_owned(),
        (Language::Fr, false) => format!("Bonjour {name},"),
        (Language::En, true) => "Hello,".to_owned(),
        (Language::En, false) => format!("Hello {name},"),
    };
    let mut paragraphs = vec![
        greeting,
        say(
            format!("Vous aviez demandé de modifier la fiche de {}. L’équipe du club vous répond.", member.name),
            format!("You asked to change the record of {}. The club’s team answers.", member.name),
        ),
    ];
    let sections = [
        (Verdict::Accepted, say("C’est fait".to_owned(), "Done".to_owned())),
        (Verdict::Refused, say("Ce qui n’a pas été retenu".to_owned(), "Not taken up".to_owned())),
    ];
    for (verdict, title) in sections {
        let lines: Vec<String> = of(verdict).map(line).collect();
        if !lines.is_empty() {
            paragraphs.push(format!("{title}\n{}", lines.join("\n")));
        }
    }
    let subject = match (accepted, refused) {
        (_, 0) => say(
            format!("Votre demande est acceptée — {}", member.name),
            format!("Your request is accepted — {}", member.name),
        ),
        (0, _) => {
            say(format!("Réponse à votre demande — {}", member.name), format!("About your request — {}", member.name))
        }
        _ => say(
            format!("Votre demande est acceptée en partie — {}", member.name),
            format!("Your request is accepted in part — {}", member.name),
        ),
    };
    let url = format!("{}/mon-espace/{}", work.house.settings.base_url, member.id);
    let why = say(
        "Vous recevez ce message parce que vous avez demandé cette modification.".to_owned(),
        "You receive this message because you asked for this change.".to_owned(),
    );
    let footer = [club.address.trim(), &why].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let letter = Letter {
        language,
        title: subject.clone(),
        paragraphs,
        button: signs_in.then(|| (say("Voir ma fiche".to_owned(), "See my record".to_owned()), url)),
        footer: footer.join("\n"),
        notice: Some(format!("{}{}", work.house.settings.base_url, club::NOTICE)),
    };
    let (html, text) = mail::layout(&club.name, &club.brand, &letter)?;
    let message = Message {
        purpose: "proposal_decided",
        to_address: email,
        to_name: name,
        person_id,
        members: vec![member.id],
        subject,
        html,
        text,
        dedupe_key: Some(format!("proposal:{}", row.id)),
        confidential: false,
    };
    mail::post(work, message).await?;
    Ok(())
}
