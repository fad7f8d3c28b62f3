//! The mails of accounts: links and passwords here, addresses and second factors in `notices`. Links carry their token after `#`: it never reaches a server's log.

pub mod notices;

use kernel::problem::Problem;
use platform::{
    Work,
    mail::{self, Letter, Message},
};
use tables::{account, person};

use super::{
    schema::AccountLanguage,
    store::{self, tokens::Purpose},
};
use crate::features::club;

/// What differs from mail to mail.
struct Words {
    purpose: &'static str,
    subject: String,
    paragraphs: Vec<String>,
    button: Option<(String, String)>,
    footer: &'static str,
    confidential: bool,
    dedupe_key: Option<String>,
}

fn is_french(person: &person::Model) -> bool {
    AccountLanguage::of(&person.language) == AccountLanguage::Fr
}

fn greeting(french: bool, name: &str) -> String {
    match (french, name.is_empty()) {
        (true, true) => "Bonjour,".to_owned(),
        (true, false) => format!("Bonjour {name},"),
        (false, true) => "Hello,".to_owned(),
        (false, false) => format!("Hello {name},"),
    }
}

async fn post(work: &Work, account: &account::Model, person: &person::Model, words: Words) -> Result<(), Problem> {
    post_to(work, &account.email, Some(store::full_name(person)), person, words).await
}

/// To an address that need not be the account's; without a name where it may be a stranger's.
async fn post_to(
    work: &Work,
    to_address: &str,
    name: Option<String>,
    person: &person::Model,
    words: Words,
) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?;
    let name = name.unwrap_or_default();
    let mut paragraphs = vec![greeting(is_french(person), &name)];
    paragraphs.extend(words.paragraphs);
    let footer = [club.address.trim(), words.footer].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let letter = Letter {
        language: AccountLanguage::of(&person.language).spoken(),
        title: words.subject.clone(),
        paragraphs,
        button: words.button,
        footer: footer.join("\n"),
        notice: Some(page(work, club::NOTICE)),
    };
    let (html, text) = mail::layout(&club.name, &club.brand, &letter)?;
    mail::post(
        work,
        Message {
            purpose: words.purpose,
            to_address: to_address.to_owned(),
            to_name: name,
            person_id: Some(person.id),
            members: Vec::new(),
            subject: words.subject,
            html,
            text,
            dedupe_key: words.dedupe_key,
            confidential: words.confidential,
        },
    )
    .await?;
    Ok(())
}

fn page(work: &Work, path: &str) -> String {
    format!("{}{path}", work.house.settings.base_url)
}

/// The address that a link leads to.
pub fn address(work: &Work, purpose: Purpose, token: &str) -> String {
    let path = match purpose {
        Purpose::Link => "/connexion/lien",
        Purpose::Reset => "/mot-de-passe/nouveau",
        Purpose::Invitation => "/invitation",
    };
    page(work, &format!("{path}#{token}"))
}

/// A link to sign in, or to choose a new password.
pub async fn link(
    work: &Work,
    account: &account::Model,
    person: &person::Model,
    purpose: Purpose,
    token: &str,
    dedupe_key: Option<String>,
) -> Result<(), Problem> {
    let words = match (purpose, is_french(person)) {
        (Purpose::Reset, true) => Words {
            purpose: "password_reset",
            subject: "Choisir un nouveau mot de passe".to_owned(),
            paragraphs: vec![
                "Vous avez demandé à choisir un nouveau mot de passe. Ce lien est valable une heure et ne sert qu’une fois.".to_owned(),
            ],
            button: Some(("Choisir mon mot de passe".to_owned(), address(work, purpose, token))),
            footer: "Si vous n’avez rien demandé, ignorez ce message\u{202f}: votre mot de passe reste le même.",
            confidential: true,
            dedupe_key,
        },
        (Purpose::Reset, false) => Words {
            purpose: "password_reset",
            subject: "Choose a new password".to_owned(),
            paragraphs: vec!["You asked to choose a new password. This link is good for one hour, once.".to_owned()],
            button: Some(("Choose my password".to_owned(), address(work, purpose, token))),
            footer: "If you did not ask for this, ignore this message: your password stays the same.",
            confidential: true,
            dedupe_key,
        },
        (_, true) => Words {
            purpose: "sign_in_link",
            subject: "Votre lien de connexion".to_owned(),
            paragraphs: vec!["Ce lien vous connecte. Il est valable dix minutes et ne sert qu’une fois.".to_owned()],
            button: Some(("Me connecter".to_owned(), address(work, purpose, token))),
            footer: "Si vous n’avez rien demandé, ignorez ce message\u{202f}: personne ne s’est connecté.",
            confidential: true,
            dedupe_key,
        },
        (_, false) => Words {
            purpose: "sign_in_link",
            subject: "Your sign-in link".to_owned(),
            paragraphs: vec!["This link signs you in. It is good for ten minutes, once.".to_owned()],
            button: Some(("Sign in".to_owned(), address(work, purpose, token))),
            footer: "If you did not ask for this, ignore this message: nobody has signed in.",
            confidential: true,
            dedupe_key,
        },
    };
    post(work, account, person, words).await
}

