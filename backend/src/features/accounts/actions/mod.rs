//! What is done with accounts, one file per verb of the trade.

pub mod admin;
pub mod colleagues;
pub mod email_change;
pub mod first_start;
pub mod invitation;
pub mod keys;
pub mod links;
pub mod manage;
mod pace;
pub mod password;
pub mod recovery;
pub mod seat;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;

pub use super::store::tokens::Purpose;
pub use pace::device as device_mark;
