//! Two records compared field by field, and what comes of the choices. Pure: nothing is written here.

mod history;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    problem::{Fault, Language, Problem, Say, say},
    trade::MemberKind,
};
use serde_json::{Value, json};
use tables::{member, member_value};
use uuid::Uuid;

use super::{
    super::{
        custom::{Definitions, Value as CustomValue},
        rules,
        whole::{Held, Whole},
    },
    contacts::{self, United},
    fields::{FIELDS, fill},
    schema::{Choice, MergeField},
};

/// Longest private notes, in characters, as in the form of a member.
const NOTES: usize = 20_000;

/// What a merge comes to.
pub struct Plan {
    /// The survivor as it is then.
    pub after: Whole,
    pub fields: Vec<MergeField>,
    pub united: United,
}

/// What the comparison needs to know beside the two records.
pub struct Ground<'a> {
    pub definitions: &'a Definitions,
    /// Names of the staff, for referents.
    pub staff: &'a BTreeMap<Uuid, String>,
    pub language: Language,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

struct Planner<'a> {
    this: &'a Whole,
    other: &'a Whole,
    ground: &'a Ground<'a>,
    choices: &'a BTreeMap<String, Choice>,
    known: BTreeSet<String>,
    /// Whose value stays when both have one.
    base: Choice,
    fields: Vec<MergeField>,
    faults: Vec<Fault>,
}

/// Puts `other` into `this`. What can't be chosen is told by its pointer.
pub fn make(
    this: &Whole,
    other: &Whole,
    choices: &BTreeMap<String, Choice>,
    ground: &Ground<'_>,
) -> Result<Plan, Problem> {
    let planner = Planner {
        this,
        other,
        ground,
        choices,
        known: BTreeSet::new(),
        base: base(&this.member, &other.member),
        fields: Vec::new(),
        faults: Vec::new(),
    };
    planner.make()
}

/// The record verified last, else the one that stays: whoever merges has said which one that is.
fn base(this: &member::Model, other: &member::Model) -> Choice {
    if other.verified_on > this.verified_on { Choice::Other } else { Choice::This }
}

