//! Orders that a grid of members asks for, each along an index.

crate::dialect::step!("m0015_member_orders", up: UP, down: DOWN);

const UP: &str = r#"
CREATE INDEX member_left ON member (left_on, id, archived_at);
CREATE INDEX member_verified ON member (verified_on, id, archived_at);
CREATE INDEX member_last_personal ON member (last_personal_contact_on, id, archived_at);
CREATE INDEX member_postal_code ON member (postal_code, id, archived_at);
"#;

const DOWN: &str = r#"
DROP INDEX member_postal_code;
DROP INDEX member_last_personal;
DROP INDEX member_verified;
DROP INDEX member_left;
"#;