pub async fn invitation(
    work: &Work,
    account: &account::Model,
    person: &person::Model,
    token: &str,
) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?.name;
    let url = address(work, Purpose::Invitation, token);
    let inviter = work.by.caller.person().map(|inviter| inviter.name.clone()).filter(|name| !name.is_empty());
    let words = if is_french(person) {
        let who = inviter.map_or_else(
            || "Vous êtes invité·e à rejoindre".to_owned(),
            |name| format!("{name} vous invite à rejoindre"),
        );
        Words {
            purpose: "invitation",
            subject: format!("Invitation à rejoindre {club}"),
            paragraphs: vec![
                format!("{who} l’espace de {club}."),
                "Choisissez votre mot de passe, et vous y êtes. Ce lien est valable sept jours et ne sert qu’une fois."
                    .to_owned(),
            ],
            button: Some(("Accepter l’invitation".to_owned(), url)),
            footer: "Vous recevez ce message parce qu’un compte a été préparé pour vous. Si vous n’en voulez pas, ignorez-le\u{202f}: il ne servira à rien.",
            confidential: true,
            dedupe_key: None,
        }
    } else {
        let who =
            inviter.map_or_else(|| "You are invited to join".to_owned(), |name| format!("{name} invites you to join"));
        Words {
            purpose: "invitation",
            subject: format!("Invitation to join {club}"),
            paragraphs: vec![
                format!("{who} the space of {club}."),
                "Choose your password and you are in. This link is good for seven days, once.".to_owned(),
            ],
            button: Some(("Accept the invitation".to_owned(), url)),
            footer: "You receive this message because an account was prepared for you. If you do not want it, ignore it: it will be of no use.",
            confidential: true,
            dedupe_key: None,
        }
    };
    post(work, account, person, words).await
}

/// Tells the holder that the password changed: if it was not them, they learn it here.
pub async fn password_changed(work: &Work, account: &account::Model, person: &person::Model) -> Result<(), Problem> {
    let url = page(work, "/mot-de-passe/oubli");
    let words = if is_french(person) {
        Words {
            purpose: "password_changed",
            subject: "Votre mot de passe a changé".to_owned(),
            paragraphs: vec![
                "Le mot de passe de votre compte vient d’être changé, et vos autres appareils ont été déconnectés."
                    .to_owned(),
                "Si c’est vous, tout va bien. Sinon, choisissez-en un nouveau sans attendre et prévenez-nous."
                    .to_owned(),
            ],
            button: Some(("Ce n’est pas moi".to_owned(), url)),
            footer: "Ce message est envoyé à chaque changement de mot de passe.",
            confidential: false,
            dedupe_key: None,
        }
    } else {
        Words {
            purpose: "password_changed",
            subject: "Your password has changed".to_owned(),
            paragraphs: vec![
                "The password of your account was just changed, and your other devices were signed out.".to_owned(),
                "If it was you, all is well. If not, choose a new one at once and tell us.".to_owned(),
            ],
            button: Some(("It was not me".to_owned(), url)),
            footer: "This message is sent each time a password changes.",
            confidential: false,
            dedupe_key: None,
        }
    };
    post(work, account, person, words).await
}
