//! What the team answers: in one transaction the organisation is a member, its person a contact and its manager, and the
//! mail with the way in is on its way; or it is told no, with a word.

use kernel::{
    patch::Change,
    problem::{Language, Problem},
    trade::MemberStatus,
};
use platform::{Asker, House, Work, audit::Entry};
use tables::{join_request, member};
use uuid::Uuid;

use super::{
    super::{
        access::itself,
        actions::{
            create,
            draft::{self, Edit, Fate, Wish},
        },
        contacts::{self, schema::NewContact},
        rules::{self as of_members, Verb},
        schema::MemberChanges,
        store as members,
    },
    facts::{JoinApproved, JoinRefused},
    mail, rules,
    schema::{JoinApplicant, JoinOrganisation, JoinState},
    store,
};
use crate::features::{
    accounts::{self, AccountLanguage, NewSeat},
    club,
};

/// Where the data of a member and its person comes from.
const SOURCE: &str = "join";

/// What was asked, read back.
struct Request {
    row: join_request::Model,
    organisation: JoinOrganisation,
    applicant: JoinApplicant,
    topics: Vec<Uuid>,
}

/// Held until the end of the transaction, and still to be decided.
async fn hold(work: &Work, id: Uuid) -> Result<Request, Problem> {
    let row = store::hold(work.tx(), id).await?;
    rules::may_decide(&work.by.caller, store::state(&row).ok_or_else(Problem::not_found)?)?;
    Ok(Request {
        organisation: serde_json::from_value(row.organisation.clone())?,
        applicant: serde_json::from_value(row.applicant.clone())?,
        topics: serde_json::from_value(row.topics.clone())?,
        row,
    })
}

/// Takes the request in, by a new record or by the member that staff recognised.
pub async fn approve(house: &House, by: &Asker, id: Uuid, known: Option<Uuid>) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let request = hold(&work, id).await?;
    let club = club::settings(work.tx()).await?;
    let today = club.today(work.now);
    // Confirmed from the person's own mailbox: the day of their word, and of their writing to us.
    let wrote_on = request.row.confirmed_at.map_or(today, |at| club.today(at));
    let member = match known {
        Some(known) => link(&work, &request, known).await?,
        None => make(&work, &request).await?,
    };
    let language = Language::accepted(&request.row.language);
    let applicant = &request.applicant;
    let seat = accounts::seat(
        &work,
        NewSeat {
            email: &applicant.email,
            given_name: &applicant.given_name,
            family_name: &applicant.family_name,
            language: AccountLanguage::of(&request.row.language),
            member_id: member.id,
        },
    )
    .await?;
    let contact = contacts::join(&work, member.id, contact_of(applicant), SOURCE).await?;
    if request.row.newsletter_confirmed {
        let (origin, read) = newsletter_words(language);
        contacts::consented(&work, contact, wrote_on, origin, read).await?;
    }
    let mut row = request.row;
    row.member_id = Some(member.id);
    close(&work, row.clone(), JoinState::Approved, None, &request.organisation.name).await?;
    work.record(&JoinApproved { request_id: id, member_id: member.id, on: wrote_on }).await?;
    mail::approved(&work, &row, &member, &request.applicant, &seat).await?;
    work.commit().await
}

/// Says no, with a word that goes to the applicant.
pub async fn refuse(house: &House, by: &Asker, id: Uuid, reason: &str) -> Result<(), Problem> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(rules::reason_needed());
    }
    let work = house.begin(by).await?;
    let request = hold(&work, id).await?;
    close(&work, request.row.clone(), JoinState::Refused, Some(reason), &request.organisation.name).await?;
    work.record(&JoinRefused { request_id: id }).await?;
    mail::refused(&work, &request.row, &request.organisation.name, &request.applicant, reason).await?;
    work.commit().await
}

async fn close(
    work: &Work,
    mut row: join_request::Model,
    state: JoinState,
    reason: Option<&str>,
    name: &str,
) -> Result<(), Problem> {
    let id = row.id;
    row.state = state.as_str().to_owned();
    row.decided_at = Some(work.now);
    row.decided_by = Some(work.by.caller.signature().2);
    row.reason = reason.map(str::to_owned);
    store::update(work.tx(), row).await?;
    let verb = if state == JoinState::Approved { "approve" } else { "refuse" };
    work.note(vec![Entry::new(verb, "join_request", id, name)]).await
}

