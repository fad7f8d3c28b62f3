//! Who may do what with personal data. Pure.

use kernel::{
    caller::Caller,
    problem::{Problem, say},
    trade::AccessibilityState,
};
use platform::dependents::Whom;

use super::schema::AccessibilityTerms;

/// Notes what somebody said.
pub fn may_keep(caller: &Caller) -> Result<(), Problem> {
    if caller.is_coordinator() { Ok(()) } else { Err(caller.not_allowed()) }
}

/// Changes the terms, and sees to retention.
pub fn may_govern(caller: &Caller) -> Result<(), Problem> {
    if caller.is_admin() {
        return Ok(());
    }
    Err(Problem::refused(
        "privacy.administrators_only",
        say(
            "Seules les personnes qui administrent le club s’en occupent.",
            "Only the club’s administrators see to this.",
        ),
    ))
}

/// Erases somebody: a colleague by administrators alone, oneself by somebody else.
pub fn may_erase(caller: &Caller, whom: &Whom) -> Result<(), Problem> {
    may_keep(caller)?;
    if is_oneself(caller, whom) {
        return Err(Problem::conflict(
            "privacy.oneself",
            say(
                "Demandez à une autre personne de l’équipe d’effacer vos données : personne ne le fait pour soi-même.",
                "Ask somebody else of the team to erase your data: nobody does it for themselves.",
            ),
        ));
    }
    may_see_to(caller, whom)
}

/// Sends somebody their file: a colleague's by administrators alone, as whoever is of the team may set the address that it
/// goes to; one's own goes to oneself.
pub fn may_send_file(caller: &Caller, whom: &Whom) -> Result<(), Problem> {
    may_keep(caller)?;
    if is_oneself(caller, whom) { Ok(()) } else { may_see_to(caller, whom) }
}

fn is_oneself(caller: &Caller, whom: &Whom) -> bool {
    caller.person().is_some_and(|person| person.person_id == whom.person.id)
}

/// What is a colleague's is the administrators' to see to.
fn may_see_to(caller: &Caller, whom: &Whom) -> Result<(), Problem> {
    match whom.account.as_ref().and_then(|account| account.role) {
        Some(_) => may_govern(caller),
        None => Ok(()),
    }
}

/// The words of the statement have a measure (RGAA 4.1): all criteria, half of them, fewer.
pub fn is_as_measured(terms: &AccessibilityTerms) -> Result<(), Problem> {
    let measured = terms.percent.map(|percent| match percent {
        100.. => AccessibilityState::Full,
        50.. => AccessibilityState::Partial,
        _ => AccessibilityState::No,
    });
    // Without a valid audit it does not comply, whatever was met once.
    if terms.state == AccessibilityState::No || measured.is_none_or(|measured| measured == terms.state) {
        return Ok(());
    }
    Err(Problem::invalid_field(
        "/accessibility/state",
        "privacy.not_as_measured",
        say(
            "Totalement conforme veut dire 100\u{202f}% des critères, partiellement conforme au moins 50\u{202f}%.",
            "Fully compliant means 100% of the criteria, partly compliant at least 50%.",
        ),
    ))
}

pub fn unknown_email() -> Problem {
    Problem::invalid_field(
        "/email",
        "privacy.not_their_address",
        say(
            "Cette adresse n’est pas celle de cette personne : choisissez l’une des siennes.",
            "This is not an address of this person: choose one of theirs.",
        ),
    )
}

pub fn no_address() -> Problem {
    Problem::conflict(
        "privacy.no_address",
        say(
            "Cette personne n’a pas d’adresse e-mail : notez-en une, ou remettez-lui ses données autrement.",
            "This person has no e-mail address: note one, or hand them their data otherwise.",
        ),
    )
}

pub fn file_under_way() -> Problem {
    Problem::conflict(
        "privacy.file_under_way",
        say(
            "Un fichier est déjà en préparation pour cette personne : son lien part dans un instant.",
            "A file is being made for this person already: its link leaves in a moment.",
        ),
    )
}

pub fn erased() -> Problem {
    Problem::conflict("privacy.erased", say("Cette personne a déjà été effacée.", "This person was erased already."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statement_says_no_more_than_was_measured() {
        use AccessibilityState::{Full, No, Partial};
        let fits = |state, percent| {
            is_as_measured(&AccessibilityTerms { state, percent, ..AccessibilityTerms::default() }).is_ok()
        };
        assert!(fits(Full, Some(100)) && fits(Partial, Some(50)) && fits(Partial, Some(99)) && fits(No, Some(49)));
        assert!(fits(Partial, None) && fits(No, Some(72)), "an audit may be too old");
        assert!(!fits(Full, Some(99)) && !fits(Partial, Some(49)) && !fits(Partial, Some(100)));
    }
}
