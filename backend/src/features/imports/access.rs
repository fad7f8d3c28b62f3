//! Who comes in: whoever does the daily work, or a key with `imports:write`. The rows of a file show what members keep
//! for themselves, so reading an import takes the same right as making one.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id, refuse},
};
use tables::import;

use super::{rules, store};

/// May import.
pub struct Imports;

impl Guard for Imports {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Imports, Problem> {
        if rules::may_import(&by.caller) { Ok(Imports) } else { Err(refuse(by)) }
    }
}

/// The import that the path names.
pub struct OneImport(pub import::Model);

impl Guard for OneImport {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<OneImport, Problem> {
        Imports::admit(house, by, req).await?;
        store::find(&house.db.read, path_id(req, "id")?).await?.map(OneImport).ok_or_else(Problem::not_found)
    }
}
