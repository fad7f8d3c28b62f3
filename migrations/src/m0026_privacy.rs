//! Personal data: on which ground it is kept, what people said about it, their files, their erasures, and the addresses
//! that must not come back.

crate::dialect::step!("m0026_privacy", up: UP, down: DOWN);

const UP: &str = r#"
ALTER TABLE contact ADD COLUMN basis {text} CHECK (basis IN ('public_task', 'consent', 'legal_obligation'));

-- Nothing of it is ever changed: who thinks otherwise says something new.
CREATE TABLE consent_event (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- Of what is about being written to.
    address_id {uuid} REFERENCES address (id) ON DELETE SET NULL,
    purpose {text} NOT NULL CHECK (purpose IN ('messages', 'directory', 'photo')),
    action {text} NOT NULL CHECK (action IN ('given', 'refused', 'withdrawn', 'objected')),
    said_on {day} NOT NULL,
    way {text} NOT NULL CHECK (way IN ('form', 'link', 'email', 'phone', 'paper', 'meeting', 'import', 'other')),
    origin {text},
    -- What they read before they said it.
    text_shown {text},
    by_kind {text} NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    recorded_at {instant} NOT NULL
);
CREATE INDEX consent_event_person ON consent_event (person_id, id);
CREATE INDEX consent_event_address ON consent_event (address_id);

-- By a keyed hash of the address: it outlives the person, and tells nobody who they were.
CREATE TABLE suppression (
    mark {text} PRIMARY KEY,
    reason {text} NOT NULL CHECK (reason IN ('objected', 'erased')),
    since {instant} NOT NULL
);

CREATE TABLE privacy_settings (
    id {int} PRIMARY KEY CHECK (id = 1),
    settings {json} NOT NULL,
    revision {int} NOT NULL,
    updated_at {instant} NOT NULL
);

-- A person's file on its way to them: sealed, good for some days, and gone.
CREATE TABLE person_file (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    to_address {text} NOT NULL,
    content {bytes},
    token_hash {text} UNIQUE,
    by_id {uuid},
    by_name {text} NOT NULL,
    asked_at {instant} NOT NULL,
    until_at {instant} NOT NULL,
    made_at {instant},
    fetched_at {instant},
    CHECK ((content IS NULL) = (made_at IS NULL)),
    CHECK ((token_hash IS NULL) = (made_at IS NULL))
);
CREATE INDEX person_file_person ON person_file (person_id, id);
CREATE INDEX person_file_until ON person_file (until_at);

-- What somebody was known by is kept, sealed, until the last text is looked through.
CREATE TABLE erasure (
    id {uuid} PRIMARY KEY,
    person_id {uuid} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('running', 'done')),
    marks_sealed {bytes},
    -- With whom they are looked for; none while they wait.
    walk_id {uuid},
    counts {json} NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    asked_at {instant} NOT NULL,
    done_at {instant},
    CHECK ((state = 'done') = (done_at IS NOT NULL)),
    CHECK (state = 'running' OR marks_sealed IS NULL)
);
CREATE INDEX erasure_order ON erasure (asked_at, id);
CREATE INDEX erasure_person ON erasure (person_id);
CREATE INDEX erasure_open ON erasure (walk_id) WHERE done_at IS NULL;

-- What nobody asked for, and one may ask for no more of.
ALTER TABLE delivery ADD COLUMN letter boolean NOT NULL DEFAULT false;
-- Mails to somebody are found by where they went.
CREATE INDEX delivery_address ON delivery (to_address);

-- Whatever an erasure looks for while others wait to write is found without reading all of a table.
CREATE INDEX import_row_member ON import_row (member_id, import_id, outcome) WHERE member_id IS NOT NULL;
CREATE INDEX audit_by ON audit (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX audit_verb ON audit (record, verb);
CREATE INDEX interaction_by ON interaction (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX proposal_by ON proposal (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX proposal_about ON proposal (about, id);
-- Numbers are the same by their last nine digits, however a country is written.
CREATE INDEX contact_phone_end ON contact (substr(phone, length(phone) - 8));
CREATE INDEX contact_mobile_end ON contact (substr(mobile, length(mobile) - 8));
"#;

const DOWN: &str = r#"
DROP INDEX contact_mobile_end;
DROP INDEX contact_phone_end;
DROP INDEX proposal_about;
DROP INDEX proposal_by;
DROP INDEX interaction_by;
DROP INDEX audit_verb;
DROP INDEX audit_by;
DROP INDEX import_row_member;
DROP INDEX delivery_address;
ALTER TABLE delivery DROP COLUMN letter;
DROP TABLE erasure;
DROP TABLE person_file;
DROP TABLE privacy_settings;
DROP TABLE suppression;
DROP TABLE consent_event;
ALTER TABLE contact DROP COLUMN basis;
"#;
