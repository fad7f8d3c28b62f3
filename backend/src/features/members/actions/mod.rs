//! What is done with members, one file per verb of the trade.

pub mod archive;
pub mod bulk;
pub mod change;
pub mod changes;
pub mod create;
pub mod draft;
pub mod selection;
pub mod status;
pub mod territory;
pub mod topics;
pub mod undo;
