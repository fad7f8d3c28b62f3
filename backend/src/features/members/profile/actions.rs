//! A member's own people change its record: what applies goes the very way a change of the team goes, what waits
//! becomes a proposal.

use std::collections::BTreeSet;

use kernel::{
    problem::{Fault, Problem, say},
    trade::{ProposalAbout, Treatment},
};
use platform::{Asker, House, Work, change_sets};
use uuid::Uuid;

use super::{
    super::{
        actions::{
            changes::KIND,
            draft::{self, Draft, Edit, Fate, Wish},
        },
        custom::{self, Definitions},
        proposals::{self, Asking, Item, ProfileTouched},
        rules::{
            Verb,
            moderation::{self, Moderation},
        },
        schema::MemberChanges,
    },
    schema::ProfileChanges,
    store,
};

/// What became of it.
pub struct Changed {
    pub applied: Vec<String>,
    /// The fields that wait, all of them in `proposal`.
    pub waiting: Vec<String>,
    pub proposal: Option<Uuid>,
}

pub async fn change(
    house: &House,
    by: &Asker,
    id: Uuid,
    based_on: i64,
    form: ProfileChanges,
) -> Result<Changed, Problem> {
    let work = house.begin(by).await?;
    let changed = change_in(&work, id, Some(based_on), form, Verb::EditProfile).await?;
    if !changed.applied.is_empty() || changed.proposal.is_some() {
        work.record(&ProfileTouched::by(&work, id, &changed.applied, changed.proposal)).await?;
    }
    work.commit().await?;
    Ok(changed)
}

/// The same by the right of `verb`, in the transaction of whoever knows that the member itself asks; from whichever
/// revision there is, when none is said.
pub async fn change_in(
    work: &Work,
    id: Uuid,
    based_on: Option<i64>,
    form: ProfileChanges,
    verb: Verb,
) -> Result<Changed, Problem> {
    let definitions = custom::definitions(work.tx()).await?;
    let moderation = store::in_force(work.tx()).await?;
    let set = form.changes();
    let named = set.named();
    allowed(&named, &moderation, &definitions)?;
    let waits = |field: &str| moderation.treatment(field, &definitions) == Some(Treatment::Waits);
    // All of it together first: what can't be is told before anybody waits for it.
    let whole = prepared(work, id, based_on, set.clone(), verb).await?;
    let mut asking = Vec::new();
    let mut as_it_is: BTreeSet<String> = named.iter().filter(|field| waits(field)).cloned().collect();
    if let Some(draft) = &whole {
        let (before, after) = draft.both();
        for field in named.iter().filter(|field| waits(field)) {
            let (before, after) = (before.get(field), after.get(field));
            if before != after {
                as_it_is.remove(field);
                asking.push(Item::of(field, before.cloned(), after.cloned()));
            }
        }
    }
    let applied = match prepared(work, id, based_on, set.only(|field| !waits(field)), verb).await? {
        Some(draft) => apply(work, *draft).await?,
        None => Vec::new(),
    };
    // What is asked to be as it is is no longer asked to be otherwise.
    proposals::withdraw_fields(work, id, &as_it_is.into_iter().collect::<Vec<_>>()).await?;
    let about = Asking { member: id, about: ProposalAbout::Record, contact: None };
    let waiting = asking.iter().map(|item| item.field.clone()).collect();
    let proposal = proposals::ask(work, about, asking).await?;
    Ok(Changed { applied, waiting, proposal })
}

/// 403 with every field that is the team's alone; 422 for one that does not exist for members.
fn allowed(named: &[String], moderation: &Moderation, definitions: &Definitions) -> Result<(), Problem> {
    let pointer = |field: &str| format!("/{}", field.replacen('.', "/", 1));
    let of = |field: &String| moderation.treatment(field, definitions);
    let unknown = named.iter().filter(|field| of(field).is_none()).map(|field| {
        Fault::at(
            pointer(field),
            "members.field_unknown",
            say("Ce champ n’existe pas, ou il est archivé.", "There is no such field, or it is archived."),
        )
    });
    let unknown: Vec<Fault> = unknown.collect();
    if !unknown.is_empty() {
        return Err(Problem::invalid(unknown));
    }
    let kept = named.iter().filter(|field| of(field) == Some(Treatment::StaffOnly));
    let kept: Vec<Fault> = kept.map(|field| moderation::team_alone(pointer(field))).collect();
    if kept.is_empty() { Ok(()) } else { Err(moderation::refused(kept)) }
}

/// The record as it would be; none when it would be as it is.
async fn prepared(
    work: &Work,
    id: Uuid,
    based_on: Option<i64>,
    set: MemberChanges,
    verb: Verb,
) -> Result<Option<Box<Draft>>, Problem> {
    let edit = Edit { id, based_on, wish: Wish::Set(Box::new(set)) };
    let fate = draft::prepare_as(work, vec![edit], verb).await?.pop();
    match fate.map(|(_, fate)| fate).ok_or_else(Problem::not_found)? {
        Fate::Nothing { .. } => Ok(None),
        Fate::Changes(draft) => Ok(Some(draft)),
        Fate::Refused { problem, .. } => Err(discreet(problem)),
        Fate::Stale { revision } => Err(platform::audit::stale(work.tx(), "member", id, revision).await?),
    }
}

/// Who else has a number is not for members to know.
fn discreet(problem: Problem) -> Problem {
    if problem.code() != "members.identifier_taken" {
        return problem;
    }
    let pointer = problem.errors().first().map_or_else(|| "/siren".to_owned(), |fault| fault.pointer.clone());
    Problem::conflict_at(
        pointer,
        "members.identifier_taken",
        say(
            "Ce numéro figure déjà sur une autre fiche : écrivez à l’équipe du club, elle saura pourquoi.",
            "Another record has this number already: write to the club’s team, who will know why.",
        ),
    )
}

/// Writes it as the team's changes are written, so that it can be taken back like them. Gives the fields that changed.
async fn apply(work: &Work, draft: Draft) -> Result<Vec<String>, Problem> {
    let (before, after) = draft.both();
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = names.into_iter().filter(|field| before.get(*field) != after.get(*field)).cloned().collect();
    let label = draft.row.name.clone();
    let set = change_sets::open(work, KIND, &label, None).await?;
    draft::write(work, vec![draft], "update_profile", Some((set, 0))).await?;
    Ok(changed)
}
