//! The database's shape, step by step, for SQLite and PostgreSQL alike. Each step is one file with its way up
//! and its way down; `maillage migrate` and the start of every process run what is missing.

use sea_orm_migration::prelude::*;

mod dialect;
mod m0001_house;
mod m0002_accounts;
mod m0003_club;
mod m0004_members;
mod m0005_follow_up;
mod m0006_imports;
mod m0007_member_fields;
mod m0008_views;
mod m0009_merges;
mod m0011_first_start;
mod m0012_accounts_complete;
mod m0013_operations;
mod m0014_large_clubs;
mod m0015_member_orders;
mod m0016_club_contact;
mod m0018_proposals;
mod m0020_registers;
mod m0021_join_requests;
mod m0022_folded_texts;
mod m0023_member_walks;
mod m0024_campaigns;
mod m0025_directory;
mod m0026_privacy;
mod m0027_practice_sheets;
mod m0028_events;
mod m0029_member_touch;
mod m0030_proposal_letters;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_house::Step),
            Box::new(m0002_accounts::Step),
            Box::new(m0003_club::Step),
            Box::new(m0004_members::Step),
            Box::new(m0005_follow_up::Step),
            Box::new(m0006_imports::Step),
            Box::new(m0007_member_fields::Step),
            Box::new(m0008_views::Step),
            Box::new(m0009_merges::Step),
            Box::new(m0011_first_start::Step),
            Box::new(m0012_accounts_complete::Step),
            Box::new(m0013_operations::Step),
            Box::new(m0014_large_clubs::Step),
            Box::new(m0015_member_orders::Step),
            Box::new(m0016_club_contact::Step),
            Box::new(m0018_proposals::Step),
            Box::new(m0020_registers::Step),
            Box::new(m0021_join_requests::Step),
            Box::new(m0022_folded_texts::Step),
            Box::new(m0023_member_walks::Step),
            Box::new(m0024_campaigns::Step),
            Box::new(m0025_directory::Step),
            Box::new(m0026_privacy::Step),
            Box::new(m0027_practice_sheets::Step),
            Box::new(m0028_events::Step),
            Box::new(m0029_member_touch::Step),
            Box::new(m0030_proposal_letters::Step),
        ]
    }
}
