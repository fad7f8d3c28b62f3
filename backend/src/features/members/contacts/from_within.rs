//! People of a member, changed by those who manage it: as far as the club lets them, and never beyond their own
//! organisation.

use kernel::{
    problem::{Fault, Problem, say},
    trade::{ProposalAbout, Treatment},
};
use platform::Work;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait};
use serde_json::{Map, Value};
use tables::contact;
use uuid::Uuid;

use super::{
    super::{
        profile::{self, Changed},
        proposals::{self, Asking, Item, ProfileTouched, REPLACES},
        rules::{
            self,
            moderation::{self, PEOPLE},
        },
    },
    actions::{self, Became},
    people,
    schema::{ContactChanges, NewContact},
    store::{self, Known},
};
use crate::features::club;

/// Where data comes from that members keep themselves.
pub const SOURCE: &str = "member";

/// What becomes of a change of those who manage the member; none for the team and keys, who just make it.
pub async fn treatment(work: &Work) -> Result<Option<Treatment>, Problem> {
    if !rules::edits_contacts_from_within(&work.by.caller) {
        return Ok(None);
    }
    match profile::in_force(work.tx()).await?.people() {
        Treatment::StaffOnly => Err(moderation::refused(Vec::new())),
        treatment => Ok(Some(treatment)),
    }
}

fn refuse(kept: Vec<Option<&str>>) -> Result<(), Problem> {
    let faults: Vec<Fault> = kept.into_iter().flatten().map(moderation::team_alone).collect();
    if faults.is_empty() { Ok(()) } else { Err(moderation::refused(faults)) }
}

/// 403 for what is not theirs to say of somebody new: who of the people known elsewhere it is, when they were
/// informed, where their data comes from and on which ground it is kept.
pub fn may_add(form: &NewContact) -> Result<(), Problem> {
    refuse(vec![
        form.person_id.map(|_| "/person_id"),
        form.informed_on.map(|_| "/informed_on"),
        form.source.as_ref().map(|_| "/source"),
        form.basis.map(|_| "/basis"),
    ])
}

/// 403 for what is not theirs to change of somebody: the name of who is known elsewhere, or signs in, is theirs.
pub async fn may_edit(work: &Work, id: Uuid, changes: &ContactChanges) -> Result<(), Problem> {
    refuse(vec![
        (!changes.informed_on.is_keep()).then_some("/informed_on"),
        changes.source.as_ref().map(|_| "/source"),
        (!changes.basis.is_keep()).then_some("/basis"),
    ])?;
    let known = store::known_by_id(work.tx(), id).await?;
    let same = |change: &kernel::patch::Change<String>, now: &str| {
        change.is_keep() || change.as_set().map(|text| text.trim()) == Some(now)
    };
    let given = same(&changes.given_name, &known.person.given_name);
    let family = same(&changes.family_name, &known.person.family_name);
    if given && family {
        return Ok(());
    }
    if !names_itself(work.tx(), known.person.id, work.by.account_id()).await? {
        return Ok(());
    }
    let detail = say(
        "Cette personne est connue ailleurs aussi : elle-même ou l’équipe du club change son nom.",
        "This person is known elsewhere too: they themselves or the club’s team change their name.",
    );
    let named = [(!given).then_some("/given_name"), (!family).then_some("/family_name")];
    let faults = named.into_iter().flatten();
    let faults = faults.map(|pointer| Fault::at(pointer, "members.known_elsewhere", detail.clone())).collect();
    Err(Problem::refused("members.known_elsewhere", detail.clone()).with_errors(faults))
}

/// Whether this person's name is theirs or the team's alone to change: they are known elsewhere too, or sign in with
/// another account than this one.
pub async fn names_itself<C: ConnectionTrait>(db: &C, person: Uuid, by: Option<Uuid>) -> Result<bool, Problem> {
    let members = store::members_with(db, Condition::all().add(contact::Column::PersonId.eq(person))).await?;
    let account = store::account_of(db, person).await?;
    Ok(members.len() > 1 || (account.is_some() && account != by))
}

/// A contact's fields as a form sets them.
pub fn as_set(known: &Known) -> Map<String, Value> {
    actions::state(known).as_object().cloned().unwrap_or_default()
}

/// The request to add somebody. Gives the proposal.
pub async fn ask_to_add(work: &Work, member_id: Uuid, form: NewContact) -> Result<Uuid, Problem> {
    let items = of_somebody_new(work, member_id, form)?;
    let asking = Asking { member: member_id, about: ProposalAbout::NewContact, contact: None };
    proposals::ask(work, asking, items).await?.ok_or_else(|| Problem::bug("somebody without a name was let through"))
}

/// The request that somebody new comes in the place of `before`, if they are there still, else of the main contact. Gives
/// the proposal.
pub async fn ask_to_succeed(
    work: &Work,
    member_id: Uuid,
    before: Option<Uuid>,
    form: NewContact,
) -> Result<Option<Uuid>, Problem> {
    let today = actions::today(work).await?;
    let there = store::of_members(work.tx(), &[member_id], today).await?.remove(&member_id).unwrap_or_default();
    let gone = there
        .iter()
        .find(|known| Some(known.contact.id) == before)
        .or_else(|| there.iter().find(|known| known.contact.main));
    let form = NewContact { main: gone.map(|known| known.contact.main), ..form };
    let mut items = of_somebody_new(work, member_id, form)?;
    items.extend(gone.map(|known| Item::of(REPLACES, None, Some(Value::from(known.contact.id.to_string())))));
    let asking = Asking { member: member_id, about: ProposalAbout::NewContact, contact: None };
    proposals::ask(work, asking, items).await
}

