//! What the national registers answered, how often each is asked, and whether the club wants to ask at all.

crate::dialect::step!("m0020_registers", up: UP, down: DOWN);

const UP: &str = r#"
-- Under the mark of the question: what was typed is kept nowhere.
CREATE TABLE register_answer (
    mark {text} PRIMARY KEY,
    answer {json} NOT NULL,
    fetched_at {instant} NOT NULL,
    expires_at {instant} NOT NULL
);
CREATE INDEX register_answer_expiry ON register_answer (expires_at);

-- One row per register, for all processes together.
CREATE TABLE register_pace (
    register {text} PRIMARY KEY,
    second {int} NOT NULL,
    calls {int} NOT NULL,
    failures {int} NOT NULL,
    rests_until {instant}
);

ALTER TABLE club ADD COLUMN look_ups boolean NOT NULL DEFAULT true;
"#;

const DOWN: &str = r#"
ALTER TABLE club DROP COLUMN look_ups;
DROP TABLE register_pace;
DROP TABLE register_answer;
"#;
