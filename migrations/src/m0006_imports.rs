//! Imports: the file's rows staged by the dry run, the decisions taken, and the mappings remembered by their header.

crate::dialect::step!("m0006_imports", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE import (
    id {uuid} PRIMARY KEY,
    file_id {uuid} NOT NULL REFERENCES file (id),
    file_name {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('reading', 'ready', 'committing', 'committed', 'undone', 'failed')),
    choices {json} NOT NULL,
    summary {json} NOT NULL,
    report {json} NOT NULL,
    problem {text},
    progress {int} NOT NULL DEFAULT 0,
    hand {uuid},
    change_set_id {uuid} REFERENCES change_set (id),
    book_stamp {text},
    revision {int} NOT NULL DEFAULT 1,
    created_by {uuid},
    created_by_name {text} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    committed_at {instant}
);
CREATE INDEX import_created ON import (created_at, id);

CREATE TABLE import_row (
    import_id {uuid} NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    number {int} NOT NULL,
    outcome {text} NOT NULL,
    warning boolean NOT NULL,
    repaired boolean NOT NULL,
    name {text} NOT NULL,
    member_id {uuid},
    body {json} NOT NULL,
    PRIMARY KEY (import_id, number)
);
CREATE INDEX import_row_outcome ON import_row (import_id, outcome, number);
CREATE INDEX import_row_warning ON import_row (import_id, number) WHERE warning;
CREATE INDEX import_row_repaired ON import_row (import_id, number) WHERE repaired;

-- Written beside the transaction of the commit, while that one holds the import: so it refers to nothing.
CREATE TABLE import_progress (
    import_id {uuid} PRIMARY KEY,
    done {int} NOT NULL
);

CREATE TABLE import_mapping (
    fingerprint {text} PRIMARY KEY,
    mapping {json} NOT NULL,
    updated_at {instant} NOT NULL
);
"#;

const DOWN: &str = r#"
DROP TABLE import_mapping;
DROP TABLE import_progress;
DROP TABLE import_row;
DROP TABLE import;
"#;
