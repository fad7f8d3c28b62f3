//! What proposals hold of members and their people: requests go with their member, pass over with it, and forget whom
//! they were about.

use futures_util::future::BoxFuture;
use kernel::{
    problem::{Problem, say},
    trade::{ProposalAbout, ProposalState, Verdict},
};
use platform::{
    House, Work,
    dependents::{CHUNK, Dependent, Fate, Hold, Leaving, Merging, Moved, Ties, Told, Whom},
    forgetting::{BLANK, Forgotten, Marks},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use tables::{file, member_picture, proposal, proposal_field};
use uuid::Uuid;

use super::store;

/// What was asked for a member.
const REQUESTS: Ties<proposal::Entity> = Ties { member: proposal::Column::MemberId, tied: proposal::Column::Id };
/// How it shows itself.
const PICTURES: Ties<member_picture::Entity> =
    Ties { member: member_picture::Column::MemberId, tied: member_picture::Column::Id };

pub struct Proposals;

/// Under which word proposals are moved.
const PROPOSALS: &str = "proposals";

impl Dependent for Proposals {
    fn tables(&self) -> &'static [&'static str] {
        &["proposal", "member_picture"]
    }

    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async move {
            let held = REQUESTS.held(work, &leaving.members).await?.into_iter();
            let what = || say("ce membre a demandé de modifier sa fiche", "this member asked to change its record");
            Ok(held.map(|held| Hold { held, what: what() }).collect())
        })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            REQUESTS.let_go(work, &leaving.members).await?;
            let pictures = pictures_of(work, &leaving.members).await?;
            PICTURES.let_go(work, &leaving.members).await?;
            let files: Vec<Uuid> = pictures.iter().map(|picture| picture.file_id).collect();
            for chunk in files.chunks(CHUNK) {
                let gone = file::Column::Id.is_in(chunk.iter().copied());
                file::Entity::delete_many().filter(gone).exec(work.tx()).await?;
            }
            Ok(())
        })
    }

    /// What waits of both for one field waits once: as the record that stays asks for it. What was asked about people
    /// who are known twice is about those who stay.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let all = of_members(work, &[merging.from]).await?;
            if all.is_empty() && pictures_of(work, &[merging.from]).await?.is_empty() {
                return Ok(Vec::new());
            }
            let fields = store::fields(work.tx(), &all).await?;
            let waiting = fields.values().flatten().filter(|field| field.verdict == Verdict::Waiting);
            let names: Vec<String> = waiting.clone().map(|field| field.field.clone()).collect();
            let there = store::waiting(work.tx(), merging.into, &names).await?;
            let twice = waiting
                .filter(|field| field.subject == merging.from && there.iter().any(|other| other.field == field.field))
                .cloned()
                .collect();
            store::withdraw(work, &twice).await?;
            let about_people: Vec<Uuid> = merging.contacts.iter().map(|(from, _)| *from).collect();
            forget_about(work, &about_people).await?;
            hand_over(work, merging.from, merging.into, &all).await?;
            let pictures = pictures_of(work, &[merging.from]).await?;
            let logo = pictures.iter().any(|picture| picture.logo)
                && pictures_of(work, &[merging.into]).await?.iter().any(|p| p.logo);
            pass_pictures(work, merging.into, &pictures, logo).await?;
            let pictures: Vec<(Uuid, bool)> = pictures.iter().map(|picture| (picture.id, picture.logo)).collect();
            Ok(vec![Moved::new(PROPOSALS, all.len(), json!({"moved": all, "pictures": pictures}))])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, PROPOSALS) else { return Ok(Vec::new()) };
            let ids: Vec<Uuid> = serde_json::from_value(kept["moved"].clone())?;
            hand_over(work, merging.into, merging.from, &ids).await?;
            let pictures: Vec<(Uuid, bool)> = serde_json::from_value(kept["pictures"].clone())?;
            for logo in [true, false] {
                let ids = pictures.iter().filter(|(_, was)| *was == logo).map(|(id, _)| *id);
                member_picture::Entity::update_many()
                    .set(member_picture::ActiveModel {
                        member_id: Set(merging.from),
                        logo: Set(logo),
                        ..Default::default()
                    })
                    .filter(member_picture::Column::Id.is_in(ids))
                    .exec(work.tx())
                    .await?;
            }
            Ok(Vec::new())
        })
    }

    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let members: Vec<Uuid> = std::iter::once(who.member_id).chain(who.also.iter().copied()).collect();
            let ids = of_members(work, &members).await?;
            for field in store::fields(work.tx(), &ids).await?.into_values().flatten() {
                if let Some(field) = without(field, &who.marks) {
                    store::write_field(work.tx(), field).await?;
                }
            }
            Ok(())
        })
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let about = Condition::any()
                .add(proposal::Column::ContactId.is_in(whom.contact_ids()))
                .add_option(whom.account_id().map(|account| proposal::Column::ById.eq(account)));
            let rows = proposal::Entity::find().filter(about).order_by_asc(proposal::Column::Id);
            let rows = rows.all(&house.db.read).await?;
            let row = |one: proposal::Model| -> Vec<Value> {
                vec![json!(one.created_at), json!(one.about), json!(one.state)]
            };
            Ok(vec![Told {
                what: "proposals",
                title: say(
                    "Demandes de changement, par vous ou à votre sujet",
                    "Changes asked for, by you or about you",
                ),
                columns: &[("on", "Le"), ("about", "Objet"), ("state", "État")],
                rows: rows.into_iter().map(row).collect(),
                fate: Fate::Blanked,
                why: say(
                    "Celles qui portent sur la personne sont supprimées ; les autres restent, sans son nom.",
                    "Those about the person are deleted; the others stay, without their name.",
                ),
            }])
        })
    }

    /// What is about their functions goes with these, and so does what waits and would bring them anew. Signatures are
    /// taken off for all features at once.
    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let somebody_new = proposal::Column::About.eq(ProposalAbout::NewContact);
            let asked = proposal::Entity::find().filter(somebody_new).all(work.tx()).await?;
            let ids: Vec<Uuid> = asked.iter().map(|one| one.id).collect();
            let mut all = store::fields(work.tx(), &ids).await?;
            let mut gone = Vec::new();
            for one in asked {
                let fields = all.remove(&one.id).unwrap_or_default();
                if !brings(&one, &fields, whom) {
                    continue;
                }
                if one.state == ProposalState::Waiting {
                    gone.push(one.id);
                    continue;
                }
                for field in fields.into_iter().filter_map(|field| without(field, &whom.marks.loosely())) {
                    store::write_field(work.tx(), field).await?;
                }
            }
            proposal::Entity::delete_many().filter(proposal::Column::Id.is_in(gone)).exec(work.tx()).await?;
            Ok(())
        })
    }
}

