//! What may be done with an import in which state. Pure.

use kernel::{
    caller::{Caller, Scope},
    problem::{Language, Problem, Say, say},
};

use super::schema::ImportState;

pub fn may_import(caller: &Caller) -> bool {
    caller.is_coordinator() || caller.has_scope(Scope::ImportsWrite)
}

/// What can be done with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Another sheet, mapping, decision.
    Change,
    Commit,
    Undo,
    Discard,
}

impl Verb {
    pub const ALL: [Verb; 4] = [Verb::Change, Verb::Commit, Verb::Undo, Verb::Discard];

    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Change => "change",
            Verb::Commit => "commit",
            Verb::Undo => "undo",
            Verb::Discard => "discard",
        }
    }
}

/// What the rules need to know of an import.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub state: ImportState,
    /// Whether something still keeps it from being committed.
    pub blocked: bool,
}

/// Whether the state of the import allows it; who asks has been let in already.
pub fn may(verb: Verb, import: Standing) -> Result<(), Problem> {
    use ImportState::{Committed, Committing, Failed, Reading, Ready, Undoing, Undone};
    match (verb, import.state) {
        (Verb::Commit, Ready) if import.blocked => Err(Problem::conflict(
            "imports.blocked",
            say(
                "Cet import ne peut pas encore être enregistré\u{202f}: voyez ce qui le bloque.",
                "This import can't be committed yet: see what blocks it.",
            ),
        )),
        (Verb::Change | Verb::Commit, Ready) | (Verb::Undo, Committed) => Ok(()),
        (Verb::Discard, Reading | Ready | Failed) => Ok(()),
        (_, Reading | Committing | Undoing) => Err(Problem::conflict(
            "imports.busy",
            say(
                "Cet import est en cours de traitement\u{202f}: attendez qu’il ait fini.",
                "This import is being worked on: wait until it is done.",
            ),
        )),
        (Verb::Undo, Ready | Failed) => Err(Problem::conflict(
            "imports.not_committed",
            say(
                "Cet import n’a rien écrit\u{202f}: il n’y a rien à annuler.",
                "This import has written nothing: there is nothing to undo.",
            ),
        )),
        (_, Undone) => {
            Err(Problem::conflict("imports.undone", say("Cet import a été annulé.", "This import was undone.")))
        }
        (Verb::Discard, Committed) => Err(Problem::conflict(
            "imports.committed",
            say("Cet import est enregistré\u{202f}: annulez-le plutôt.", "This import is committed: undo it instead."),
        )),
        (_, Committed) => Err(Problem::conflict(
            "imports.already_committed",
            say("Cet import est déjà enregistré.", "This import is already committed."),
        )),
        (_, Failed) => Err(Problem::conflict(
            "imports.failed",
            say(
                "Ce fichier n’a pas pu être lu\u{202f}: envoyez-en un autre.",
                "This file could not be read: send another one.",
            ),
        )),
    }
}

/// 409: somebody else, or another process, was faster.
pub fn overtaken() -> Problem {
    Problem::conflict(
        "imports.busy",
        say("Cet import vient d’être modifié\u{202f}: relisez-le.", "This import was changed just now: read it again."),
    )
}

/// Between the two languages of a sentence that is kept.
const BETWEEN: char = '\u{1f}';

/// A sentence as an import keeps it, in both languages.
pub fn kept_sentence(said: &Say) -> String {
    format!("{}{BETWEEN}{}", said.fr, said.en)
}

/// A kept sentence in the reader's language.
pub fn told(kept: &str, language: Language) -> String {
    let (fr, en) = kept.split_once(BETWEEN).unwrap_or((kept, kept));
    if language == Language::Fr { fr.to_owned() } else { en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ready_is_committed_and_only_what_is_committed_undone() {
        let standing = |state| Standing { state, blocked: false };
        for state in [
            ImportState::Reading,
            ImportState::Committing,
            ImportState::Committed,
            ImportState::Undoing,
            ImportState::Undone,
            ImportState::Failed,
        ] {
            assert_eq!(may(Verb::Commit, standing(state)).unwrap_err().status(), 409, "{state:?}");
        }
        assert!(may(Verb::Commit, standing(ImportState::Ready)).is_ok());
        assert!(may(Verb::Commit, Standing { state: ImportState::Ready, blocked: true }).is_err());
        assert!(may(Verb::Undo, standing(ImportState::Committed)).is_ok());
        assert!(may(Verb::Undo, standing(ImportState::Ready)).is_err());
        assert_eq!(may(Verb::Undo, standing(ImportState::Undoing)).unwrap_err().code(), "imports.busy");
        assert!(may(Verb::Discard, standing(ImportState::Committed)).is_err());
    }
}
