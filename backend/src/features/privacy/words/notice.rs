//! The notice: all that articles 13 and 14 of the GDPR ask for.

use super::{Ground, given};
use crate::features::privacy::schema::PageSection;

pub fn sections(ground: &Ground<'_>) -> Vec<PageSection> {
    vec![
        who(ground),
        purposes(ground),
        data(ground),
        recipients(ground),
        periods(ground),
        rights(ground),
        complaint(ground),
        cookies(ground),
        more(ground),
    ]
    .into_iter()
    .filter(|section| !section.paragraphs.is_empty() || !section.items.is_empty())
    .collect()
}

fn who(ground: &Ground<'_>) -> PageSection {
    let controller = ground.controller();
    let contact = ground.contact();
    let whom = match contact.is_empty() {
        true => String::new(),
        false => ground.say(
            format!("Pour toute question sur vos données : {contact}"),
            format!("For any question about your data: {contact}"),
        ),
    };
    let club = ground.club.name.trim();
    // A club that answers for itself is not named twice.
    let answers = match controller == club {
        true => ground.say(
            format!("{controller} est responsable des données tenues ici pour animer son réseau."),
            format!("{controller} answers for the data kept here to run its network."),
        ),
        false => ground.say(
            format!("{controller} est responsable des données tenues ici pour animer {club}."),
            format!("{controller} answers for the data kept here to run {club}."),
        ),
    };
    let address = ground.club.address.trim().to_owned();
    ground.section(
        "controller",
        ("Qui est responsable de vos données", "Who answers for your data"),
        vec![answers, address, whom],
        Vec::new(),
    )
}

fn purposes(ground: &Ground<'_>) -> PageSection {
    let items = vec![
        ground.say(
            "Animer le réseau de ses membres : savoir qui agit dans chaque organisation, et rester en contact avec elle. Base : mission d’intérêt public (article 6, 1, e du RGPD), au titre de la prévention des déchets (article L. 541-15-1 du code de l’environnement).",
            "Running the network of its members: knowing who acts in each organisation, and keeping in touch with it. Ground: a task in the public interest (article 6(1)(e) GDPR), that of preventing waste.",
        ),
        ground.say(
            "Envoyer la lettre et les messages du club. Base : mission d’intérêt public pour les personnes qui agissent dans une organisation, avec la possibilité de s’y opposer à tout moment ; consentement pour les autres.",
            "Sending the club’s letter and messages. Ground: a task in the public interest for people who act in an organisation, who may object at any time; consent for others.",
        ),
        ground.say(
            "Montrer une personne dans l’annuaire public, ou une photo d’elle. Base : son consentement, qu’elle peut retirer à tout moment.",
            "Showing a person in the public directory, or a picture of them. Ground: their consent, which they may withdraw at any time.",
        ),
        ground.say(
            "Ouvrir des comptes et protéger l’application. Base : mission d’intérêt public, et obligation de sécurité (article 32).",
            "Opening accounts and protecting the application. Ground: a task in the public interest, and the duty of security (article 32).",
        ),
    ];
    ground.section("purposes", ("Pourquoi, et sur quelle base", "What for, and on which ground"), Vec::new(), items)
}

fn data(ground: &Ground<'_>) -> PageSection {
    let paragraphs = vec![
        ground.say(
            "Nom, fonction, adresse e-mail et téléphone professionnels ; ce qui a été échangé avec votre organisation ; vos accords et oppositions ; si vous avez un compte, vos connexions et ce que vous avez fait.",
            "Name, function, professional e-mail address and telephone; what was exchanged with your organisation; your consents and objections; if you have an account, your sign-ins and what you did.",
        ),
        ground.say(
            "Vous nous les avez données, ou elles viennent de votre organisation, d’un annuaire public ou d’un fichier de la collectivité : l’origine est notée pour chaque personne, et vous en êtes informé dans le mois.",
            "You gave them to us, or they come from your organisation, a public directory or a file of the authority: the origin is noted for each person, and you are told within a month.",
        ),
        ground.say(
            "Rien n’est obligatoire : sans adresse, nous ne pourrons seulement pas vous écrire. Aucune décision n’est prise automatiquement, et nos messages ne mesurent pas votre lecture.",
            "Nothing is mandatory: without an address we can merely not write to you. No decision is taken automatically, and our messages don’t measure what you read.",
        ),
    ];
    ground.section("data", ("Quelles données, et d’où", "Which data, and from where"), paragraphs, Vec::new())
}

fn recipients(ground: &Ground<'_>) -> PageSection {
    let terms = ground.terms;
    let mut items = vec![ground.say("L’équipe du club, selon son rôle.", "The club’s team, each by their role.")];
    items.push(ground.say(
        "Votre organisation : les personnes qui y gèrent la fiche.",
        "Your organisation: the people who keep its record.",
    ));
    for (said, fr, en) in [(&terms.host, "Hébergement", "Hosting"), (&terms.mail_carrier, "Envoi des messages", "Mail")]
    {
        if !said.trim().is_empty() {
            items.push(ground.say(format!("{fr} : {}", said.trim()), format!("{en}: {}", said.trim())));
        }
    }
    items.extend(Some(terms.recipients.trim().to_owned()).filter(|text| !text.is_empty()));
    let none = ground.say("Aucune donnée ne sort de l’Union européenne.", "No data leaves the European Union.");
    let transfers = given(&terms.transfers, &none).to_owned();
    ground.section("recipients", ("Qui y a accès", "Who has access"), vec![transfers], items)
}

