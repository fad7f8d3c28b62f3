//! The integration tests: the whole house, on SQLite and on PostgreSQL, one file per feature.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod harness;

mod access;
mod access_world;
mod accounts;
mod accounts_command;
mod accounts_keys;
mod accounts_links;
mod accounts_manage;
mod accounts_second_factor;
mod accounts_tokens;
mod club;
mod club_territory;
mod contacts;
mod contract;
mod demo;
mod follow_up;
mod follow_up_due;
mod house;
mod house_audit;
mod house_backup;
mod house_bucket;
mod house_deliveries;
mod house_files;
mod house_jobs;
mod house_lists;
mod house_load;
mod house_mail;
mod house_ready;
mod house_rules;
mod house_start;
mod house_storage;
mod house_upkeep;
mod idempotency;
mod imports;
mod imports_commit;
mod imports_hostile;
mod imports_keys;
mod imports_undo;
mod imports_world;
mod members;
mod members_changes;
mod members_export;
mod members_fields;
mod members_filters;
mod members_finding;
mod members_list;
mod members_merge;
mod members_selection;
mod members_territory;
mod processes;
mod processes_backup;
mod processes_killed;
mod views;
