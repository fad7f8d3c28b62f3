//! Campaigns that ask members whether their record is still right: whom each asks, by which links, what they answered.

crate::dialect::step!("m0024_campaigns", up: UP, down: DOWN);

const UP: &str = r#"
CREATE TABLE campaign (
    id {uuid} PRIMARY KEY,
    name {text} NOT NULL,
    -- The segment's name when it was chosen.
    audience {text},
    words {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('draft', 'sending', 'open', 'closed')),
    rounds {int} NOT NULL CHECK (rounds BETWEEN 0 AND 2),
    by_name {text} NOT NULL,
    created_at {instant} NOT NULL,
    sent_at {instant},
    reminded_at {instant},
    closed_on {day},
    CHECK ((state = 'draft') = (rounds = 0)),
    CHECK ((state = 'draft') = (sent_at IS NULL)),
    CHECK ((state = 'closed') = (closed_on IS NOT NULL))
);

CREATE TABLE campaign_recipient (
    id {uuid} PRIMARY KEY,
    campaign_id {uuid} NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    member_id {uuid} NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    contact_id {uuid} REFERENCES contact (id) ON DELETE SET NULL,
    -- The newest letter.
    delivery_id {uuid} REFERENCES delivery (id) ON DELETE SET NULL,
    letters {int} NOT NULL CHECK (letters BETWEEN 0 AND 2),
    unreached {text} CHECK (unreached IN ('no_address', 'bounced', 'objected', 'archived')),
    answer {text} CHECK (answer IN ('right', 'corrected', 'other')),
    answered_at {instant},
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX campaign_recipient_campaign ON campaign_recipient (campaign_id, id);
CREATE INDEX campaign_recipient_member ON campaign_recipient (member_id);
CREATE INDEX campaign_recipient_contact ON campaign_recipient (contact_id);
CREATE INDEX campaign_recipient_delivery ON campaign_recipient (delivery_id);

-- One per letter: that of the first stays good beside that of the second.
CREATE TABLE campaign_link (
    token_hash {text} PRIMARY KEY,
    recipient_id {uuid} NOT NULL REFERENCES campaign_recipient (id) ON DELETE CASCADE,
    until_at {instant} NOT NULL
);
CREATE INDEX campaign_link_recipient ON campaign_link (recipient_id);
"#;

const DOWN: &str = r#"
DROP TABLE campaign_link;
DROP TABLE campaign_recipient;
DROP TABLE campaign;
"#;
