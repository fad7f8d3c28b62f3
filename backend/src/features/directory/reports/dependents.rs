//! Reports go with the member that they are about, and pass over with it; whoever reported something is known by the
//! address they left alone.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{Dependent, Fate, Hold, Leaving, Merging, Moved, Passed, Ties, Told, Whom},
    forgetting::Forgotten,
};
use serde_json::{Value, json};
use tables::member_report;
use uuid::Uuid;

use super::store::{self, Named};

/// What was reported of a member.
const REPORTED: Ties<member_report::Entity> =
    Ties { member: member_report::Column::MemberId, tied: member_report::Column::Id };

/// Under which word reports are moved.
const REPORTS: &str = "reports";

pub struct Reports;

impl Dependent for Reports {
    fn tables(&self) -> &'static [&'static str] {
        &["member_report"]
    }

    /// What a stranger says of a member keeps nobody from taking it away.
    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(REPORTED.let_go(work, &leaving.members))
    }

    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Passed { moved, .. } = REPORTED.pass_over(work, merging).await?;
            if moved.is_empty() {
                return Ok(Vec::new());
            }
            Ok(vec![Moved::new(REPORTS, moved.len(), json!(moved))])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, REPORTS) else { return Ok(Vec::new()) };
            let back: Vec<Uuid> = serde_json::from_value(kept.clone())?;
            REPORTED.hand_over(work, merging.into, merging.from, &back).await?;
            Ok(Vec::new())
        })
    }

    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(store::forget(work, who))
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let rows = store::left_by(&house.db.read, &whom.alone).await?;
            let row = |(one, member): Named| -> Vec<Value> {
                vec![json!(one.reported_at), json!(member), json!(one.what), json!(one.text), json!(one.email)]
            };
            Ok(vec![Told {
                what: "reports",
                title: say(
                    "Erreurs que vous avez signalées dans l’annuaire",
                    "Errors that you reported in the directory",
                ),
                columns: &[
                    ("on", "Le"),
                    ("organisation", "Organisation"),
                    ("what", "Objet"),
                    ("text", "Ce que vous avez écrit"),
                    ("email", "Adresse laissée"),
                ],
                rows: rows.into_iter().map(row).collect(),
                fate: Fate::Blanked,
                why: say(
                    "Le signalement reste à traiter, sans l’adresse laissée ni ce qui dit qui l’a écrit.",
                    "The report still waits to be seen to, without the address and what says who wrote it.",
                ),
            }])
        })
    }

    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(store::erase(work, whom))
    }
}
