//! What accounts hold: somebody who acts for a member. A person with an account stays one, whatever becomes of its
//! contacts.

use std::collections::HashMap;

use futures_util::future::BoxFuture;
use kernel::{
    caller::MemberRole,
    problem::{Problem, say},
};
use platform::{
    House, Work,
    dependents::{CHUNK, Dependent, Fate, Hold, Leaving, Merging, Moved, Passed, Ties, Told, Whom},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use tables::{account, api_key, saved_view, session, steward};
use uuid::Uuid;

use super::{rules, store};

/// Who acts for whom.
const SEATS: Ties<steward::Entity> = Ties { member: steward::Column::MemberId, tied: steward::Column::AccountId };

pub struct Stewards;

impl Dependent for Stewards {
    fn tables(&self) -> &'static [&'static str] {
        &["account", "steward", "session", "one_time_token", "recovery_code", "email_change", "first_administrator"]
    }

    fn holds<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async move {
            let held = SEATS.held(work, &leaving.members).await?.into_iter();
            let what = || say("quelqu’un a un compte pour ce membre", "somebody has an account for this member");
            Ok(held.map(|held| Hold { held, what: what() }).collect())
        })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(SEATS.let_go(work, &leaving.members))
    }

    /// Whoever acts for one acts for both; of two seats of one account, the higher stays.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let seats = of_member(work, merging.from).await?;
            let there: HashMap<Uuid, MemberRole> =
                of_member(work, merging.into).await?.into_iter().map(|seat| (seat.account_id, seat.role)).collect();
            let Passed { both, moved } = SEATS.pass_over(work, merging).await?;
            let (mut taken, mut raised) = (Vec::new(), Vec::new());
            for seat in seats.iter().filter(|seat| both.contains(&seat.account_id)) {
                taken.push(json!([seat.account_id, seat.role, seat.created_at]));
                if (seat.role, there.get(&seat.account_id)) == (MemberRole::Manager, Some(&MemberRole::Contributor)) {
                    raised.push(seat.account_id);
                }
            }
            seat_as(work, merging.into, &raised, MemberRole::Manager).await?;
            let count = both.len() + moved.len();
            Ok(vec![Moved::new(ACCOUNTS, count, json!({"moved": moved, "both": taken, "raised": raised}))])
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        merging: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let Some(kept) = Moved::of(moved, ACCOUNTS) else { return Ok(Vec::new()) };
            let ids: Vec<Uuid> = serde_json::from_value(kept["moved"].clone())?;
            SEATS.hand_over(work, merging.into, merging.from, &ids).await?;
            let raised: Vec<Uuid> = serde_json::from_value(kept["raised"].clone())?;
            seat_as(work, merging.into, &raised, MemberRole::Contributor).await?;
            let both: Vec<(Uuid, MemberRole, chrono::DateTime<chrono::Utc>)> =
                serde_json::from_value(kept["both"].clone())?;
            let rows: Vec<_> = both
                .into_iter()
                .map(|(account_id, role, created_at)| {
                    steward::Model { account_id, member_id: merging.from, role, created_at }.into_active_model()
                })
                .collect();
            if !rows.is_empty() {
                steward::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
            }
            Ok(Vec::new())
        })
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            let Some(account) = &whom.account else { return Ok(Vec::new()) };
            let db = &house.db.read;
            let sessions = session::Entity::find().filter(session::Column::AccountId.eq(account.id));
            let sessions = sessions.order_by_asc(session::Column::CreatedAt).all(db).await?;
            let seats = store::organisations_of(db, &[account.id]).await?;
            let seats = seats.into_iter().map(|(_, one)| vec![json!(one.name), json!(one.role)]).collect();
            let views = store::erasing::views_of(db, account.id).await?;
            let keys = store::erasing::keys_of(db, account.id).await?;
            Ok(vec![the_account(account), signed_in(sessions), acts_for(seats), kept_views(views), made_keys(keys)])
        })
    }

    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            let Some(account) = &whom.account else { return Ok(()) };
            if store::administrators(work.tx(), true).await? == [account.id] {
                return Err(rules::last_administrator());
            }
            store::erasing::erase(work, account).await
        })
    }
}

