//! Why a message did not leave, in words: read off the state of its delivery and what the relay said last.

use kernel::problem::{Say, say};
use serde::Serialize;
use utoipa::ToSchema;

use super::{FAILED, SUPPRESSED, UNCERTAIN};

/// What stands in the way of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailTrouble {
    /// The relay does not answer at all.
    RelayAway,
    /// Wrong user or password, or one that is missing.
    SignInRefused,
    /// No encryption where it is demanded, or a certificate that is not to be trusted.
    NotSecure,
    /// The relay does not let us send as our sender.
    SenderRefused,
    /// Nobody is at this address.
    NoMailbox,
    MailboxFull,
    /// Refused for what we are or what it looks like: taken for spam, a listed sender.
    Policy,
    /// Refused for now: too busy, or it wants to see whether we come back.
    NotNow,
    /// Refused for another reason.
    Refused,
    /// The line broke after the last byte.
    Unknown,
    /// Its address was found to be one that must not be written to.
    Suppressed,
}

/// None for a message that nothing stands in the way of.
pub fn trouble(state: &str, said: Option<&str>) -> Option<MailTrouble> {
    match state {
        UNCERTAIN => return Some(MailTrouble::Unknown),
        SUPPRESSED => return Some(MailTrouble::Suppressed),
        _ => {}
    }
    let said = said?;
    let reply = Reply::read(said);
    Some(match reply {
        _ if says(said, &["the recipient's address can't be read"]) => MailTrouble::NoMailbox,
        _ if says(said, &["the sender's address can't be read"]) => MailTrouble::SenderRefused,
        _ if says(said, &["certificate", "tls", "ssl"]) && reply.code.is_none() => MailTrouble::NotSecure,
        Reply { code: Some(530 | 534 | 535 | 538), .. } => MailTrouble::SignInRefused,
        Reply { enhanced: Some((7, 8 | 9 | 11)), .. } => MailTrouble::SignInRefused,
        Reply { code: None, .. } if says(said, &["authentication mechanism", "auth"]) => MailTrouble::SignInRefused,
        Reply { code: None, .. } => MailTrouble::RelayAway,
        // Who waits although it was refused for good was refused as a sender: the recipient was not named yet.
        Reply { code: Some(500..), .. } if state != FAILED => MailTrouble::SenderRefused,
        Reply { enhanced: Some((2, 2)), .. } | Reply { code: Some(552), .. } => MailTrouble::MailboxFull,
        Reply { enhanced: Some((7, _)), code: Some(500..) } => MailTrouble::Policy,
        Reply { enhanced: Some((1, _)), code: Some(500..) } => MailTrouble::NoMailbox,
        Reply { code: Some(554), .. } => MailTrouble::Policy,
        Reply { enhanced: None, code: Some(550 | 551 | 553) } => MailTrouble::NoMailbox,
        Reply { code: Some(400..500), .. } => MailTrouble::NotNow,
        _ => MailTrouble::Refused,
    })
}

impl MailTrouble {
    /// Whether it is about the relay, and so about every message alike.
    pub fn is_of_relay(self) -> bool {
        matches!(
            self,
            MailTrouble::RelayAway | MailTrouble::SignInRefused | MailTrouble::NotSecure | MailTrouble::SenderRefused
        )
    }

