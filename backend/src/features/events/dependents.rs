//! What events hold of members and their people: who was invited, who registered and came, who organises with the club, and
//! calendars of one's own. Contacts that came of it are held by the ledger.

mod doubles;

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{Dependent, Fate, Hold, Leaving, Merging, Moved, Names, Passed, Ties, Told, Whom, Whose},
    forgetting::{BLANK, Forgotten},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr};
use serde_json::{Value, json};
use tables::{
    calendar_subscription, contact, event, event_invitation, event_link, event_member, person, registration,
    survey_answer,
};
use uuid::Uuid;

use self::doubles::Double;

const INVITED: Ties<event_invitation::Entity> =
    Ties { member: event_invitation::Column::MemberId, tied: event_invitation::Column::Id };
const REGISTERED: Ties<registration::Entity> =
    Ties { member: registration::Column::MemberId, tied: registration::Column::Id };
const ORGANISES: Ties<event_member::Entity> =
    Ties { member: event_member::Column::MemberId, tied: event_member::Column::EventId };
const INVITED_CONTACT: Names<event_invitation::Entity> =
    Names { row: event_invitation::Column::Id, named: event_invitation::Column::ContactId };
const REGISTERED_CONTACT: Names<registration::Entity> =
    Names { row: registration::Column::Id, named: registration::Column::ContactId };
const REGISTERED_PERSON: Names<registration::Entity> =
    Names { row: registration::Column::Id, named: registration::Column::PersonId };

/// Under which words rows are moved.
const INVITATIONS: &str = "event_invitations";
const REGISTRATIONS: &str = "registrations";
const ORGANISERS: &str = "organised_events";

pub struct Comers;

