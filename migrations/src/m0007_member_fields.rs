//! Fields that the club makes for its members, and their values: one row per value, typed, so that both databases
//! filter and sort by an index.

crate::dialect::step!("m0007_member_fields", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE member_field (
    id {uuid} PRIMARY KEY,
    key {text} NOT NULL UNIQUE CHECK (length(key) > 0),
    name {text} NOT NULL CHECK (length(trim(name)) > 0),
    name_key {text} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
    choices {json} NOT NULL,
    visibility {text} NOT NULL CHECK (visibility IN ('staff', 'member', 'public')),
    position {int} NOT NULL,
    revision {int} NOT NULL DEFAULT 1,
    archived_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);
CREATE UNIQUE INDEX member_field_name ON member_field (name_key) WHERE archived_at IS NULL;

-- One of text, number (in millionths), day, yes and choice; text_key (the beginning), folded and rank follow from it.
CREATE TABLE member_value (
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    field_id {uuid} NOT NULL REFERENCES member_field (id),
    text {text},
    text_key {text},
    folded {text},
    number {int},
    day {day},
    yes boolean,
    choice {text},
    rank {int},
    PRIMARY KEY (member_id, field_id),
    CHECK (1 = CASE WHEN text IS NULL THEN 0 ELSE 1 END + CASE WHEN number IS NULL THEN 0 ELSE 1 END
        + CASE WHEN day IS NULL THEN 0 ELSE 1 END + CASE WHEN yes IS NULL THEN 0 ELSE 1 END
        + CASE WHEN choice IS NULL THEN 0 ELSE 1 END),
    CHECK ((text IS NULL) = (text_key IS NULL) AND (text IS NULL) = (folded IS NULL)),
    CHECK ((choice IS NULL) = (rank IS NULL))
);
CREATE INDEX member_value_text ON member_value (field_id, text_key, member_id) WHERE text_key IS NOT NULL;
CREATE INDEX member_value_number ON member_value (field_id, number, member_id) WHERE number IS NOT NULL;
CREATE INDEX member_value_day ON member_value (field_id, day, member_id) WHERE day IS NOT NULL;
CREATE INDEX member_value_yes ON member_value (field_id, yes, member_id) WHERE yes IS NOT NULL;
CREATE INDEX member_value_choice ON member_value (field_id, choice, member_id) WHERE choice IS NOT NULL;
CREATE INDEX member_value_rank ON member_value (field_id, rank, member_id) WHERE rank IS NOT NULL;
CREATE INDEX member_value_field ON member_value (field_id, member_id);
"#;

const DOWN: &str = r#"
DROP TABLE member_value;
DROP TABLE member_field;
"#;
