//! Who comes to a file: whoever may read it. For others it does not exist.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id},
};
use tables::file;

use super::{rules, store};

/// A file that this caller may read.
pub struct Readable(pub file::Model);

impl Guard for Readable {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Readable, Problem> {
        let file = store::file(&house.db.read, path_id(req, "id")?).await?;
        let may_read = |file: &file::Model| rules::may_read_file(&by.caller, file.public, &file.purpose);
        file.filter(may_read).map(Readable).ok_or_else(Problem::not_found)
    }
}
