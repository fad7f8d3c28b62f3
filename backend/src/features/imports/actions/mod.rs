//! What is done with imports, one file per verb of the trade.

mod asked;
pub mod change;
pub mod clear;
pub mod commit;
pub mod discard;
mod put;
pub mod stage;
pub mod undo;
pub mod upload;
mod write;
