//! The people of one member as business cards.

use kernel::problem::Problem;
use platform::{
    Asker, House,
    audit::{Entry, FieldChange},
    web::Download,
};
use serde_json::{Value, json};
use tables::member;
use uuid::Uuid;

use super::{
    super::{
        contacts::{self, Known},
        store,
    },
    schema::ExportFormat,
    vcard,
};
use crate::features::club;

pub async fn of_contact(house: &House, by: &Asker, id: Uuid) -> Result<Download, Problem> {
    let known = contacts::known_by_id(&house.db.read, id).await?;
    let of = store::find(&house.db.read, known.contact.member_id).await?.ok_or_else(Problem::not_found)?;
    let name = format!("{} {}", known.person.given_name, known.person.family_name).trim().to_owned();
    written(house, by, &of, &[known], if name.is_empty() { &of.name } else { &name }).await
}

pub async fn of_member(house: &House, by: &Asker, id: Uuid) -> Result<Download, Problem> {
    let db = &house.db.read;
    let of = store::find(db, id).await?.ok_or_else(Problem::not_found)?;
    let today = club::settings(db).await?.today(house.now());
    let people = contacts::of_members(db, &[id], today).await?.remove(&id).unwrap_or_default();
    written(house, by, &of, &people, &of.name).await
}

async fn written(
    house: &House,
    by: &Asker,
    of: &member::Model,
    people: &[Known],
    name: &str,
) -> Result<Download, Problem> {
    let told = |field: &str, after: Value| FieldChange { field: field.to_owned(), before: Value::Null, after };
    let work = house.begin(by).await?;
    let changes = vec![told("format", json!("vcf")), told("rows", json!(people.len()))];
    work.note(vec![Entry::new("export", "member", of.id, &of.name).with(changes)]).await?;
    work.commit().await?;
    let cards: String = people.iter().map(|known| vcard::of(of, known)).collect();
    Ok(Download {
        bytes: cards.into_bytes(),
        media_type: ExportFormat::Vcf.media_type(),
        file_name: format!("{}.vcf", super::file::safe(name)),
    })
}
