//! Events of the club: venues and what is lent there, events, who is invited, who has a seat, who came, what they thought.

crate::dialect::step!("m0028_events", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE delivery_calendar (
    delivery_id {uuid} PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
    method {text} NOT NULL CHECK (method IN ('REQUEST', 'CANCEL')),
    said {text} NOT NULL CHECK (said IN ('NEEDS-ACTION', 'ACCEPTED')),
    -- Without the one who is invited: their address is the delivery's.
    content {text} NOT NULL
);

CREATE TABLE venue (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    name_key {text} NOT NULL,
    address {text} NOT NULL,
    commune {text} NOT NULL,
    latitude double precision,
    longitude double precision,
    capacity {int} CHECK (capacity > 0),
    accessibility {text} NOT NULL,
    revision {int} NOT NULL,
    archived_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX venue_order ON venue (name_key, id);

CREATE TABLE equipment (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    name_key {text} NOT NULL,
    quantity {int} NOT NULL CHECK (quantity > 0),
    -- Where it stands; it can be lent elsewhere.
    venue_id {uuid} REFERENCES venue (id) ON DELETE SET NULL,
    revision {int} NOT NULL,
    archived_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);
CREATE INDEX equipment_order ON equipment (name_key, id);
CREATE INDEX equipment_venue ON equipment (venue_id);

CREATE TABLE event (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL CHECK (kind IN ('thematic_meeting', 'technical_meeting', 'visit', 'workshop', 'public_action')),
    title {text} NOT NULL,
    summary {text} NOT NULL,
    description {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('draft', 'published', 'cancelled', 'done')),
    starts_at {instant} NOT NULL,
    ends_at {instant} NOT NULL,
    time_zone {text} NOT NULL,
    venue_id {uuid} REFERENCES venue (id),
    place {text} NOT NULL,
    online_url {text},
    audience {text} NOT NULL CHECK (audience IN ('members', 'public')),
    capacity {int} CHECK (capacity > 0),
    -- Seats of those who have one or are offered one.
    taken {int} NOT NULL CHECK (taken >= 0),
    -- Seats that the team gave away beyond the capacity, knowing it.
    overbooked {int} NOT NULL CHECK (overbooked >= 0),
    seats_per_member {int} CHECK (seats_per_member > 0),
    register_until {instant},
    questions {json} NOT NULL,
    agenda {json} NOT NULL,
    speakers {json} NOT NULL,
    cover_file_id {uuid} REFERENCES file (id) ON DELETE SET NULL,
    cover_alt {text} NOT NULL,
    series_id {uuid},
    sequence {int} NOT NULL CHECK (sequence >= 0),
    cancel_words {text} NOT NULL,
    minutes {text} NOT NULL,
    minutes_public boolean NOT NULL,
    members_public boolean NOT NULL,
    head_count {int} CHECK (head_count >= 0),
    week_reminded_at {instant},
    day_reminded_at {instant},
    published_at {instant},
    closed_at {instant},
    -- By a member, which organises it with the club and sees the draft.
    proposed boolean NOT NULL,
    by_id {uuid},
    by_name {text} NOT NULL,
    revision {int} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK (ends_at > starts_at),
    CHECK ((state = 'draft') = (published_at IS NULL)),
    CHECK ((state = 'done') = (closed_at IS NOT NULL)),
    CHECK (capacity IS NULL OR taken <= capacity + overbooked)
);
CREATE INDEX event_order ON event (starts_at, id);
CREATE INDEX event_state ON event (state, starts_at);
CREATE INDEX event_venue ON event (venue_id, starts_at);
CREATE INDEX event_series ON event (series_id);
CREATE INDEX event_cover ON event (cover_file_id);

CREATE TABLE event_topic (
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    topic_id {uuid} NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, topic_id)
);
CREATE INDEX event_topic_topic ON event_topic (topic_id);

-- Members that organise it with the club.
CREATE TABLE event_member (
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    PRIMARY KEY (event_id, member_id)
);
CREATE INDEX event_member_member ON event_member (member_id);

CREATE TABLE event_equipment (
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    equipment_id {uuid} NOT NULL REFERENCES equipment (id),
    quantity {int} NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (event_id, equipment_id)
);
CREATE INDEX event_equipment_equipment ON event_equipment (equipment_id);

CREATE TABLE event_file (
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    file_id {uuid} NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    kind {text} NOT NULL CHECK (kind IN ('attachment', 'photo')),
    -- The title of an attachment, what is on a photo.
    label {text} NOT NULL,
    position {int} NOT NULL,
    PRIMARY KEY (event_id, file_id)
);
CREATE INDEX event_file_file ON event_file (file_id);

CREATE TABLE event_invitation (
    id {uuid} PRIMARY KEY,
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    contact_id {uuid} REFERENCES contact (id) ON DELETE SET NULL,
    delivery_id {uuid} REFERENCES delivery (id) ON DELETE SET NULL,
    unreached {text} CHECK (unreached IN ('no_address', 'bounced', 'objected', 'archived')),
    answer {text} CHECK (answer IN ('yes', 'no', 'colleague')),
    answered_at {instant},
    created_at {instant} NOT NULL,
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX event_invitation_once ON event_invitation (event_id, member_id);
CREATE INDEX event_invitation_event ON event_invitation (event_id, id);
CREATE INDEX event_invitation_member ON event_invitation (member_id);
CREATE INDEX event_invitation_contact ON event_invitation (contact_id);
CREATE INDEX event_invitation_delivery ON event_invitation (delivery_id);

CREATE TABLE registration (
    id {uuid} PRIMARY KEY,
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    member_id {uuid} REFERENCES member (id) ON DELETE CASCADE,
    contact_id {uuid} REFERENCES contact (id) ON DELETE SET NULL,
    person_id {uuid} REFERENCES person (id) ON DELETE SET NULL,
    given_name {text} NOT NULL,
    family_name {text} NOT NULL,
    email {text},
    email_key {text},
    -- As they wrote it, where the club does not know it as a member.
    organisation {text} NOT NULL,
    language {text} NOT NULL,
    answers {json} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('registered', 'waiting', 'offered', 'left')),
    -- Who waits is served in this order.
    asked_at {instant} NOT NULL,
    offered_until {instant},
    origin {text} NOT NULL CHECK (origin IN ('team', 'member', 'link', 'public', 'door')),
    attended_at {instant},
    attended_way {text} CHECK (attended_way IN ('list', 'code', 'door')),
    -- When somebody last ticked or un-ticked: devices send what they noted in any order.
    ticked_at {instant},
    by_id {uuid},
    by_name {text} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK ((email IS NULL) = (email_key IS NULL)),
    CHECK ((state = 'offered') = (offered_until IS NOT NULL)),
    CHECK ((attended_at IS NULL) = (attended_way IS NULL)),
    CHECK (attended_at IS NULL OR state = 'registered')
);
CREATE INDEX registration_event ON registration (event_id, state, asked_at);
CREATE INDEX registration_member ON registration (member_id);
CREATE INDEX registration_contact ON registration (contact_id);
CREATE INDEX registration_person ON registration (person_id);
CREATE INDEX registration_by ON registration (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX registration_offered ON registration (offered_until) WHERE offered_until IS NOT NULL;
CREATE UNIQUE INDEX registration_address ON registration (event_id, email_key)
    WHERE email_key IS NOT NULL AND state <> 'left';

-- What the links of mails open, by a hash of them.
CREATE TABLE event_link (
    token_hash {text} PRIMARY KEY,
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    invitation_id {uuid} REFERENCES event_invitation (id) ON DELETE CASCADE,
    registration_id {uuid} REFERENCES registration (id) ON DELETE CASCADE,
    until_at {instant} NOT NULL,
    CHECK ((invitation_id IS NULL) <> (registration_id IS NULL))
);
CREATE INDEX event_link_event ON event_link (event_id);
CREATE INDEX event_link_invitation ON event_link (invitation_id);
CREATE INDEX event_link_registration ON event_link (registration_id);

CREATE TABLE calendar_subscription (
    account_id {uuid} PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    token_hash {text} NOT NULL UNIQUE,
    created_at {instant} NOT NULL
);

CREATE TABLE survey_answer (
    registration_id {uuid} PRIMARY KEY REFERENCES registration (id) ON DELETE CASCADE,
    event_id {uuid} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    useful {int} NOT NULL CHECK (useful BETWEEN 1 AND 5),
    again boolean NOT NULL,
    words {text} NOT NULL,
    answered_at {instant} NOT NULL
);
CREATE INDEX survey_answer_event ON survey_answer (event_id);
"#;

const DOWN: &str = r#"
DROP TABLE survey_answer;
DROP TABLE calendar_subscription;
DROP TABLE event_link;
DROP TABLE registration;
DROP TABLE event_invitation;
DROP TABLE event_file;
DROP TABLE event_equipment;
DROP TABLE event_member;
DROP TABLE event_topic;
DROP TABLE event;
DROP TABLE equipment;
DROP TABLE venue;
DROP TABLE delivery_calendar;
"#;
