//! Values without input or output: what the whole house speaks of. No database call, no request, no file.

pub mod caller;
pub mod clock;
pub mod ids;
pub mod page;
pub mod patch;
pub mod problem;
pub mod trade;
