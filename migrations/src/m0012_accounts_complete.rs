//! A second factor that the club demands of its team, another in place of the one in force, the change of an
//! address, and until when an invitation is good.

crate::dialect::step!("m0012_accounts_complete", up: UP, down: DOWN);

const UP: &str = r#"
ALTER TABLE club ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;

ALTER TABLE session ADD COLUMN owes_second_factor boolean NOT NULL DEFAULT false;

ALTER TABLE account ADD COLUMN totp_next_sealed {bytes};
UPDATE account SET totp_next_sealed = totp_sealed, totp_sealed = NULL WHERE totp_confirmed_at IS NULL;

ALTER TABLE account ADD COLUMN invitation_until {instant};
UPDATE account SET invitation_until = (
    SELECT max(expires_at) FROM one_time_token
    WHERE account_id = account.id AND purpose = 'invitation' AND spent_at IS NULL
);

CREATE TABLE email_change (
    account_id {uuid} PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    email {text} NOT NULL,
    hash {text} NOT NULL UNIQUE,
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL
);
CREATE INDEX email_change_expiry ON email_change (expires_at);
"#;

const DOWN: &str = r#"
DROP TABLE email_change;
ALTER TABLE account DROP COLUMN invitation_until;
UPDATE account SET totp_sealed = totp_next_sealed WHERE totp_confirmed_at IS NULL;
ALTER TABLE account DROP COLUMN totp_next_sealed;
ALTER TABLE session DROP COLUMN owes_second_factor;
ALTER TABLE club DROP COLUMN second_factor_required;
"#;
