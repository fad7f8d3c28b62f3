//! What a caller may do with a thing, as answers carry it: `abilities: {archive: {allowed: false, reason: "…"}}`.
//! A feature's `rules.rs` decides once, as `Result<(), Problem>`; the guard refuses with it and the page shows it.

use std::{collections::BTreeMap, sync::Arc};

use kernel::problem::{Language, Problem};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

/// Whether the caller may, and if not, why: a sentence to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Ability {
    pub allowed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub reason: Option<String>,
}

impl Ability {
    /// What a rule decided, in the reader's language.
    pub fn of(decision: &Result<(), Problem>, language: Language) -> Ability {
        match decision {
            Ok(()) => Ability { allowed: true, reason: None },
            Err(problem) => Ability { allowed: false, reason: Some(problem.detail().in_language(language).to_owned()) },
        }
    }
}

/// What a caller may do, by verb; things that stand alike share it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Abilities(Arc<BTreeMap<&'static str, Ability>>);

impl FromIterator<(&'static str, Ability)> for Abilities {
    fn from_iter<I: IntoIterator<Item = (&'static str, Ability)>>(all: I) -> Abilities {
        Abilities(Arc::new(all.into_iter().collect()))
    }
}

impl Serialize for Abilities {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::problem::say;

    #[test]
    fn a_refusal_says_why_in_the_readers_language() {
        let refused = Err(Problem::refused("x.y", say("Non.", "No.")));
        assert_eq!(Ability::of(&refused, Language::En).reason.as_deref(), Some("No."));
        assert_eq!(Ability::of(&Ok(()), Language::Fr), Ability { allowed: true, reason: None });
    }
}
