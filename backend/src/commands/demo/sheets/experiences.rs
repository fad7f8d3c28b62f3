//! What invented members did, as their sheets tell it.

use kernel::trade::MemberKind::{Association, Commune, Company, PublicBody};

use super::told::{Counted, Stands, Step, Told};
use crate::features::practice_sheets::{
    SheetKind::GoodPractice,
    SheetPublic::{Associations, Companies, EventOrganisers, Households, PublicBodies, Schools, YoungPeople},
};

const BLANK: Told = Told { kind: GoodPractice, ..super::told::BLANK };

pub static EXPERIENCES: [Told; 12] = [
    Told {
        title: "Une fête de village sans vaisselle jetable",
        summary: "1\u{202f}200 gobelets lavés sur place, et dix-neuf sacs de déchets de moins en deux étés.",
        of: Some((Association, 2)),
        keywords: &["Fêtes", "Réemploi"],
        topic: 4,
        axes: &[2, 7],
        publics: &[EventOrganisers, Households],
        sections: &[
            (
                "context",
                "Chaque été, la fête du four à pain réunit près de 900 personnes. Le lundi, il restait vingt sacs de gobelets, d'assiettes et de couverts, et personne pour les trier.",
            ),
            (
                "objectives_general",
                "Servir tout le monde sans rien acheter qui se jette, et sans fatiguer les bénévoles.",
            ),
            ("objectives_quantitative", "Diviser par deux le nombre de sacs dès la première année."),
            ("results_quantitative", "Les sacs sont comptés le lundi matin, avant la collecte."),
            (
                "results_qualitative",
                "La place est restée propre jusqu'au soir. Deux associations voisines ont emprunté le même matériel.",
            ),
            (
                "description",
                "La commune prête les gobelets, la paroisse ses assiettes. Un point de lavage, tenu par roulement, tourne derrière la buvette.\n\n### Le jour de la fête\n\n1. Afficher la consigne : **1\u{a0}€**, rendu au retour.\n2. Poser un seul comptoir de retour, près de la sortie.\n3. Laver par paniers de trente, essuyer, remettre en service.",
            ),
            ("human_means", "Six bénévoles à la vaisselle, par équipes de deux heures."),
            (
                "financial_means",
                "La location du lave-verres et les torchons ; la consigne non réclamée a payé le reste.",
            ),
            ("technical_means", "1\u{202f}200 gobelets, un lave-verres, deux éviers, trois tables."),
            ("success_factors", "Un seul comptoir de retour, et des affiches à hauteur d'enfant."),
            ("difficulties", "La première année, les gobelets revenaient tous à minuit : un second évier a suffi."),
            (
                "recommendations",
                "Réservez les gobelets six semaines avant, et goûtez le café dans une tasse : tout le monde suit.",
            ),
        ],
        figures: &[
            Counted {
                label: "Gobelets lavés",
                unit: "",
                target: Some(1200.0),
                values: &[(2, 640.0), (1, 980.0), (0, 1200.0)],
            },
            Counted {
                label: "Déchets de la fête",
                unit: "sacs",
                target: None,
                values: &[(2, 20.0), (1, 9.0), (0, 1.0)],
            },
        ],
        planning: &[
            Step { years_ago: 2, from: 2, until: Some(5), label: "Convaincre le comité, trouver les gobelets" },
            Step { years_ago: 2, from: 7, until: None, label: "Première fête sans jetable" },
        ],
        fte: Some(0.1),
        euros: Some(320.0),
        partners: &["Syndicat du Fil vert", "Paroisse"],
        stands: Stands::Published(96),
        ..BLANK
    },
    Told {
        title: "Des espaces verts entretenus sans pesticides",
        summary: "Paillage, fauche tardive et désherbage à la main : six hectares sans un litre de produit.",
        of: Some((Commune, 3)),
        keywords: &["Jardin au naturel", "Déchets verts"],
        topic: 8,
        axes: &[1, 5],
        publics: &[PublicBodies, Households],
        sections: &[
            (
                "context",
                "Deux agents pour six hectares de pelouses, de massifs et de trottoirs, et des habitants habitués aux bords de route bien nets.",
            ),
            ("objectives_general", "Ne plus traiter du tout, produire moins de déchets verts, et le faire comprendre."),
            (
                "results_qualitative",
                "Les orchidées sont revenues au cimetière. Les réclamations, nombreuses le premier printemps, ont cessé au second.",
            ),
            (
                "description",
                "Chaque espace a reçu une classe d'entretien, du plus soigné au plus libre.\n\n- Les massifs sont paillés avec le broyat des tailles.\n- Les talus sont fauchés une fois, en septembre.\n- Les trottoirs sont désherbés à la main, et fleuris par qui le veut.",
            ),
            ("human_means", "Les deux agents, formés trois jours, et une matinée citoyenne par saison."),
            ("financial_means", "Un broyeur partagé avec la commune voisine."),
            ("success_factors", "Des panneaux qui disent pourquoi l'herbe est haute, posés avant qu'elle le soit."),
            ("difficulties", "Le cimetière : nous avons commencé par une seule allée."),
            ("recommendations", "Montrez un espace réussi avant d'en changer dix."),
        ],
        figures: &[
            Counted {
                label: "Produits phytosanitaires",
                unit: "litres",
                target: Some(0.0),
                values: &[(3, 46.0), (2, 12.0), (1, 0.0), (0, 0.0)],
            },
            Counted {
                label: "Déchets verts portés en déchèterie",
                unit: "t",
                target: None,
                values: &[(3, 38.0), (2, 29.5), (1, 17.0), (0, 14.5)],
            },
        ],
        planning: &[Step { years_ago: 3, from: 11, until: None, label: "Plan de gestion, parcelle par parcelle" }],
        euros: Some(4800.0),
        partners: &["Commune voisine", "Lycée horticole"],
        stands: Stands::Published(210),
        ..BLANK
    },
    Told {
        title: "Acteurs des déchets verts : broyer près de chez soi",
        summary: "Un paysagiste, douze quartiers et un broyeur : les branches deviennent le paillis du voisin.",
        of: Some((Company, 3)),
        keywords: &["Déchets verts", "Jardin au naturel"],
        topic: 0,
        axes: &[5, 8],
        publics: &[Households, Companies],
        sections: &[
            (
                "context",
                "Au printemps, la moitié des remorques qui entraient en déchèterie portaient des branches. Les jardiniers, eux, achetaient leur paillis.",
            ),
            ("objectives_general", "Garder les branches dans le quartier où elles ont poussé."),
            (
                "results_qualitative",
                "Les voisins se connaissent. Trois quartiers se sont mis au compost dans la foulée.",
            ),
            (
                "description",
                "Un samedi par quartier et par saison, l'entreprise vient avec son broyeur. Chacun apporte ses branches ; le broyat reste sur place, en tas, libre-service.",
            ),
            ("human_means", "Une personne de l'entreprise, un référent par quartier."),
            ("success_factors", "Des dates fixes, connues un an à l'avance."),
            ("difficulties", "Le bruit : nous commençons à dix heures."),
            ("recommendations", "Prévoyez un tas de réserve : le broyat part dans la semaine."),
        ],
        figures: &[Counted {
            label: "Branches broyées", unit: "m³", target: None, values: &[(1, 140.0), (0, 212.0)]
        }],
        fte: Some(0.2),
        euros: Some(2100.0),
        partners: &["Douze quartiers", "Syndicat du Fil vert"],
        stands: Stands::Published(41),
        ..BLANK
    },
    Told {
        title: "Un Repair Café qui dure",
        summary: "Chaque premier samedi depuis cinq ans : deux objets sur trois repartent réparés.",
        of: Some((Association, 0)),
        keywords: &["Réparation", "Bénévoles"],
        topic: 2,
        axes: &[6],
        publics: &[Households, Associations],
        sections: &[
            (
                "context",
                "Grille-pain, lampes et fermetures éclair finissaient à la benne, faute de savoir à qui les montrer.",
            ),
            ("objectives_general", "Réparer ensemble, et apprendre en réparant."),
            (
                "results_qualitative",
                "Une douzaine de réparateurs se relaient ; certains étaient venus avec une cafetière en panne.",
            ),
            (
                "description",
                "Accueil avec un café, diagnostic à deux, réparation avec le propriétaire. Rien ne se dépose : **on reste avec son objet**.",
            ),
            ("technical_means", "Cinq établis pliants, une valise d'outils, un stock de prises et de fusibles."),
            ("success_factors", "Une date qui ne change jamais, et quelqu'un à l'accueil qui ne répare pas."),
            ("difficulties", "L'électronique récente : nous disons non, et expliquons pourquoi."),
        ],
        figures: &[
            Counted {
                label: "Objets présentés",
                unit: "",
                target: None,
                values: &[(2, 310.0), (1, 355.0), (0, 402.0)],
            },
            Counted {
                label: "Objets réparés", unit: "", target: None, values: &[(2, 190.0), (1, 231.0), (0, 268.0)]
            },
        ],
        partners: &["Médiathèque"],
        stands: Stands::Published(133),
        ..BLANK
    },
    Told {
        title: "La cantine pèse ses restes",
        summary: "Les élèves pèsent chaque vendredi : les restes ont été divisés par deux en une année scolaire.",
        of: Some((PublicBody, 0)),
        keywords: &["Gaspillage alimentaire", "Écoles"],
        topic: 3,
        axes: &[4, 2],
        publics: &[Schools, YoungPeople],
        sections: &[
            ("context", "140 repas par jour, et des bacs pleins sans que personne sache de quoi."),
            ("objectives_general", "Comprendre ce qui reste avant de vouloir le réduire."),
            (
                "results_qualitative",
                "Les enfants demandent « petite faim » ou « grande faim » ; le pain est servi en dernier.",
            ),
            (
                "description",
                "Une table de tri à hauteur d'enfant, quatre seaux, une balance. Les résultats sont affichés à l'entrée, classe par classe.",
            ),
            ("success_factors", "La cuisinière était là dès la première réunion."),
            ("difficulties", "Le bruit au moment du tri : deux classes passent, puis deux autres."),
            ("recommendations", "Pesez trois semaines avant de changer quoi que ce soit."),
        ],
        figures: &[Counted {
            label: "Restes par repas",
            unit: "g",
            target: Some(60.0),
            values: &[(1, 118.0), (0, 57.0)],
        }],
        planning: &[Step { years_ago: 1, from: 9, until: Some(12), label: "Pesées, sans rien changer" }],
        partners: &["Commune", "Parents d'élèves"],
        stands: Stands::Published(65),
        ..BLANK
    },
    Told {
        title: "Une bourse aux jouets dont rien ne repart à la benne",
        summary: "Ce qui n'est pas vendu est donné, réparé ou démonté : 340 jouets ont trouvé un enfant.",
        of: Some((Association, 8)),
        keywords: &["Réemploi", "Bénévoles"],
        topic: 1,
        axes: &[6, 7],
        publics: &[Households],
        sections: &[
            ("context", "À la fin de la bourse, un tiers des jouets restait sur les tables."),
            (
                "description",
                "Trois caisses à la sortie : *à donner*, *à réparer*, *pour les pièces*. La ludothèque et le Repair Café passent le soir même.",
            ),
            ("results_qualitative", "La benne n'a pas été commandée cette année."),
            ("success_factors", "Prévenir les vendeurs à l'inscription : ce qui reste se donne."),
        ],
        figures: &[Counted { label: "Jouets repartis", unit: "", target: None, values: &[(1, 260.0), (0, 340.0)] }],
        partners: &["Ludothèque", "Repair Café"],
        stands: Stands::Published(20),
        ..BLANK
    },
    Told {
        title: "Une épicerie associative passe au vrac",
        summary: "Quarante produits sans emballage, des bocaux prêtés, et une balance que chacun sait lire.",
        of: Some((Association, 18)),
        keywords: &["Vrac et consigne"],
        topic: 9,
        axes: &[7],
        publics: &[Households],
        sections: &[
            ("context", "Trente familles faisaient quarante minutes de route pour acheter en vrac."),
            (
                "description",
                "Des silos d'occasion, une balance, un mur de bocaux prêtés. On pèse, on note, on remplit.",
            ),
            ("results_qualitative", "Les bocaux reviennent, et souvent plus nombreux qu'ils ne sont partis."),
            ("difficulties", "Les mites alimentaires : tout passe trois jours au congélateur."),
        ],
        figures: &[Counted { label: "Produits en vrac", unit: "kg", target: None, values: &[(3, 900.0), (2, 1450.0)] }],
        stands: Stands::Published(765),
        ..BLANK
    },
    Told {
        title: "Réparer les vélos du collège",
        of: Some((Association, 16)),
        keywords: &["Réparation"],
        topic: 2,
        sections: &[("description", "Un atelier par mois dans la cour, avec les élèves de quatrième.")],
        stands: Stands::Draft,
        ..BLANK
    },
    Told {
        title: "Des couches lavables à la crèche",
        of: Some((PublicBody, 5)),
        topic: 13,
        stands: Stands::Interview,
        ..BLANK
    },
    Told {
        title: "Un atelier où l'on recoud ensemble",
        summary: "Le jeudi, on apporte un vêtement à reprendre et l'on repart avec.",
        of: Some((Association, 17)),
        keywords: &["Réparation", "Textiles"],
        topic: 10,
        axes: &[6],
        publics: &[Households],
        sections: &[
            ("context", "Des machines à coudre dormaient dans les greniers."),
            (
                "description",
                "Huit machines prêtées, deux couturières, un goûter. Chacun reprend son vêtement lui-même.",
            ),
            ("results_qualitative", "Des voisines de trois générations à la même table."),
        ],
        stands: Stands::Submitted,
        ..BLANK
    },
    Told {
        title: "Vendre à la ferme sans emballage",
        summary: "Œufs, fromage et farine dans les boîtes des clients : un an d'essai, et l'envie de continuer.",
        of: Some((Company, 7)),
        keywords: &["Vrac et consigne"],
        topic: 9,
        axes: &[7, 8],
        publics: &[Companies, Households],
        sections: &[
            ("context", "Les emballages coûtaient plus cher que la farine qu'ils contenaient."),
            ("description", "Chacun vient avec ses boîtes ; celles qui manquent sont consignées."),
            ("results_qualitative", "Les clients restent plus longtemps, et parlent entre eux."),
        ],
        figures: &[Counted { label: "Emballages évités", unit: "", target: None, values: &[(0, 5200.0)] }],
        stands: Stands::InReview,
        ..BLANK
    },
    Told {
        title: "Une auberge qui propose d'emporter son reste",
        summary: "Des boîtes consignées sur chaque table : plus personne n'ose, puis tout le monde demande.",
        of: Some((Company, 2)),
        keywords: &["Gaspillage alimentaire", "Vrac et consigne"],
        topic: 3,
        axes: &[4, 8],
        publics: &[Companies],
        sections: &[
            ("context", "Les assiettes revenaient à moitié pleines le dimanche."),
            ("description", "Une boîte en verre consignée 3\u{a0}€, proposée à la commande et non à la fin du repas."),
            ("results_qualitative", "Le plongeur a été le premier convaincu."),
            ("recommendations", "Proposez-la en même temps que la carte."),
        ],
        figures: &[Counted {
            label: "Restes jetés",
            unit: "kg par mois",
            target: None,
            values: &[(1, 92.0), (0, 51.0)],
        }],
        stands: Stands::Published(310),
        ..BLANK
    },
];
