//! The SQL of media.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use tables::{file, practice_media, practice_sheet};
use uuid::Uuid;

use super::super::schema::{MediaKind, SheetMedia};

/// Where what was sent in is read.
fn url(id: Uuid) -> String {
    format!("/api/v1/practice-media/{id}/content")
}

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<practice_media::Model>, Problem> {
    Ok(practice_media::Entity::find_by_id(id).one(db).await?)
}

/// Media of a sheet that were not taken off it: the cover first, then in their order.
pub async fn of_sheet<C: ConnectionTrait>(db: &C, sheet: Uuid) -> Result<Vec<SheetMedia>, Problem> {
    let rows = practice_media::Entity::find()
        .find_also_related(file::Entity)
        .filter(practice_media::Column::SheetId.eq(sheet))
        .filter(practice_media::Column::RemovedAt.is_null())
        .order_by_desc(practice_media::Column::Cover)
        .order_by_asc(practice_media::Column::Position)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(view).collect())
}

/// Their rows.
pub async fn rows<C: ConnectionTrait>(db: &C, sheet: Uuid) -> Result<Vec<practice_media::Model>, Problem> {
    Ok(practice_media::Entity::find()
        .filter(practice_media::Column::SheetId.eq(sheet))
        .order_by_asc(practice_media::Column::Position)
        .all(db)
        .await?)
}

fn view((row, file): (practice_media::Model, Option<file::Model>)) -> SheetMedia {
    let (width, height) = file.map_or((None, None), |file| (file.width, file.height));
    SheetMedia {
        url: row.url.unwrap_or_else(|| url(row.id)),
        id: row.id,
        kind: MediaKind::parse(&row.kind),
        alt: row.alt,
        title: row.title,
        credit: row.credit,
        published_in: row.published_in,
        cover: row.cover,
        width,
        height,
    }
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: practice_media::Model) -> Result<(), Problem> {
    practice_media::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: practice_media::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// No picture of the sheet stands at its head any more.
pub async fn uncover<C: ConnectionTrait>(tx: &C, sheet: Uuid) -> Result<(), Problem> {
    practice_media::Entity::update_many()
        .col_expr(practice_media::Column::Cover, Expr::value(false))
        .filter(practice_media::Column::SheetId.eq(sheet))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes these back, described as they were when a version was published, and the others off.
pub async fn put_back<C: ConnectionTrait>(
    tx: &C,
    sheet: Uuid,
    shown: &[SheetMedia],
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    for row in rows(tx, sheet).await? {
        let mut back = row.clone();
        match shown.iter().find(|media| media.id == row.id) {
            Some(media) => {
                (back.removed_at, back.cover) = (None, media.cover);
                back.alt.clone_from(&media.alt);
                back.title.clone_from(&media.title);
                back.credit.clone_from(&media.credit);
            }
            None => (back.removed_at, back.cover) = (row.removed_at.or(Some(now)), false),
        }
        if back != row {
            update(tx, back).await?;
        }
    }
    Ok(())
}

pub async fn file<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<file::Model, Problem> {
    file::Entity::find_by_id(id).one(db).await?.ok_or_else(Problem::not_found)
}

/// The sheet that a medium stands on.
pub async fn sheet_of<C: ConnectionTrait>(
    db: &C,
    media: &practice_media::Model,
) -> Result<practice_sheet::Model, Problem> {
    super::find(db, media.sheet_id).await?.ok_or_else(Problem::not_found)
}
