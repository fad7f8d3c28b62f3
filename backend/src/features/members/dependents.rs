//! What belongs to a member and goes with it: history, topics, values of fields, contacts, the request it came by; and people and addresses nobody else needs.

use futures_util::future::BoxFuture;
use kernel::problem::{Problem, say};
use platform::{
    House, Work,
    dependents::{Dependent, Fate, Hold, Leaving, Merging, Moved, Names, Renaming, Told, Whom, Whose},
    forgetting::Forgotten,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use serde_json::{Value, json};
use tables::{consent_event, member, person};
use uuid::Uuid;

use super::{actions::bulk, contacts, join, merge};

/// Who said what about their data.
const SAYINGS: Names<consent_event::Entity> =
    Names { row: consent_event::Column::Id, named: consent_event::Column::PersonId };
/// Under which word they are moved.
const CONSENTS: &str = "consents";

pub struct Records;

impl Dependent for Records {
    fn tables(&self) -> &'static [&'static str] {
        &[
            "member_text",
            "member_status",
            "member_topic",
            "member_value",
            "contact",
            "contact_text",
            "consent_event",
            "not_duplicate",
            "join_request",
        ]
    }

    fn holds<'a>(&'a self, _: &'a Work, _: &'a Leaving) -> BoxFuture<'a, Result<Vec<Hold>, Problem>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn let_go<'a>(&'a self, work: &'a Work, leaving: &'a Leaving) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            bulk::remove(work, &leaving.members).await?;
            bulk::remove_unused(work, &leaving.persons, &leaving.addresses).await
        })
    }

    fn rename<'a>(&'a self, work: &'a Work, renaming: &'a Renaming) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(bulk::rename(work, renaming))
    }

    /// History, topics, values and people need choices: the merge itself puts them together. What people said goes with
    /// those they are from now on.
    fn merge<'a>(&'a self, work: &'a Work, merging: &'a Merging) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            let mut moved = merge::hand_dismissals_over(work, merging).await?;
            let said = SAYINGS.pass_over(work, &merging.persons).await?;
            if !said.is_empty() {
                moved.push(Moved::new(CONSENTS, said.len(), serde_json::to_value(&said)?));
            }
            Ok(moved)
        })
    }

    fn unmerge<'a>(
        &'a self,
        work: &'a Work,
        _: &'a Merging,
        moved: &'a [Moved],
    ) -> BoxFuture<'a, Result<Vec<Moved>, Problem>> {
        Box::pin(async move {
            merge::give_dismissals_back(work, moved).await?;
            if let Some(kept) = Moved::of(moved, CONSENTS) {
                let said: Whose = serde_json::from_value(kept.clone())?;
                SAYINGS.give_back::<person::Entity>(work, person::Column::Id, &said).await?;
            }
            Ok(Vec::new())
        })
    }

    fn forget<'a>(&'a self, work: &'a Work, who: &'a Forgotten) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(join::forget(work, who))
    }

    fn export<'a>(&'a self, house: &'a House, whom: &'a Whom) -> BoxFuture<'a, Result<Vec<Told>, Problem>> {
        Box::pin(async move {
            Ok(vec![
                functions(house, whom).await?,
                addresses(whom),
                consents(house, whom).await?,
                requests(house, whom).await?,
            ])
        })
    }

    fn erase<'a>(&'a self, work: &'a Work, whom: &'a Whom) -> BoxFuture<'a, Result<(), Problem>> {
        Box::pin(async move {
            join::erase(work, &whom.alone).await?;
            contacts::erase_all(work, whom).await?;
            consent_event::Entity::delete_many()
                .filter(consent_event::Column::PersonId.eq(whom.person.id))
                .exec(work.tx())
                .await?;
            if let Some(account) = whom.account_id() {
                member::Entity::update_many()
                    .col_expr(member::Column::ReferentId, Expr::value(None::<Uuid>))
                    .col_expr(member::Column::Revision, Expr::col(member::Column::Revision).add(1))
                    .filter(member::Column::ReferentId.eq(account))
                    .exec(work.tx())
                    .await?;
            }
            Ok(())
        })
    }
}

