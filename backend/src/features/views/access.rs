//! Guards: load the view for this caller, then ask the rules. What is not the caller's to see does not exist.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id, refuse},
};
use tables::saved_view;

use super::{rules, rules::Verb, store};

/// Reads views.
pub struct Reads;

impl Guard for Reads {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Reads, Problem> {
        if rules::reads(&by.caller) { Ok(Reads) } else { Err(refuse(by)) }
    }
}

/// Keeps views of its own.
pub struct Keeps;

impl Guard for Keeps {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Keeps, Problem> {
        if rules::keeps(&by.caller) { Ok(Keeps) } else { Err(refuse(by)) }
    }
}

/// The view that the path names, for a caller who may see it.
pub struct Seen(pub saved_view::Model);

impl Guard for Seen {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Seen, Problem> {
        Reads::admit(house, by, req).await?;
        let found = store::find(&house.db.read, path_id(req, "id")?).await?;
        found.filter(|row| rules::sees(&by.caller, row)).map(Seen).ok_or_else(Problem::not_found)
    }
}

/// Declares guards that let in whoever may do one verb with the view of the path.
macro_rules! for_verbs {
    ($($(#[$meta:meta])* $name:ident = $verb:expr),+ $(,)?) => { $(
        $(#[$meta])*
        pub struct $name(pub saved_view::Model);

        impl Guard for $name {
            async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<$name, Problem> {
                let Seen(row) = Seen::admit(house, by, req).await?;
                rules::may($verb, &by.caller, &row)?;
                Ok($name(row))
            }
        }
    )+ };
}

for_verbs! {
    /// May change it.
    MayEdit = Verb::Edit,
    /// May put it away.
    MayArchive = Verb::Archive,
    /// May take it back.
    MayRestore = Verb::Restore,
}
