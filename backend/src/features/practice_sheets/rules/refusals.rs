//! What is refused, and why.

use kernel::problem::{Problem, say};

pub fn handed_in() -> Problem {
    Problem::conflict(
        "practice_sheets.handed_in",
        say(
            "Cette fiche est entre les mains de l’équipe : laissez-lui un commentaire.",
            "This sheet is in the team’s hands: leave them a comment.",
        ),
    )
}

pub fn link_spent() -> Problem {
    Problem::invalid_field(
        "/token",
        "practice_sheets.link_spent",
        say(
            "Ce lien n’est plus valable, ou il est incomplet. Ouvrez celui du message le plus récent, ou répondez à l’équipe du club.",
            "This link is no longer good, or it is incomplete. Open that of the newest message, or write to the club’s team.",
        ),
    )
}

pub fn changed_meanwhile() -> Problem {
    Problem::conflict(
        "practice_sheets.changed_meanwhile",
        say(
            "La fiche vient de changer : relisez-la avant de répondre.",
            "The sheet has just changed: read it again before you answer.",
        ),
    )
}

pub fn already_answered() -> Problem {
    Problem::conflict(
        "practice_sheets.interview_done",
        say(
            "Vos réponses sont déjà entre les mains de l’équipe. Merci !",
            "Your answers are in the team’s hands already. Thank you!",
        ),
    )
}

pub fn too_many_photos(most: u32) -> Problem {
    Problem::conflict(
        "practice_sheets.too_many_photos",
        say(format!("Il y a déjà {most} images."), format!("There are {most} pictures already.")),
    )
}

pub fn nobody_to_ask() -> Problem {
    Problem::conflict(
        "practice_sheets.nobody_reachable",
        say(
            "Ce membre n’a pas d’adresse à laquelle écrire : appelez-le, puis notez sa réponse.",
            "This member has no address to write to: call them, then note what they say.",
        ),
    )
}

pub fn unknown_member(pointer: impl Into<String>) -> Problem {
    Problem::invalid_field(
        pointer,
        "practice_sheets.unknown_member",
        say("Ce membre n’existe pas.", "There is no such member."),
    )
}

/// Anyone reads whose experience it is: another member would stand there at once, unasked.
pub fn published_as_theirs() -> Problem {
    Problem::conflict_at(
        "/member_id",
        "practice_sheets.published_as_theirs",
        say(
            "Cette fiche est publiée au nom de ce membre : archivez-la avant d’en nommer un autre.",
            "This sheet is published in this member’s name: archive it before you name another one.",
        ),
    )
}

pub fn keyword_exists() -> Problem {
    Problem::conflict_at(
        "/name",
        "practice_sheets.keyword_exists",
        say("Ce mot est déjà dans la liste.", "This word is in the list already."),
    )
}

pub fn keyword_itself() -> Problem {
    Problem::invalid_field(
        "/into",
        "practice_sheets.keyword_unknown",
        say("Choisissez un autre mot de la liste.", "Choose another word of the list."),
    )
}

pub fn keyword_used(is_alias: bool) -> Problem {
    let detail = match is_alias {
        true => say(
            "Des fiches ont été classées sous cet autre nom : il reste, pour qu’on les trouve.",
            "Sheets were filed under this other name: it stays, so that they are found.",
        ),
        false => say(
            "Des fiches ont ce mot clé : réunissez-le avec un autre.",
            "Sheets have this keyword: join it with another one.",
        ),
    };
    Problem::conflict("practice_sheets.keyword_used", detail)
}

pub fn bad_link() -> Problem {
    Problem::invalid_field(
        "/url",
        "practice_sheets.bad_url",
        say("Donnez une adresse qui commence par https://.", "Give an address that begins with https://."),
    )
}
