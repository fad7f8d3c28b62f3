//! Handing out who comes: the only effect is that it is written down.

use kernel::problem::Problem;
use platform::{
    Asker, House,
    audit::{Entry, FieldChange},
    web::Download,
};
use serde_json::{Value, json};
use tables::{event, registration};

use super::super::{
    queries::{export, paper},
    schema::papers::RegistrationFormat,
    store,
};

pub async fn export(
    house: &House,
    by: &Asker,
    row: &event::Model,
    format: RegistrationFormat,
) -> Result<Download, Problem> {
    let (file, rows) = export::export(house, row, format, by.language).await?;
    let told = |field: &str, after: Value| FieldChange { field: field.to_owned(), before: Value::Null, after };
    let changes = vec![told("format", json!(format.as_str())), told("rows", json!(rows))];
    let work = house.begin(by).await?;
    work.note(vec![Entry::new("export", "event", row.id, &row.title).with(changes)]).await?;
    work.commit().await?;
    Ok(file)
}

pub async fn certificate(house: &House, row: &registration::Model) -> Result<Download, Problem> {
    let of = store::find(&house.db.read, row.event_id).await?.ok_or_else(Problem::not_found)?;
    paper::certificate(house, row, &of).await
}
