//! Who may give the club a mail relay, and which ones hold together. Pure.

use kernel::{
    caller::Caller,
    email::Email,
    problem::{Fault, Problem, Say, say},
};
use platform::mail::{self, Outcome};

use super::super::schema::mail_relay::{MailRelayForm, RelaySecurity};

/// What the rules need to know of where the club stands.
#[derive(Debug, Clone, Copy)]
pub struct Post {
    pub demo: bool,
    /// Whoever runs the server named the relay.
    pub from_environment: bool,
}

/// Giving a relay, changing it, or giving it up.
pub fn change(caller: &Caller, post: Post) -> Result<(), Problem> {
    test(caller, post)?;
    if !post.from_environment {
        return Ok(());
    }
    Err(Problem::conflict(
        "club.relay_from_environment",
        say(
            "Le serveur d’envoi est fixé par les réglages de l’installation (MAILLAGE_SMTP_URL), qui l’emportent : demandez à la personne qui gère le serveur.",
            "The mail server is set by the installation (MAILLAGE_SMTP_URL), which wins: ask whoever runs the server.",
        ),
    ))
}

/// Sending a test message.
pub fn test(caller: &Caller, post: Post) -> Result<(), Problem> {
    super::change_settings(caller)?;
    if !post.demo {
        return Ok(());
    }
    Err(Problem::conflict(
        "club.demo_never_sends",
        say(
            "Une démonstration n’envoie jamais de message : ils sont gardés dans « Courriers ».",
            "A demonstration never sends a message: they are kept under “Mail”.",
        ),
    ))
}

pub fn no_relay() -> Problem {
    Problem::conflict(
        "club.no_relay",
        say("Indiquez d’abord le serveur d’envoi à essayer.", "Give the mail server to try first."),
    )
}

pub fn password_needed(pointer: String) -> Problem {
    Problem::invalid_field(
        pointer,
        "club.relay_password_needed",
        say(
            "Saisissez le mot de passe de ce serveur. Celui qui est enregistré ne sert qu’au même serveur, au même port, à la même sécurité et au même identifiant.",
            "Type this server’s password. The one that is kept is for the same server, port, security and user alone.",
        ),
    )
}

/// A relay in one spelling.
#[derive(Debug, PartialEq, Eq)]
pub struct Draft {
    pub host: String,
    pub port: u16,
    pub security: RelaySecurity,
    pub username: String,
    /// Empty: the one kept.
    pub password: String,
    pub sender: String,
}

