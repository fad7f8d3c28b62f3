//! Mails about an account's address and its second factor: whoever did not do it themselves learns it here.

use kernel::problem::Problem;
use platform::Work;
use tables::{account, person};

use super::{Words, is_french, page, post, post_to};
use crate::features::club;

/// To the new address, with the link that confirms it. It greets nobody by name: a mistyped address is a stranger's.
pub async fn confirm_address(work: &Work, email: &str, person: &person::Model, token: &str) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?.name;
    let url = page(work, &format!("/adresse#{token}"));
    let words = if is_french(person) {
        Words {
            purpose: "email_change",
            subject: "Confirmer votre nouvelle adresse".to_owned(),
            paragraphs: vec![
                format!(
                    "Cette adresse a été donnée pour entrer dans l’espace de {club}. Confirmez-la\u{202f}: ce lien est valable une heure et ne sert qu’une fois."
                ),
                "Jusque-là, on entre toujours avec l’adresse d’avant.".to_owned(),
            ],
            button: Some(("Confirmer cette adresse".to_owned(), url)),
            footer: "Si vous n’avez rien demandé, ignorez ce message\u{202f}: rien ne changera.",
            confidential: true,
            dedupe_key: None,
        }
    } else {
        Words {
            purpose: "email_change",
            subject: "Confirm your new address".to_owned(),
            paragraphs: vec![
                format!(
                    "This address was given to enter the space of {club}. Confirm it: this link is good for an hour, once."
                ),
                "Until then one signs in with the address of before.".to_owned(),
            ],
            button: Some(("Confirm this address".to_owned(), url)),
            footer: "If you asked for nothing, ignore this message: nothing will change.",
            confidential: true,
            dedupe_key: None,
        }
    };
    post_to(work, email, None, person, words).await
}

/// To the holder of an account: it acts for one more organisation.
pub async fn acts_for(
    work: &Work,
    account: &account::Model,
    person: &person::Model,
    member: &str,
    member_id: uuid::Uuid,
) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?.name;
    let url = page(work, &format!("/mon-espace/{member_id}"));
    let by = work.by.caller.person().map(|person| person.name.clone()).unwrap_or_default();
    let words = if is_french(person) {
        Words {
            purpose: "colleague_added",
            subject: format!("Vous agissez maintenant pour {member}"),
            paragraphs: vec![
                format!("{by} vous a donné accès à l’espace de {member} dans {club}."),
                "Vous y entrez avec votre compte habituel.".to_owned(),
            ],
            button: Some(("Ouvrir cet espace".to_owned(), url)),
            footer: "Vous recevez ce message parce que votre compte a reçu un accès de plus. Si c’est une erreur, dites-le à l’équipe du club.",
            confidential: false,
            dedupe_key: None,
        }
    } else {
        Words {
            purpose: "colleague_added",
            subject: format!("You now act for {member}"),
            paragraphs: vec![
                format!("{by} gave you access to the space of {member} in {club}."),
                "You enter it with your usual account.".to_owned(),
            ],
            button: Some(("Open this space".to_owned(), url)),
            footer: "You receive this message because your account was given one more access. If it is a mistake, tell the club’s team.",
            confidential: false,
            dedupe_key: None,
        }
    };
    post(work, account, person, words).await
}

