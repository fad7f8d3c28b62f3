//! The web's way in (`request`, with `query`, `body`, `upload` and `faults`), the guards' common part (`guard`), the ways
//! out (`answers`, `problem`), what every request passes (`trace`, `idempotency`) and the contract's finishing (`contract`).

pub mod abilities;
pub mod answers;
pub mod body;
pub mod contract;
pub mod examples;
mod expected;
pub mod faults;
pub mod guard;
pub mod idempotency;
pub mod problem;
pub mod query;
pub mod request;
pub mod trace;
pub mod upload;

pub use abilities::Ability;
pub use answers::{
    Accepted, Answer, Created, DoneOrAsked, Download, FileContent, Json, JsonOrMoved, LongDownload, NoContent,
    Published, PublishedOrMoved,
};
pub use problem::{ProblemBody, Refused};
pub use query::Both;
pub use request::{Asked, Body, Nothing, Query};
pub use upload::Sent;
