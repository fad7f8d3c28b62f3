//! Saved views of the members: columns, filter, order. A segment is one that is a filter before all.

crate::dialect::step!("m0008_views", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE saved_view (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL CHECK (kind IN ('view', 'segment')),
    name {text} NOT NULL CHECK (length(trim(name)) > 0),
    name_key {text} NOT NULL,
    columns {json} NOT NULL,
    filter {json},
    sort {text},
    density {text} CHECK (density IN ('compact', 'normal', 'comfortable')),
    shared boolean NOT NULL,
    owner_id {uuid} REFERENCES account (id) ON DELETE SET NULL,
    owner_name {text} NOT NULL,
    revision {int} NOT NULL DEFAULT 1,
    archived_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK (kind <> 'segment' OR filter IS NOT NULL)
);
CREATE UNIQUE INDEX saved_view_shared_name ON saved_view (kind, name_key) WHERE shared AND archived_at IS NULL;
CREATE UNIQUE INDEX saved_view_own_name ON saved_view (kind, owner_id, name_key) WHERE NOT shared AND archived_at IS NULL;
CREATE INDEX saved_view_order ON saved_view (name_key, id);
CREATE INDEX saved_view_owner ON saved_view (owner_id);
"#;

const DOWN: &str = r#"
DROP TABLE saved_view;
"#;
