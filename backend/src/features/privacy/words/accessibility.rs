//! The accessibility statement: what article 47 of the law of 11 February 2005 and RGAA 4 ask for.

use kernel::trade::AccessibilityState;

use super::{Ground, given};
use crate::features::{directory, privacy::schema::PageSection};

/// The mention at the foot of each page.
pub fn mention(ground: &Ground<'_>) -> String {
    directory::accessibility(ground.terms.accessibility.state, ground.language).to_owned()
}

/// Whom to tell of a difficulty.
pub fn contact<'a>(ground: &Ground<'a>) -> &'a str {
    given(&ground.terms.accessibility.contact, given(&ground.club.contact_email, &ground.club.privacy_contact))
}

pub fn sections(ground: &Ground<'_>) -> Vec<PageSection> {
    let terms = &ground.terms.accessibility;
    let faults = ground.section(
        "faults",
        ("Contenus non accessibles", "Content that is not accessible"),
        Vec::new(),
        terms.faults.clone(),
    );
    let burdens = ground.section(
        "burdens",
        ("Dérogations pour charge disproportionnée", "Out of proportion"),
        Vec::new(),
        terms.burdens.clone(),
    );
    let exempt = ground.section(
        "exempt",
        ("Contenus non soumis à l’obligation", "Content that the law does not ask for"),
        Vec::new(),
        terms.exempt.clone(),
    );
    let mut all = vec![commitment(ground), state(ground), faults, burdens, exempt];
    all.extend(made(ground));
    all.extend([help(ground), remedy(ground)]);
    all.into_iter().filter(|section| !section.paragraphs.is_empty() || !section.items.is_empty()).collect()
}

fn commitment(ground: &Ground<'_>) -> PageSection {
    let controller = ground.controller();
    let commits = ground.say(
        format!("{controller} s’engage à rendre ce service accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005. Cette déclaration s’applique à {}, à ses pages publiques comme à ses espaces membres et équipe.", ground.club.name),
        format!("{controller} commits itself to making this service accessible, as article 47 of law 2005-102 of 11 February 2005 asks. This statement applies to {}, to its public pages as to those of members and of the team.", ground.club.name),
    );
    let plan = ground.terms.accessibility.plan_url.trim();
    let plan = match plan.is_empty() {
        true => String::new(),
        false => ground
            .say(format!("Schéma pluriannuel et plan d’actions : {plan}"), format!("Plan over several years: {plan}")),
    };
    ground.section("commitment", ("Engagement", "Commitment"), vec![commits, plan], Vec::new())
}

fn state(ground: &Ground<'_>) -> PageSection {
    let terms = &ground.terms.accessibility;
    let is = match terms.state {
        AccessibilityState::Full => ground.say(
            "Ce service est totalement conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.",
            "This service complies fully with the French accessibility guidelines (RGAA), version 4.1.",
        ),
        AccessibilityState::Partial => ground.say(
            "Ce service est partiellement conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.",
            "This service complies partly with the French accessibility guidelines (RGAA), version 4.1.",
        ),
        AccessibilityState::No => ground.say(
            "Ce service n’est pas conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1 : aucun audit en cours de validité n’a établi qu’au moins la moitié des critères sont respectés.",
            "This service does not comply with the French accessibility guidelines (RGAA), version 4.1: no valid audit found that half of the criteria are met.",
        ),
    };
    let audit = terms.audited_on.map(|day| {
        let by = terms.auditor.trim();
        let (by_fr, by_en) = match by.is_empty() {
            true => (String::new(), String::new()),
            false => (format!(", par {by}"), format!(", by {by}")),
        };
        let day = day.format("%d/%m/%Y");
        ground.say(format!("Audit du {day}{by_fr}."), format!("Audit of {day}{by_en}."))
    });
    let percent = terms.percent.map(|percent| {
        ground.say(
            format!("{percent}\u{202f}% des critères sont respectés."),
            format!("{percent}% of the criteria are met."),
        )
    });
    let paragraphs = std::iter::once(is).chain(audit).chain(percent).collect();
    ground.section("state", ("État de conformité", "Where it stands"), paragraphs, Vec::new())
}

/// What the program's pages are made with.
const TECHNOLOGIES: [&str; 5] = ["HTML", "CSS", "SVG", "JavaScript", "WAI-ARIA"];

