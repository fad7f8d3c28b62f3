//! The rooms of the house, in the order in which they may know each other: each imports only those before it.
//! `house ← club ← accounts ← registers ← members ← follow_up ← views ← campaigns ← imports ← practice_sheets ← events ←
//! directory ← privacy`

pub mod accounts;
pub mod campaigns;
pub mod club;
pub mod directory;
pub mod events;
pub mod follow_up;
pub mod house;
pub mod imports;
pub mod members;
pub mod practice_sheets;
pub mod privacy;
pub mod registers;
pub mod views;
