//! Values without input or output: what the whole house speaks of. No database call, no request, no file.

pub mod cadence;
pub mod calendar;
pub mod caller;
pub mod cells;
pub mod clock;
pub mod dates;
pub mod decimal;
pub mod email;
pub mod icalendar;
pub mod identifiers;
pub mod ids;
pub mod page;
pub mod patch;
pub mod person_name;
pub mod phone;
pub mod problem;
pub mod stems;
pub mod trade;
pub mod words;