fn of_somebody_new(work: &Work, member_id: Uuid, form: NewContact) -> Result<Vec<Item>, Problem> {
    may_add(&form)?;
    let changes = form.changes();
    let after = as_it_would_be(actions::blank(work, member_id, SOURCE, 0), None, &changes)?;
    let items = after.into_iter().filter(|(_, value)| !value.is_null() && *value != Value::Bool(false));
    Ok(items.map(|(field, value)| Item::of(&field, None, Some(value))).collect())
}

/// The request to correct somebody; none when nothing differs.
pub async fn ask_to_edit(
    work: &Work,
    id: Uuid,
    member_id: Uuid,
    changes: ContactChanges,
) -> Result<Option<Uuid>, Problem> {
    let known = store::known_by_id(work.tx(), id).await?;
    let before = as_set(&known);
    let after = as_it_would_be(known.contact.clone(), Some(&known), &changes)?;
    let items = after.into_iter().filter(|(field, value)| before.get(field).unwrap_or(&Value::Null) != value);
    let items = items.map(|(field, value)| Item::of(&field, before.get(&field).cloned(), Some(value))).collect();
    proposals::ask(work, Asking { member: member_id, about: ProposalAbout::Contact, contact: Some(id) }, items).await
}

/// Somebody corrects what is told of themselves, in the transaction of whoever knows that it is them: made at once or
/// asked for, as the club has it for people.
pub async fn correct_oneself(
    work: &Work,
    id: Uuid,
    member_id: Uuid,
    changes: ContactChanges,
) -> Result<Changed, Problem> {
    actions::hold(work, member_id, &[]).await?;
    may_edit(work, id, &changes).await?;
    let known = store::known_by_id(work.tx(), id).await?;
    let before = as_set(&known);
    let after = as_it_would_be(known.contact.clone(), Some(&known), &changes)?;
    let other = after.into_iter().filter(|(field, value)| before.get(field).unwrap_or(&Value::Null) != value);
    let fields: Vec<String> = other.map(|(field, _)| field).collect();
    let (mut applied, mut waiting, mut proposal) = (Vec::new(), Vec::new(), None);
    match profile::in_force(work.tx()).await?.people() {
        _ if fields.is_empty() => {}
        Treatment::StaffOnly => {
            let faults = fields.iter().map(|field| moderation::team_alone(format!("/{field}")));
            return Err(moderation::refused(faults.collect()));
        }
        Treatment::Waits => {
            proposal = ask_to_edit(work, id, member_id, changes).await?;
            waiting = fields;
        }
        Treatment::Applies => {
            actions::edit_in(work, id, member_id, None, changes).await?;
            applied = fields;
        }
    }
    Ok(Changed { applied, waiting, proposal })
}

/// The request to end somebody's function; none when it has ended.
pub async fn ask_to_end(work: &Work, id: Uuid, member_id: Uuid) -> Result<Option<Uuid>, Problem> {
    let known = store::known_by_id(work.tx(), id).await?;
    let today = club::settings(work.tx()).await?.today(work.now);
    if store::has_ended(&known.contact, today) {
        return Ok(None);
    }
    let before = as_set(&known).get("to_on").cloned();
    let items = vec![Item::of("to_on", before, Some(Value::from(today.to_string())))];
    proposals::ask(work, Asking { member: member_id, about: ProposalAbout::ContactEnd, contact: Some(id) }, items).await
}

/// The fields of a contact after its form, checked and written the house's one way.
fn as_it_would_be(
    mut row: contact::Model,
    known: Option<&Known>,
    changes: &ContactChanges,
) -> Result<Map<String, Value>, Problem> {
    let (given, family) =
        known.map_or(("", ""), |known| (known.person.given_name.as_str(), known.person.family_name.as_str()));
    let read = people::read(&mut row, given, family, changes);
    if !read.faults.is_empty() {
        return Err(Problem::invalid(read.faults));
    }
    row.main = changes.main.unwrap_or(row.main);
    let now = known.and_then(|known| known.address.as_ref()).map(|address| address.email.clone());
    let email = read.email.map_or(now, |email| email.map(kernel::email::Email::into_string));
    let after = actions::told(&row, &read.given_name, &read.family_name, email.as_deref());
    Ok(after.as_object().cloned().unwrap_or_default())
}

/// Tells those who listen that the member's own people did something.
pub async fn tell(work: &Work, member_id: Uuid, became: &Became) -> Result<(), Problem> {
    if !rules::edits_contacts_from_within(&work.by.caller) {
        return Ok(());
    }
    let (applied, proposal) = match became {
        Became::Done(_) => (vec![PEOPLE.to_owned()], None),
        Became::Asked(id) => (Vec::new(), Some(*id)),
    };
    work.record(&ProfileTouched::by(work, member_id, &applied, proposal)).await
}