/// To an address that somebody wanted for another account: only its holder learns that it has one.
pub async fn address_taken(work: &Work, account: &account::Model, person: &person::Model) -> Result<(), Problem> {
    let url = page(work, "/connexion");
    let words = if is_french(person) {
        Words {
            purpose: "email_taken",
            subject: "Cette adresse a déjà un compte".to_owned(),
            paragraphs: vec![
                "Quelqu’un a voulu se servir de cette adresse pour un autre compte. Elle a déjà le sien\u{202f}: rien n’a changé.".to_owned(),
                "Si c’était vous, entrez simplement avec elle.".to_owned(),
            ],
            button: Some(("Se connecter".to_owned(), url)),
            footer: "Si ce n’était pas vous, vous n’avez rien à faire.",
            confidential: false,
            dedupe_key: None,
        }
    } else {
        Words {
            purpose: "email_taken",
            subject: "This address has an account already".to_owned(),
            paragraphs: vec![
                "Somebody wanted to use this address for another account. It has its own already: nothing has changed."
                    .to_owned(),
                "If it was you, simply sign in with it.".to_owned(),
            ],
            button: Some(("Sign in".to_owned(), url)),
            footer: "If it was not you, there is nothing to do.",
            confidential: false,
            dedupe_key: None,
        }
    };
    post(work, account, person, words).await
}

/// To the present address: a change was asked for, and how to stop it.
pub async fn address_asked(
    work: &Work,
    account: &account::Model,
    person: &person::Model,
    email: &str,
) -> Result<(), Problem> {
    let url = page(work, "/mot-de-passe/oubli");
    let words = if is_french(person) {
        Words {
            purpose: "email_change_asked",
            subject: "Une autre adresse est demandée pour votre compte".to_owned(),
            paragraphs: vec![
                format!(
                    "On a demandé que votre compte passe à l’adresse {email}. Tant qu’elle n’est pas confirmée, rien ne change."
                ),
                "Si ce n’est pas vous, choisissez un nouveau mot de passe\u{202f}: la demande sera annulée.".to_owned(),
            ],
            button: Some(("Ce n’est pas moi".to_owned(), url)),
            footer: "Ce message est envoyé à chaque demande de changement d’adresse.",
            confidential: false,
            dedupe_key: None,
        }
    } else {
        Words {
            purpose: "email_change_asked",
            subject: "Another address is asked for your account".to_owned(),
            paragraphs: vec![
                format!(
                    "Somebody asked that your account move to the address {email}. Until it is confirmed nothing changes."
                ),
                "If it was not you, choose a new password: the request will be called off.".to_owned(),
            ],
            button: Some(("It was not me".to_owned(), url)),
            footer: "This message is sent each time a change of address is asked for.",
            confidential: false,
            dedupe_key: None,
        }
    };
    post(work, account, person, words).await
}

/// To the address of before (`account` is as it was): it no longer opens the account. `by` changed it, if it was not the
/// holder.
pub async fn address_changed(
    work: &Work,
    account: &account::Model,
    person: &person::Model,
    email: &str,
    by: Option<&str>,
) -> Result<(), Problem> {
    let club = club::settings(work.tx()).await?;
    let (french, when) = (is_french(person), work.now.with_timezone(&club.time_zone));
    let whom_to_tell = match (club.contact_email.as_str(), french) {
        ("", _) => ".".to_owned(),
        (contact, true) => format!("\u{202f}: {contact}"),
        (contact, false) => format!(": {contact}"),
    };
    let (subject, footer) = if french {
        ("L’adresse de votre compte a changé", "Ce message est envoyé à chaque changement d’adresse.")
    } else {
        ("The address of your account has changed", "This message is sent each time an address changes.")
    };
    let paragraphs = match (by, french) {
        (None, true) => [
            format!("Votre compte s’ouvre désormais avec {email}. L’adresse qui reçoit ce message ne l’ouvre plus."),
            format!("Si ce n’est pas vous, prévenez-nous sans attendre{whom_to_tell}"),
        ],
        (None, false) => [
            format!("Your account now opens with {email}. The address that receives this message no longer opens it."),
            format!("If it was not you, tell us at once{whom_to_tell}"),
        ],
        (Some(who), true) => [
            format!(
                "Le {}, {who}, qui administre le club, a changé l’adresse de votre compte\u{202f}: il s’ouvre désormais avec {email}. L’adresse qui reçoit ce message ne l’ouvre plus.",
                when.format("%d/%m/%Y à %H\u{a0}h\u{a0}%M")
            ),
            format!("Si ce n’était pas convenu avec vous, prévenez-nous sans attendre{whom_to_tell}"),
        ],
        (Some(who), false) => [
            format!(
                "On {}, {who}, who administers the club, changed the address of your account: it now opens with {email}. The address that receives this message no longer opens it.",
                when.format("%-d %B %Y at %H:%M")
            ),
            format!("If you had not agreed to it, tell us at once{whom_to_tell}"),
        ],
    };
    let words = Words {
        purpose: "email_changed",
        subject: subject.to_owned(),
        paragraphs: paragraphs.to_vec(),
        button: None,
        footer,
        confidential: false,
        dedupe_key: None,
    };
    post(work, account, person, words).await
}

