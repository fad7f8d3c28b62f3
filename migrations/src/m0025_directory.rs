//! The public directory: whether there is one and under which licence, the outlines of communes that its map draws, and
//! errors that its readers report.

crate::dialect::step!("m0025_directory", up: UP, down: DOWN);

const UP: &str = r#"
ALTER TABLE club ADD COLUMN directory_open boolean NOT NULL DEFAULT true;
ALTER TABLE club ADD COLUMN directory_licence {text} NOT NULL DEFAULT 'lov2'
    CHECK (directory_licence IN ('lov2', 'odbl'));

CREATE TABLE outline (
    insee_code {text} PRIMARY KEY,
    -- A GeoJSON Polygon or MultiPolygon, simplified.
    shape {json} NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL
);

-- The only row: where the outlines come from, and what became of the last attempt to fetch them.
CREATE TABLE outline_set (
    id {int} PRIMARY KEY CHECK (id = 1),
    revision {int} NOT NULL,
    origin {text} CHECK (origin IN ('fetched', 'sent')),
    put_at {instant},
    asked_at {instant},
    failure {text}
);

CREATE TABLE member_report (
    id {uuid} PRIMARY KEY,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    what {text} NOT NULL CHECK (what IN ('closed', 'wrong_place', 'wrong_contact', 'other')),
    text {text} NOT NULL,
    -- To ask back; gone once the report is settled.
    email {text},
    state {text} NOT NULL CHECK (state IN ('waiting', 'mended', 'nothing_to_mend')),
    reported_at {instant} NOT NULL,
    settled_at {instant},
    settled_by {text},
    note {text},
    CHECK ((state = 'waiting') = (settled_at IS NULL)),
    CHECK (state = 'waiting' OR email IS NULL)
);
CREATE INDEX member_report_order ON member_report (state, id);
CREATE INDEX member_report_member ON member_report (member_id);
"#;

const DOWN: &str = r#"
DROP TABLE member_report;
DROP TABLE outline_set;
DROP TABLE outline;
ALTER TABLE club DROP COLUMN directory_licence;
ALTER TABLE club DROP COLUMN directory_open;
"#;
