//! The SQL of the directory.

pub mod outlines;