impl Planner<'_> {
    fn make(mut self) -> Result<Plan, Problem> {
        let mut after = self.this.clone();
        self.record(&mut after.member);
        self.notes(&mut after.member);
        self.history(&mut after)?;
        self.topics(&mut after);
        self.custom(&mut after);
        let united = self.people();
        after.contacts = united.contacts.clone();
        after.member.updated_at = self.ground.now;
        after.member.revision = self.this.member.revision + 1;
        after.settle_keys(self.ground.today);
        for unknown in self.choices.keys().filter(|field| !self.known.contains(*field)) {
            self.faults.push(Fault::at(
                pointer(unknown),
                "members.merge_field_unknown",
                say("Ce champ n’est pas de ceux que l’on choisit.", "This field is not one of those to choose."),
            ));
        }
        if self.faults.is_empty() {
            Ok(Plan { after, fields: self.fields, united })
        } else {
            Err(Problem::invalid(self.faults))
        }
    }

    /// The columns of the record.
    fn record(&mut self, row: &mut member::Model) {
        let (this, other) = (&self.this.member, &self.other.member);
        let mut kept: BTreeMap<&str, Choice> = BTreeMap::new();
        for field in &FIELDS {
            let (mine, theirs) = ((field.value)(this), (field.value)(other));
            let fixed = this.ex_officio && matches!(field.name, "kind" | "insee_code");
            let reason = (fixed && mine != theirs).then(by_right);
            let choices = if reason.is_some() { vec![Choice::This] } else { vec![Choice::This, Choice::Other] };
            let mut default = self.default(&mine, &theirs);
            // Both numbers of one legal unit, or neither: a SIRET begins with its SIREN.
            let two_units = this.siren.is_some() && other.siren.is_some() && this.siren != other.siren;
            if let (true, "siret", Some(siren)) = (two_units, field.name, kept.get("siren")) {
                default = *siren;
            }
            let choice = self.choose(field.name, default, &choices, reason.as_ref());
            if choice == Choice::Other {
                (field.take)(row, other);
            }
            kept.insert(field.name, choice);
            let shown = |value: Value| match field.name {
                "referent_id" => self.staff_name(&value),
                _ => value,
            };
            let (mine, theirs, result) = (shown(mine), shown(theirs), shown((field.value)(row)));
            self.tell(field.name, None, (mine, theirs, result), choice, choices, reason);
        }
        fill(row, other);
        if row.kind != MemberKind::Company {
            row.size = None;
        }
        if row.kind != MemberKind::Commune {
            row.insee_code = None;
        }
        if let (Some(siret), Some(siren)) = (&row.siret, &row.siren)
            && !siret.starts_with(siren.as_str())
        {
            let detail = say(
                format!("Le SIRET {siret} n’est pas celui du SIREN {siren}\u{202f}: prenez les deux de la même fiche."),
                format!("The SIRET {siret} is not of the SIREN {siren}: take both from one record."),
            );
            self.faults.push(Fault::at("/choices/siret", "members.siren_disagrees", detail));
        }
        if row.siren.is_none() {
            row.siren = row.siret.as_deref().and_then(|siret| siret.get(..9)).map(str::to_owned);
        }
    }

    fn staff_name(&self, id: &Value) -> Value {
        let id = id.as_str().and_then(|text| text.parse::<Uuid>().ok());
        json!(id.and_then(|id| self.ground.staff.get(&id)))
    }

    /// Private notes are added to each other, unless one says all that the other does.
    fn notes(&mut self, row: &mut member::Model) {
        let (mine, theirs) = (&self.this.member.internal_notes, &self.other.member.internal_notes);
        let both = match (mine, theirs) {
            (Some(mine), Some(theirs)) if !mine.contains(theirs.as_str()) && !theirs.contains(mine.as_str()) => {
                Some(format!("{mine}\n\n{theirs}"))
            }
            _ => None,
        };
        let mut choices = vec![Choice::This, Choice::Other];
        let default = match (&both, mine, theirs) {
            (Some(_), ..) => Choice::Both,
            (_, Some(mine), Some(theirs)) if theirs.len() > mine.len() => Choice::Other,
            (_, None, Some(_)) => Choice::Other,
            _ => Choice::This,
        };
        if both.is_some() {
            choices.push(Choice::Both);
        }
        let choice = self.choose("internal_notes", default, &choices, None);
        row.internal_notes = match choice {
            Choice::This => mine.clone(),
            Choice::Other => theirs.clone(),
            Choice::Both => both,
        };
        if row.internal_notes.as_ref().is_some_and(|text| text.chars().count() > NOTES) {
            let detail = say(
                format!("Ensemble, ces notes dépassent {NOTES} caractères\u{202f}: choisissez-en une."),
                format!("Together these notes are over {NOTES} characters: choose one."),
            );
            self.faults.push(Fault::at("/choices/internal_notes", "house.length", detail));
        }
        let values = (json!(mine), json!(theirs), json!(row.internal_notes));
        self.tell("internal_notes", None, values, choice, choices, None);
    }

    fn topics(&mut self, after: &mut Whole) {
        let names = |topics: &[(Uuid, String)]| -> Value { topics.iter().map(|(_, name)| name.as_str()).collect() };
        let (mine, theirs) = (&self.this.topics, &self.other.topics);
        let choices = vec![Choice::This, Choice::Other, Choice::Both];
        let choice = self.choose("topics", Choice::Both, &choices, None);
        after.topics = match choice {
            Choice::This => mine.clone(),
            Choice::Other => theirs.clone(),
            Choice::Both => {
                let more = theirs.iter().filter(|(id, _)| !mine.iter().any(|(there, _)| there == id));
                mine.iter().chain(more).cloned().collect()
            }
        };
        let values = (names(mine), names(theirs), names(&after.topics));
        self.tell("topics", None, values, choice, choices, None);
    }

    /// The fields of the club, archived ones too: their values come back with them.
    fn custom(&mut self, after: &mut Whole) {
        let id = self.this.member.id;
        let all = |whole: &Whole| -> BTreeMap<String, member_value::Model> { whole.custom.iter().cloned().collect() };
        let (mine, theirs) = (all(self.this), all(self.other));
        let keys: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
        after.custom = Vec::new();
        for key in keys {
            let told = |row: Option<&member_value::Model>| {
                let value = row.and_then(CustomValue::of_row);
                let values = value.into_iter().map(|value| (key.clone(), value)).collect();
                self.ground.definitions.told(&values).pop().map_or(Value::Null, |(_, value)| value)
            };
            let (one, two) = (mine.get(key), theirs.get(key));
            let (shown_one, shown_two) = (told(one), told(two));
            let name = format!("custom.{key}");
            let choices = vec![Choice::This, Choice::Other];
            let choice = self.choose(&name, self.default(&shown_one, &shown_two), &choices, None);
            let row = if choice == Choice::Other { two } else { one };
            after.custom.extend(row.map(|row| (key.clone(), member_value::Model { member_id: id, ..row.clone() })));
            if let Some(definition) = self.ground.definitions.get(key) {
                let values = (shown_one, shown_two, told(row));
                self.tell(&name, Some(definition.name.clone()), values, choice, choices, None);
            }
        }
    }

    fn people(&mut self) -> United {
        let name = |held: Option<&Held>| json!(held.map(full_name));
        let main = |held: &[Held]| held.iter().find(|held| held.contact.main).cloned();
        let (mine, theirs) = (main(&self.this.contacts), main(&self.other.contacts));
        let choices = vec![Choice::This, Choice::Other];
        let default = if mine.is_none() && theirs.is_some() { Choice::Other } else { Choice::This };
        let choice = self.choose("main_contact", default, &choices, None);
        let Ground { today, now, .. } = *self.ground;
        let (this, other) = (&self.this.contacts, &self.other.contacts);
        let united = contacts::unite(this, other, self.this.member.id, choice, today, now);
        let result = main(&united.contacts);
        let values = (name(mine.as_ref()), name(theirs.as_ref()), name(result.as_ref()));
        self.tell("main_contact", None, values, choice, choices, None);
        united
    }

    /// What only one has, else the base's.
    fn default(&self, mine: &Value, theirs: &Value) -> Choice {
        match (mine.is_null(), theirs.is_null()) {
            (_, true) => Choice::This,
            (true, false) => Choice::Other,
            _ if mine == theirs => Choice::This,
            _ => self.base,
        }
    }

    /// What was chosen, if it can be; else by itself.
    fn choose(&mut self, field: &str, default: Choice, choices: &[Choice], reason: Option<&Say>) -> Choice {
        self.known.insert(field.to_owned());
        let default = if choices.contains(&default) { default } else { Choice::This };
        let Some(wanted) = self.choices.get(field) else { return default };
        if choices.contains(wanted) {
            return *wanted;
        }
        let detail = reason.cloned().unwrap_or_else(|| {
            say("Ce choix n’est pas possible pour ce champ.", "This choice is not possible for this field.")
        });
        self.faults.push(Fault::at(pointer(field), "members.merge_choice", detail));
        default
    }

    fn tell(
        &mut self,
        field: &str,
        label: Option<String>,
        (this, other, result): (Value, Value, Value),
        choice: Choice,
        choices: Vec<Choice>,
        reason: Option<Say>,
    ) {
        let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if is_empty(&this) && is_empty(&other) {
            return;
        }
        self.fields.push(MergeField {
            field: field.to_owned(),
            label,
            differs: this != other,
            this,
            other,
            choice,
            choices,
            result,
            reason: reason.map(|reason| reason.in_language(self.ground.language).to_owned()),
        });
    }
}

fn full_name(held: &Held) -> String {
    format!("{} {}", held.person.given_name, held.person.family_name).trim().to_owned()
}

fn pointer(field: &str) -> String {
    format!("/choices/{}", field.replace('~', "~0").replace('/', "~1"))
}

fn by_right() -> Say {
    rules::by_right().detail().clone()
}