async fn functions(house: &House, whom: &Whom) -> Result<Told, Problem> {
    let theirs = member::Column::Id.is_in(whom.members());
    let members = member::Entity::find().filter(theirs).all(&house.db.read).await?;
    let name = |id: Uuid| members.iter().find(|member| member.id == id).map(|member| member.name.as_str());
    let email = |id: Option<Uuid>| whom.addresses.iter().find(|address| Some(address.id) == id).map(|one| &one.email);
    let row = |contact: &tables::contact::Model| {
        vec![
            json!(name(contact.member_id)),
            json!(contact.function),
            json!(email(contact.address_id)),
            json!(contact.phone),
            json!(contact.mobile),
            json!(contact.preferred_channel),
            json!(contact.newsletter_wish),
            json!(contact.main),
            json!(contact.from_on),
            json!(contact.to_on),
            json!(contact.source),
            json!(contact.basis),
            json!(contact.informed_on),
        ]
    };
    Ok(Told {
        what: "functions",
        title: say("Fonctions dans des organisations", "Functions in organisations"),
        columns: &[
            ("organisation", "Organisation"),
            ("function", "Fonction"),
            ("email", "Adresse e-mail"),
            ("phone", "Téléphone"),
            ("mobile", "Mobile"),
            ("preferred_channel", "Moyen préféré"),
            ("newsletter_wish", "Souhaite la lettre"),
            ("main", "Contact principal"),
            ("from_on", "Depuis le"),
            ("to_on", "Jusqu’au"),
            ("source", "Origine des données"),
            ("basis", "Base légale"),
            ("informed_on", "Informée le"),
        ],
        rows: whom.contacts.iter().map(row).collect(),
        fate: Fate::Goes,
        why: say(
            "Supprimées. Les organisations restent, et la personne suivante devient leur contact principal.",
            "Deleted. The organisations stay, and whoever is next becomes their main contact.",
        ),
    })
}

fn addresses(whom: &Whom) -> Told {
    let row = |one: &tables::address::Model| {
        vec![
            json!(one.email),
            json!(one.deliverability),
            json!(one.consent),
            json!(one.consent_on),
            json!(one.consent_origin),
        ]
    };
    Told {
        what: "addresses",
        title: say("Adresses électroniques", "E-mail addresses"),
        columns: &[
            ("email", "Adresse"),
            ("deliverability", "Les messages arrivent"),
            ("consent", "Accord ou opposition"),
            ("on", "Le"),
            ("origin", "À quelle occasion"),
        ],
        rows: whom.addresses.iter().map(row).collect(),
        fate: Fate::Goes,
        why: say(
            "Supprimées, sauf celles que d’autres utilisent aussi. Une empreinte chiffrée reste, pour ne plus écrire à ces adresses ni les reprendre d’un fichier.",
            "Deleted, but for those that others use too. A keyed mark stays, so that these addresses are not written to, nor taken from a file again.",
        ),
    }
}

async fn consents(house: &House, whom: &Whom) -> Result<Told, Problem> {
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::PersonId.eq(whom.person.id))
        .order_by_asc(consent_event::Column::Id)
        .all(&house.db.read)
        .await?;
    let row = |one: consent_event::Model| -> Vec<Value> {
        vec![
            json!(one.said_on),
            json!(one.purpose),
            json!(one.action),
            json!(one.way),
            json!(one.origin),
            json!(one.text_shown),
        ]
    };
    Ok(Told {
        what: "consents",
        title: say("Accords et oppositions", "Consents and objections"),
        columns: &[
            ("on", "Le"),
            ("purpose", "Pour"),
            ("action", "Réponse"),
            ("way", "Par"),
            ("origin", "À quelle occasion"),
            ("text_shown", "Texte présenté"),
        ],
        rows: rows.into_iter().map(row).collect(),
        fate: Fate::Goes,
        why: say("Supprimés avec la personne.", "Deleted with the person."),
    })
}

async fn requests(house: &House, whom: &Whom) -> Result<Told, Problem> {
    let rows = join::of_mailboxes(&house.db.read, &whom.alone).await?;
    let row = |one: tables::join_request::Model| -> Vec<Value> {
        vec![json!(one.asked_at), json!(one.state), one.organisation["name"].clone(), one.applicant.clone()]
    };
    Ok(Told {
        what: "join_requests",
        title: say("Demandes d’adhésion", "Requests to join"),
        columns: &[
            ("asked_at", "Le"),
            ("state", "État"),
            ("organisation", "Organisation"),
            ("applicant", "Données saisies"),
        ],
        rows: rows.into_iter().map(row).collect(),
        fate: Fate::Blanked,
        why: say(
            "Celles qui attendent sont supprimées ; celles qui ont été traitées restent comptées, sans le nom ni les coordonnées.",
            "Those that wait are deleted; those that were decided stay counted, without name, address and number.",
        ),
    })
}
