//! What is done with members, one file per verb of the trade.

pub mod create;
