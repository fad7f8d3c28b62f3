//! Members: organisations, their dated status, their people and addresses, their topics, who acts for them.

crate::dialect::step!("m0004_members", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE member (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL CHECK (kind IN ('commune', 'public_body', 'association', 'company')),
    size {text} CHECK (size IN ('small', 'large')),
    name {text} NOT NULL CHECK (length(trim(name)) > 0),
    name_key {text} NOT NULL,
    match_key {text} NOT NULL,
    search {text} NOT NULL,
    legal_name {text},
    status {text} NOT NULL CHECK (status IN ('prospect', 'invited', 'active', 'paused', 'left')),
    ex_officio boolean NOT NULL CHECK (NOT ex_officio OR kind = 'commune'),
    joined_on {day},
    left_on {day},
    verified_on {day},
    siren {text},
    siret {text},
    rna {text},
    amalia {text},
    amalia_court {text},
    insee_code {text},
    external_ref {text},
    street {text},
    postal_code {text},
    commune_code {text},
    commune_name {text},
    commune_key {text},
    email {text},
    email_key {text},
    phone {text},
    website {text},
    description {text},
    internal_notes {text},
    charter_answer {text} CHECK (charter_answer IN ('yes', 'no')),
    referent_id {uuid} REFERENCES account (id),
    source {text} NOT NULL,
    last_contact_on {day},
    last_personal_contact_on {day},
    contact_due_on {day},
    revision {int} NOT NULL DEFAULT 1,
    archived_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);
CREATE UNIQUE INDEX member_siret ON member (siret) WHERE siret IS NOT NULL AND archived_at IS NULL;
CREATE UNIQUE INDEX member_siren ON member (siren) WHERE siren IS NOT NULL AND siret IS NULL AND archived_at IS NULL;
CREATE UNIQUE INDEX member_rna ON member (rna) WHERE rna IS NOT NULL AND archived_at IS NULL;
CREATE UNIQUE INDEX member_amalia ON member (amalia) WHERE amalia IS NOT NULL AND archived_at IS NULL;
CREATE UNIQUE INDEX member_insee ON member (insee_code) WHERE insee_code IS NOT NULL AND archived_at IS NULL;
CREATE INDEX member_siren_any ON member (siren);
-- On SQLite a search walks this index instead of the wide rows; PostgreSQL bounds what an index holds, and walks its rows fast.
{sqlite} CREATE INDEX member_name ON member (name_key, id, archived_at, search);
{postgres} CREATE INDEX member_name ON member (name_key, id);
CREATE INDEX member_status_name ON member (status, name_key, id);
CREATE INDEX member_kind_name ON member (kind, name_key, id);
CREATE INDEX member_due ON member (status, contact_due_on, id);
CREATE INDEX member_due_day ON member (contact_due_on, id);
CREATE INDEX member_tally ON member (archived_at, kind, status, contact_due_on);
CREATE INDEX member_last_contact ON member (last_contact_on, id);
CREATE INDEX member_joined ON member (joined_on, id);
CREATE INDEX member_commune ON member (commune_code, name_key, id);
CREATE INDEX member_commune_name ON member (commune_key, name_key, id);
CREATE INDEX member_email ON member (email_key);
CREATE INDEX member_updated ON member (updated_at, id);
CREATE INDEX member_referent ON member (referent_id);
CREATE INDEX member_match ON member (match_key, commune_code);

CREATE TABLE member_status (
    id {uuid} PRIMARY KEY,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    status {text} NOT NULL CHECK (status IN ('prospect', 'invited', 'active', 'paused', 'left')),
    since {day} NOT NULL,
    precision {text} NOT NULL CHECK (precision IN ('day', 'month', 'year')),
    reason {text},
    seq {int} NOT NULL,
    recorded_at {instant} NOT NULL
);
CREATE UNIQUE INDEX member_status_order ON member_status (member_id, since, seq);

CREATE TABLE member_topic (
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    topic_id {uuid} NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    PRIMARY KEY (member_id, topic_id)
);
CREATE INDEX member_topic_topic ON member_topic (topic_id, member_id);

CREATE TABLE address (
    id {uuid} PRIMARY KEY,
    email {text} NOT NULL,
    email_key {text} NOT NULL UNIQUE,
    deliverability {text} NOT NULL CHECK (deliverability IN ('unknown', 'ok', 'bounced')),
    deliverability_on {day},
    consent {text} NOT NULL CHECK (consent IN ('none', 'given', 'objected')),
    consent_on {day},
    consent_origin {text}
);

CREATE TABLE contact (
    id {uuid} PRIMARY KEY,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    person_id {uuid} NOT NULL REFERENCES person (id),
    address_id {uuid} REFERENCES address (id),
    function {text},
    phone {text},
    mobile {text},
    preferred_channel {text} CHECK (preferred_channel IN ('email', 'phone', 'paper')),
    main boolean NOT NULL,
    from_on {day},
    to_on {day},
    source {text} NOT NULL,
    informed_on {day},
    newsletter_wish boolean,
    position {int} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);
CREATE UNIQUE INDEX contact_one_main ON contact (member_id) WHERE main;
CREATE INDEX contact_member ON contact (member_id, position, to_on);
CREATE INDEX contact_person ON contact (person_id);
CREATE INDEX contact_address ON contact (address_id);

CREATE TABLE steward (
    account_id {uuid} NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    role {text} NOT NULL CHECK (role IN ('manager', 'contributor')),
    created_at {instant} NOT NULL,
    PRIMARY KEY (account_id, member_id)
);
CREATE INDEX steward_member ON steward (member_id);
"#;

const DOWN: &str = r#"
DROP TABLE steward;
DROP TABLE contact;
DROP TABLE address;
DROP TABLE member_topic;
DROP TABLE member_status;
DROP TABLE member;
"#;
