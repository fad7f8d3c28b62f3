//! What sheets hold of members and their people: whose experience they tell, who took part, who was asked.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{CHUNK, Dependent, Fate, Hold, Leaving, Merging, Moved, Names, Passed, Ties, Told, Whom, Whose},
    forgetting::Forgotten,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde_json::{Value, json};
use tables::{contact, practice_comment, practice_confirmation, practice_interview, practice_partner, practice_sheet};
use uuid::Uuid;

use super::{actions::show, store};

/// Whose experience it is.
const OWN: Ties<practice_sheet::Entity> =
    Ties { member: practice_sheet::Column::MemberId, tied: practice_sheet::Column::Id };
/// Who took part.
const PARTNERS: Ties<practice_partner::Entity> =
    Ties { member: practice_partner::Column::MemberId, tied: practice_partner::Column::Id };
/// Who of its people was asked to confirm, and who was asked the ten questions.
const ASKED: Names<practice_confirmation::Entity> =
    Names { row: practice_confirmation::Column::Id, named: practice_confirmation::Column::ContactId };
const INTERVIEWED: Names<practice_interview::Entity> =
    Names { row: practice_interview::Column::Id, named: practice_interview::Column::ContactId };

/// Under which word sheets are moved.
const SHEETS: &str = "practice_sheets";

pub struct Sheets;

