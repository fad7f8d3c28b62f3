//! A record looked at by whoever holds a link that was sent to it, without signing in.
//!
//! The link speaks for the member as one of its managers would, within the club's rules: what is shown is what they
//! see, a *correction* applies or waits field by field, and a *successor* always waits for the team. Its
//! *holder*, whom the letter went to, sees and corrects themselves too. Who sent the link, and whether it is good, is
//! known to whoever calls.

mod actions;
mod addressees;
mod queries;
mod schema;

pub use actions::{confirm, correct, correct_holder, hand_over};
pub use addressees::{Addressee, Unreached, addressees};
pub use queries::{facts, facts_of, holder};
pub use schema::{Corrected, HolderFixes, Link, RecordFacts, RecordFixes, RecordHolder, Successor};