    /// What happened, and what to do.
    pub fn said(self) -> Say {
        match self {
            MailTrouble::RelayAway => say(
                "Le serveur d’envoi ne répond pas. Vérifiez son nom et son port ; s’ils sont bons, attendez qu’il revienne.",
                "The mail server does not answer. Check its name and port; if they are right, wait until it is back.",
            ),
            MailTrouble::SignInRefused => say(
                "Le serveur d’envoi refuse l’identifiant ou le mot de passe. Corrigez-les, puis relancez.",
                "The mail server refuses the user or the password. Correct them, then send again.",
            ),
            MailTrouble::NotSecure => say(
                "La liaison avec le serveur d’envoi n’est pas sûre : il n’offre pas de chiffrement, ou son certificat n’est pas reconnu. Vérifiez son nom, son port et la sécurité choisie.",
                "The line to the mail server is not secure: it offers no encryption, or its certificate is not known. Check its name, port and security.",
            ),
            MailTrouble::SenderRefused => say(
                "Le serveur d’envoi n’accepte pas notre adresse d’expéditeur. Donnez-en une de son domaine.",
                "The mail server does not take our sender address. Give one of its own domain.",
            ),
            MailTrouble::NoMailbox => say(
                "Cette adresse n’existe pas, ou plus. Corrigez-la, ou demandez la bonne à la personne.",
                "Nobody is at this address, or nobody any more. Correct it, or ask for the right one.",
            ),
            MailTrouble::MailboxFull => say(
                "La boîte de cette personne est pleine. Prévenez-la autrement, ou relancez plus tard.",
                "This person's mailbox is full. Tell them by another way, or send again later.",
            ),
            MailTrouble::Policy => say(
                "Le message a été refusé par un filtre : pris pour un indésirable, ou notre adresse n’est pas reconnue. Demandez à votre hébergeur de mail de vérifier SPF, DKIM et la réputation du domaine.",
                "A filter refused the message: taken for spam, or our address is not known. Ask your mail host to check SPF, DKIM and the domain's reputation.",
            ),
            MailTrouble::NotNow => say(
                "Le serveur a demandé d’attendre. Maillage réessaie de lui-même, pendant trois jours au plus.",
                "The server asked us to wait. Maillage tries again by itself, for three days at most.",
            ),
            MailTrouble::Refused => say(
                "Le serveur a refusé ce message. Sa réponse, ci-dessous, dit pourquoi.",
                "The server refused this message. Its answer, below, tells why.",
            ),
            MailTrouble::Unknown => say(
                "La liaison s’est rompue avant la réponse : le message est peut-être arrivé. Relancez-le seulement si la personne n’a rien reçu.",
                "The line broke before the answer: the message may have arrived. Send it again only if nothing was received.",
            ),
            MailTrouble::Suppressed => say(
                "Il n’est pas parti : entre-temps, cette adresse a été notée comme ne recevant pas, ou la personne s’est opposée aux messages.",
                "It did not leave: meanwhile this address was marked as receiving nothing, or the person objected to messages.",
            ),
        }
    }
}

fn says(said: &str, words: &[&str]) -> bool {
    let said = said.to_lowercase();
    words.iter().any(|word| said.contains(word))
}

/// The numbers of an answer: `550`, and the last two of `5.1.1` (RFC 3463).
struct Reply {
    code: Option<u16>,
    enhanced: Option<(u16, u16)>,
}

impl Reply {
    fn read(said: &str) -> Reply {
        let words = || said.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':' | '-' | ';' | ','));
        // As the library tells an answer: `permanent error (550): …`; numbers elsewhere are ports and errors of the system.
        let answered = said.contains("error (");
        let code = words()
            .filter(|_| answered)
            .filter(|word| word.len() == 3)
            .filter_map(|word| word.parse().ok())
            .find(|code| (400..600).contains(code));
        let enhanced = words().find_map(|word| {
            let mut parts = word.split('.').map(|part| part.parse::<u16>().ok());
            match (parts.next()??, parts.next()??, parts.next()??, parts.next()) {
                (4 | 5, subject, detail, None) => Some((subject, detail)),
                _ => None,
            }
        });
        Reply { code, enhanced }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::QUEUED, *};

    #[test]
    fn what_a_relay_said_is_told_in_words() {
        for (state, said, expected) in [
            (QUEUED, "Connection error: Connection refused (os error 111)", MailTrouble::RelayAway),
            (QUEUED, "the relay does not answer", MailTrouble::RelayAway),
            (QUEUED, "permanent error (535): 5.7.8 Who are you?", MailTrouble::SignInRefused),
            (QUEUED, "permanent error (530): Authentication required", MailTrouble::SignInRefused),
            (QUEUED, "internal client error: STARTTLS is not supported on this server", MailTrouble::NotSecure),
            (QUEUED, "Connection error: invalid peer certificate: UnknownIssuer", MailTrouble::NotSecure),
            (QUEUED, "permanent error (550): 5.7.1 Sender not allowed", MailTrouble::SenderRefused),
            (QUEUED, "transient error (451): 4.7.1 Greylisted, come back in 300 seconds", MailTrouble::NotNow),
            (QUEUED, "transient error (450): 4.1.1 <eve@mairie.example>: not here", MailTrouble::NotNow),
            (FAILED, "permanent error (550): 5.1.1 <eve@mairie.example>: not here", MailTrouble::NoMailbox),
            (FAILED, "permanent error (550): no such user", MailTrouble::NoMailbox),
            (FAILED, "permanent error (552): 5.2.2 Mailbox full", MailTrouble::MailboxFull),
            (FAILED, "permanent error (554): 5.7.1 No, thank you", MailTrouble::Policy),
            (FAILED, "permanent error (501): 5.5.4 Syntax", MailTrouble::Refused),
            (FAILED, "the recipient's address can't be read", MailTrouble::NoMailbox),
            (UNCERTAIN, "the relay did not answer after the message", MailTrouble::Unknown),
        ] {
            assert_eq!(trouble(state, Some(said)), Some(expected), "{said}");
        }
        assert_eq!(trouble(QUEUED, None), None);
    }
}