fn periods(ground: &Ground<'_>) -> PageSection {
    ground.section("retention", ("Combien de temps", "For how long"), Vec::new(), super::retention::sentences(ground))
}

fn rights(ground: &Ground<'_>) -> PageSection {
    let contact = ground.contact();
    let how = match contact.is_empty() {
        true => String::new(),
        false => ground.say(
            format!("Écrivez à {contact}. Nous répondons dans le mois, sans frais."),
            format!("Write to {contact}. We answer within a month, free of charge."),
        ),
    };
    let items = vec![
        ground.say(
            "Obtenir tout ce que nous savons de vous, et l’emporter ailleurs (portabilité) : un fichier, qu’un programme lit aussi, vous est envoyé par un lien.",
            "Getting all that we know of you, and taking it elsewhere (portability): a file, which a program reads too, is sent to you by a link.",
        ),
        ground.say("Le faire corriger.", "Having it corrected."),
        ground.say(
            "Le faire effacer : votre nom et vos coordonnées disparaissent partout, sauf ce que la loi nous fait garder.",
            "Having it erased: your name, addresses and numbers vanish everywhere, but for what the law has us keep.",
        ),
        ground.say("Faire limiter l’usage que nous en faisons.", "Having our use of it restricted."),
        ground.say(
            "Vous opposer à recevoir nos messages, d’un mot : cela vaut dès que nous l’avons lu.",
            "Objecting to our messages, by a word: it holds as soon as we have read it.",
        ),
        ground.say(
            "Retirer à tout moment un accord que vous avez donné.",
            "Withdrawing at any time a consent that you gave.",
        ),
        ground.say(
            "Dire ce que vos données deviendront après votre décès (article 85 de la loi du 6 janvier 1978).",
            "Saying what becomes of your data after your death (article 85 of the French law of 6 January 1978).",
        ),
    ];
    ground.section("rights", ("Vos droits", "Your rights"), vec![how], items)
}

fn complaint(ground: &Ground<'_>) -> PageSection {
    let text = ground.say(
        "Si notre réponse ne vous convient pas, vous pouvez saisir la CNIL : 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, ou https://www.cnil.fr/fr/plaintes.",
        "If our answer does not satisfy you, you may turn to the CNIL: 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France, or https://www.cnil.fr/fr/plaintes.",
    );
    ground.section("complaint", ("Réclamation", "Complaint"), vec![text], Vec::new())
}

fn cookies(ground: &Ground<'_>) -> PageSection {
    let text = ground.say(
        "Un seul cookie, qui garde ouverte la connexion à votre compte. Aucune mesure d’audience, aucun contenu venu d’un autre site.",
        "One cookie alone, which keeps you signed in. No audience measurement, no content of another site.",
    );
    ground.section("cookies", ("Cookies", "Cookies"), vec![text], Vec::new())
}

fn more(ground: &Ground<'_>) -> PageSection {
    let paragraphs = ground.terms.more.lines().map(|line| line.trim().to_owned()).collect();
    ground.section("more", ("À savoir aussi", "Also worth knowing"), paragraphs, Vec::new())
}

#[cfg(test)]
mod tests {
    use kernel::problem::Language;

    use super::super::{Ground, tests::club};
    use crate::features::privacy::schema::Terms;

    #[test]
    fn an_authority_is_named_beside_its_club() {
        let (club, terms) = (club(), Terms { controller: "Syndicat des Trois Vallées".to_owned(), ..Terms::default() });
        let sections = super::sections(&Ground { club: &club, terms: &terms, language: Language::Fr });
        let said = "Syndicat des Trois Vallées est responsable des données tenues ici pour animer Le Maillon vert.";
        assert_eq!(sections[0].paragraphs[0], said);
    }

    #[test]
    fn a_club_that_said_nothing_still_says_all_that_the_law_asks_for() {
        let terms = Terms::default();
        for language in [Language::Fr, Language::En] {
            let sections = super::sections(&Ground { club: &club(), terms: &terms, language });
            let keys: Vec<&str> = sections.iter().map(|section| section.key.as_str()).collect();
            let asked = ["controller", "purposes", "data", "recipients", "retention", "rights", "complaint", "cookies"];
            assert_eq!(keys, asked);
            assert!(sections[0].paragraphs[2].contains("dpo@syndicat.example"));
            let named = sections[0].paragraphs[0].matches("Le Maillon vert").count();
            assert_eq!(named, 1, "{}", sections[0].paragraphs[0]);
            let rights = sections[5].items.join("\n");
            assert!(rights.contains("(portabilit") && rights.contains("85"), "{rights}");
        }
    }
}