impl Dependent for Comers {
    fn tables(&self) -> &'static [&'static str] {
        &["event_invitation", "registration", "event_member", "calendar_subscription"]
    }

    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async move {
            let held = REGISTERED.held(work, &leaving.members).await?.into_iter();
            let what =
                || say("des personnes sont inscrites à un rendez-vous", "people of it are registered for an event");
            Ok(held.map(|held| Hold { held, what: what() }).collect())
        })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            INVITED.let_go(work, &leaving.members).await?;
            REGISTERED.let_go(work, &leaving.members).await?;
            ORGANISES.let_go(work, &leaving.members).await
        })
    }

    /// Two invitations to one event become one, and the links of both open it.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let doubles = doubles::give_way(work, merging).await?;
            let invited = INVITED.pass_over(work, merging).await?.moved;
            let with = INVITED_CONTACT.pass_over(work, &merging.contacts).await?;
            let registered = REGISTERED.pass_over(work, merging).await?.moved;
            let contacts = REGISTERED_CONTACT.pass_over(work, &merging.contacts).await?;
            let persons = REGISTERED_PERSON.pass_over(work, &merging.persons).await?;
            let Passed { both, moved } = ORGANISES.pass_over(work, merging).await?;
            let mut all = Vec::new();
            if !(doubles.is_empty() && invited.is_empty() && with.is_empty()) {
                let kept = json!({"doubles": doubles, "moved": invited, "with": with});
                all.push(Moved::new(INVITATIONS, doubles.len() + invited.len(), kept));
            }
            if !(registered.is_empty() && contacts.is_empty() && persons.is_empty()) {
                let kept = json!({"moved": registered, "contacts": contacts, "persons": persons});
                all.push(Moved::new(REGISTRATIONS, registered.len(), kept));
            }
            if !(both.is_empty() && moved.is_empty()) {
                let kept = json!({"both": both, "moved": moved});
                all.push(Moved::new(ORGANISERS, both.len() + moved.len(), kept));
            }
            Ok(all)
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let ids = |kept: &Value| -> Result<Vec<Uuid>, Problem> { Ok(serde_json::from_value(kept.clone())?) };
            let whose = |kept: &Value| -> Result<Whose, Problem> { Ok(serde_json::from_value(kept.clone())?) };
            if let Some(kept) = Moved::of(moved, INVITATIONS) {
                INVITED.hand_over(work, merging.into, merging.from, &ids(&kept["moved"])?).await?;
                let with = whose(&kept["with"])?;
                INVITED_CONTACT.give_back::<contact::Entity>(work, contact::Column::Id, &with).await?;
                let doubles: Vec<Double> = serde_json::from_value(kept["doubles"].clone())?;
                doubles::put_back(work, doubles).await?;
            }
            if let Some(kept) = Moved::of(moved, REGISTRATIONS) {
                REGISTERED.hand_over(work, merging.into, merging.from, &ids(&kept["moved"])?).await?;
                let with = whose(&kept["contacts"])?;
                REGISTERED_CONTACT.give_back::<contact::Entity>(work, contact::Column::Id, &with).await?;
                let persons = whose(&kept["persons"])?;
                REGISTERED_PERSON.give_back::<person::Entity>(work, person::Column::Id, &persons).await?;
            }
            if let Some(kept) = Moved::of(moved, ORGANISERS) {
                ORGANISES.hand_over(work, merging.into, merging.from, &ids(&kept["moved"])?).await?;
                let both = ids(&kept["both"])?;
                let rows = both.into_iter().map(|event_id| event_member::ActiveModel {
                    event_id: sea_orm::ActiveValue::Set(event_id),
                    member_id: sea_orm::ActiveValue::Set(merging.from),
                });
                event_member::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
            }
            Ok(Vec::new())
        })
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let rows = registration::Entity::find()
                .find_also_related(event::Entity)
                .filter(theirs(whom))
                .order_by_asc(registration::Column::Id)
                .all(&house.db.read)
                .await?;
            let row = |(one, of): (registration::Model, Option<event::Model>)| -> Vec<Value> {
                vec![
                    json!(of.as_ref().map(|of| of.title.as_str())),
                    json!(of.as_ref().map(|of| of.starts_at)),
                    json!(one.state),
                    json!(one.attended_at),
                    json!(one.answers),
                ]
            };
            Ok(vec![Told {
                what: "registrations",
                title: say("Vos inscriptions à des rendez-vous", "Your registrations for events"),
                columns: &[
                    ("event", "Rendez-vous"),
                    ("starts_at", "Le"),
                    ("state", "Inscription"),
                    ("attended_at", "Présent·e"),
                    ("answers", "Réponses"),
                ],
                rows: rows.into_iter().map(row).collect(),
                fate: Fate::Blanked,
                why: say(
                    "La place reste comptée dans les chiffres du rendez-vous, sans nom, adresse ni réponses ; les liens ne mènent plus à rien.",
                    "The seat stays counted in the event’s figures, without name, address or answers; links lead nowhere any more.",
                ),
            }])
        })
    }

    /// Who is taken out of one member alone keeps no link that answers for it.
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
            end_invitations(work, theirs).await
        })
    }

    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            use registration::Column as C;
            let ids: Vec<Uuid> = registration::Entity::find()
                .select_only()
                .column(C::Id)
                .filter(theirs(whom))
                .into_tuple()
                .all(work.tx())
                .await?;
            event_link::Entity::delete_many()
                .filter(event_link::Column::RegistrationId.is_in(ids.iter().copied()))
                .exec(work.tx())
                .await?;
            survey_answer::Entity::update_many()
                .col_expr(survey_answer::Column::Words, Expr::value(""))
                .filter(survey_answer::Column::RegistrationId.is_in(ids.iter().copied()))
                .exec(work.tx())
                .await?;
            registration::Entity::update_many()
                .col_expr(C::GivenName, Expr::value(""))
                .col_expr(C::FamilyName, Expr::value(BLANK))
                .col_expr(C::Email, Expr::value(None::<String>))
                .col_expr(C::EmailKey, Expr::value(None::<String>))
                .col_expr(C::ContactId, Expr::value(None::<Uuid>))
                .col_expr(C::PersonId, Expr::value(None::<Uuid>))
                .col_expr(C::Answers, Expr::value(json!({})))
                .filter(C::Id.is_in(ids.iter().copied()))
                .exec(work.tx())
                .await?;
            end_invitations(work, whom.contact_ids()).await?;
            calendar_subscription::Entity::delete_many()
                .filter(calendar_subscription::Column::AccountId.is_in(whom.account_id()))
                .exec(work.tx())
                .await?;
            Ok(())
        })
    }
}

/// Links of invitations that were sent to them are in their mailbox still: these answer for the organisation no more.
async fn end_invitations(work: &Work, contacts: Vec<Uuid>) -> Result<(), Problem> {
    let sent = event_invitation::Entity::find()
        .select_only()
        .column(event_invitation::Column::Id)
        .filter(event_invitation::Column::ContactId.is_in(contacts.iter().copied()))
        .into_query();
    event_link::Entity::delete_many()
        .filter(event_link::Column::InvitationId.in_subquery(sent))
        .exec(work.tx())
        .await?;
    event_invitation::Entity::update_many()
        .col_expr(event_invitation::Column::ContactId, Expr::value(None::<Uuid>))
        .filter(event_invitation::Column::ContactId.is_in(contacts))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// Theirs by who they are, by a function of theirs, or by an address that is theirs alone.
fn theirs(whom: &Whom) -> Condition {
    Condition::any()
        .add(registration::Column::PersonId.eq(whom.person.id))
        .add(registration::Column::ContactId.is_in(whom.contact_ids()))
        .add(registration::Column::EmailKey.is_in(whom.alone.iter().cloned()))
}
