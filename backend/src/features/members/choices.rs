//! The words of the trade as filters offer them.

use kernel::trade::{FollowUp, MemberKind, MemberSize, MemberStatus};
use platform::filter::Choice;

/// What a kind is called, in French and English.
pub fn kind_words(kind: MemberKind) -> (&'static str, &'static str) {
    match kind {
        MemberKind::Commune => ("Commune", "Commune"),
        MemberKind::PublicBody => ("Établissement public", "Public body"),
        MemberKind::Association => ("Association", "Association"),
        MemberKind::Company => ("Entreprise", "Company"),
    }
}

pub fn kinds() -> Vec<Choice> {
    MemberKind::all()
        .map(|kind| {
            let (fr, en) = kind_words(kind);
            Choice::new(kind.as_str(), fr, en)
        })
        .collect()
}

pub fn sizes() -> Vec<Choice> {
    MemberSize::all()
        .map(|size| match size {
            MemberSize::Small => Choice::new(size.as_str(), "Petite", "Small"),
            MemberSize::Large => Choice::new(size.as_str(), "Grande", "Large"),
        })
        .collect()
}

pub fn statuses() -> Vec<Choice> {
    MemberStatus::all()
        .map(|status| match status {
            MemberStatus::Prospect => Choice::new(status.as_str(), "Prospect", "Prospect"),
            MemberStatus::Invited => Choice::new(status.as_str(), "Invité", "Invited"),
            MemberStatus::Active => Choice::new(status.as_str(), "Actif", "Active"),
            MemberStatus::Paused => Choice::new(status.as_str(), "En pause", "Paused"),
            MemberStatus::Left => Choice::new(status.as_str(), "Parti", "Left"),
        })
        .collect()
}

/// What an imported file says of the charter.
pub fn charter_answers() -> Vec<Choice> {
    vec![Choice::new("yes", "Oui", "Yes"), Choice::new("no", "Non", "No")]
}

pub fn follow_ups() -> Vec<Choice> {
    FollowUp::all()
        .map(|state| match state {
            FollowUp::Ok => Choice::new(state.as_str(), "À jour", "Up to date"),
            FollowUp::Soon => Choice::new(state.as_str(), "Bientôt à contacter", "Soon due"),
            FollowUp::Overdue => Choice::new(state.as_str(), "En retard", "Overdue"),
            FollowUp::Never => Choice::new(state.as_str(), "Jamais contacté", "Never contacted"),
        })
        .collect()
}
