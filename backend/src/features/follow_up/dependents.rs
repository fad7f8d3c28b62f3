//! What the ledger holds of members: exchanges that somebody noted, and members put off.

use std::collections::HashSet;

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    Work,
    dependents::{Dependent, Hold, Leaving},
};
use uuid::Uuid;

use super::{
    ledger::{Source, withdraw},
    store,
};

pub struct Ledger;

impl Dependent for Ledger {
    fn tables(&self) -> &'static [&'static str] {
        &["interaction", "interaction_member", "postponement"]
    }

    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async move {
            let going: HashSet<(&str, Uuid)> = leaving.sources.iter().map(|(kind, id)| (kind.as_str(), *id)).collect();
            let noted = store::noted_with(work.tx(), &leaving.members, &leaving.contacts).await?;
            let noted = noted.into_iter().filter(|one| !going.contains(&(one.source_kind.as_str(), one.source_id)));
            let mut holds: Vec<Hold> = noted
                .map(|one| Hold {
                    held: one.held,
                    what: say(
                        "un échange a été noté avec ce membre ou l’une de ses personnes",
                        "an exchange was noted with this member or one of its people",
                    ),
                })
                .collect();
            let put_off = store::put_off_among(work.tx(), &leaving.members).await?;
            holds.extend(
                put_off
                    .into_iter()
                    .map(|held| Hold {
                        held, what: say("sa relance a été reportée", "its follow-up was postponed")
                    }),
            );
            Ok(holds)
        })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let sources: Vec<Source> =
                leaving.sources.iter().map(|(kind, id)| Source { kind: kind.clone().into(), id: *id }).collect();
            withdraw(work, &sources).await
        })
    }
}
