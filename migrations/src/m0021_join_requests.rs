//! Organisations that ask to join the club, and what the club says to them.

crate::dialect::step!("m0021_join_requests", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE join_request (
    id {uuid} PRIMARY KEY,
    state {text} NOT NULL CHECK (state IN ('unconfirmed', 'waiting', 'approved', 'refused', 'replaced')),
    organisation {json} NOT NULL,
    organisation_key {text} NOT NULL,
    -- What is known of the person, in one place, so that it can be blanked in one.
    applicant {json} NOT NULL,
    -- By which two requests from one mailbox are known, without keeping the address.
    applicant_mark {text} NOT NULL,
    topics {json} NOT NULL,
    language {text} NOT NULL,
    in_territory boolean NOT NULL,
    charter_agreed boolean NOT NULL,
    newsletter_asked boolean NOT NULL,
    newsletter_confirmed boolean NOT NULL,
    token_hash {text} NOT NULL UNIQUE,
    token_until {instant} NOT NULL,
    asked_at {instant} NOT NULL,
    confirmed_at {instant},
    decided_at {instant},
    decided_by {text},
    reason {text},
    member_id {uuid} REFERENCES member (id) ON DELETE SET NULL,
    CHECK (state <> 'waiting' OR confirmed_at IS NOT NULL),
    CHECK (state <> 'refused' OR length(trim(reason)) > 0)
);
CREATE INDEX join_request_order ON join_request (state, id);
CREATE INDEX join_request_applicant ON join_request (applicant_mark);
CREATE INDEX join_request_member ON join_request (member_id);

ALTER TABLE club ADD COLUMN join_open boolean NOT NULL DEFAULT true;
ALTER TABLE club ADD COLUMN join_words {text} NOT NULL DEFAULT '';
ALTER TABLE club ADD COLUMN charter_words {text} NOT NULL DEFAULT '';
"#;

const DOWN: &str = r#"
ALTER TABLE club DROP COLUMN charter_words;
ALTER TABLE club DROP COLUMN join_words;
ALTER TABLE club DROP COLUMN join_open;
DROP TABLE join_request;
"#;