/// What became of a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    On,
    Replaced,
    NewCodes,
    Off,
    /// By an administrator, or by who runs the server.
    TakenAway,
}

impl Step {
    fn told(self, french: bool) -> (&'static str, &'static str) {
        match (self, french) {
            (Step::On, true) => (
                "Connexion en deux étapes mise en place",
                "Pour entrer, votre compte demande désormais aussi un code de votre application.",
            ),
            (Step::On, false) => {
                ("Sign-in in two steps is set up", "Your account now also asks for a code of your authenticator.")
            }
            (Step::Replaced, true) => (
                "Votre application de codes a changé",
                "Les codes viennent désormais d’une autre application, et vous avez de nouveaux codes de secours. Les précédents ne valent plus rien.",
            ),
            (Step::Replaced, false) => (
                "Your authenticator has changed",
                "Codes now come from another authenticator, and you have new recovery codes. Those of before are void.",
            ),
            (Step::NewCodes, true) => (
                "Vos codes de secours ont été renouvelés",
                "De nouveaux codes de secours viennent d’être créés pour votre compte. Les précédents ne valent plus rien.",
            ),
            (Step::NewCodes, false) => (
                "Your recovery codes were renewed",
                "New recovery codes were just made for your account. Those of before are void.",
            ),
            (Step::Off, true) => (
                "Connexion en deux étapes désactivée",
                "Votre mot de passe suffit de nouveau pour entrer dans votre compte.",
            ),
            (Step::Off, false) => ("Sign-in in two steps is off", "Your password alone opens your account again."),
            (Step::TakenAway, true) => (
                "Votre connexion en deux étapes a été retirée",
                "Une personne qui administre le club a retiré la seconde étape de votre compte et fermé toutes vos connexions. Votre mot de passe suffit de nouveau\u{202f}; remettez-la en place depuis « Mon compte ».",
            ),
            (Step::TakenAway, false) => (
                "Your sign-in in two steps was taken away",
                "An administrator of the club has taken the second step of your account away, and ended all your sessions. Your password is enough again; set it up anew from “My account”.",
            ),
        }
    }
}

/// Tells the holder what became of the second factor.
pub async fn second_factor(
    work: &Work,
    account: &account::Model,
    person: &person::Model,
    step: Step,
) -> Result<(), Problem> {
    let french = is_french(person);
    let url = page(work, "/mot-de-passe/oubli");
    let (subject, told) = step.told(french);
    let (next, button, footer) = if french {
        (
            "Si vous n’y êtes pour rien, choisissez un nouveau mot de passe sans attendre et prévenez-nous.",
            "Ce n’est pas moi",
            "Ce message est envoyé à chaque changement de la connexion en deux étapes.",
        )
    } else {
        (
            "If you had no part in it, choose a new password at once and tell us.",
            "It was not me",
            "This message is sent each time sign-in in two steps changes.",
        )
    };
    let words = Words {
        purpose: "second_factor_changed",
        subject: subject.to_owned(),
        paragraphs: vec![told.to_owned(), next.to_owned()],
        button: Some((button.to_owned(), url)),
        footer,
        confidential: false,
        dedupe_key: None,
    };
    post(work, account, person, words).await
}
