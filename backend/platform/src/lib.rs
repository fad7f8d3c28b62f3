//! The outside world: settings, database, secrets, jobs, mail, files, registers, and the web's way in and out.
//! Features stand on it and never reach around it.

pub mod aside;
pub mod asker;
pub mod audit;
pub mod backup;
mod by_place;
pub mod causes;
pub mod change_sets;
pub mod clock;
pub mod columns;
pub mod db;
pub mod dependents;
pub mod doctor;
pub mod facts;
pub mod files;
pub mod filter;
pub mod forgetting;
pub mod house;
pub mod html;
pub mod jobs;
pub mod kept;
pub mod mail;
pub mod many;
pub mod metrics;
pub mod mill;
pub mod networks;
pub mod packed;
pub mod readiness;
pub mod registers;
pub mod secrets;
pub mod settings;
pub mod shelf;
pub mod snapshot;
pub mod throttle;
pub mod upkeep;
pub mod web;
pub mod work;

pub use asker::{Asker, Way};
pub use house::House;
pub use work::Work;
