//! What the ledger holds of members: exchanges that somebody noted, and members put off.

use std::collections::HashSet;

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{Dependent, Fate, Hold, Leaving, Merging, Moved, Passed, Told, Whom, Whose},
};
use serde_json::{Value, json};
use tables::{contact, interaction};
use uuid::Uuid;

use super::{
    ledger::{Scope, Source, recompute, withdraw},
    store::{self, moves},
};

/// Under which words exchanges and what is put off are moved.
const INTERACTIONS: &str = "interactions";
const POSTPONEMENTS: &str = "postponements";

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

    fn claim<'a>(&'a self, work: &'a Work, member: Uuid) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(moves::claim(work, member))
    }

    /// An exchange with both was one exchange; of two postponements, that of the member that stays counts.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Passed { both, moved } = moves::EXCHANGES.pass_over(work, merging).await?;
            let with = moves::WITH_CONTACTS.pass_over(work, &merging.contacts).await?;
            let put_off = moves::move_postponement(work, merging.from, merging.into).await?;
            recompute(work, Scope::Members(&[merging.from, merging.into])).await?;
            Ok(vec![
                Moved::new(INTERACTIONS, both.len() + moved.len(), json!({"both": both, "moved": moved, "with": with})),
                Moved::new(POSTPONEMENTS, usize::from(put_off.is_some()), json!(put_off)),
            ])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            if let Some(kept) = Moved::of(moved, INTERACTIONS) {
                let back: Vec<Uuid> = serde_json::from_value(kept["moved"].clone())?;
                moves::EXCHANGES.hand_over(work, merging.into, merging.from, &back).await?;
                let both: Vec<Uuid> = serde_json::from_value(kept["both"].clone())?;
                moves::share(work, merging.into, merging.from, &both).await?;
                let with: Whose = serde_json::from_value(kept["with"].clone())?;
                moves::WITH_CONTACTS.give_back::<contact::Entity>(work, contact::Column::Id, &with).await?;
            }
            if let Some(kept) = Moved::of(moved, POSTPONEMENTS) {
                moves::give_postponement_back(work, merging.from, merging.into, kept.clone()).await?;
            }
            let stays = moves::noted_since(work, merging.into, merging.at).await?;
            recompute(work, Scope::Members(&[merging.from, merging.into])).await?;
            Ok(vec![Moved::new(INTERACTIONS, stays, Value::Null)])
        })
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let rows = store::with_contacts(&house.db.read, &whom.contact_ids()).await?;
            let row = |one: interaction::Model| -> Vec<Value> {
                vec![
                    json!(one.happened_on),
                    json!(one.channel),
                    json!(one.direction),
                    json!(one.outcome),
                    json!(one.summary),
                ]
            };
            Ok(vec![Told {
                what: "exchanges",
                title: say("Échanges avec vous", "Exchanges with you"),
                columns: &[
                    ("on", "Le"),
                    ("channel", "Moyen"),
                    ("direction", "Sens"),
                    ("outcome", "Issue"),
                    ("summary", "Ce qui a été noté"),
                ],
                rows: rows.into_iter().map(row).collect(),
                fate: Fate::Blanked,
                why: say(
                    "L’échange reste celui de l’organisation, avec son jour et son moyen ; ce qui a été noté est effacé. Ailleurs, le nom, l’adresse et le numéro sont retirés des textes.",
                    "The exchange stays the organisation’s, with its day and channel; what was noted is erased. Elsewhere the name, address and number are taken out of texts.",
                ),
            }])
        })
    }

    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(store::take_out(work, whom))
    }
}
