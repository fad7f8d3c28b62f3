//! A mark that is another one once anything has changed that lists of members hang on, whoever changed it: what a process
//! holds of them in memory is as good as the mark that it was read with. SQLite counts in one row; on PostgreSQL, where
//! writers don't wait for each other, each transaction leaves a row of its own: by its number and the second it began in,
//! since a database that was moved to another server counts its transactions anew.

crate::dialect::step!("m0029_member_touch", up: &up(), down: &down());

/// What a roll of members is read from.
const TABLES: [&str; 13] = [
    "member",
    "member_text",
    "member_topic",
    "member_field",
    "member_value",
    "contact",
    "contact_text",
    "person",
    "address",
    "interaction_member",
    "territory_commune",
    "campaign",
    "campaign_recipient",
];
const CHANGES: [&str; 3] = ["insert", "update", "delete"];

/// Sheets are written while one types: of them only whose they are and whether they are published is read.
const SHEETS: &str = r#"
{sqlite} CREATE TRIGGER touch_practice_sheet_insert AFTER INSERT ON practice_sheet BEGIN UPDATE member_touch SET times = times + 1; END;
{sqlite} CREATE TRIGGER touch_practice_sheet_update AFTER UPDATE ON practice_sheet WHEN old.state IS NOT new.state OR old.member_id IS NOT new.member_id BEGIN UPDATE member_touch SET times = times + 1; END;
{sqlite} CREATE TRIGGER touch_practice_sheet_delete AFTER DELETE ON practice_sheet BEGIN UPDATE member_touch SET times = times + 1; END;
{postgres} CREATE TRIGGER touch_practice_sheet AFTER INSERT OR DELETE OR TRUNCATE ON practice_sheet FOR EACH STATEMENT EXECUTE FUNCTION touch_members();
{postgres} CREATE TRIGGER touch_practice_sheet_update AFTER UPDATE ON practice_sheet FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state OR old.member_id IS DISTINCT FROM new.member_id) EXECUTE FUNCTION touch_members();
"#;
const WITHOUT_SHEETS: &str = r#"
{sqlite} DROP TRIGGER touch_practice_sheet_insert;
{sqlite} DROP TRIGGER touch_practice_sheet_update;
{sqlite} DROP TRIGGER touch_practice_sheet_delete;
{postgres} DROP TRIGGER touch_practice_sheet ON practice_sheet;
{postgres} DROP TRIGGER touch_practice_sheet_update ON practice_sheet;
"#;

const MARK: &str = r#"
{sqlite} CREATE TABLE member_touch (id {int} PRIMARY KEY, times {int} NOT NULL);
{sqlite} INSERT INTO member_touch (id, times) VALUES (1, 0);
{postgres} CREATE TABLE member_touch (id {int} NOT NULL, times {int} NOT NULL, PRIMARY KEY (id, times));
{postgres} CREATE FUNCTION touch_members() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO member_touch (id, times) VALUES (pg_current_xact_id()::text::bigint, extract(epoch FROM now())::bigint) ON CONFLICT DO NOTHING; RETURN NULL; END $$;
"#;

fn up() -> String {
    let mut sql = MARK.to_owned();
    for table in TABLES {
        for change in CHANGES {
            sql += &format!(
                "{{sqlite}} CREATE TRIGGER touch_{table}_{change} AFTER {change} ON {table} \
                 BEGIN UPDATE member_touch SET times = times + 1; END;\n"
            );
        }
        sql += &format!(
            "{{postgres}} CREATE TRIGGER touch_{table} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION touch_members();\n"
        );
    }
    sql + SHEETS
}

fn down() -> String {
    let mut sql = WITHOUT_SHEETS.to_owned();
    for table in TABLES {
        for change in CHANGES {
            sql += &format!("{{sqlite}} DROP TRIGGER touch_{table}_{change};\n");
        }
        sql += &format!("{{postgres}} DROP TRIGGER touch_{table} ON {table};\n");
    }
    sql + "{postgres} DROP FUNCTION touch_members();\nDROP TABLE member_touch;\n"
}
