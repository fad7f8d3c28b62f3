//! One request in, one query or action, one answer out. The pages are public, and so is fetching a file by its link.

use actix_web::{get, post, put};
use platform::{
    networks::of_request,
    web::{
        Accepted, Answer, Asked, Body, Created, Download, Json, Query,
        guard::{Anyone, Staff},
    },
};

use super::{
    access::{Governs, Keeps, MayErase, MaySend, Seen},
    actions, queries,
    schema::{
        AccessibilityStatement, ConsentEvent, ConsentEventForm, EraseForm, Erasure, ErasurePreview, PersonFile,
        PersonFileForm, PersonFileToken, PersonPrivacy, PrivacyNotice, PrivacyTerms, ProcessingRegister,
        RegisterExport, RetentionForm, RetentionReport, Terms,
    },
};

/// What becomes of personal data here, for whoever gives theirs (GDPR, articles 13 and 14).
#[utoipa::path(operation_id = "privacy_show_notice", tag = "privacy", security(()),
    responses((status = 200, description = "The notice, in the reader's language", body = PrivacyNotice)))]
#[get("/public/privacy")]
pub async fn notice(asked: Asked<Anyone>) -> Answer<Json<PrivacyNotice>> {
    Ok(Json::of(queries::notice(&asked.house, &asked.by).await?))
}

/// How far this service is accessible, and whom to tell of a difficulty (RGAA).
#[utoipa::path(operation_id = "privacy_show_accessibility", tag = "privacy", security(()),
    responses((status = 200, description = "The statement, in the reader's language", body = AccessibilityStatement)))]
#[get("/public/accessibility")]
pub async fn accessibility(asked: Asked<Anyone>) -> Answer<Json<AccessibilityStatement>> {
    Ok(Json::of(queries::accessibility(&asked.house, &asked.by).await?))
}

/// A person's file, by the link they were sent: a ZIP with a page and a JSON file. The link is good for seven days and
/// opens nothing else; that it was fetched is noted.
#[utoipa::path(operation_id = "privacy_fetch_file", tag = "privacy", security(()), request_body = PersonFileToken,
    responses((status = 200, description = "The file", content_type = "application/zip", body = String),
        (status = 404, description = "The link opens nothing: too old, not whole, or of somebody who was erased", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/public/privacy/files")]
pub async fn fetch_file(asked: Asked<Anyone, Body<PersonFileToken>>) -> Answer<Download> {
    let network = of_request(&asked.house, &asked.http);
    Ok(actions::file::fetch(&asked.house, &asked.by, &network, &asked.input.0.token).await?)
}

/// What the club says of itself for the notice, the register and the accessibility statement, and how long things are
/// kept.
#[utoipa::path(operation_id = "privacy_show_terms", tag = "privacy",
    responses((status = 200, description = "The terms", body = PrivacyTerms)))]
#[get("/privacy/terms")]
pub async fn show_terms(asked: Asked<Staff>) -> Answer<Json<PrivacyTerms>> {
    let terms = queries::terms(&asked.house, &asked.by).await?;
    let revision = terms.revision;
    Ok(Json::at(terms, revision))
}

/// Puts these terms in the place of those there are.
#[utoipa::path(operation_id = "privacy_put_terms", tag = "privacy", request_body = Terms,
    responses((status = 200, description = "The terms as they are now", body = PrivacyTerms)))]
#[put("/privacy/terms")]
pub async fn put_terms(asked: Asked<Governs, Body<Terms>>) -> Answer<Json<PrivacyTerms>> {
    let based_on = asked.based_on()?;
    actions::terms::put(&asked.house, &asked.by, based_on, asked.input.0).await?;
    let terms = queries::terms(&asked.house, &asked.by).await?;
    let revision = terms.revision;
    Ok(Json::at(terms, revision))
}

/// The register of processing (GDPR, article 30), made of the terms and of what the program does.
#[utoipa::path(operation_id = "privacy_show_register", tag = "privacy",
    responses((status = 200, description = "The register, in the reader's language", body = ProcessingRegister)))]
#[get("/privacy/register")]
pub async fn register(asked: Asked<Staff>) -> Answer<Json<ProcessingRegister>> {
    Ok(Json::of(queries::register(&asked.house, &asked.by).await?))
}

/// The register as a file, one row for each processing.
#[utoipa::path(operation_id = "privacy_export_register", tag = "privacy", params(RegisterExport),
    responses((status = 200, description = "The file", content(
        (String = "application/vnd.oasis.opendocument.spreadsheet"),
        (String = "text/csv")))))]
#[get("/privacy/register/export")]
pub async fn export_register(asked: Asked<Staff, Query<RegisterExport>>) -> Answer<Download> {
    Ok(queries::register_file(&asked.house, &asked.by, asked.input.0.format).await?)
}

/// What is kept longer than it should be, rule by rule, with a few samples. Nothing is changed.
#[utoipa::path(operation_id = "privacy_show_retention", tag = "privacy",
    responses((status = 200, description = "What retention would take away now", body = RetentionReport)))]
