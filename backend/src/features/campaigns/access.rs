//! Guards: the campaign of the path, for who may do what with it.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, Staff, path_id},
};
use tables::campaign;

use super::{queries::standing, rules, rules::Verb, store};

/// The campaign that the path names, for the team.
pub struct Seen(pub campaign::Model);

impl Guard for Seen {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Seen, Problem> {
        Staff::admit(house, by, req).await?;
        store::find(&house.db.read, path_id(req, "id")?).await?.map(Seen).ok_or_else(Problem::not_found)
    }
}

/// Declares guards that let in whoever may do one verb with the campaign of the path.
macro_rules! for_verbs {
    ($($(#[$meta:meta])* $name:ident = $verb:expr),+ $(,)?) => { $(
        $(#[$meta])*
        pub struct $name(pub campaign::Model);

        impl Guard for $name {
            async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<$name, Problem> {
                let Seen(row) = Seen::admit(house, by, req).await?;
                rules::may($verb, &by.caller, standing(&row), house.now())?;
                Ok($name(row))
            }
        }
    )+ };
}

for_verbs! {
    /// May send it.
    MaySend = Verb::Send,
    /// May write once more to those who are silent.
    MayRemind = Verb::Remind,
    /// May close it.
    MayClose = Verb::Close,
    /// May throw it away.
    MayDiscard = Verb::Discard,
}
