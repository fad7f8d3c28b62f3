//! Merged members: a record that became part of another one stays as a signpost to it. And pairs that somebody looked
//! at and found to be two.

crate::dialect::step!("m0009_merges", up: UP, down: DOWN);

const UP: &str = r#"
ALTER TABLE member ADD COLUMN merged_into {uuid} REFERENCES member (id) ON DELETE SET NULL
    CHECK (merged_into IS NULL OR (archived_at IS NOT NULL AND merged_into <> id));
CREATE INDEX member_merged ON member (merged_into) WHERE merged_into IS NOT NULL;

-- The lesser id comes first, so that a pair is told apart once.
CREATE TABLE not_duplicate (
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    other_member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    by_id {uuid},
    by_name {text} NOT NULL,
    created_at {instant} NOT NULL,
    PRIMARY KEY (member_id, other_member_id),
    CHECK (member_id < other_member_id)
);
CREATE INDEX not_duplicate_other ON not_duplicate (other_member_id);
"#;

const DOWN: &str = r#"
DROP TABLE not_duplicate;
DROP INDEX member_merged;
ALTER TABLE member DROP COLUMN merged_into;
"#;