/// Reads a form whose fields stand under `at`.
pub fn read(at: &str, form: MailRelayForm) -> Result<Draft, Problem> {
    let mut faults = Vec::new();
    let host = form.host.trim().trim_matches(['[', ']']).trim_end_matches('.').to_lowercase();
    if !is_host(&host) {
        faults.push(Fault::at(
            format!("{at}/host"),
            "club.relay_host_unreadable",
            say(
                "Écrivez seulement le nom du serveur, comme smtp.mail.example : ni « smtp:// » devant, ni port derrière.",
                "Write the server’s name alone, such as smtp.mail.example: no “smtp://” before, no port behind.",
            ),
        ));
    } else if form.security == RelaySecurity::None && !mail::is_near(&host) {
        faults.push(Fault::at(
            format!("{at}/security"),
            "club.relay_in_clear",
            say(
                "Sans chiffrement, messages et mot de passe se liraient en chemin : ce n’est permis que pour cette machine ou un réseau privé. Choisissez STARTTLS ou TLS.",
                "Without encryption mails and password could be read on the way: only for this machine or a private network. Choose STARTTLS or TLS.",
            ),
        ));
    }
    let sender = Email::parse(&form.sender).map(Email::into_string).unwrap_or_else(|fault| {
        faults.push(Fault::at(format!("{at}/sender"), fault.code, say(fault.fr, fault.en)));
        String::new()
    });
    let username = form.username.trim().to_owned();
    if username.chars().any(char::is_control) || form.password.chars().any(char::is_control) {
        faults.push(Fault::at(
            format!("{at}/password"),
            "club.relay_password_unreadable",
            say(
                "L’identifiant ou le mot de passe contient un retour à la ligne : recopiez-le sans.",
                "The user or the password holds a line break: copy it without.",
            ),
        ));
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let port = u16::try_from(form.port).map_err(Problem::bug)?;
    Ok(Draft { host, port, security: form.security, username, password: form.password, sender })
}

/// A name of the DNS, or an address.
fn is_host(host: &str) -> bool {
    let of_names = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let labels = || host.split('.').all(|label| !label.is_empty() && label.len() <= 63 && !label.starts_with('-'));
    host.parse::<std::net::IpAddr>().is_ok() || (!host.is_empty() && host.chars().all(of_names) && labels())
}

/// What happened to a test message and what to do, for whoever is setting the club up.
pub fn told(outcome: Outcome, host: &str, port: u16) -> Say {
    match outcome {
        Outcome::Accepted => say(
            "Le serveur a accepté le message. Regardez s’il est bien arrivé, au besoin dans les indésirables.",
            "The server took the message. See whether it has arrived, perhaps among the junk.",
        ),
        Outcome::HostUnknown => say(
            format!("Aucun serveur ne s’appelle « {host} ». Vérifiez son nom auprès de votre hébergeur."),
            format!("No server is called “{host}”. Check its name with your provider."),
        ),
        Outcome::ConnectionRefused => say(
            format!(
                "« {host} » existe, mais refuse la connexion sur le port {port}. Essayez 587 (STARTTLS) ou 465 (TLS)."
            ),
            format!("“{host}” exists, but refuses connections on port {port}. Try 587 (STARTTLS) or 465 (TLS)."),
        ),
        Outcome::NoAnswer => say(
            format!(
                "« {host} » n’a pas répondu sur le port {port} en 15 secondes. Port filtré, ou sécurité inadaptée : 587 va avec STARTTLS, 465 avec TLS."
            ),
            format!(
                "“{host}” did not answer on port {port} within 15 seconds. The port may be filtered, or the security wrong: 587 goes with STARTTLS, 465 with TLS."
            ),
        ),
        Outcome::NotARelay => say(
            format!(
                "Ce qui répond sur « {host} », port {port}, n’est pas un serveur d’envoi ou ne veut pas nous parler. Vérifiez le nom et le port."
            ),
            format!(
                "What answers at “{host}”, port {port}, is no mail server or does not want to talk to us. Check name and port."
            ),
        ),
        Outcome::NoEncryption => say(
            "Ce serveur ne propose pas le chiffrement demandé (STARTTLS) sur ce port. Essayez TLS avec le port 465.",
            "This server does not offer the encryption asked for (STARTTLS) on this port. Try TLS with port 465.",
        ),
        Outcome::EncryptionFailed => say(
            "Le chiffrement a échoué : certificat inconnu, périmé ou d’un autre nom, ou sécurité inadaptée au port. Essayez l’autre sécurité, ou le nom exact donné par l’hébergeur.",
            "The encryption failed: a certificate that is unknown, expired or of another name, or the wrong security for this port. Try the other security, or the exact name your provider gives.",
        ),
        Outcome::NoSignIn => say(
            "Ce serveur ne demande pas de mot de passe ici. Videz l’identifiant et le mot de passe, ou changez de port.",
            "This server asks for no password here. Empty user and password, or change the port.",
        ),
        Outcome::SignInRefused => say(
            "Le serveur refuse l’identifiant ou le mot de passe. Vérifiez-les ; certains hébergeurs demandent un mot de passe d’application.",
            "The server refuses the user or the password. Check them; some providers want an application password.",
        ),
        Outcome::SignInNeeded => say(
            "Ce serveur demande un identifiant et un mot de passe : remplissez-les.",
            "This server asks for a user and a password: fill them in.",
        ),
        Outcome::SenderRefused => say(
            "Le serveur n’accepte pas cette adresse d’expéditeur. Prenez celle de la boîte à laquelle appartient l’identifiant.",
            "The server does not accept this sender. Take the address of the mailbox that the user belongs to.",
        ),
        Outcome::RecipientRefused => say(
            "Le serveur n’accepte pas ce destinataire. Vérifiez l’adresse ; s’il n’accepte que les siennes, il lui faut un identifiant.",
            "The server does not accept this recipient. Check the address; if it takes only its own, it needs a user.",
        ),
        Outcome::MessageRefused => say(
            "Le serveur a refusé le message lui-même. Ses mots, ci-dessous, disent pourquoi.",
            "The server refused the message itself. Its words, below, say why.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(host: &str, security: RelaySecurity) -> MailRelayForm {
        MailRelayForm {
            host: host.to_owned(),
            port: 587,
            security,
            username: " club ".to_owned(),
            password: String::new(),
            sender: "club@club.example".to_owned(),
        }
    }

    #[test]
    fn a_host_is_a_name_or_an_address_and_nothing_else() {
        for (given, kept) in
            [(" SMTP.Mail.Example. ", "smtp.mail.example"), ("192.0.2.7", "192.0.2.7"), ("[fd00::1]", "fd00::1")]
        {
            assert_eq!(read("", form(given, RelaySecurity::Starttls)).unwrap().host, kept);
        }
        for wrong in [
            "smtp://mail.example",
            "mail.example:587",
            "a b",
            "user@mail.example",
            "-x.example",
            "mail..example",
            "é.example",
        ] {
            let problem = read("/relay", form(wrong, RelaySecurity::Starttls)).unwrap_err();
            assert_eq!(problem.errors()[0].pointer, "/relay/host", "{wrong}");
        }
    }

    #[test]
    fn nothing_goes_in_clear_over_the_internet() {
        assert!(read("", form("mailcatcher", RelaySecurity::None)).is_ok());
        assert_eq!(read("", form("smtp.mail.example", RelaySecurity::None)).unwrap_err().code(), "club.relay_in_clear");
    }
}