fn the_account(account: &account::Model) -> Told {
    Told {
        what: "account",
        title: say("Votre compte", "Your account"),
        columns: &[
            ("email", "Adresse"),
            ("role", "Rôle"),
            ("created_at", "Créé le"),
            ("last_sign_in_at", "Dernière connexion"),
            ("second_factor", "Connexion en deux étapes"),
        ],
        rows: vec![vec![
            json!(account.email),
            json!(account.role),
            json!(account.created_at),
            json!(account.last_sign_in_at),
            json!(account.totp_confirmed_at.is_some()),
        ]],
        fate: Fate::Goes,
        why: say(
            "Supprimé, avec son mot de passe et ses liens ; s’il a créé une clé de machine ou le club lui-même, il reste fermé et sans nom.",
            "Deleted, with its password and links; if it made a key of a machine or the club itself, it stays closed and without a name.",
        ),
    }
}

fn signed_in(rows: Vec<session::Model>) -> Told {
    let row = |one: session::Model| -> Vec<Value> {
        vec![json!(one.created_at), json!(one.last_used_at), json!(one.user_agent)]
    };
    Told {
        what: "sessions",
        title: say("Vos connexions", "Your sign-ins"),
        columns: &[("created_at", "Le"), ("last_used_at", "Dernière activité"), ("user_agent", "Appareil")],
        rows: rows.into_iter().map(row).collect(),
        fate: Fate::Goes,
        why: say("Fermées, puis supprimées.", "Ended, and deleted."),
    }
}

fn kept_views(rows: Vec<saved_view::Model>) -> Told {
    let row =
        |one: saved_view::Model| -> Vec<Value> { vec![json!(one.name), json!(one.shared), json!(one.created_at)] };
    Told {
        what: "views",
        title: say("Vues et segments que vous avez enregistrés", "Views and segments that you kept"),
        columns: &[("name", "Nom"), ("shared", "Partagée avec l’équipe"), ("created_at", "Le")],
        rows: rows.into_iter().map(row).collect(),
        fate: Fate::Blanked,
        why: say(
            "Ceux que l’équipe partage restent, sans dire de qui ils sont ; les autres sont supprimés.",
            "Those that the team shares stay, without saying whose they are; the others are deleted.",
        ),
    }
}

fn made_keys(rows: Vec<api_key::Model>) -> Told {
    let row =
        |one: api_key::Model| -> Vec<Value> { vec![json!(one.name), json!(one.created_at), json!(one.revoked_at)] };
    Told {
        what: "keys",
        title: say("Clés de machine que vous avez créées", "Keys of machines that you made"),
        columns: &[("name", "Nom"), ("created_at", "Créée le"), ("revoked_at", "Révoquée le")],
        rows: rows.into_iter().map(row).collect(),
        fate: Fate::Blanked,
        why: say(
            "Elles servent encore aux machines, sans dire qui les a créées.",
            "Machines use them still, without saying who made them.",
        ),
    }
}

fn acts_for(rows: Vec<Vec<Value>>) -> Told {
    Told {
        what: "seats",
        title: say("Organisations pour lesquelles vous agissez ici", "Organisations that you act for here"),
        columns: &[("organisation", "Organisation"), ("role", "Rôle")],
        rows,
        fate: Fate::Goes,
        why: say("La personne n’agit plus pour elles.", "The person acts for them no more."),
    }
}

/// Under which word seats are moved.
const ACCOUNTS: &str = "accounts";

async fn of_member(work: &Work, member: Uuid) -> Result<Vec<steward::Model>, Problem> {
    Ok(steward::Entity::find().filter(steward::Column::MemberId.eq(member)).all(work.tx()).await?)
}

async fn seat_as(work: &Work, member: Uuid, accounts: &[Uuid], role: MemberRole) -> Result<(), Problem> {
    for chunk in accounts.chunks(CHUNK) {
        steward::Entity::update_many()
            .set(steward::ActiveModel { role: Set(role), ..Default::default() })
            .filter(steward::Column::MemberId.eq(member))
            .filter(steward::Column::AccountId.is_in(chunk.iter().copied()))
            .exec(work.tx())
            .await?;
    }
    Ok(())
}
