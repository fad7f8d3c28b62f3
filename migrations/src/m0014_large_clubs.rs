//! What a club of a hundred thousand members needs: orders that are walked without looking into the records, and words
//! that are found without reading them all.
//!
//! An index that also holds `archived_at` answers on its own which members a list shows, so that a grid that jumps to its
//! end passes over ninety thousand of them without opening one. What a search counts by stands beside its words. On PostgreSQL searches take an index of trigrams, where
//! the server has that extension and lets us make it; they do without, more slowly. Why SQLite has none: decision 10.

crate::dialect::step!("m0014_large_clubs", up: UP, down: DOWN);

const UP: &str = r#"
DROP INDEX member_joined;
DROP INDEX member_last_contact;
DROP INDEX member_due_day;
DROP INDEX member_due;
DROP INDEX member_email;
DROP INDEX member_status_name;
DROP INDEX member_kind_name;
DROP INDEX member_commune;
DROP INDEX member_commune_name;
{sqlite} DROP INDEX member_name;
{sqlite} CREATE INDEX member_name ON member (name_key, id, archived_at, kind, status, contact_due_on, search);
CREATE INDEX member_joined ON member (joined_on, id, archived_at);
CREATE INDEX member_last_contact ON member (last_contact_on, id, archived_at);
CREATE INDEX member_due_day ON member (contact_due_on, id, archived_at);
CREATE INDEX member_due ON member (status, contact_due_on, id, archived_at);
CREATE INDEX member_email ON member (email_key, id, archived_at);
CREATE INDEX member_status_name ON member (status, name_key, id, archived_at);
CREATE INDEX member_kind_name ON member (kind, name_key, id, archived_at);
CREATE INDEX member_commune ON member (commune_code, name_key, id, archived_at);
CREATE INDEX member_commune_name ON member (commune_key, name_key, id, archived_at);
CREATE INDEX change_set_at ON change_set (created_at);
{postgres} DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'pg_trgm: %', SQLERRM; END $$;
{postgres} DO $$ BEGIN CREATE INDEX member_search ON member USING gin (search gin_trgm_ops); EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'member_search: %', SQLERRM; END $$;
"#;

const DOWN: &str = r#"
DROP INDEX change_set_at;
{postgres} DROP INDEX IF EXISTS member_search;
DROP INDEX member_joined;
DROP INDEX member_last_contact;
DROP INDEX member_due_day;
DROP INDEX member_due;
DROP INDEX member_email;
DROP INDEX member_status_name;
DROP INDEX member_kind_name;
DROP INDEX member_commune;
DROP INDEX member_commune_name;
{sqlite} DROP INDEX member_name;
{sqlite} CREATE INDEX member_name ON member (name_key, id, archived_at, search);
CREATE INDEX member_joined ON member (joined_on, id);
CREATE INDEX member_last_contact ON member (last_contact_on, id);
CREATE INDEX member_due_day ON member (contact_due_on, id);
CREATE INDEX member_due ON member (status, contact_due_on, id);
CREATE INDEX member_email ON member (email_key);
CREATE INDEX member_status_name ON member (status, name_key, id);
CREATE INDEX member_kind_name ON member (kind, name_key, id);
CREATE INDEX member_commune ON member (commune_code, name_key, id);
CREATE INDEX member_commune_name ON member (commune_key, name_key, id);
"#;
