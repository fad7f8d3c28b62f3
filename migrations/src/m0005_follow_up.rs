//! The interaction ledger: what happened, with whom, attested by which source; and what is put off.

crate::dialect::step!("m0005_follow_up", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE interaction (
    id {uuid} PRIMARY KEY,
    channel {text} NOT NULL CHECK (channel IN ('visit', 'meeting', 'event', 'call', 'email', 'paper_letter', 'request', 'profile', 'newsletter')),
    direction {text} NOT NULL CHECK (direction IN ('outbound', 'inbound')),
    happened_on {day} NOT NULL,
    outcome {text} NOT NULL CHECK (outcome IN ('reached', 'no_answer', 'wrong_number', 'call_back')),
    summary {text},
    contact_id {uuid} REFERENCES contact (id) ON DELETE SET NULL,
    source_kind {text} NOT NULL,
    source_id {uuid} NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    revision {int} NOT NULL DEFAULT 1,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);
CREATE UNIQUE INDEX interaction_source ON interaction (source_kind, source_id);
CREATE INDEX interaction_contact ON interaction (contact_id);
CREATE INDEX interaction_day ON interaction (happened_on, id);

CREATE TABLE interaction_member (
    interaction_id {uuid} NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    channel {text} NOT NULL,
    happened_on {day} NOT NULL,
    reached boolean NOT NULL,
    personal boolean NOT NULL,
    PRIMARY KEY (interaction_id, member_id)
);
CREATE INDEX interaction_member_newest ON interaction_member (member_id, happened_on, interaction_id);
CREATE INDEX interaction_member_channel ON interaction_member (channel, reached, happened_on, member_id);

CREATE TABLE postponement (
    member_id {uuid} PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
    until_on {day} NOT NULL,
    reason {text} NOT NULL,
    by_id {uuid},
    created_at {instant} NOT NULL
);
"#;

const DOWN: &str = r#"
DROP TABLE postponement;
DROP TABLE interaction_member;
DROP TABLE interaction;
"#;
