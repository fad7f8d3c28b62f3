//! The first start: the codes of which one makes the first administrator, how far the club's set-up has come, and the
//! mail relay that an administrator gave.

crate::dialect::step!("m0011_first_start", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE setup_code (
    hash {text} PRIMARY KEY,
    made_at {instant} NOT NULL,
    expires_at {instant} NOT NULL
);

-- One row at most: whatever happens at once, one administrator comes of all the codes together.
CREATE TABLE first_administrator (
    id {int} PRIMARY KEY CHECK (id = 1),
    account_id {uuid} NOT NULL REFERENCES account (id),
    made_at {instant} NOT NULL
);

-- Clubs that are there already have been set up.
ALTER TABLE club ADD COLUMN setup_step {text} NOT NULL DEFAULT 'done'
    CHECK (setup_step IN ('club', 'territory', 'rhythm', 'mail', 'done'));

CREATE TABLE mail_relay (
    id {int} PRIMARY KEY CHECK (id = 1),
    host {text} NOT NULL CHECK (length(host) > 0),
    port {int} NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security {text} NOT NULL CHECK (security IN ('starttls', 'tls', 'none')),
    username {text} NOT NULL,
    password_sealed {bytes},
    sender {text} NOT NULL CHECK (length(sender) > 0),
    revision {int} NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK (username <> '' OR password_sealed IS NULL)
);
"#;

const DOWN: &str = r#"
DROP TABLE mail_relay;
ALTER TABLE club DROP COLUMN setup_step;
DROP TABLE first_administrator;
DROP TABLE setup_code;
"#;
