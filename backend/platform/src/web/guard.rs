//! A guard decides, before anything of the request is read, whether this caller may come in; it may load the row
//! that the path names. Deny by default: a handler can't be written without one.

use std::future::Future;

use actix_web::HttpRequest;
use kernel::{
    caller::SignedIn,
    problem::{Problem, say},
};
use uuid::Uuid;

use crate::{asker::Asker, house::House};

pub trait Guard: Sized + 'static {
    /// Whether it also lets in who must first set up the second factor that the club demands. What asks for no
    /// account, and setting it up: nothing else.
    const BEFORE_SECOND_FACTOR: bool = false;

    fn admit(house: &House, by: &Asker, req: &HttpRequest) -> impl Future<Output = Result<Self, Problem>>;
}

/// The id in the path. One that can't be read names nothing that exists: 404.
pub fn path_id(req: &HttpRequest, name: &str) -> Result<Uuid, Problem> {
    req.match_info().get(name).and_then(|text| Uuid::try_parse(text).ok()).ok_or_else(Problem::not_found)
}

/// 401 for nobody, else 403.
pub fn refuse(by: &Asker) -> Problem {
    if by.caller.is_anyone() {
        return Problem::unauthenticated();
    }
    by.caller.not_allowed()
}

/// The one place where a demanded second factor is held to: whichever guard stands at the door, who owes one is sent
/// to set it up.
pub async fn admit<G: Guard>(house: &House, by: &Asker, req: &HttpRequest) -> Result<G, Problem> {
    if by.caller.owes_second_factor() && !G::BEFORE_SECOND_FACTOR {
        return Err(Problem::refused(
            "accounts.second_factor_due",
            say(
                "Ce club demande la connexion en deux étapes à son équipe : mettez-la en place pour continuer.",
                "This club demands sign-in in two steps of its team: set it up to go on.",
            ),
        ));
    }
    G::admit(house, by, req).await
}

fn admit_if(allowed: bool, by: &Asker) -> Result<(), Problem> {
    if allowed { Ok(()) } else { Err(refuse(by)) }
}

/// No account needed.
pub struct Anyone;

impl Guard for Anyone {
    const BEFORE_SECOND_FACTOR: bool = true;

    async fn admit(_: &House, _: &Asker, _: &HttpRequest) -> Result<Anyone, Problem> {
        Ok(Anyone)
    }
}

/// Any person who signed in.
pub struct Person(pub SignedIn);

impl Guard for Person {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Person, Problem> {
        by.caller.person().cloned().map(Person).ok_or_else(|| refuse(by))
    }
}

/// Any person who signed in, even who has still to set up the second factor that the club demands.
pub struct Arriving(pub SignedIn);

impl Guard for Arriving {
    const BEFORE_SECOND_FACTOR: bool = true;

    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Arriving, Problem> {
        by.caller.person().cloned().map(Arriving).ok_or_else(|| refuse(by))
    }
}

/// Any staff role: sees all.
pub struct Staff;

impl Guard for Staff {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Staff, Problem> {
        admit_if(by.caller.is_staff(), by).map(|()| Staff)
    }
}

/// Does the daily work: coordinator or administrator.
pub struct Coordinator;

impl Guard for Coordinator {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Coordinator, Problem> {
        admit_if(by.caller.is_coordinator(), by).map(|()| Coordinator)
    }
}

/// Settings, accounts, keys, the audit of the whole.
pub struct Admin;

impl Guard for Admin {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Admin, Problem> {
        admit_if(by.caller.is_admin(), by).map(|()| Admin)
    }
}
