//! Operations: who works the jobs, why each try of a job failed, and mail that somebody had sent again.

crate::dialect::step!("m0013_operations", up: UP, down: DOWN);

const UP: &str = r#"
-- A process that works the jobs. What it does not renew is dead.
CREATE TABLE worker (
    id {uuid} PRIMARY KEY,
    host {text} NOT NULL,
    process {int} NOT NULL,
    version {text} NOT NULL,
    started_at {instant} NOT NULL,
    seen_at {instant} NOT NULL
);

CREATE TABLE job_failure (
    job_id {uuid} NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    attempt {int} NOT NULL,
    at {instant} NOT NULL,
    code {text} NOT NULL,
    said_fr {text} NOT NULL,
    said_en {text} NOT NULL,
    cause {text},
    PRIMARY KEY (job_id, attempt)
);
CREATE INDEX job_kind ON job (kind, id);

ALTER TABLE delivery ADD COLUMN failed_at {instant};
ALTER TABLE delivery ADD COLUMN retried_at {instant};
CREATE INDEX delivery_purpose ON delivery (purpose, id);
"#;

const DOWN: &str = r#"
DROP INDEX delivery_purpose;
ALTER TABLE delivery DROP COLUMN retried_at;
ALTER TABLE delivery DROP COLUMN failed_at;
DROP INDEX job_kind;
DROP TABLE job_failure;
DROP TABLE worker;
"#;
