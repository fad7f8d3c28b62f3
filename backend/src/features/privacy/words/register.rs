//! The register of processing (GDPR, article 30): what is done with personal data, as the program does it.

use super::{Ground, given, retention};
use crate::features::privacy::schema::{Processing, RetentionRule};

pub fn processings(ground: &Ground<'_>) -> Vec<Processing> {
    vec![network(ground), messages(ground), events(ground), joining(ground), directory(ground), accounts(ground)]
}

/// What all of them share.
fn processing(ground: &Ground<'_>, key: &str, name: (&str, &str)) -> Processing {
    let terms = ground.terms;
    let mut recipients = vec![ground.say("L’équipe du club", "The club’s team")];
    recipients.extend(
        [&terms.host, &terms.recipients].map(|text| text.trim().to_owned()).into_iter().filter(|text| !text.is_empty()),
    );
    let none = ground.say("Aucun transfert hors de l’Union européenne", "No transfer outside the European Union");
    let mut security = vec![
        ground.say("Accès par rôle ; connexion en deux étapes possible", "Access by role; sign-in in two steps"),
        ground.say(
            "Mots de passe dérivés (Argon2id), liens gardés en empreinte, secrets chiffrés",
            "Passwords derived (Argon2id), links kept as hashes, secrets encrypted",
        ),
        ground
            .say("Journal de qui a modifié quoi, et de chaque export", "Audit of who changed what, and of each export"),
    ];
    security.extend(Some(terms.security.trim().to_owned()).filter(|text| !text.is_empty()));
    Processing {
        key: key.to_owned(),
        name: ground.say(name.0, name.1),
        purposes: Vec::new(),
        basis: ground.say(
            "Mission d’intérêt public (RGPD, article 6, 1, e)",
            "Task in the public interest (GDPR, article 6(1)(e))",
        ),
        people: Vec::new(),
        data: Vec::new(),
        recipients,
        transfers: given(&terms.transfers, &none).to_owned(),
        retention: Vec::new(),
        security,
    }
}

fn kept(ground: &Ground<'_>, rules: &[RetentionRule]) -> Vec<String> {
    let said = |rule: &RetentionRule| {
        let (title, _) = retention::of(ground, *rule);
        let months = ground.months(rule.months(&ground.terms.retention));
        ground.say(format!("{title} : {months}"), format!("{title}: {months}"))
    };
    rules.iter().map(said).collect()
}

fn network(ground: &Ground<'_>) -> Processing {
    Processing {
        purposes: vec![
            ground.say("Savoir qui agit dans chaque organisation", "Knowing who acts in each organisation"),
            ground.say(
                "Rester en contact avec chacune, et garder trace des échanges",
                "Keeping in touch with each, and a trace of exchanges",
            ),
            ground.say("Tenir les fiches à jour, avec leurs membres", "Keeping records up to date, with their members"),
        ],
        people: vec![ground.say(
            "Représentants et contacts des communes, associations, établissements publics et entreprises",
            "Representatives and contacts of communes, associations, public bodies and companies",
        )],
        data: vec![
            ground.say("Nom, fonction, adresse e-mail, téléphone", "Name, function, e-mail address, telephone"),
            ground.say("Échanges : jour, moyen, ce qui a été dit", "Exchanges: day, channel, what was said"),
            ground.say(
                "Origine des données, date d’information, accords et oppositions",
                "Origin of data, day of information, consents and objections",
            ),
            ground.say("Fichiers importés", "Imported files"),
        ],
        retention: kept(
            ground,
            &[RetentionRule::DepartedPeople, RetentionRule::SilentProspects, RetentionRule::ImportFiles],
        ),
        ..processing(ground, "network", ("Animation du réseau", "Running the network"))
    }
}

