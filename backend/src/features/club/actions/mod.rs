//! One function per verb.

pub mod demo;
pub mod mail_relay;
pub mod prepare;
pub mod settings;
pub mod territory;
pub mod topics;
