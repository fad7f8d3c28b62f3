//! What the ledger tells of one person: the exchanges with them, and what was noted of them in those of their
//! organisations.

use std::collections::{BTreeSet, HashMap};

use kernel::problem::Problem;
use platform::{
    Work,
    dependents::Whom,
    forgetting::{BLANK, Marks},
    many,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, ExprTrait},
};
use serde_json::{Value, json};
use tables::{audit, change, interaction, interaction_member};
use uuid::Uuid;

use super::CHUNK;

/// Under which word the audit and the change sets keep exchanges.
const RECORD: &str = "interaction";

/// The exchanges with these contacts, the oldest first.
pub async fn with_contacts<C: ConnectionTrait>(db: &C, contacts: &[Uuid]) -> Result<Vec<interaction::Model>, Problem> {
    Ok(interaction::Entity::find()
        .filter(interaction::Column::ContactId.is_in(contacts.iter().copied()))
        .order_by_asc(interaction::Column::HappenedOn)
        .order_by_asc(interaction::Column::Id)
        .all(db)
        .await?)
}

/// Whom notes are to lose.
struct Leaving {
    contacts: Vec<Uuid>,
    members: Vec<Uuid>,
    marks: Marks,
}

impl Leaving {
    fn is_with(&self, contact: Option<Uuid>) -> bool {
        contact.is_some_and(|contact| self.contacts.contains(&contact))
    }

    /// What becomes of a note: nothing is left of one that was taken with them, the rest loses their name. None where it
    /// stays as it is.
    fn left(&self, noted: &str, with_them: bool) -> Option<String> {
        if with_them { Some(BLANK.to_owned()) } else { self.marks.cut(noted) }
    }
}

/// Takes somebody out of the exchanges: with them, they are exchanges with the organisation from now on.
pub async fn take_out(work: &Work, whom: &Whom) -> Result<(), Problem> {
    let leaving = Leaving { contacts: whom.contact_ids(), members: whom.members(), marks: whom.marks.by_title() };
    let of_members = interaction_member::Entity::find()
        .select_only()
        .column(interaction_member::Column::InteractionId)
        .filter(interaction_member::Column::MemberId.is_in(leaving.members.iter().copied()))
        .into_query();
    let theirs = Condition::any()
        .add(interaction::Column::ContactId.is_in(leaving.contacts.iter().copied()))
        .add(interaction::Column::Id.in_subquery(of_members));
    let rows = interaction::Entity::find()
        .filter(theirs)
        .order_by_asc(interaction::Column::SourceKind)
        .order_by_asc(interaction::Column::SourceId)
        .lock_exclusive()
        .all(work.tx())
        .await?;
    let mut exchanges: HashMap<Uuid, bool> = rows.iter().map(|row| (row.id, leaving.is_with(row.contact_id))).collect();
    let without = rows.into_iter().filter_map(|row| {
        let with_them = leaving.is_with(row.contact_id);
        let left = row.summary.as_deref().and_then(|noted| leaving.left(noted, with_them));
        if left.is_none() && !with_them {
            return None;
        }
        let summary = left.or_else(|| row.summary.clone());
        let (contact_id, revision) = (row.contact_id.filter(|_| !with_them), row.revision + 1);
        Some(interaction::Model { summary, contact_id, revision, updated_at: work.now, ..row })
    });
    many::overwrite::<interaction::Entity, _>(work.tx(), without.collect()).await?;
    exchanges.extend(take_out_of_deleted(work, &leaving).await?);
    take_out_of_audit(work, &leaving, &exchanges).await
}

/// Exchanges that were deleted are kept for whoever takes that back. Gives those of them and of their organisations, and
/// which were with them.
async fn take_out_of_deleted(work: &Work, leaving: &Leaving) -> Result<Vec<(Uuid, bool)>, Problem> {
    let id_in = |value: &Value| value.as_str().and_then(|id| Uuid::try_parse(id).ok());
    let (mut found, mut parts) = (Vec::new(), Vec::new());
    for mut part in change::Entity::find().filter(change::Column::Record.eq(RECORD)).all(work.tx()).await? {
        let Some(kept) = &mut part.before else { continue };
        let of = kept["member_ids"].as_array().map(Vec::as_slice).unwrap_or_default();
        let is_near = of.iter().filter_map(id_in).any(|id| leaving.members.contains(&id));
        let with_them = leaving.is_with(id_in(&kept["row"]["contact_id"]));
        if !is_near && !with_them {
            continue;
        }
        found.push((part.record_id, with_them));
        if let Some(row) = kept.get_mut("row").and_then(Value::as_object_mut) {
            let left = row.get("summary").and_then(Value::as_str).and_then(|noted| leaving.left(noted, with_them));
            row.extend(left.map(|left| ("summary".to_owned(), json!(left))));
            row.extend(with_them.then(|| ("contact_id".to_owned(), Value::Null)));
        }
        parts.push(part);
    }
    many::overwrite::<change::Entity, _>(work.tx(), parts).await?;
    Ok(found)
}

/// The past of these exchanges, and of those that were with them once: that they were, and not what was noted.
async fn take_out_of_audit(work: &Work, leaving: &Leaving, exchanges: &HashMap<Uuid, bool>) -> Result<(), Problem> {
    let contacts: Vec<String> = leaving.contacts.iter().map(Uuid::to_string).collect();
    let mut ids: BTreeSet<Uuid> = exchanges.keys().copied().collect();
    ids.extend(once_with(work, &contacts).await?);
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut lines = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let about = audit::Column::RecordId.is_in(chunk.iter().copied());
        let found = audit::Entity::find().filter(audit::Column::Record.eq(RECORD)).filter(about);
        lines.extend(found.all(work.tx()).await?);
    }
    let without = lines.into_iter().map(|mut line| {
        let told = line.changes.to_string();
        let with_them = line.record_id.is_some_and(|id| exchanges.get(&id) == Some(&true))
            || contacts.iter().any(|contact| told.contains(contact));
        let notes = line.changes.as_array_mut().into_iter().flatten().filter(|change| change["field"] == "summary");
        for note in notes {
            for side in ["before", "after"] {
                if let Some(left) = note[side].as_str().and_then(|noted| leaving.left(noted, with_them)) {
                    note[side] = json!(left);
                }
            }
        }
        line
    });
    Ok(many::overwrite::<audit::Entity, _>(work.tx(), without.collect()).await?)
}

/// Exchanges that were with them once: of those that are no more, or are with others now, a line after the first tells it.
async fn once_with(work: &Work, contacts: &[String]) -> Result<Vec<Uuid>, Problem> {
    if contacts.is_empty() {
        return Ok(Vec::new());
    }
    let told =
        |contact: &String| Expr::col(audit::Column::Changes).cast_as(Alias::new("text")).like(format!("%{contact}%"));
    let any = contacts.iter().map(told).fold(Condition::any(), |any, one| any.add(one));
    let found: Vec<Option<Uuid>> = audit::Entity::find()
        .select_only()
        .column(audit::Column::RecordId)
        .filter(audit::Column::Record.eq(RECORD))
        .filter(audit::Column::Verb.is_in(["update", "delete", "restore"]))
        .filter(any)
        .into_tuple()
        .all(work.tx())
        .await?;
    Ok(found.into_iter().flatten().collect())
}
