//! What is done with accounts, one file per verb of the trade.

pub mod admin;
pub mod sign_in;
