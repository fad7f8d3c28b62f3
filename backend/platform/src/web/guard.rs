//! A guard decides, before anything of the request is read, whether this caller may come in; it may load the row
//! that the path names. Deny by default: a handler can't be written without one.

use std::future::Future;

use actix_web::HttpRequest;
use kernel::{caller::SignedIn, problem::Problem};
use uuid::Uuid;

use crate::{asker::Asker, house::House};

pub trait Guard: Sized + 'static {
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

fn admit_if(allowed: bool, by: &Asker) -> Result<(), Problem> {
    if allowed { Ok(()) } else { Err(refuse(by)) }
}

/// No account needed.
pub struct Anyone;

impl Guard for Anyone {
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
