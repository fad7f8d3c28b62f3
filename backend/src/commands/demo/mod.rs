//! The demonstration: a whole invented club on 90 real communes, to be tried and left again. The same on each machine
//! and relative to today; only ids and passwords differ. It is written in one transaction: all of it, or nothing.

mod campaign;
mod doors;
mod events;
mod invent;
mod leave;
mod plan;
mod sheets;
mod trace;
mod words;
mod write;

use kernel::{
    email::Email,
    problem::{Problem, say},
};
use platform::{Asker, House, Way};

use crate::features::{accounts, club};

/// Makes the demonstration in an empty club; in a demonstration, does nothing. Gives what to print.
pub async fn make(house: &House) -> Result<String, Problem> {
    let settings = club::settings(&house.db.read).await?;
    if settings.demo {
        return Ok("The demonstration is there already.".to_owned());
    }
    if write::is_in_use(house).await? {
        return Err(Problem::conflict(
            "demo.club_in_use",
            say(
                "Ce club contient déjà des comptes ou des membres : la démonstration ne s’ajoute qu’à un club vide.",
                "This club already has accounts or members: the demonstration is only made in an empty club.",
            ),
        ));
    }
    let plan = plan::club_of(settings.today(house.now()));
    let members = plan.members.len();
    write::all(house, &Asker::house("demo", Way::Command), plan).await?;
    Ok(format!("The demonstration is made: {members} organisations."))
}

/// Turns a demonstration into an empty club with one administrator, who has this address. Gives what to print.
pub async fn leave(house: &House, email: &str) -> Result<String, Problem> {
    // Before anything is erased.
    Email::parse(email).map_err(|fault| Problem::invalid_field("/email", fault.code, say(fault.fr, fault.en)))?;
    if !club::settings(&house.db.read).await?.demo {
        return Err(Problem::conflict(
            "demo.not_a_demo",
            say(
                "Ce club n’est pas une démonstration : rien n’est effacé.",
                "This club is no demonstration: nothing is erased.",
            ),
        ));
    }
    leave::empty(house).await?;
    crate::app::prepare(house).await?;
    let by = Asker::house("demo", Way::Command);
    let link = accounts::invite_administrator(house, &by, email, "", "").await?;
    Ok(format!("The club is empty. Its administrator, {email}, comes in once within seven days by\n{link}"))
}
