//! Reads.

use kernel::problem::Problem;
use platform::{House, web::FileContent};
use tables::member_picture;
use uuid::Uuid;

use super::{super::store as members, schema::MemberPicture, store};

/// The pictures of a member, the logo first.
pub async fn of_member(house: &House, member: Uuid) -> Result<Vec<MemberPicture>, Problem> {
    let db = &house.db.read;
    let revision = members::find(db, member).await?.ok_or_else(Problem::not_found)?.revision;
    let shown = store::of_members(db, &[member]).await?.remove(&member).unwrap_or_default();
    let views = shown.into_iter().map(|shown| MemberPicture {
        id: shown.row.id,
        url: super::url(shown.row.id),
        logo: shown.row.logo,
        alt: shown.row.alt,
        width: shown.width,
        height: shown.height,
        revision,
    });
    Ok(views.collect())
}

pub async fn one(house: &House, member: Uuid, id: Uuid) -> Result<MemberPicture, Problem> {
    let all = of_member(house, member).await?;
    all.into_iter().find(|picture| picture.id == id).ok_or_else(Problem::not_found)
}

pub async fn content(house: &House, picture: member_picture::Model, public: bool) -> Result<FileContent, Problem> {
    let mut file = store::file(&house.db.read, picture.file_id).await?;
    let bytes = house.files.content(&file).await?;
    // Who may read it is the member's to say, from one day to the next.
    file.public = public;
    Ok(FileContent { file, bytes })
}
