//! What is done with personal data, one file per thing.

pub mod consent;
pub mod erase;
pub mod file;
pub mod objection;
pub mod retention;
pub mod take_out;
pub mod terms;