impl Dependent for Sheets {
    fn tables(&self) -> &'static [&'static str] {
        &["practice_sheet", "practice_partner", "practice_confirmation", "practice_interview"]
    }

    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async move {
            let held = OWN.held(work, &leaving.members).await?.into_iter();
            let what = || say("une fiche raconte son expérience", "a sheet tells its experience");
            Ok(held.map(|held| Hold { held, what: what() }).collect())
        })
    }

    /// Partners are named still, without the member that they were; nobody finds a sheet by whose it was.
    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            for members in leaving.members.chunks(CHUNK) {
                practice_partner::Entity::update_many()
                    .col_expr(practice_partner::Column::MemberId, Expr::value(None::<Uuid>))
                    .filter(practice_partner::Column::MemberId.is_in(members.iter().copied()))
                    .exec(work.tx())
                    .await?;
                let sheets = store::of_members(work.tx(), members).await?;
                practice_sheet::Entity::update_many()
                    .col_expr(practice_sheet::Column::MemberId, Expr::value(None::<Uuid>))
                    .filter(practice_sheet::Column::MemberId.is_in(members.iter().copied()))
                    .exec(work.tx())
                    .await?;
                show::show_all(work, &sheets).await?;
            }
            Ok(())
        })
    }

    /// Those that were the other's already are found by what it is called from now on, too.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Passed { moved, .. } = OWN.pass_over(work, merging).await?;
            let Passed { moved: partners, .. } = PARTNERS.pass_over(work, merging).await?;
            let asked = ASKED.pass_over(work, &merging.contacts).await?;
            let interviewed = INTERVIEWED.pass_over(work, &merging.contacts).await?;
            show::show_of(work, &[merging.into]).await?;
            if moved.is_empty() && partners.is_empty() && asked.is_empty() && interviewed.is_empty() {
                return Ok(Vec::new());
            }
            let kept = json!({"moved": moved, "partners": partners, "asked": asked, "interviewed": interviewed});
            Ok(vec![Moved::new(SHEETS, moved.len(), kept)])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            if let Some(kept) = Moved::of(moved, SHEETS) {
                let back: Vec<Uuid> = serde_json::from_value(kept["moved"].clone())?;
                OWN.hand_over(work, merging.into, merging.from, &back).await?;
                let partners: Vec<Uuid> = serde_json::from_value(kept["partners"].clone())?;
                PARTNERS.hand_over(work, merging.into, merging.from, &partners).await?;
                let asked: Whose = serde_json::from_value(kept["asked"].clone())?;
                ASKED.give_back::<contact::Entity>(work, contact::Column::Id, &asked).await?;
                let interviewed: Whose = serde_json::from_value(kept["interviewed"].clone())?;
                INTERVIEWED.give_back::<contact::Entity>(work, contact::Column::Id, &interviewed).await?;
            }
            show::show_of(work, &[merging.into, merging.from]).await?;
            Ok(Vec::new())
        })
    }

    fn rename_members<'a>(&'a self, work: &'a Work, members: &'a [Uuid]) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(show::show_of(work, members))
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let db = &house.db.read;
            let asked = practice_confirmation::Entity::find()
                .find_also_related(practice_sheet::Entity)
                .filter(practice_confirmation::Column::ContactId.is_in(whom.contact_ids()))
                .order_by_asc(practice_confirmation::Column::Id)
                .all(db)
                .await?;
            let asked = asked.into_iter().map(|(one, of)| -> Vec<Value> {
                vec![json!(of.map(|of| of.title)), json!("relecture"), json!(one.answered_at), json!(one.words)]
            });
            let interviewed = practice_interview::Entity::find()
                .find_also_related(practice_sheet::Entity)
                .filter(practice_interview::Column::ContactId.is_in(whom.contact_ids()))
                .order_by_asc(practice_interview::Column::Id)
                .all(db)
                .await?;
            let interviewed = interviewed.into_iter().map(|(one, of)| -> Vec<Value> {
                vec![json!(of.map(|of| of.title)), json!("dix questions"), json!(one.answered_at), one.answers]
            });
            let written = match whom.account_id() {
                Some(account) => {
                    practice_comment::Entity::find()
                        .filter(practice_comment::Column::ById.eq(account))
                        .order_by_asc(practice_comment::Column::Id)
                        .all(db)
                        .await?
                }
                None => Vec::new(),
            };
            let written = written.into_iter().map(|one| -> Vec<Value> {
                vec![json!(one.section), json!("commentaire"), json!(one.written_at), json!(one.text)]
            });
            Ok(vec![Told {
                what: "practice_sheets",
                title: say("Fiches auxquelles vous avez contribué", "Sheets that you contributed to"),
                columns: &[("sheet", "Fiche ou rubrique"), ("what", "Contribution"), ("on", "Le"), ("text", "Texte")],
                rows: asked.chain(interviewed).chain(written).collect(),
                fate: Fate::Blanked,
                why: say(
                    "La fiche est celle de l’organisation : elle reste, sans votre nom ; vos liens ne mènent plus à rien.",
                    "The sheet is the organisation’s: it stays, without your name; your links lead nowhere any more.",
                ),
            }])
        })
    }

    /// Who is taken out of one member alone keeps no link that speaks for it.
    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let records = who.also.iter().copied().chain([who.member_id]);
            let theirs: Vec<Uuid> = contact::Entity::find()
                .select_only()
                .column(contact::Column::Id)
                .filter(contact::Column::PersonId.eq(who.person_id))
                .filter(contact::Column::MemberId.is_in(records))
                .into_tuple()
                .all(work.tx())
                .await?;
            forget_asked(work, theirs).await
        })
    }

    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(forget_asked(work, whom.contact_ids()))
    }
}

/// Links that were sent to them are in their mailbox still: these answer for the organisation no more.
async fn forget_asked(work: &Work, contacts: Vec<Uuid>) -> Result<(), Problem> {
    use practice_confirmation::Column as C;
    practice_confirmation::Entity::update_many()
        .col_expr(C::Name, Expr::value(String::new()))
        .col_expr(C::TokenHash, Expr::value(None::<String>))
        .col_expr(C::UntilAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
        .col_expr(C::ContactId, Expr::value(None::<Uuid>))
        .filter(C::ContactId.is_in(contacts.iter().copied()))
        .exec(work.tx())
        .await?;
    practice_interview::Entity::update_many()
        .col_expr(practice_interview::Column::UntilAt, Expr::value(work.now))
        .col_expr(practice_interview::Column::ContactId, Expr::value(None::<Uuid>))
        .filter(practice_interview::Column::ContactId.is_in(contacts))
        .exec(work.tx())
        .await?;
    Ok(())
}
