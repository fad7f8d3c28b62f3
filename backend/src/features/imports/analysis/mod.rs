//! From a spreadsheet as it is to what an import would do, without writing anything: which sheet and header, what the
//! columns hold, what each row says, whose row it is, what would change. Pure: a file, choices and the known members in,
//! a report and one analysed row after the other out. Commit and dry run call the same function.
//!
//! Words: a *table* is a header with its rows; a *draft* is what a row says of a member; a row's *outcome* is what would
//! become of it; a *repair* is shown before and after; a *problem* refuses, warns or only proposes.

mod choices;
mod columns;
mod differences;
mod draft;
mod fields;
mod findings;
mod header;
mod kinds;
mod known;
mod lines;
mod marks;
mod matching;
mod membership;
mod names;
mod outcome;
mod reading;
mod report;
mod rows;
mod table;

pub use choices::{Action, Choices, ColourMeaning, Decision, Provenance};
pub use columns::Column;
pub use differences::ContactChange;
pub use draft::{ContactDraft, DraftDay, MemberDraft};
pub use fields::Field;
pub use findings::{Problem, Severity};
pub use known::{Known, KnownContact, KnownMember};
pub use lines::Line;
pub use matching::Reason;
pub use outcome::{AnalysedRow, Outcome, Target};
pub use reading::Context;
pub use report::{ColourRows, Remark, Report, Why};
pub use rows::analyse;
pub use table::Table;

#[cfg(test)]
mod tests;
