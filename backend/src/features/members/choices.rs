//! The words of the trade as filters offer them.

use kernel::trade::{FollowUp, MemberKind, MemberSize, MemberStatus};
use platform::filter::Choice;

pub fn kinds() -> Vec<Choice> {
    MemberKind::all()
        .map(|kind| match kind {
            MemberKind::Commune => Choice::new(kind.as_str(), "Commune", "Commune"),
            MemberKind::PublicBody => Choice::new(kind.as_str(), "Établissement public", "Public body"),
            MemberKind::Association => Choice::new(kind.as_str(), "Association", "Association"),
            MemberKind::Company => Choice::new(kind.as_str(), "Entreprise", "Company"),
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