fn messages(ground: &Ground<'_>) -> Processing {
    let mut processing = Processing {
        purposes: vec![
            ground.say("Envoyer la lettre et les messages du club", "Sending the club’s letter and messages"),
            ground.say("Ne plus écrire à qui s’y oppose, ni où rien n’arrive", "Writing no more to who objects, nor where nothing arrives"),
        ],
        basis: ground.say(
            "Mission d’intérêt public (article 6, 1, e) ; consentement (article 6, 1, a) pour qui n’agit pas dans une organisation",
            "Task in the public interest (article 6(1)(e)); consent (article 6(1)(a)) for who does not act in an organisation",
        ),
        people: vec![ground.say("Contacts des membres, abonnés", "Contacts of members, subscribers")],
        data: vec![
            ground.say("Adresse e-mail, nom, accord ou opposition", "E-mail address, name, consent or objection"),
            ground.say("État d’envoi de chaque message ; aucune mesure de lecture", "What became of each message; no measure of reading"),
        ],
        retention: kept(ground, &[RetentionRule::MailContents]),
        ..processing(ground, "messages", ("Lettre et messages", "Letter and messages"))
    };
    processing.recipients.extend(Some(ground.terms.mail_carrier.trim().to_owned()).filter(|text| !text.is_empty()));
    processing
}

fn events(ground: &Ground<'_>) -> Processing {
    Processing {
        purposes: vec![
            ground.say(
                "Inviter à des rendez-vous, tenir la liste de qui vient, confirmer et rappeler",
                "Inviting to events, keeping the list of who comes, confirming and reminding",
            ),
            ground.say(
                "Savoir quelles organisations étaient là, et ce qu’on en a pensé",
                "Knowing which organisations were there, and what was thought of it",
            ),
        ],
        people: vec![ground.say(
            "Personnes invitées, inscrites ou venues à un rendez-vous",
            "People invited to an event, registered for it or come to it",
        )],
        data: vec![ground.say(
            "Nom, organisation, adresse e-mail, réponses aux questions du rendez-vous, présence",
            "Name, organisation, e-mail address, answers to the event’s questions, presence",
        )],
        retention: vec![ground.say(
            "Trois ans après le rendez-vous, puis des chiffres sans nom",
            "Three years after the event, then figures without names",
        )],
        ..processing(ground, "events", ("Rendez-vous", "Events"))
    }
}

fn joining(ground: &Ground<'_>) -> Processing {
    Processing {
        purposes: vec![
            ground.say("Recevoir et traiter les demandes d’adhésion", "Taking in and deciding requests to join"),
        ],
        people: vec![ground.say("Personnes qui font la demande", "People who ask")],
        data: vec![ground.say(
            "Nom, fonction, adresse e-mail, téléphone, message",
            "Name, function, e-mail address, telephone, message",
        )],
        retention: kept(ground, &[RetentionRule::DecidedRequests]),
        ..processing(ground, "joining", ("Demandes d’adhésion", "Requests to join"))
    }
}

fn directory(ground: &Ground<'_>) -> Processing {
    Processing {
        purposes: vec![
            ground.say(
                "Publier l’annuaire des membres, tel que chacun se montre",
                "Publishing the directory of members, as each shows itself",
            ),
            ground
                .say("Recevoir les erreurs que ses lecteurs signalent", "Taking in the errors that its readers report"),
        ],
        people: vec![
            ground.say("Lecteurs qui signalent une erreur", "Readers who report an error"),
            ground.say(
                "Personnes qu’un membre nomme dans sa présentation",
                "People whom a member names in what it says of itself",
            ),
        ],
        data: vec![ground.say(
            "Texte du signalement ; adresse e-mail, si elle est laissée pour une question",
            "Text of the report; e-mail address, if one is left for a question",
        )],
        retention: vec![
            ground.say("Adresse laissée : jusqu’au traitement", "Address left: until it is settled"),
            ground.say("Signalement : un an après son traitement", "Report: one year after it is settled"),
        ],
        ..processing(ground, "directory", ("Annuaire public", "Public directory"))
    }
}

fn accounts(ground: &Ground<'_>) -> Processing {
    Processing {
        purposes: vec![
            ground.say("Ouvrir des comptes à l’équipe et aux membres", "Opening accounts for the team and for members"),
            ground.say(
                "Protéger l’application, savoir qui a modifié quoi",
                "Protecting the application, knowing who changed what",
            ),
        ],
        people: vec![ground.say("Équipe, personnes qui agissent pour un membre", "Team, people who act for a member")],
        data: vec![
            ground.say("Adresse e-mail, rôle, mot de passe dérivé", "E-mail address, role, derived password"),
            ground.say("Connexions : jour, appareil", "Sign-ins: day, device"),
            ground.say("Modifications faites", "Changes made"),
        ],
        retention: kept(ground, &[RetentionRule::IdleAccounts, RetentionRule::AuditLines]),
        ..processing(ground, "accounts", ("Comptes et journal de sécurité", "Accounts and security log"))
    }
}
