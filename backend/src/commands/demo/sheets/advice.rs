//! What the invented club advises.

use super::told::{Stands, Told};
use crate::features::practice_sheets::{
    SheetKind::Advice,
    SheetPublic::{Associations, EventOrganisers, Households, PublicBodies},
};

const BLANK: Told = Told { kind: Advice, ..super::told::BLANK };

pub static ADVICE: [Told; 5] = [
    Told {
        title: "Organiser un événement écoresponsable",
        summary: "Six décisions à prendre tôt : le reste suit.",
        keywords: &["Fêtes", "Réemploi"],
        topic: 4,
        axes: &[2, 7],
        publics: &[EventOrganisers, Associations, PublicBodies],
        sections: &[
            ("why", "Une fête sans jetable coûte moins cher à la deuxième édition, et se nettoie en une heure."),
            ("audience", "Comités des fêtes, clubs, écoles, communes."),
            (
                "steps",
                "1. Choisir une personne qui veille aux déchets, et à rien d'autre.\n2. Réserver gobelets et assiettes six semaines avant.\n3. Demander aux exposants ce qu'ils apportent, et reprennent.\n4. Servir l'eau du robinet, en carafes.\n5. Poser peu de points de tri, bien tenus, jamais seuls.\n6. Peser, et le dire à tout le monde le soir même.",
            ),
            ("costs", "Comptez 0,15\u{a0}€ par gobelet lavé. Le club prête 2\u{202f}000 gobelets à ses membres."),
            (
                "regulation",
                "La vaisselle jetable en plastique ne peut plus être mise à disposition ; les organisateurs de grands rassemblements trient leurs déchets.",
            ),
            ("pitfalls", "Trop de poubelles : chacune sans surveillance devient un tout-venant."),
            ("resources", "Le club prête gobelets, affiches et mode d'emploi : écrivez-nous."),
            ("examples", "Voir « Une fête de village sans vaisselle jetable »."),
        ],
        stands: Stands::Published(150),
        ..BLANK
    },
    Told {
        title: "Installer un composteur de quartier",
        summary: "Trois bacs, deux référents, du broyat : ce qu'il faut avant de commencer.",
        keywords: &["Compost", "Déchets verts"],
        topic: 0,
        axes: &[5],
        publics: &[Households, PublicBodies],
        sections: &[
            ("why", "Un tiers de la poubelle est fait de biodéchets, et le tri à la source est dû à tous."),
            ("audience", "Immeubles, hameaux, écoles."),
            (
                "steps",
                "1. Trouver deux référents avant de trouver le terrain.\n2. Demander l'accord du propriétaire, par écrit.\n3. Poser trois bacs : apport, maturation, broyat.\n4. Réunir les voisins autour du premier seau.\n5. Passer chaque semaine le premier trimestre.",
            ),
            ("costs", "De 300 à 600\u{a0}€ pour trois bacs ; le broyat est gratuit près de chez vous."),
            ("pitfalls", "Sans broyat, pas de compost : prévoyez-le d'abord."),
            ("resources", "Un maître composteur vient pour la première réunion."),
        ],
        stands: Stands::Published(82),
        ..BLANK
    },
    Told {
        title: "Tenir une gratuiterie d'un week-end",
        summary: "On dépose, on prend, on ne paie pas : une salle, des tables, et des règles simples.",
        keywords: &["Réemploi"],
        topic: 1,
        axes: &[6],
        publics: &[Associations, Households],
        sections: &[
            ("why", "Ce qui dort dans un placard manque souvent à côté."),
            (
                "steps",
                "1. Retenir une salle de plain-pied.\n2. Dire ce qui est pris, et ce qui ne l'est pas.\n3. Trier à l'entrée, ranger par thème.\n4. Prévoir où va ce qui reste, **avant** d'ouvrir.",
            ),
            ("pitfalls", "L'électroménager sans essai : branchez-le devant la personne qui le dépose."),
            ("resources", "La ressourcerie la plus proche reprend le reste, sur rendez-vous."),
        ],
        stands: Stands::Published(12),
        ..BLANK
    },
    Told {
        title: "Dire non à la publicité dans la boîte aux lettres",
        summary: "Un autocollant, un mot au facteur : trente kilos de papier en moins par an.",
        keywords: &["Papier"],
        topic: 11,
        axes: &[2, 7],
        publics: &[Households],
        sections: &[
            ("why", "Un foyer reçoit jusqu'à trente kilos d'imprimés par an."),
            (
                "steps",
                "1. Demander l'autocollant en mairie.\n2. Le coller sur la fente, bien en vue.\n3. Signaler un dépôt qui ne le respecte pas.",
            ),
            ("costs", "Rien : l'autocollant est offert."),
            ("regulation", "Ne pas respecter cette mention est puni d'une amende."),
        ],
        stands: Stands::Published(400),
        ..BLANK
    },
    Told {
        title: "Distribuer des sacs en tissu",
        summary: "Un conseil d'hier : chacun en a maintenant dix.",
        keywords: &["Réemploi"],
        topic: 5,
        axes: &[7],
        publics: &[Households],
        sections: &[("steps", "1. Commander des sacs.\n2. Les distribuer au marché.")],
        stands: Stands::Archived(1100),
        ..BLANK
    },
];