#[get("/privacy/retention")]
pub async fn retention(asked: Asked<Staff>) -> Answer<Json<RetentionReport>> {
    Ok(Json::of(queries::retention(&asked.house, &asked.by).await?))
}

/// Takes away what is kept longer than it should be, after the answer: by these rules, or by all.
#[utoipa::path(operation_id = "privacy_run_retention", tag = "privacy", request_body = RetentionForm,
    responses((status = 202, description = "It is being seen to; what it is about now", body = RetentionReport)))]
#[post("/privacy/retention/run")]
pub async fn run_retention(asked: Asked<Governs, Body<RetentionForm>>) -> Answer<Accepted<RetentionReport>> {
    let report = queries::retention(&asked.house, &asked.by).await?;
    actions::retention::run(&asked.house, &asked.by, asked.input.0.rules).await?;
    Ok(Accepted(report))
}

/// Where an erasure stands. It does not tell whom it was about.
#[utoipa::path(operation_id = "privacy_show_erasure", tag = "privacy",
    params(("id" = String, Path, description = "Erasure")),
    responses((status = 200, description = "The erasure", body = Erasure)))]
#[get("/privacy/erasures/{id}")]
pub async fn show_erasure(asked: Asked<Staff>) -> Answer<Json<Erasure>> {
    Ok(Json::of(queries::erasure(&asked.house, asked.id("id")?).await?))
}

/// Where a person's data comes from, on which ground it is kept, since when they know, and what they said.
#[utoipa::path(operation_id = "privacy_show_person", tag = "privacy",
    params(("id" = String, Path, description = "Person")),
    responses((status = 200, description = "What is known of that", body = PersonPrivacy)))]
#[get("/people/{id}/privacy")]
pub async fn show_person(asked: Asked<Seen>) -> Answer<Json<PersonPrivacy>> {
    Ok(Json::of(queries::person(&asked.house, &asked.by, asked.guard.0).await?))
}

/// Notes what a person says: a consent, its withdrawal, a refusal, an objection. Nothing that was noted changes any more.
#[utoipa::path(operation_id = "privacy_note_consent", tag = "privacy", request_body = ConsentEventForm,
    params(("id" = String, Path, description = "Person")),
    responses((status = 201, description = "What was kept, the newest of it", body = ConsentEvent)))]
#[post("/people/{id}/consents")]
pub async fn note_consent(asked: Asked<Keeps, Body<ConsentEventForm>>) -> Answer<Created<ConsentEvent>> {
    let id = asked.guard.0.id;
    let kept = actions::consent::note(&asked.house, &asked.by, id, asked.input.0).await?;
    let value = queries::consent(&asked.house, id, kept.last().copied()).await?;
    Ok(Created { location: format!("/api/v1/people/{id}/privacy"), revision: None, value })
}

/// Has a person's file made: all that is held about them, sent as a link to an address of theirs.
#[utoipa::path(operation_id = "privacy_ask_file", tag = "privacy", request_body = PersonFileForm,
    params(("id" = String, Path, description = "Person")),
    responses((status = 202, description = "It is being made", body = PersonFile)))]
#[post("/people/{id}/file")]
pub async fn ask_file(asked: Asked<MaySend, Body<PersonFileForm>>) -> Answer<Accepted<PersonFile>> {
    let person = asked.guard.0.person.id;
    let id = actions::file::ask(&asked.house, &asked.by, person, asked.input.0).await?;
    Ok(Accepted(queries::one_file(&asked.house, person, id).await?))
}

/// What erasing a person would do: what goes, what stays without them, what stays and why. Nothing is changed.
#[utoipa::path(operation_id = "privacy_preview_erasure", tag = "privacy",
    params(("id" = String, Path, description = "Person")),
    responses((status = 200, description = "What would become of it", body = ErasurePreview)))]
#[get("/people/{id}/erasure")]
pub async fn preview_erasure(asked: Asked<Seen>) -> Answer<Json<ErasurePreview>> {
    let preview = queries::preview(&asked.house, &asked.by, asked.guard.0).await?;
    let revision = preview.revision;
    Ok(Json::at(preview, revision))
}

/// Erases a person who is still as the preview told: rows at once, texts and files right after. It can't be taken back.
#[utoipa::path(operation_id = "privacy_erase", tag = "privacy", request_body = EraseForm,
    params(("id" = String, Path, description = "Person")),
    responses((status = 202, description = "Their rows are gone; texts and files are looked through", body = Erasure),
        (status = 409, description = "It is oneself (`privacy.oneself`), or nobody else administers the club (`accounts.last_administrator`)", body = platform::web::ProblemBody, content_type = "application/problem+json")))]
#[post("/people/{id}/erase")]
pub async fn erase(asked: Asked<MayErase, Body<EraseForm>>) -> Answer<Accepted<Erasure>> {
    let based_on = asked.based_on()?;
    let keep_out = asked.input.0.keep_out.unwrap_or(true);
    let person = asked.guard.0.person.id;
    let id = actions::erase::erase(&asked.house, &asked.by, person, based_on, keep_out).await?;
    Ok(Accepted(queries::erasure(&asked.house, id).await?))
}
