//! Whom members turn to: the person who runs the club, or a service, with an address and a number.

crate::dialect::step!("m0016_club_contact", up: UP, down: DOWN);

const UP: &str = r#"
ALTER TABLE club ADD COLUMN contact_name {text} NOT NULL DEFAULT '';
ALTER TABLE club ADD COLUMN contact_email {text} NOT NULL DEFAULT '';
ALTER TABLE club ADD COLUMN contact_phone {text} NOT NULL DEFAULT '';
"#;

const DOWN: &str = r#"
ALTER TABLE club DROP COLUMN contact_phone;
ALTER TABLE club DROP COLUMN contact_email;
ALTER TABLE club DROP COLUMN contact_name;
"#;
