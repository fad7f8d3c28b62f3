//! What stands in an export: checked before anything is written.

use documents::{Cell, Column, Kind};
use kernel::{
    problem::{Language, Problem, say},
    trade::FieldKind,
    words::fold,
};
use platform::House;
use uuid::Uuid;

use super::{
    super::{
        cards::Lens,
        custom::{self, Definition, KEY, Value, Values},
        fields,
    },
    OF_THE_CLUB,
    columns::{ALWAYS, BUILT, Built, Line, Seen},
    schema::{ExportForm, ExportFormat},
};

/// One column: of every club, or a field of this one.
pub enum Chosen {
    Built(&'static Built),
    Custom(Box<Definition>),
}

impl Chosen {
    fn is_of_people(&self) -> bool {
        matches!(self, Chosen::Built(column) if column.seen == Seen::WithPeople)
    }
}

pub struct Plan {
    pub columns: Vec<Chosen>,
    /// One row per person, instead of one per member.
    pub people: bool,
    pub language: Language,
    /// Of the view that is exported.
    pub view: Option<String>,
}

impl Plan {
    pub async fn of(house: &House, lens: &Lens, form: &ExportForm, view: Option<Uuid>) -> Result<Plan, Problem> {
        let language = form.language.map_or(lens.language, Language::from);
        let people = form.people.unwrap_or(false);
        if (people || form.format == ExportFormat::Vcf) && !lens.sight.sees_contacts() {
            return Err(no_people());
        }
        let view = match view {
            Some(id) => house.fields.recall(house, fields::RECORD, &lens.caller, id).await?,
            None => None,
        };
        let definitions = custom::definitions(&house.db.read).await?;
        let find = |key: &str| -> Option<Vec<Chosen>> {
            if let Some(custom) = key.strip_prefix(KEY) {
                return definitions.get(custom).map(|field| vec![Chosen::Custom(Box::new(field.clone()))]);
            }
            let own = [key];
            let columns: Vec<Chosen> = named(key).unwrap_or(&own).iter().filter_map(|key| built(key, lens)).collect();
            (!columns.is_empty()).then_some(columns)
        };
        let mut columns: Vec<Chosen> = match (form.columns.as_deref().map(str::trim), &view) {
            (Some(EVERY), _) => Vec::new(),
            (Some(keys), _) => {
                let found = keys.split(',').map(str::trim).map(|key| find(key).ok_or_else(|| refusal(key, lens)));
                found.collect::<Result<Vec<_>, Problem>>()?.into_iter().flatten().collect()
            }
            // A grid may show what no file has.
            (None, Some(view)) => view.columns.iter().filter_map(|key| find(key)).flatten().collect(),
            (None, None) => Vec::new(),
        };
        if columns.is_empty() {
            let built = BUILT.iter().filter(|column| column.is_seen(&lens.sight));
            let custom = definitions.0.iter().map(|field| Chosen::Custom(Box::new(field.clone())));
            columns = built.map(Chosen::Built).chain(custom).collect();
        }
        if people {
            columns.extend(BUILT.iter().filter(|column| column.seen == Seen::WithPeople).map(Chosen::Built));
        } else if columns.iter().any(Chosen::is_of_people) {
            // By these an import knows whose telephone it is.
            columns.extend(OF_WHOM.iter().filter_map(|key| built(key, lens)));
        }
        Ok(Plan { columns: settled(columns), people, language, view: view.map(|view| view.name) })
    }

    /// Whether it tells of people: of all, or of the main contact of each member.
    pub fn tells_people(&self) -> bool {
        self.columns.iter().any(Chosen::is_of_people)
    }

    pub fn keys(&self) -> Vec<String> {
        let key = |column: &Chosen| match column {
            Chosen::Built(column) => column.key.to_owned(),
            Chosen::Custom(field) => format!("{KEY}{}", field.key),
        };
        self.columns.iter().map(key).collect()
    }

    /// Titles, kinds and widths.
    pub fn table(&self) -> Vec<Column> {
        let column = |chosen: &Chosen| match chosen {
            Chosen::Built(built) => {
                let column = Column::new(built.title(self.language), built.kind);
                built.width.into_iter().fold(column, Column::width)
            }
            Chosen::Custom(field) => Column::new(title_of(field, self.language), kind_of(field.kind)),
        };
        self.columns.iter().map(column).collect()
    }

