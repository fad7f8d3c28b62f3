//! Guards: somebody of the path, for the team; keys and members don't take part.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    dependents::Whom,
    web::guard::{Guard, Staff, path_id},
};
use tables::person;

use super::{rules, store};

/// The person that the path names, for the team.
pub struct Seen(pub person::Model);

impl Guard for Seen {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Seen, Problem> {
        Staff::admit(house, by, req).await?;
        store::person(&house.db.read, path_id(req, "id")?).await?.map(Seen).ok_or_else(Problem::not_found)
    }
}

/// The same, for whoever notes what they say.
pub struct Keeps(pub person::Model);

impl Guard for Keeps {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Keeps, Problem> {
        let Seen(row) = Seen::admit(house, by, req).await?;
        rules::may_keep(&by.caller)?;
        Ok(Keeps(row))
    }
}

/// The same, for whoever may send them their file.
pub struct MaySend(pub Whom);

impl Guard for MaySend {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<MaySend, Problem> {
        Staff::admit(house, by, req).await?;
        let whom = Whom::read(&house.db.read, path_id(req, "id")?).await?.ok_or_else(Problem::not_found)?;
        rules::may_send_file(&by.caller, &whom)?;
        Ok(MaySend(whom))
    }
}

/// The same, for whoever may erase them.
pub struct MayErase(pub Whom);

impl Guard for MayErase {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<MayErase, Problem> {
        Staff::admit(house, by, req).await?;
        let id = path_id(req, "id")?;
        let Some(whom) = Whom::read(&house.db.read, id).await? else {
            // Whoever repeats what they asked for is told what they were told.
            let before = store::was_erased(&house.db.read, id).await?;
            return Err(if before { rules::erased() } else { Problem::not_found() });
        };
        rules::may_erase(&by.caller, &whom)?;
        Ok(MayErase(whom))
    }
}

/// Whoever changes the terms and sees to retention.
pub struct Governs;

impl Guard for Governs {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Governs, Problem> {
        Staff::admit(house, by, req).await?;
        rules::may_govern(&by.caller).map(|()| Governs)
    }
}
