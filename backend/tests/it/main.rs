//! The integration tests: the whole house, on SQLite and on PostgreSQL, one file per feature.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod harness;

mod accounts;
mod house;
mod house_rules;
mod processes;
