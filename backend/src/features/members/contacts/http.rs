//! One request in, one query or action, one answer out.

use actix_web::{delete, get, patch, post, put};
use kernel::page::PageOf;
use platform::{
    Asker, House,
    web::{Answer, Asked, Body, Created, DoneOrAsked, Json, NoContent, Query, guard::Staff},
};
use uuid::Uuid;

use super::{
    super::proposals::{self, schema::Proposal},
    access::{AddsTo, Edits, Keeps, Reads, ReadsOf},
    actions::{self, Became},
    consent, queries,
    schema::{ConsentForm, Contact, ContactChanges, ContactsQuery, EndQuery, NewContact, PeopleQuery, PersonCard},
};

/// The people of a member, the main one first. Those who have ended are listed apart.
#[utoipa::path(operation_id = "members_list_contacts", tag = "members",
    security(("bearer" = []), ("api_key" = ["contacts:read"]), ("api_key" = ["contacts:write"])),
    params(("id" = String, Path, description = "Member"), ContactsQuery),
    responses((status = 200, description = "All of them", body = PageOf<Contact>)))]
#[get("/members/{id}/contacts")]
pub async fn list(asked: Asked<ReadsOf, Query<ContactsQuery>>) -> Answer<Json<PageOf<Contact>>> {
    Ok(Json::page(queries::list(&asked.house, &asked.by, asked.guard.0, &asked.input.0).await?))
}

/// Adds a person to a member. Somebody of the same name with the same e-mail is the same person.
#[utoipa::path(operation_id = "members_add_contact", tag = "members",
    security(("bearer" = []), ("api_key" = ["contacts:write"])), request_body = NewContact,
    params(("id" = String, Path, description = "Member")),
    responses((status = 201, description = "The contact", body = Contact),
        (status = 202, description = "It waits for the team, as the club wants it of members", body = Proposal)))]
#[post("/members/{id}/contacts")]
pub async fn add(asked: Asked<AddsTo, Body<NewContact>>) -> Answer<DoneOrAsked<Created<Contact>, Proposal>> {
    match actions::add(&asked.house, &asked.by, asked.guard.0, asked.input.0).await? {
        Became::Asked(proposal) => asked_for(&asked.house, &asked.by, proposal).await,
        Became::Done(id) => {
            let value = queries::contact(&asked.house, &asked.by, id).await?;
            let location = format!("/api/v1/contacts/{id}");
            Ok(DoneOrAsked::Done(Created { location, revision: Some(value.revision), value }))
        }
    }
}

async fn asked_for<D>(house: &House, by: &Asker, proposal: Uuid) -> Answer<DoneOrAsked<D, Proposal>> {
    Ok(DoneOrAsked::Asked(proposals::one(house, by, proposal).await?))
}

/// One person of a member.
#[utoipa::path(operation_id = "members_show_contact", tag = "members",
    security(("bearer" = []), ("api_key" = ["contacts:read"]), ("api_key" = ["contacts:write"])), params(("id" = String, Path, description = "Contact")),
    responses((status = 200, description = "The contact", body = Contact)))]
#[get("/contacts/{id}")]
pub async fn show(asked: Asked<Reads>) -> Answer<Json<Contact>> {
    shown(&asked.house, &asked.by, asked.guard.0).await
}

async fn shown(house: &House, by: &Asker, id: Uuid) -> Answer<Json<Contact>> {
    let value = queries::contact(house, by, id).await?;
    let revision = value.revision;
    Ok(Json::at(value, revision))
}

/// Corrects a person of a member. `If-Match` is the member's revision.
#[utoipa::path(operation_id = "members_edit_contact", tag = "members",
    security(("bearer" = []), ("api_key" = ["contacts:write"])), request_body = ContactChanges,
    params(("id" = String, Path, description = "Contact")),
    responses((status = 200, description = "The contact", body = Contact),
        (status = 202, description = "It waits for the team, as the club wants it of members", body = Proposal)))]
#[patch("/contacts/{id}")]
pub async fn edit(asked: Asked<Edits, Body<ContactChanges>>) -> Answer<DoneOrAsked<Json<Contact>, Proposal>> {
    let (based_on, Edits { contact_id, member_id }) = (asked.based_on()?, asked.guard);
    match actions::edit(&asked.house, &asked.by, contact_id, member_id, based_on, asked.input.0).await? {
        Became::Asked(proposal) => asked_for(&asked.house, &asked.by, proposal).await,
        Became::Done(id) => Ok(DoneOrAsked::Done(shown(&asked.house, &asked.by, id).await?)),
    }
}

/// Ends a contact, which stays readable; with `erase=true`, forgets the person instead.
#[utoipa::path(operation_id = "members_end_contact", tag = "members",
    security(("bearer" = []), ("api_key" = ["contacts:write"])),
    params(("id" = String, Path, description = "Contact"), EndQuery),
    responses((status = 204, description = "Ended"),
        (status = 202, description = "It waits for the team, as the club wants it of members", body = Proposal)))]
#[delete("/contacts/{id}")]
pub async fn end(asked: Asked<Edits, Query<EndQuery>>) -> Answer<DoneOrAsked<NoContent, Proposal>> {
    let Edits { contact_id, member_id } = asked.guard;
    if asked.input.0.erase.unwrap_or(false) {
        actions::erase(&asked.house, &asked.by, contact_id, member_id).await?;
        return Ok(DoneOrAsked::Done(NoContent));
    }
    match actions::end(&asked.house, &asked.by, contact_id, member_id).await? {
        Became::Asked(proposal) => asked_for(&asked.house, &asked.by, proposal).await,
        Became::Done(_) => Ok(DoneOrAsked::Done(NoContent)),
    }
}

/// Keeps what the holder of a contact's address said about being written to. `If-Match` is the member's revision.
#[utoipa::path(operation_id = "members_set_consent", tag = "members",
    security(("bearer" = []), ("api_key" = ["contacts:write"])), request_body = ConsentForm,
    params(("id" = String, Path, description = "Contact")),
    responses((status = 200, description = "The contact", body = Contact)))]
#[put("/contacts/{id}/consent")]
pub async fn set_consent(asked: Asked<Keeps, Body<ConsentForm>>) -> Answer<Json<Contact>> {
    let (based_on, Keeps(Edits { contact_id, member_id })) = (asked.based_on()?, asked.guard);
    consent::set_consent(&asked.house, &asked.by, contact_id, member_id, based_on, asked.input.0).await?;
    shown(&asked.house, &asked.by, contact_id).await
}

/// People who are known, by the beginning of a name or of an e-mail address.
#[utoipa::path(operation_id = "members_find_people", tag = "members", params(PeopleQuery),
    responses((status = 200, description = "The best known ones", body = PageOf<PersonCard>)))]
#[get("/people")]
pub async fn people(asked: Asked<Staff, Query<PeopleQuery>>) -> Answer<Json<PageOf<PersonCard>>> {
    Ok(Json::page(queries::people(&asked.house, &asked.input.0).await?))
}
