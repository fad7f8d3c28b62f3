//! Practice sheets: what they say, what was published, who confirmed it and who was asked, and what they are found by.

crate::dialect::step!("m0027_practice_sheets", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE practice_sheet (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL CHECK (kind IN ('good_practice', 'advice')),
    state {text} NOT NULL CHECK (state IN ('draft', 'submitted', 'in_review', 'published', 'archived')),
    title {text} NOT NULL,
    title_key {text} NOT NULL,
    -- Whose experience it tells.
    member_id {uuid} REFERENCES member (id) ON DELETE SET NULL,
    content {json} NOT NULL,
    -- The newest publication; 0 before the first, and its texts' revision then.
    version {int} NOT NULL CHECK (version >= 0),
    published_revision {int},
    published_on {day},
    updated_on {day},
    review_due_on {day},
    created_by {uuid},
    created_by_name {text} NOT NULL,
    revision {int} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK ((version = 0) = (published_on IS NULL)),
    CHECK ((version = 0) = (published_revision IS NULL)),
    CHECK (state <> 'published' OR version > 0)
);
CREATE INDEX practice_sheet_member ON practice_sheet (member_id);
CREATE INDEX practice_sheet_state ON practice_sheet (state, id);
CREATE INDEX practice_sheet_shown ON practice_sheet (published_on, id);

CREATE TABLE practice_partner (
    id {uuid} PRIMARY KEY,
    sheet_id {uuid} NOT NULL REFERENCES practice_sheet (id) ON DELETE CASCADE,
    position {int} NOT NULL,
    member_id {uuid} REFERENCES member (id) ON DELETE SET NULL,
    -- As it was written, or as the member was called.
    name {text} NOT NULL
);
CREATE INDEX practice_partner_sheet ON practice_partner (sheet_id, position);
CREATE INDEX practice_partner_member ON practice_partner (member_id);

-- One that is another's alias stands for it wherever it was chosen.
CREATE TABLE practice_keyword (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    name_key {text} NOT NULL UNIQUE,
    alias_of {uuid} REFERENCES practice_keyword (id) ON DELETE CASCADE,
    revision {int} NOT NULL
);
CREATE INDEX practice_keyword_alias ON practice_keyword (alias_of);

-- What is taken off a sheet stays for the versions that show it.
CREATE TABLE practice_media (
    id {uuid} PRIMARY KEY,
    sheet_id {uuid} NOT NULL REFERENCES practice_sheet (id) ON DELETE CASCADE,
    kind {text} NOT NULL CHECK (kind IN ('picture', 'video', 'press', 'document')),
    file_id {uuid} REFERENCES file (id),
    url {text},
    alt {text} NOT NULL,
    title {text} NOT NULL,
    credit {text} NOT NULL,
    published_in {text} NOT NULL,
    cover boolean NOT NULL,
    position {int} NOT NULL,
    removed_at {instant},
    created_at {instant} NOT NULL,
    CHECK ((file_id IS NULL) <> (url IS NULL)),
    CHECK (NOT cover OR kind = 'picture')
);
CREATE INDEX practice_media_sheet ON practice_media (sheet_id, position);

-- What was published stays as it was.
CREATE TABLE practice_version (
    id {uuid} PRIMARY KEY,
    sheet_id {uuid} NOT NULL REFERENCES practice_sheet (id) ON DELETE CASCADE,
    number {int} NOT NULL CHECK (number > 0),
    content {json} NOT NULL,
    note {text} NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    published_at {instant} NOT NULL
);
CREATE UNIQUE INDEX practice_version_number ON practice_version (sheet_id, number);

-- One asked for replaces the one before it.
CREATE TABLE practice_confirmation (
    id {uuid} PRIMARY KEY,
    sheet_id {uuid} NOT NULL UNIQUE REFERENCES practice_sheet (id) ON DELETE CASCADE,
    contact_id {uuid} REFERENCES contact (id) ON DELETE SET NULL,
    delivery_id {uuid} REFERENCES delivery (id) ON DELETE SET NULL,
    state {text} NOT NULL CHECK (state IN ('asked', 'confirmed', 'corrections')),
    way {text} CHECK (way IN ('link', 'phone', 'email', 'meeting')),
    -- The texts that were shown.
    sheet_revision {int} NOT NULL,
    name {text} NOT NULL,
    words {text} NOT NULL,
    token_hash {text} UNIQUE,
    until_at {instant},
    asked_at {instant} NOT NULL,
    answered_at {instant},
    CHECK ((state = 'asked') = (answered_at IS NULL)),
    CHECK ((state = 'asked') = (way IS NULL)),
    CHECK ((token_hash IS NULL) = (until_at IS NULL))
);
CREATE INDEX practice_confirmation_contact ON practice_confirmation (contact_id);
CREATE INDEX practice_confirmation_delivery ON practice_confirmation (delivery_id);

-- Answers are kept as they were given; the sheet goes its own way from them.
CREATE TABLE practice_interview (
    id {uuid} PRIMARY KEY,
    sheet_id {uuid} NOT NULL UNIQUE REFERENCES practice_sheet (id) ON DELETE CASCADE,
    contact_id {uuid} REFERENCES contact (id) ON DELETE SET NULL,
    delivery_id {uuid} REFERENCES delivery (id) ON DELETE SET NULL,
    answers {json} NOT NULL,
    token_hash {text} NOT NULL UNIQUE,
    until_at {instant} NOT NULL,
    asked_at {instant} NOT NULL,
    answered_at {instant}
);
CREATE INDEX practice_interview_contact ON practice_interview (contact_id);
CREATE INDEX practice_interview_delivery ON practice_interview (delivery_id);

CREATE TABLE practice_comment (
    id {uuid} PRIMARY KEY,
    sheet_id {uuid} NOT NULL REFERENCES practice_sheet (id) ON DELETE CASCADE,
    section {text} NOT NULL,
    text {text} NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    written_at {instant} NOT NULL,
    settled_at {instant}
);
CREATE INDEX practice_comment_sheet ON practice_comment (sheet_id, id);

-- What one writes in a section, where the club says it its own way.
CREATE TABLE practice_guidance (
    section {text} PRIMARY KEY,
    text {text} NOT NULL
);

-- What published sheets are chosen by, and found by: made of their newest version, and made anew from it.
CREATE TABLE practice_facet (
    sheet_id {uuid} NOT NULL REFERENCES practice_sheet (id) ON DELETE CASCADE,
    facet {text} NOT NULL,
    value {text} NOT NULL,
    PRIMARY KEY (sheet_id, facet, value)
);
CREATE INDEX practice_facet_value ON practice_facet (facet, value, sheet_id);

CREATE TABLE practice_word (
    stem {text} NOT NULL,
    sheet_id {uuid} NOT NULL REFERENCES practice_sheet (id) ON DELETE CASCADE,
    weight {int} NOT NULL,
    PRIMARY KEY (stem, sheet_id)
);
CREATE INDEX practice_word_sheet ON practice_word (sheet_id);
CREATE INDEX practice_word_weight ON practice_word (stem, sheet_id, weight);

-- Words that published sheets have, with their stems; and each of them with a letter left out.
CREATE TABLE practice_vocabulary (
    word {text} PRIMARY KEY,
    stem {text} NOT NULL
);
CREATE INDEX practice_vocabulary_stem ON practice_vocabulary (stem);

CREATE TABLE practice_spelling (
    spelling {text} NOT NULL,
    word {text} NOT NULL REFERENCES practice_vocabulary (word) ON DELETE CASCADE,
    PRIMARY KEY (spelling, word)
);
CREATE INDEX practice_spelling_word ON practice_spelling (word);
"#;

const DOWN: &str = r#"
DROP TABLE practice_spelling;
DROP TABLE practice_vocabulary;
DROP TABLE practice_word;
DROP TABLE practice_facet;
DROP TABLE practice_guidance;
DROP TABLE practice_comment;
DROP TABLE practice_interview;
DROP TABLE practice_confirmation;
DROP TABLE practice_version;
DROP TABLE practice_media;
DROP TABLE practice_keyword;
DROP TABLE practice_partner;
DROP TABLE practice_sheet;
"#;
