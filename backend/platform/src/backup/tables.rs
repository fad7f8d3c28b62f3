//! Which tables a backup keeps, with the kind of each column: read off the entities, for a database tells too little of
//! them (SQLite knows days, instants and JSON as text alone).

use sea_orm::{EntityTrait, IdenStatic, Iterable, ModelTrait, PrimaryKeyToColumn};

use super::values::Kind;

/// A table that is kept.
pub struct Table {
    pub name: String,
    /// In the order of the entity. None: a kind that a backup does not know yet; a test of the house says so.
    pub columns: Vec<(String, Option<Kind>)>,
    /// The columns that tell its rows apart.
    pub keys: Vec<String>,
}

fn table<E>() -> Table
where
    E: EntityTrait + Default,
    E::Model: ModelTrait<Entity = E>,
{
    let columns = E::Column::iter()
        .map(|column| (column.as_str().to_owned(), Kind::of(&<E::Model as ModelTrait>::get_value_type(column))))
        .collect();
    let keys = E::PrimaryKey::iter().map(|key| key.into_column().as_str().to_owned()).collect();
    Table { name: E::default().table_name().to_owned(), columns, keys }
}

macro_rules! entities {
    ($($name:ident),+ $(,)?) => { vec![$(table::<tables::$name::Entity>()),+] };
}

/// All of them, each after those that it refers to: what is taken out can be put in by any other program, too.
pub fn kept() -> Vec<Table> {
    entities! {
        secret, job, job_failure, fact, audit, change_set, change, delivery, delivery_member, delivery_calendar, file,
        person, account, recovery_code, one_time_token, api_key, first_administrator, mail_relay,
        club, topic, territory_commune, outline, outline_set,
        member, member_text, member_status, member_topic, address, contact, contact_text, steward,
        interaction, interaction_member, postponement,
        import, import_row, import_mapping,
        member_field, member_value, not_duplicate, member_picture,
        profile_rule, proposal, proposal_field,
        saved_view, join_request,
        campaign, campaign_recipient, campaign_link, member_report, directory_shown,
        practice_sheet, practice_partner, practice_keyword, practice_media, practice_version, practice_confirmation,
        practice_interview, practice_comment, practice_guidance,
        practice_facet, practice_word, practice_vocabulary, practice_spelling,
        venue, equipment, event, event_topic, event_member, event_equipment, event_file, event_invitation, registration,
        event_link, calendar_subscription, survey_answer,
        consent_event, suppression, privacy_settings, erasure,
    }
}

/// These, and those that a backup leaves out: all in which a text may stand.
pub fn all() -> Vec<Table> {
    let passing = entities! {
        attempt, idempotency, session, refresh_token, email_change, setup_code, register_answer, register_pace,
        import_progress, worker, person_file, member_touch,
    };
    kept().into_iter().chain(passing).collect()
}

/// Tables that a backup leaves out, and why.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("seaql_migrations", "the manifest tells the steps, and a restore takes them again"),
    ("attempt", "throttles count minutes; they begin anew"),
    ("idempotency", "answers to requests that nobody repeats a day later, with what they said"),
    ("session", "a session that was ended after the backup must not come alive again: people sign in anew"),
    ("refresh_token", "goes with its session"),
    ("email_change", "one that was called off after the backup must not come alive again: whoever wants it asks anew"),
    ("setup_code", "a start without administrator makes another"),
    ("register_answer", "what a register answered is asked for again"),
    ("register_pace", "how often a register was asked counts seconds; it begins anew"),
    ("import_progress", "how far a commit or an undo is, while it runs"),
    ("worker", "the processes that work here and now"),
    ("member_touch", "what is held in memory hangs on it, and begins anew"),
    ("person_file", "good for some days, and sealed: who still wants it asks anew"),
];

/// Columns that only the instance secret opens. Without it a restore can forget them, and nothing else.
pub const SEALED: &[(&str, &str)] = &[
    ("secret", "sealed"),
    ("account", "totp_sealed"),
    ("account", "totp_next_sealed"),
    ("mail_relay", "password_sealed"),
    ("erasure", "marks_sealed"),
];