async fn make(work: &Work, request: &Request) -> Result<member::Model, Problem> {
    let mut form = request.organisation.clone().as_member();
    form.status = Some(MemberStatus::Active);
    // A topic that was removed since interests nobody any more.
    let known = members::known_topics(work.tx(), &request.topics).await?;
    form.topics = request.topics.iter().copied().filter(|id| known.contains_key(id)).collect();
    let id = create::create_in(work, form, SOURCE).await?;
    members::find(work.tx(), id).await?.ok_or_else(Problem::not_found)
}

/// The member that is there becomes active, and learns what its record did not say yet. What it says stays.
async fn link(work: &Work, request: &Request, id: Uuid) -> Result<member::Model, Problem> {
    let row = members::find(work.tx(), id).await?.ok_or_else(rules::unknown_member)?;
    itself(work.tx(), &row, 409).await?;
    let topics = members::topics(work.tx(), &[id]).await?.remove(&id).unwrap_or_default();
    let known = members::known_topics(work.tx(), &request.topics).await?;
    let there: Vec<Uuid> = topics.into_iter().map(|(topic, _)| topic).collect();
    let new = request.topics.iter().filter(|topic| known.contains_key(topic) && !there.contains(topic));
    let all: Vec<Uuid> = there.iter().chain(new).copied().collect();
    let status = Change::Set(MemberStatus::Active);
    let set = MemberChanges { topics: Change::Set(all), status, ..missing(&row, &request.organisation) };
    let edit = Edit { id, based_on: None, wish: Wish::Set(Box::new(set)) };
    for (_, fate) in draft::prepare(work, vec![edit]).await? {
        match fate {
            Fate::Changes(draft) => {
                draft::write(work, vec![*draft], "join", None).await?;
            }
            Fate::Refused { problem, .. } => return Err(problem),
            Fate::Nothing { .. } | Fate::Stale { .. } => {}
        }
    }
    of_members::may(Verb::EditContacts, &work.by.caller, super::super::access::standing(&row))?;
    Ok(row)
}

/// What the request says and the record does not.
fn missing(row: &member::Model, told: &JoinOrganisation) -> MemberChanges {
    let fill = |there: &Option<String>, told: &Option<String>| match (there, told) {
        (None, Some(told)) => Change::Set(told.clone()),
        _ => Change::Keep,
    };
    // A street belongs to its postal code: one is not put beside another.
    let one_place = row.postal_code.is_none() || told.postal_code.is_none() || row.postal_code == told.postal_code;
    let street = if one_place { fill(&row.street, &told.street) } else { Change::Keep };
    MemberChanges {
        siren: fill(&row.siren, &told.siren),
        siret: fill(&row.siret, &told.siret),
        rna: fill(&row.rna, &told.rna),
        amalia: fill(&row.amalia, &told.amalia),
        email: fill(&row.email, &told.email),
        phone: fill(&row.phone, &told.phone),
        website: fill(&row.website, &told.website),
        description: fill(&row.description, &told.description),
        street,
        postal_code: fill(&row.postal_code, &told.postal_code),
        commune: match row.commune_name {
            None => Change::Set(told.commune.clone()),
            Some(_) => Change::Keep,
        },
        ..MemberChanges::default()
    }
}

fn contact_of(applicant: &JoinApplicant) -> NewContact {
    NewContact {
        given_name: Some(applicant.given_name.clone()),
        family_name: Some(applicant.family_name.clone()),
        function: applicant.function.clone(),
        email: Some(applicant.email.clone()),
        phone: applicant.phone.clone(),
        informed_on: Some(applicant.informed_on),
        basis: applicant.basis.parse().ok(),
        ..NewContact::default()
    }
}

/// On which occasion the letter was asked for, and what was read before: the words of the page that confirms.
fn newsletter_words(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Fr => (
            "Formulaire d’adhésion, confirmé par le lien reçu à cette adresse",
            "Recevoir aussi la lettre du club à cette adresse\nFacultatif ; chaque lettre permet d’arrêter.",
        ),
        Language::En => (
            "Form to join, confirmed by the link sent to this address",
            "Also get the club’s letter at this address\nOptional; each letter lets you stop.",
        ),
    }
}
