//! What was accepted, written by the very way that the team's own changes go.

use kernel::{problem::Problem, trade::ProposalAbout};
use platform::{Work, change_sets};
use serde_json::{Map, Value, json};
use tables::{proposal, proposal_field};
use uuid::Uuid;

use super::{
    super::{
        actions::{
            changes::KIND,
            draft::{self, Edit, Fate, Wish},
        },
        contacts,
        rules::moderation::CUSTOM,
        schema::MemberChanges,
    },
    ask::REPLACES,
};

/// Fields and what they are to be.
pub type Wanted = Vec<(String, Option<Value>)>;

pub fn wanted(fields: &[&proposal_field::Model]) -> Wanted {
    fields.iter().map(|field| (field.field.clone(), field.after.clone())).collect()
}

/// Makes the change, whatever it is about.
pub async fn make(work: &Work, row: &proposal::Model, set: Wanted) -> Result<(), Problem> {
    match (row.about, row.contact_id) {
        (ProposalAbout::Record, _) => record(work, row, set, "accept_proposal").await,
        (ProposalAbout::NewContact, _) => somebody_new(work, row.member_id, set).await,
        (ProposalAbout::Contact, Some(id)) => {
            let changes = serde_json::from_value(Value::Object(plain(set)))?;
            contacts::edit_in(work, id, row.member_id, None, changes).await.map(|_| ())
        }
        (ProposalAbout::ContactEnd, Some(id)) => contacts::end_in(work, id, row.member_id).await.map(|_| ()),
        (_, None) => Err(Problem::bug("a proposal about nobody")),
    }
}

/// Adds somebody; in whose place they come has gone from then on, if they were there still.
async fn somebody_new(work: &Work, member: Uuid, set: Wanted) -> Result<(), Problem> {
    let (replaced, form): (Wanted, Wanted) = set.into_iter().partition(|(field, _)| field == REPLACES);
    let form = serde_json::from_value(Value::Object(plain(form)))?;
    let gone: Vec<Uuid> = serde_json::from_value(replaced.into_iter().filter_map(|(_, id)| id).collect())?;
    if gone.is_empty() {
        return contacts::add_in(work, member, form).await.map(|_| ());
    }
    // Who takes over may be a contact already.
    let comes = contacts::join(work, member, form, contacts::FROM_WITHIN).await?;
    for known in contacts::known_by_ids(work.tx(), &gone).await? {
        if known.contact.member_id == member && known.contact.id != comes {
            contacts::end_in(work, known.contact.id, member).await?;
        }
    }
    Ok(())
}

/// Sets fields of a record, in one change set that can be taken back.
pub async fn record(work: &Work, row: &proposal::Model, set: Wanted, verb: &'static str) -> Result<(), Problem> {
    let edit = Edit { id: row.member_id, based_on: None, wish: Wish::Set(Box::new(form(set)?)) };
    let fate = draft::prepare(work, vec![edit]).await?.pop();
    match fate.map(|(_, fate)| fate).ok_or_else(Problem::not_found)? {
        // Somebody did it by hand meanwhile.
        Fate::Nothing { .. } => Ok(()),
        Fate::Refused { problem, .. } => Err(problem),
        Fate::Stale { .. } => Err(Problem::bug("a change without a base went stale")),
        Fate::Changes(draft) => {
            let label = draft.row.name.clone();
            let set = change_sets::open(work, KIND, &label, None).await?;
            draft::write(work, vec![*draft], verb, Some((set, 0))).await?;
            Ok(())
        }
    }
}

fn plain(set: Wanted) -> Map<String, Value> {
    set.into_iter().map(|(field, value)| (field, value.unwrap_or(Value::Null))).collect()
}

/// The fields as the form that sets them: those of the club under `custom`.
fn form(set: Wanted) -> Result<MemberChanges, Problem> {
    let (custom, own): (Wanted, Wanted) = set.into_iter().partition(|(field, _)| field.starts_with(CUSTOM));
    let custom = custom.into_iter().map(|(field, value)| (field.replacen(CUSTOM, "", 1), value));
    let mut form = plain(own);
    form.insert("custom".to_owned(), json!(plain(custom.collect())));
    Ok(serde_json::from_value(Value::Object(form))?)
}
