//! One function per verb.

pub mod demo;
pub mod prepare;
pub mod settings;
pub mod territory;
pub mod topics;
