//! The club: its settings (one row), its topics, its territory.

crate::dialect::step!("m0003_club", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE club (
    id {int} PRIMARY KEY CHECK (id = 1),
    name {text} NOT NULL,
    tagline {text} NOT NULL,
    brand {text} NOT NULL,
    spark {text} NOT NULL,
    language {text} NOT NULL,
    time_zone {text} NOT NULL,
    cadence_months {int} NOT NULL CHECK (cadence_months BETWEEN 1 AND 24),
    soon_days {int} NOT NULL CHECK (soon_days BETWEEN 1 AND 90),
    newsletter_counts boolean NOT NULL,
    targets {json} NOT NULL,
    weekly_hours {int} NOT NULL CHECK (weekly_hours >= 0),
    address {text} NOT NULL,
    privacy_contact {text} NOT NULL,
    legal_notice {text} NOT NULL,
    logo_file_id {uuid} REFERENCES file (id),
    demo boolean NOT NULL,
    revision {int} NOT NULL DEFAULT 1,
    territory_revision {int} NOT NULL DEFAULT 1,
    territory {json} NOT NULL,
    updated_at {instant} NOT NULL
);

CREATE TABLE topic (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    name_key {text} NOT NULL UNIQUE,
    position {int} NOT NULL,
    revision {int} NOT NULL DEFAULT 1
);

CREATE TABLE territory_commune (
    insee_code {text} NOT NULL,
    name {text} NOT NULL,
    latitude double precision,
    longitude double precision,
    added_on {day} NOT NULL,
    removed_on {day} CHECK (removed_on IS NULL OR removed_on >= added_on),
    PRIMARY KEY (insee_code, added_on)
);
CREATE UNIQUE INDEX territory_commune_once ON territory_commune (insee_code) WHERE removed_on IS NULL;
"#;

const DOWN: &str = r#"
DROP TABLE territory_commune;
DROP TABLE topic;
DROP TABLE club;
"#;