    pub fn row(&self, line: &Line<'_>, custom: &Values) -> Vec<Cell> {
        let cell = |chosen: &Chosen| match chosen {
            Chosen::Built(built) => (built.cell)(line),
            Chosen::Custom(field) => custom.get(&field.key).map_or(Cell::Empty, |value| cell_of(value, field)),
        };
        self.columns.iter().map(cell).collect()
    }
}

/// Instead of keys: all columns, whatever an open view shows.
const EVERY: &str = "all";

/// Who a person is.
const OF_WHOM: [&str; 3] = ["given_name", "family_name", "person_email"];

/// The columns that grids and filters know by another name.
fn named(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "topic" => &["topics"],
        "main_contact" => &["given_name", "family_name"],
        "main_contact_email" => &["person_email"],
        "main_contact_phone" => &["person_phone", "mobile"],
        _ => return None,
    })
}

fn built(key: &str, lens: &Lens) -> Option<Chosen> {
    let column = BUILT.iter().find(|column| column.key == key && column.is_seen(&lens.sight));
    column.map(Chosen::Built)
}

/// Each column once; name and kind in front when they were not asked for, the identifier at the end.
fn settled(columns: Vec<Chosen>) -> Vec<Chosen> {
    let of = |key: &str| BUILT.iter().find(|column| column.key == key).map(Chosen::Built);
    let is = |column: &Chosen, key: &str| matches!(column, Chosen::Built(built) if built.key == key);
    let mut settled: Vec<Chosen> = Vec::with_capacity(columns.len() + ALWAYS.len());
    let missing = ["name", "kind"].into_iter().filter(|key| !columns.iter().any(|column| is(column, key)));
    settled.extend(missing.filter_map(of));
    for column in columns {
        let again = settled.iter().any(|other| match (other, &column) {
            (Chosen::Built(other), Chosen::Built(column)) => other.key == column.key,
            (Chosen::Custom(other), Chosen::Custom(column)) => other.key == column.key,
            _ => false,
        });
        if !again && !is(&column, "id") {
            settled.push(column);
        }
    }
    settled.extend(of("id"));
    settled
}

/// Its name; with an addition when a column of every club bears it too.
fn title_of(field: &Definition, language: Language) -> String {
    let name = fold(&field.name);
    let taken = BUILT.iter().any(|column| [column.fr, column.en].iter().any(|title| fold(title) == name));
    let [fr, en] = OF_THE_CLUB;
    let addition = if language == Language::Fr { fr } else { en };
    if taken { format!("{} {addition}", field.name) } else { field.name.clone() }
}

fn kind_of(kind: FieldKind) -> Kind {
    match kind {
        FieldKind::Text | FieldKind::Choice => Kind::Text,
        FieldKind::Number => Kind::Decimal,
        FieldKind::Date => Kind::Date,
        FieldKind::YesNo => Kind::Boolean,
    }
}

fn cell_of(value: &Value, field: &Definition) -> Cell {
    match value {
        Value::Number(_) => value.json().as_f64().map_or(Cell::Empty, Cell::Number),
        Value::Day(day) => Cell::Date(*day),
        Value::YesNo(yes) => Cell::Bool(*yes),
        Value::Text(_) | Value::Choice(_) => Cell::Text(value.in_words(field).into()),
    }
}

/// Of a column of people, for a key that does not read them, that; else that there is none.
fn refusal(key: &str, lens: &Lens) -> Problem {
    let own = [key];
    let of_people = |key: &&str| BUILT.iter().any(|column| column.key == *key && column.seen == Seen::WithPeople);
    match named(key).unwrap_or(&own).iter().any(of_people) && !lens.sight.sees_contacts() {
        true => no_people(),
        false => unknown(key),
    }
}

fn unknown(key: &str) -> Problem {
    Problem::invalid_field(
        "?columns",
        "members.unknown_column",
        say(
            format!("Il n’y a pas de colonne «\u{202f}{key}\u{202f}»\u{202f}: voyez la documentation des colonnes."),
            format!("There is no column “{key}”: see the documentation of columns."),
        ),
    )
}

fn no_people() -> Problem {
    Problem::refused(
        "members.no_people",
        say(
            "Cette clé ne lit pas les personnes\u{202f}: il lui faut l’accès contacts:read.",
            "This key does not read people: it needs the scope contacts:read.",
        ),
    )
}
