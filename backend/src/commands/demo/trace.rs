//! What the audit would have kept of the invented club, had it been typed in over the years. The same each time; what a
//! line says it left behind is what the record holds today.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use kernel::{
    caller::Caller,
    problem::Problem,
    trade::{MemberKind, MemberStatus},
    words::fold,
};
use platform::{Work, audit::FieldChange};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use tables::audit;
use uuid::{NoContext, Timestamp, Uuid};

use super::{
    invent::{Dice, phone},
    plan::{Contact, Organisation, Plan},
};

/// Rows per statement: SQLite takes 32,766 values at once.
const CHUNK: usize = 300;

/// Who typed the club in.
pub struct Hands {
    pub coordinator: Caller,
    pub administrator: Caller,
}

/// What a line is of.
struct Subject<'a> {
    record: &'static str,
    id: Uuid,
    label: &'a str,
}

struct Lines<'a> {
    hands: &'a Hands,
    dice: Dice,
    rows: Vec<audit::ActiveModel>,
}

pub async fn write(
    work: &Work,
    plan: &Plan,
    ids: &[Uuid],
    topics: &[String],
    accounts: &[(Uuid, String)],
    hands: &Hands,
) -> Result<(), Problem> {
    let mut lines = Lines { hands, dice: Dice::new(20_140_902), rows: Vec::new() };
    lines.open_the_club(plan, accounts);
    for (one, id) in plan.members.iter().zip(ids) {
        lines.live(one, *id, topics, plan.today);
    }
    for chunk in lines.rows.chunks(CHUNK) {
        audit::Entity::insert_many(chunk.to_vec()).exec_without_returning(work.tx()).await?;
    }
    Ok(())
}

fn change(field: &str, before: Value, after: Value) -> FieldChange {
    FieldChange { field: field.to_owned(), before, after }
}

fn given(field: &str, after: Value) -> Option<FieldChange> {
    (!after.is_null()).then(|| change(field, Value::Null, after))
}

/// A working day: what falls on a weekend waits for Monday.
fn on_a_weekday(day: NaiveDate) -> NaiveDate {
    let wait = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day + Days::new(wait)
}

/// A moment of that day when offices are open.
fn moment(day: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
    let seconds = 7 * 3_600 + 20 * 60 + dice.under(8 * 3_600) as u32;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    day.and_time(time).and_utc()
}

impl Lines<'_> {
    fn add(
        &mut self,
        by_administrator: bool,
        at: DateTime<Utc>,
        verb: &str,
        of: &Subject<'_>,
        changes: Vec<FieldChange>,
    ) {
        let by = if by_administrator { &self.hands.administrator } else { &self.hands.coordinator };
        let (by_kind, by_id, by_name) = by.signature();
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        self.rows.push(audit::ActiveModel {
            // Lines are read in the order of their ids, which begin with the time.
            id: Set(Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, 0))),
            at: Set(at),
            by_kind: Set(by_kind.to_owned()),
            by_id: Set(by_id),
            by_name: Set(by_name),
            way: Set("screen".to_owned()),
            request_id: Set(None),
            verb: Set(verb.to_owned()),
            record: Set(of.record.to_owned()),
            record_id: Set(Some(of.id)),
            label: Set(of.label.to_owned()),
            label_key: Set(fold(of.label)),
            changes: Set(json!(changes)),
        });
    }

    fn open_the_club(&mut self, plan: &Plan, accounts: &[(Uuid, String)]) {
        let first = plan.members.iter().filter_map(|one| one.history.first()).map(|(_, since)| *since).min();
        let Some(first) = first else { return };
        let opened = moment(on_a_weekday(first - Days::new(7)), &mut self.dice);
        let club = Subject { record: "club", id: Uuid::nil(), label: "Le Fil vert" };
        let named = vec![change("name", json!("Mon club"), json!("Le Fil vert"))];
        self.add(true, opened, "change", &club, named);
        for (number, (id, name)) in accounts.iter().enumerate() {
            let at = opened + TimeDelta::minutes(20 + 3 * number as i64);
            self.add(true, at, "invite", &Subject { record: "account", id: *id, label: name }, Vec::new());
        }
    }

    /// One organisation from its first day in the book until today.
    fn live(&mut self, one: &Organisation, id: Uuid, topics: &[String], today: NaiveDate) {
        let Some((status, joined)) = one.history.first().copied() else { return };
        let of = Subject { record: "member", id, label: &one.name };
        let subjects: Vec<&String> = one.topics.iter().filter_map(|at| topics.get(*at)).collect();
        let known_late = self.dice.once_in(3) && subjects.len() > 1;
        let first_subjects = if known_late { &subjects[..1] } else { &subjects[..] };
        let created = moment(joined, &mut self.dice);
        let place = places::places().commune(one.commune);
        let changes = [
            given("name", json!(one.name)),
            given("kind", json!(one.kind)),
            given("size", json!(one.size)),
            given("status", json!(status)),
            given("joined_on", if status == MemberStatus::Active { json!(joined) } else { Value::Null }),
            given("commune", json!(place.map(|place| place.name))),
            given("amalia", json!(one.amalia)),
            given("siret", json!(one.siret)),
            given("topics", json!(first_subjects)),
        ];
        let administrator = one.kind == MemberKind::Commune;
        self.add(administrator, created, "create", &of, changes.into_iter().flatten().collect());
        let later = |lines: &mut Self, after: u64, within: u64| {
            let day = on_a_weekday(joined + Days::new(after + lines.dice.under(within)));
            (day < today).then(|| moment(day, &mut lines.dice))
        };
        for (number, person) in one.people.iter().enumerate() {
            self.meet(&of, person, created + TimeDelta::minutes(4 + 3 * number as i64), joined, number == 0);
        }
        if let Some(at) = later(self, 40, 900).filter(|_| known_late) {
            self.add(false, at, "update", &of, vec![change("topics", json!(first_subjects), json!(subjects))]);
        }
        if let Some((at, notes)) = later(self, 90, 1_400).zip(one.notes) {
            self.add(false, at, "update", &of, vec![change("internal_notes", Value::Null, json!(notes))]);
        }
        if let (Some(at), true, Some(main)) = (later(self, 200, 1_100), self.dice.once_in(4), one.people.first()) {
            let label = format!("{} · {} {}", one.name, main.given, main.family);
            let old = phone(700 + self.dice.under(200) as usize);
            let moved = vec![change("contact.phone", json!(old), json!(main.phone))];
            self.add(false, at, "edit_contact", &Subject { label: &label, ..of }, moved);
        }
        for pair in one.history.windows(2) {
            let [(before, _), (after, since)] = pair else { continue };
            let at = moment(*since, &mut self.dice);
            let mut changes = vec![change("status", json!(before), json!(after))];
            if *after == MemberStatus::Left {
                changes.push(change("left_on", Value::Null, json!(since)));
            }
            self.add(false, at, "change_status", &of, changes);
        }
    }

    fn meet(&mut self, of: &Subject<'_>, person: &Contact, at: DateTime<Utc>, since: NaiveDate, main: bool) {
        let label = format!("{} · {} {}", of.label, person.given, person.family);
        let changes = [
            given("contact.given_name", json!(person.given)),
            given("contact.family_name", json!(person.family)),
            given("contact.function", json!(person.function)),
            given("contact.email", json!(person.email)),
            given("contact.phone", json!(person.phone)),
            given("contact.main", if main { json!(true) } else { Value::Null }),
            given("contact.from_on", json!(since)),
        ];
        let of = Subject { record: of.record, id: of.id, label: &label };
        self.add(false, at, "add_contact", &of, changes.into_iter().flatten().collect());
    }
}
