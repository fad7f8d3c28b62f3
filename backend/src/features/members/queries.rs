//! Reads.

use kernel::{page::PageOf, problem::Problem};
use platform::{
    Asker, House,
    audit::{self, AuditLine},
    web::Both,
};
use uuid::Uuid;

use super::{
    cards::{self, Lens},
    schema::{
        AuditQuery, CountDay, Duplicate, DuplicateQuery, FilterFields, MemberCard, MemberCounts, MemberFilters,
        MemberPage, MemberStretch,
    },
    store,
};

pub async fn page(house: &House, by: &Asker, id: Uuid) -> Result<MemberPage, Problem> {
    let lens = Lens::of(house, by).await?;
    let row = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    cards::page(&house.db.read, &lens, row).await
}

pub async fn list(
    house: &House,
    by: &Asker,
    Both(filters, stretch): Both<MemberFilters, MemberStretch>,
) -> Result<PageOf<MemberCard>, Problem> {
    super::list::page(house, &Lens::of(house, by).await?, &filters, stretch).await
}

pub async fn counts(
    house: &House,
    by: &Asker,
    Both(filters, day): Both<MemberFilters, CountDay>,
) -> Result<MemberCounts, Problem> {
    let lens = Lens::of(house, by).await?;
    match day.on {
        Some(day) => super::counts::on(house, &lens, &filters, day).await,
        None => super::counts::of_list(house, &lens, &filters).await,
    }
}

pub async fn filter_fields(house: &House, by: &Asker) -> Result<FilterFields, Problem> {
    super::filter_fields::all(house, &Lens::of(house, by).await?).await
}

pub async fn duplicates(house: &House, by: &Asker, query: DuplicateQuery) -> Result<PageOf<Duplicate>, Problem> {
    Ok(PageOf::whole(super::duplicates::like(house, &Lens::of(house, by).await?, query).await?))
}

pub async fn audit(house: &House, id: Uuid, query: AuditQuery) -> Result<PageOf<AuditLine>, Problem> {
    audit::read(&house.db.read, Some(("member", id)), query.limit.unwrap_or(50), query.cursor.as_deref()).await
}
