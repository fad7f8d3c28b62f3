//! One request in, one query or action, one answer out.

use actix_web::get;
use platform::web::{Answer, Asked, Both, Download, LongDownload, Query};

use super::{
    super::{
        access::SeesAll,
        contacts::{Reads, ReadsOf},
        schema::MemberFilters,
    },
    cards, file,
    schema::ExportForm,
};

/// The members of a list as a file. What it holds can be imported again, and changes nothing. Who exported what stands
/// in the audit. A key needs `contacts:read` for people and vCards. A few files are written at once: who waits too long is
/// asked to come back (503 `members.exports_busy`).
#[utoipa::path(operation_id = "members_export", tag = "members",
    security(("bearer" = []), ("api_key" = ["members:read"]), ("api_key" = ["members:write"])), params(MemberFilters, ExportForm),
    responses((status = 200, description = "The file", content(
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (String = "application/vnd.oasis.opendocument.spreadsheet"),
        (String = "text/csv"),
        (String = "text/vcard"))),
        (status = 409, description = "The view or segment is archived (`views.archived`), or its filter names what is no longer there (`views.incomplete`, with `missing`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[get("/members/export")]
pub async fn export(asked: Asked<SeesAll, Query<Both<MemberFilters, ExportForm>>>) -> Answer<LongDownload> {
    Ok(file::export(&asked.house, &asked.by, asked.input.0).await?)
}

/// One person of a member as a vCard, without the e-mail address of who objected to being written to.
#[utoipa::path(operation_id = "members_show_contact_card", tag = "members",
    security(("bearer" = []), ("api_key" = ["contacts:read"]), ("api_key" = ["contacts:write"])), params(("id" = String, Path, description = "Contact")),
    responses((status = 200, description = "The vCard", content_type = "text/vcard", body = String)))]
#[get("/contacts/{id}/vcard")]
pub async fn card_of_contact(asked: Asked<Reads>) -> Answer<Download> {
    Ok(cards::of_contact(&asked.house, &asked.by, asked.guard.0).await?)
}

/// All people of a member who are there, as vCards.
#[utoipa::path(operation_id = "members_list_contact_cards", tag = "members",
    security(("bearer" = []), ("api_key" = ["contacts:read"]), ("api_key" = ["contacts:write"])), params(("id" = String, Path, description = "Member")),
    responses((status = 200, description = "The vCards, the main contact first", content_type = "text/vcard", body = String)))]
#[get("/members/{id}/vcards")]
pub async fn cards_of_member(asked: Asked<ReadsOf>) -> Answer<Download> {
    Ok(cards::of_member(&asked.house, &asked.by, asked.guard.0).await?)
}
