//! What the house itself keeps: secrets, jobs, facts, audit, change sets, idempotency, deliveries, files, throttles.

crate::dialect::step!("m0001_house", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE secret (
    name {text} PRIMARY KEY,
    sealed {bytes} NOT NULL,
    created_at {instant} NOT NULL
);

CREATE TABLE job (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL,
    payload {json} NOT NULL,
    dedupe_key {text} UNIQUE,
    state {text} NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'dead')),
    attempts {int} NOT NULL DEFAULT 0,
    max_attempts {int} NOT NULL,
    run_at {instant} NOT NULL,
    lease_until {instant},
    worker {text},
    last_error {text},
    created_at {instant} NOT NULL,
    finished_at {instant}
);
CREATE INDEX job_due ON job (state, run_at);
CREATE INDEX job_finished ON job (finished_at);

CREATE TABLE fact (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL,
    payload {json} NOT NULL,
    by_kind {text} NOT NULL,
    by_id {uuid},
    request_id {text},
    recorded_at {instant} NOT NULL
);
CREATE INDEX fact_recorded ON fact (recorded_at, id);

CREATE TABLE audit (
    id {uuid} PRIMARY KEY,
    at {instant} NOT NULL,
    by_kind {text} NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    way {text} NOT NULL,
    request_id {text},
    verb {text} NOT NULL,
    record {text} NOT NULL,
    record_id {uuid},
    label {text} NOT NULL,
    changes {json} NOT NULL
);
CREATE INDEX audit_record ON audit (record, record_id, id);
CREATE INDEX audit_operation ON audit (at, verb, record, by_name);

CREATE TABLE change_set (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL,
    label {text} NOT NULL,
    by_kind {text} NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    created_at {instant} NOT NULL,
    undone_at {instant},
    undoes {uuid} UNIQUE REFERENCES change_set (id)
);

CREATE TABLE change (
    change_set_id {uuid} NOT NULL REFERENCES change_set (id) ON DELETE CASCADE,
    seq {int} NOT NULL,
    record {text} NOT NULL,
    record_id {uuid} NOT NULL,
    revision {int},
    before {json},
    after {json},
    PRIMARY KEY (change_set_id, seq)
);
CREATE INDEX change_record ON change (record, record_id);

CREATE TABLE idempotency (
    id {uuid} PRIMARY KEY,
    caller {text} NOT NULL,
    route {text} NOT NULL,
    key {text} NOT NULL,
    fingerprint {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('running', 'carried_out', 'answered')),
    status {int},
    headers {json},
    body {bytes},
    created_at {instant} NOT NULL,
    lease_until {instant} NOT NULL,
    turn {int} NOT NULL DEFAULT 1 CHECK (turn >= 1),
    expires_at {instant} NOT NULL,
    UNIQUE (caller, route, key)
);
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

CREATE TABLE delivery (
    id {uuid} PRIMARY KEY,
    purpose {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'kept', 'failed', 'uncertain', 'suppressed')),
    to_address {text} NOT NULL,
    to_name {text} NOT NULL,
    person_id {uuid},
    subject {text} NOT NULL,
    html {text} NOT NULL,
    text {text} NOT NULL,
    token {text} NOT NULL UNIQUE,
    message_id {text} NOT NULL UNIQUE,
    dedupe_key {text} UNIQUE,
    confidential boolean NOT NULL,
    attempts {int} NOT NULL DEFAULT 0,
    next_attempt_at {instant},
    last_error {text},
    created_at {instant} NOT NULL,
    sent_at {instant}
);
CREATE INDEX delivery_state ON delivery (state, next_attempt_at);
CREATE INDEX delivery_person ON delivery (person_id);

CREATE TABLE delivery_member (
    delivery_id {uuid} NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    member_id {uuid} NOT NULL,
    PRIMARY KEY (delivery_id, member_id)
);
CREATE INDEX delivery_member_member ON delivery_member (member_id);

CREATE TABLE file (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    media_type {text} NOT NULL,
    size {int} NOT NULL,
    sha256 {text} NOT NULL,
    purpose {text} NOT NULL,
    width {int},
    height {int},
    public boolean NOT NULL,
    created_by {uuid},
    created_at {instant} NOT NULL
);

CREATE TABLE attempt (
    bucket {text} NOT NULL,
    at {instant} NOT NULL,
    id {uuid} PRIMARY KEY
);
CREATE INDEX attempt_bucket ON attempt (bucket, at);
"#;

const DOWN: &str = r#"
DROP TABLE attempt;
DROP TABLE file;
DROP TABLE delivery_member;
DROP TABLE delivery;
DROP TABLE idempotency;
DROP TABLE change;
DROP TABLE change_set;
DROP TABLE audit;
DROP TABLE fact;
DROP TABLE job;
DROP TABLE secret;
"#;
