//! The directory: what anyone may know of the members, as a list, a map, files, and pages of the public site.
//!
//! The *book* ([`Directory`]) is all that the public may know, made of what members show ([`members::public_view`]) and
//! held in memory. A *report* is what a reader says is wrong in it. An *outline* is the shape of a commune on its map.
//!
//! [`members::public_view`]: crate::features::members::public_view

mod book;
mod kept;
mod making;
mod pages;
mod store;

pub use book::{Directory, Facet, Found, Listed, Wanted, id_in};
pub use making::directory;
pub use pages::routes as pages;
