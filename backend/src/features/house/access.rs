//! Who may read a file: anyone a public one, staff all of them. For others it does not exist.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id},
};
use tables::file;

use super::store;

/// A file that this caller may read.
pub struct Readable(pub file::Model);

impl Guard for Readable {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Readable, Problem> {
        let file = store::file(&house.db.read, path_id(req, "id")?).await?;
        file.filter(|file| file.public || by.caller.is_staff()).map(Readable).ok_or_else(Problem::not_found)
    }
}
