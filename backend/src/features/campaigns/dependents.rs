//! What campaigns hold of members: whom they ask. Letters and answers are held by their ledgers.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{Dependent, Fate, Hold, Leaving, Merging, Moved, Names, Passed, Ties, Told, Whom, Whose},
    forgetting::Forgotten,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr};
use serde_json::{Value, json};
use tables::{campaign, campaign_link, campaign_recipient, contact};
use uuid::Uuid;

/// Who was asked.
const ASKED: Ties<campaign_recipient::Entity> =
    Ties { member: campaign_recipient::Column::MemberId, tied: campaign_recipient::Column::Id };
/// Who of its people was written to.
const WRITTEN_TO: Names<campaign_recipient::Entity> =
    Names { row: campaign_recipient::Column::Id, named: campaign_recipient::Column::ContactId };

/// Under which word recipients are moved.
const CAMPAIGNS: &str = "campaigns";

pub struct Recipients;

impl Dependent for Recipients {
    fn tables(&self) -> &'static [&'static str] {
        &["campaign_recipient"]
    }

    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(ASKED.let_go(work, &leaving.members))
    }

    /// Two letters of one campaign stay two, and their links good: an answer to either is an answer.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Passed { moved, .. } = ASKED.pass_over(work, merging).await?;
            let with = WRITTEN_TO.pass_over(work, &merging.contacts).await?;
            if moved.is_empty() && with.is_empty() {
                return Ok(Vec::new());
            }
            Ok(vec![Moved::new(CAMPAIGNS, moved.len(), json!({"moved": moved, "with": with}))])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, CAMPAIGNS) else { return Ok(Vec::new()) };
            let back: Vec<Uuid> = serde_json::from_value(kept["moved"].clone())?;
            ASKED.hand_over(work, merging.into, merging.from, &back).await?;
            let with: Whose = serde_json::from_value(kept["with"].clone())?;
            WRITTEN_TO.give_back::<contact::Entity>(work, contact::Column::Id, &with).await?;
            Ok(Vec::new())
        })
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let rows = campaign_recipient::Entity::find()
                .find_also_related(campaign::Entity)
                .filter(campaign_recipient::Column::ContactId.is_in(whom.contact_ids()))
                .order_by_asc(campaign_recipient::Column::Id)
                .all(&house.db.read)
                .await?;
            let row = |(one, of): (campaign_recipient::Model, Option<campaign::Model>)| -> Vec<Value> {
                vec![json!(of.map(|of| of.name)), json!(one.letters), json!(one.answer), json!(one.answered_at)]
            };
            Ok(vec![Told {
                what: "campaigns",
                title: say("« C’est toujours exact ? » adressés à vous", "“Is this still right?” addressed to you"),
                columns: &[
                    ("campaign", "Campagne"),
                    ("letters", "Messages"),
                    ("answer", "Réponse"),
                    ("answered_at", "Le"),
                ],
                rows: rows.into_iter().map(row).collect(),
                fate: Fate::Blanked,
                why: say(
                    "La réponse reste celle de l’organisation, sans la personne à qui l’on avait écrit ; ses liens ne mènent plus à rien.",
                    "The answer stays the organisation’s, without the person who was written to; their links lead nowhere any more.",
                ),
            }])
        })
    }

    /// Who is taken out of one member alone keeps no link that speaks for it.
    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let records = who.also.iter().copied().chain([who.member_id]);
            let theirs = contact::Entity::find()
                .select_only()
                .column(contact::Column::Id)
                .filter(contact::Column::PersonId.eq(who.person_id))
                .filter(contact::Column::MemberId.is_in(records))
                .into_query();
            let sent = campaign_recipient::Entity::find()
                .select_only()
                .column(campaign_recipient::Column::Id)
                .filter(campaign_recipient::Column::ContactId.in_subquery(theirs))
                .into_query();
            campaign_link::Entity::delete_many()
                .filter(campaign_link::Column::RecipientId.in_subquery(sent))
                .exec(work.tx())
                .await?;
            Ok(())
        })
    }

    /// Links that were sent to them are in their mailbox still: these answer for the organisation no more.
    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let theirs = || campaign_recipient::Column::ContactId.is_in(whom.contact_ids());
            let sent = campaign_recipient::Entity::find()
                .select_only()
                .column(campaign_recipient::Column::Id)
                .filter(theirs())
                .into_query();
            campaign_link::Entity::delete_many()
                .filter(campaign_link::Column::RecipientId.in_subquery(sent))
                .exec(work.tx())
                .await?;
            campaign_recipient::Entity::update_many()
                .col_expr(campaign_recipient::Column::ContactId, Expr::value(None::<Uuid>))
                .filter(theirs())
                .exec(work.tx())
                .await?;
            Ok(())
        })
    }
}
