//! Requests that answer a letter: whoever asked has no account, and is told where the letter went.

crate::dialect::step!("m0030_proposal_letters", up: UP, down: DOWN);

const UP: &str = r#"
ALTER TABLE proposal ADD COLUMN delivery_id {uuid} REFERENCES delivery (id) ON DELETE SET NULL;
CREATE INDEX proposal_delivery ON proposal (delivery_id) WHERE delivery_id IS NOT NULL;
"#;

const DOWN: &str = r#"
DROP INDEX proposal_delivery;
ALTER TABLE proposal DROP COLUMN delivery_id;
"#;
