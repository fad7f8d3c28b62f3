//! Maillage: with which a public authority animates a network of local organisations. One instance, one club.

pub mod app;
pub mod commands;
pub mod features;
pub mod screens;