/// How the statement came about, in the parts of the model of RGAA.
fn made(ground: &Ground<'_>) -> [PageSection; 4] {
    let terms = &ground.terms.accessibility;
    let list = |key: &str, title: (&str, &str), items: Vec<String>| ground.section(key, title, Vec::new(), items);
    let technologies = match terms.technologies.is_empty() {
        true => TECHNOLOGIES.map(str::to_owned).to_vec(),
        false => terms.technologies.clone(),
    };
    [
        list("technologies", ("Technologies utilisées", "Technologies"), technologies),
        list("environment", ("Environnement de test", "Test environment"), terms.environment.clone()),
        list("tools", ("Outils pour évaluer l’accessibilité", "Tools of the evaluation"), terms.tools.clone()),
        list(
            "pages",
            ("Pages du site ayant fait l’objet de la vérification de conformité", "Pages that were looked at"),
            terms.pages.clone(),
        ),
    ]
}

fn help(ground: &Ground<'_>) -> PageSection {
    let contact = contact(ground);
    let text = match contact.is_empty() {
        true => ground.say(
            "Si un contenu ou un service vous est inaccessible, dites-le à l’équipe du club : elle vous orientera vers une alternative ou vous le fournira autrement.",
            "If some content or service is out of your reach, tell the club’s team: they will point you to another way, or give it to you otherwise.",
        ),
        false => ground.say(
            format!("Si un contenu ou un service vous est inaccessible, écrivez à {contact} : nous vous orienterons vers une alternative ou vous le fournirons autrement."),
            format!("If some content or service is out of your reach, write to {contact}: we will point you to another way, or give it to you otherwise."),
        ),
    };
    ground.section("help", ("Nous contacter", "Contact"), vec![text], Vec::new())
}

fn remedy(ground: &Ground<'_>) -> PageSection {
    let text = ground.say(
        "Si vous nous avez signalé un défaut d’accessibilité et n’avez pas obtenu de réponse satisfaisante, vous pouvez saisir le Défenseur des droits :",
        "If you told us of a fault and got no satisfying answer, you may turn to the Défenseur des droits:",
    );
    let items = vec![
        ground.say(
            "par le formulaire : https://formulaire.defenseurdesdroits.fr",
            "by the form: https://formulaire.defenseurdesdroits.fr",
        ),
        ground.say(
            "par son délégué dans votre région : https://www.defenseurdesdroits.fr/saisir/delegues",
            "by its delegate in your region: https://www.defenseurdesdroits.fr/saisir/delegues",
        ),
        ground.say(
            "par courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris Cedex 07",
            "by post, free of charge in France: Défenseur des droits, Libre réponse 71120, 75342 Paris Cedex 07",
        ),
    ];
    ground.section("remedy", ("Voies de recours", "Remedy"), vec![text], items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::privacy::{schema::Terms, words::Ground};

    #[test]
    fn a_club_that_had_no_audit_says_that_it_does_not_comply() {
        let club = super::super::tests::club();
        let terms = Terms::default();
        let ground = Ground { club: &club, terms: &terms, language: Default::default() };
        assert_eq!(mention(&ground), "Accessibilité\u{202f}: non conforme");
        let keys: Vec<String> = sections(&ground).into_iter().map(|section| section.key).collect();
        assert_eq!(keys, ["commitment", "state", "technologies", "help", "remedy"]);
        let mut terms = Terms::default();
        terms.accessibility.state = AccessibilityState::Partial;
        terms.accessibility.percent = Some(72);
        terms.accessibility.audited_on = "2026-10-01".parse().ok();
        terms.accessibility.faults = vec!["Une vidéo sans sous-titres".to_owned()];
        let ground = Ground { terms: &terms, ..ground };
        let told = sections(&ground);
        assert_eq!((told[1].paragraphs.len(), told[2].items.len()), (3, 1));
    }

    #[test]
    fn how_the_statement_came_about_is_told_where_the_club_told_it() {
        let club = super::super::tests::club();
        let mut terms = Terms::default();
        terms.accessibility.environment = vec!["Firefox et NVDA".to_owned()];
        terms.accessibility.tools = vec!["axe".to_owned()];
        terms.accessibility.pages = vec!["Annuaire".to_owned(), "Connexion".to_owned()];
        let ground = Ground { club: &club, terms: &terms, language: Default::default() };
        let told: Vec<(String, usize)> =
            sections(&ground).into_iter().map(|section| (section.key, section.items.len())).collect();
        let of = |key: &str| told.iter().find(|(known, _)| known == key).map(|(_, items)| *items);
        assert_eq!(["technologies", "environment", "tools", "pages"].map(of), [Some(5), Some(1), Some(1), Some(2)]);
    }
}
