//! Members keep their own record: what of it applies at once or waits, what waits and what was decided, to whom each
//! field is shown, logo and pictures.

crate::dialect::step!("m0018_proposals", up: UP, down: DOWN);

const UP: &str = r#"
ALTER TABLE member ADD COLUMN visibility {json} NOT NULL DEFAULT '{}';

-- Only what the club has set; the rest is as the house has it.
CREATE TABLE profile_rule (
    field {text} PRIMARY KEY,
    treatment {text},
    audience {text},
    CHECK (treatment IS NOT NULL OR audience IS NOT NULL)
);

CREATE TABLE proposal (
    id {uuid} PRIMARY KEY,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    about {text} NOT NULL,
    contact_id {uuid} REFERENCES contact (id) ON DELETE CASCADE,
    state {text} NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    created_at {instant} NOT NULL,
    decided_at {instant},
    told_at {instant},
    revision {int} NOT NULL,
    CHECK ((about IN ('contact', 'contact_end')) = (contact_id IS NOT NULL))
);
CREATE INDEX proposal_state ON proposal (state, id);
CREATE INDEX proposal_member ON proposal (member_id, id);
CREATE INDEX proposal_contact ON proposal (contact_id) WHERE contact_id IS NOT NULL;

-- `subject` is what the field is a field of: the member, the contact, or the proposal itself for somebody new.
CREATE TABLE proposal_field (
    proposal_id {uuid} NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
    field {text} NOT NULL,
    subject {uuid} NOT NULL,
    position {int} NOT NULL,
    before {json},
    after {json},
    verdict {text} NOT NULL,
    reason {text},
    replaced {json},
    by_id {uuid},
    by_name {text},
    decided_at {instant},
    PRIMARY KEY (proposal_id, field)
);
CREATE UNIQUE INDEX proposal_field_waiting ON proposal_field (subject, field) WHERE verdict = 'waiting';
CREATE INDEX proposal_field_reason ON proposal_field (decided_at) WHERE reason IS NOT NULL;

CREATE TABLE member_picture (
    id {uuid} PRIMARY KEY,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    file_id {uuid} NOT NULL REFERENCES file (id),
    logo boolean NOT NULL,
    alt {text} NOT NULL,
    position {int} NOT NULL,
    created_at {instant} NOT NULL
);
CREATE INDEX member_picture_member ON member_picture (member_id, position);
CREATE UNIQUE INDEX member_picture_logo ON member_picture (member_id) WHERE logo;
"#;

const DOWN: &str = r#"
DROP TABLE member_picture;
DROP TABLE proposal_field;
DROP TABLE proposal;
DROP TABLE profile_rule;
ALTER TABLE member DROP COLUMN visibility;
"#;
