//! People, the accounts they sign in with, their sessions, one-time links, and the keys of machines.

crate::dialect::step!("m0002_accounts", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE person (
    id {uuid} PRIMARY KEY,
    given_name {text} NOT NULL,
    family_name {text} NOT NULL,
    name_key {text} NOT NULL,
    language {text} NOT NULL CHECK (language IN ('fr', 'en')),
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);
CREATE INDEX person_name ON person (name_key, id);

CREATE TABLE account (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL UNIQUE REFERENCES person (id),
    email {text} NOT NULL,
    email_key {text} NOT NULL UNIQUE,
    password_hash {text},
    role {text} CHECK (role IN ('admin', 'coordinator', 'reader')),
    totp_sealed {bytes},
    totp_confirmed_at {instant},
    totp_last_step {int},
    disabled_at {instant},
    last_sign_in_at {instant},
    password_changed_at {instant},
    revision {int} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);
CREATE INDEX account_role ON account (role);
CREATE INDEX account_last_sign_in ON account (last_sign_in_at, id);

CREATE TABLE recovery_code (
    hash {text} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at {instant} NOT NULL,
    spent_at {instant}
);
CREATE INDEX recovery_code_account ON recovery_code (account_id);

CREATE TABLE session (
    id {uuid} PRIMARY KEY,
    account_id {uuid} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    user_agent {text} NOT NULL,
    created_at {instant} NOT NULL,
    last_used_at {instant} NOT NULL,
    idle_until {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    ended_at {instant},
    end_reason {text}
);
CREATE INDEX session_account ON session (account_id, ended_at);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE refresh_token (
    hash {text} PRIMARY KEY,
    session_id {uuid} NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    created_at {instant} NOT NULL,
    spent_at {instant}
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

CREATE TABLE one_time_token (
    hash {text} PRIMARY KEY,
    purpose {text} NOT NULL CHECK (purpose IN ('link', 'reset', 'invitation')),
    account_id {uuid} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    spent_at {instant}
);
CREATE INDEX one_time_token_account ON one_time_token (account_id, purpose);
CREATE INDEX one_time_token_expiry ON one_time_token (expires_at);

CREATE TABLE api_key (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    prefix {text} NOT NULL,
    hash {text} NOT NULL UNIQUE,
    scopes {json} NOT NULL,
    created_by {uuid} NOT NULL REFERENCES account (id),
    created_at {instant} NOT NULL,
    last_used_at {instant},
    expires_on {day},
    revoked_at {instant}
);
"#;

const DOWN: &str = r#"
DROP TABLE api_key;
DROP TABLE one_time_token;
DROP TABLE refresh_token;
DROP TABLE session;
DROP TABLE recovery_code;
DROP TABLE account;
DROP TABLE person;
"#;