/// Whether these fields of somebody new are theirs: in an organisation of theirs by their name, which was blanked in its
/// past already; elsewhere, where others may bear it, by their address or number.
fn brings(one: &proposal::Model, fields: &[proposal_field::Model], whom: &Whom) -> bool {
    let blanked = |field: &proposal_field::Model| {
        matches!(field.field.as_str(), "given_name" | "family_name") && field.after == Some(json!(BLANK))
    };
    if whom.members().contains(&one.member_id) && fields.iter().any(blanked) {
        return true;
    }
    let mut kept = Value::Array(fields.iter().map(looked_through).collect());
    whom.marks.clone().without_names().blank_whole(&mut kept)
}

/// A field with its name, by which a name alone is known for one.
fn looked_through(field: &proposal_field::Model) -> Value {
    json!({"field": field.field, "before": field.before, "after": field.after, "reason": field.reason,
        "replaced": field.replaced})
}

/// The field without what these marks find in it; none where they find nothing.
fn without(field: proposal_field::Model, marks: &Marks) -> Option<proposal_field::Model> {
    let mut kept = looked_through(&field);
    if !marks.blank(&mut kept) {
        return None;
    }
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let something = |value: &Value| Some(value.clone()).filter(|value| !value.is_null());
    Some(proposal_field::Model {
        before: something(&kept["before"]),
        after: something(&kept["after"]),
        reason: text(&kept["reason"]),
        replaced: something(&kept["replaced"]),
        ..field
    })
}

async fn of_members(work: &Work, members: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    Ok(proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::MemberId.is_in(members.iter().copied()))
        .into_tuple()
        .all(work.tx())
        .await?)
}

async fn pictures_of(work: &Work, members: &[Uuid]) -> Result<Vec<member_picture::Model>, Problem> {
    let mut found = Vec::new();
    for chunk in members.chunks(CHUNK) {
        let theirs = member_picture::Column::MemberId.is_in(chunk.iter().copied());
        found.extend(member_picture::Entity::find().filter(theirs).all(work.tx()).await?);
    }
    Ok(found)
}

/// A second logo is a picture like others.
async fn pass_pictures(work: &Work, to: Uuid, pictures: &[member_picture::Model], second: bool) -> Result<(), Problem> {
    for logo in [true, false] {
        let ids = pictures.iter().filter(|picture| picture.logo == logo).map(|picture| picture.id);
        member_picture::Entity::update_many()
            .set(member_picture::ActiveModel { member_id: Set(to), logo: Set(logo && !second), ..Default::default() })
            .filter(member_picture::Column::Id.is_in(ids))
            .exec(work.tx())
            .await?;
    }
    Ok(())
}

/// The contact that goes is another from now on, with another record of its own: what waits about it waits no more.
async fn forget_about(work: &Work, contacts: &[Uuid]) -> Result<(), Problem> {
    if contacts.is_empty() {
        return Ok(());
    }
    let about = Condition::all()
        .add(proposal::Column::ContactId.is_in(contacts.iter().copied()))
        .add(proposal::Column::State.eq(ProposalState::Waiting));
    let ids: Vec<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(about)
        .into_tuple()
        .all(work.tx())
        .await?;
    let waiting = store::fields(work.tx(), &ids).await?.into_values().flatten();
    let waiting = waiting.filter(|field| field.verdict == Verdict::Waiting).collect();
    store::withdraw(work, &waiting).await.map(|_| ())
}

/// The requests are the other member's, and so are their fields.
async fn hand_over(work: &Work, from: Uuid, into: Uuid, ids: &[Uuid]) -> Result<(), Problem> {
    REQUESTS.hand_over(work, from, into, ids).await?;
    for chunk in ids.chunks(CHUNK) {
        proposal_field::Entity::update_many()
            .set(proposal_field::ActiveModel { subject: Set(into), ..Default::default() })
            .filter(proposal_field::Column::ProposalId.is_in(chunk.iter().copied()))
            .filter(proposal_field::Column::Subject.eq(from))
            .exec(work.tx())
            .await?;
    }
    Ok(())
}
