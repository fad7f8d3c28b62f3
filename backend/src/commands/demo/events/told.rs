//! What the events of the invented club are. Days are counted from today.

use kernel::trade::{EventAudience, EventKind, EventState};

/// One to come, or that does not take place.
pub struct Told {
    pub kind: EventKind,
    pub title: &'static str,
    pub summary: &'static str,
    pub state: EventState,
    pub audience: EventAudience,
    /// In so many days, at this minute of the day, for so many minutes.
    pub days: u64,
    pub at: i64,
    pub lasts: i64,
    /// Place among the venues.
    pub venue: Option<usize>,
    pub online: bool,
    pub capacity: Option<i64>,
    /// How many come, and how many wait.
    pub come: usize,
    pub wait: usize,
    /// Place among the club's topics.
    pub topic: usize,
    pub agenda: &'static [(&'static str, &'static str)],
    pub speaker: Option<(&'static str, &'static str)>,
    /// Whether a member proposes it.
    pub proposed: bool,
}

const PLAIN: Told = Told {
    kind: EventKind::ThematicMeeting,
    title: "",
    summary: "",
    state: EventState::Published,
    audience: EventAudience::Members,
    days: 0,
    at: 18 * 60 + 30,
    lasts: 120,
    venue: Some(0),
    online: false,
    capacity: None,
    come: 0,
    wait: 0,
    topic: 0,
    agenda: &[],
    speaker: None,
    proposed: false,
};

pub const COMING: [Told; 7] = [
    Told {
        kind: EventKind::Workshop,
        title: "Réparer un petit appareil",
        summary: "Venez avec votre grille-pain en panne, repartez avec un grille-pain qui marche.",
        audience: EventAudience::Public,
        days: 12,
        at: 14 * 60,
        venue: Some(1),
        capacity: Some(12),
        come: 12,
        wait: 4,
        topic: 2,
        speaker: Some(("Ève Ostermann", "réparatrice bénévole")),
        ..PLAIN
    },
    Told {
        kind: EventKind::Visit,
        title: "Visite de la recyclerie",
        summary: "Du dépôt à la vente : comment un objet trouve une seconde vie.",
        state: EventState::Cancelled,
        days: 18,
        at: 9 * 60 + 30,
        venue: None,
        capacity: Some(20),
        come: 6,
        topic: 2,
        ..PLAIN
    },
    Told {
        title: "Prêter la vaisselle entre communes",
        summary: "Trois communes racontent comment leurs gobelets et leurs assiettes circulent d’une fête à l’autre.",
        days: 23,
        capacity: Some(40),
        come: 23,
        topic: 4,
        agenda: &[
            ("18:30", "Accueil"),
            ("18:45", "Trois communes racontent"),
            ("19:30", "Qui prête quoi : une carte à faire ensemble"),
            ("20:15", "Verre de l’amitié"),
        ],
        speaker: Some(("Mathilde Rieger", "secrétaire de mairie")),
        ..PLAIN
    },
    Told {
        kind: EventKind::TechnicalMeeting,
        title: "Une heure pour comprendre le tri à la source",
        summary: "À distance : ce que la loi demande pour les biodéchets, et comment s’y prendre.",
        audience: EventAudience::Public,
        days: 35,
        at: 12 * 60 + 15,
        lasts: 60,
        venue: None,
        online: true,
        come: 17,
        topic: 1,
        ..PLAIN
    },
    Told {
        kind: EventKind::Visit,
        title: "Visite du centre de tri",
        summary: "Ce que devient le contenu du bac jaune. Chaussures fermées, et deux personnes par organisation.",
        days: 48,
        at: 9 * 60,
        venue: Some(2),
        capacity: Some(25),
        come: 9,
        topic: 0,
        ..PLAIN
    },
    Told {
        title: "Le bilan de l’année, et la suivante",
        summary: "Ce que nous avons fait, ce qui manque, ce que vous proposez.",
        state: EventState::Draft,
        days: 60,
        ..PLAIN
    },
    Told {
        kind: EventKind::Workshop,
        title: "Portes ouvertes de notre atelier",
        summary: "Nous pouvons recevoir une quinzaine de personnes.",
        state: EventState::Draft,
        days: 75,
        at: 10 * 60,
        venue: None,
        proposed: true,
        topic: 2,
        ..PLAIN
    },
];

/// Those of the club's first years: day, title, what was said.
pub const FIRST: [(i32, u32, u32, &str, &str); 3] = [
    (
        2015,
        3,
        26,
        "Organiser une manifestation sans déchets",
        "Onze organisateurs de fêtes se sont promis des gobelets lavables. Le syndicat en achète deux mille, à prêter.",
    ),
    (
        2015,
        10,
        8,
        "Le compostage de quartier",
        "Quatre communes veulent un composteur partagé. Une visite de celui d’un voisin est prévue au printemps.",
    ),
    (
        2016,
        5,
        19,
        "Désherber autrement",
        "Retour d’essais : paillage, brosse mécanique, fleurs au pied des murs. Une fiche sera écrite.",
    ),
];

/// What was said at the newest meetings, the newest first.
pub const MINUTES: [&str; 3] = [
    "Trois comités des fêtes lancent un stock commun de gobelets.\n\n- une convention de prêt est proposée\n- le syndicat lave les premiers lots",
    "Deux quartiers commencent au printemps. Chacun cherche **deux référents**.",
    "Le repair café ouvre une antenne par trimestre dans une commune qui l’invite.",
];

/// What those who came wrote.
pub const SAID: [&str; 4] = ["", "Plus de temps pour se parler.", "", "Très concret, merci !"];

/// Where events take place: name, address, INSEE code, seats, how one gets in.
pub const VENUES: [(&str, &str, &str, i64, &str); 3] = [
    (
        "Salle des Tanneurs",
        "3 rue des Tanneurs",
        "67462",
        80,
        "De plain-pied, boucle magnétique, deux places de parking réservées devant l’entrée.",
    ),
    (
        "Atelier partagé",
        "12 quai des Artisans",
        "67462",
        15,
        "Une marche à l’entrée ; une rampe est posée sur demande.",
    ),
    (
        "Centre de tri",
        "Zone du Ried",
        "67462",
        30,
        "Visite par des passerelles avec escaliers ; un film pour qui reste en bas.",
    ),
];

/// What the club lends, how many, and in which venue it stands.
pub const EQUIPMENT: [(&str, i64, Option<usize>); 3] =
    [("Gobelets réutilisables", 400, Some(0)), ("Bacs de tri", 12, Some(0)), ("Vidéoprojecteur", 1, None)];
