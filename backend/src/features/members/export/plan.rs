//! What stands in an export: checked before anything is written.

use documents::{Cell, Column, Kind};
use kernel::{
    problem::{Language, Problem, say},
    trade::FieldKind,
    words::fold,
};
use platform::House;

use super::{
    super::{
        cards::Lens,
        custom::{self, Definition, KEY, Value, Values},
        fields,
    },
    OF_THE_CLUB,
    columns::{ALWAYS, BUILT, Built, Line, Seen},
    schema::{ExportFormat, ExportQuery},
};

/// One column: of every club, or a field of this one.
pub enum Chosen {
    Built(&'static Built),
    Custom(Box<Definition>),
}

pub struct Plan {
    pub columns: Vec<Chosen>,
    pub people: bool,
    pub language: Language,
    /// Of the view that is exported.
    pub view: Option<String>,
}

impl Plan {
    pub async fn of(house: &House, lens: &Lens, query: &ExportQuery) -> Result<Plan, Problem> {
        let language = query.language.map_or(lens.language, Language::from);
        let people = query.people.unwrap_or(false);
        if (people || query.format == ExportFormat::Vcf) && !lens.sight.sees_contacts() {
            return Err(no_people());
        }
        let view = match query.view {
            Some(id) => house.fields.recall(house, fields::RECORD, &lens.caller, id).await?,
            None => None,
        };
        let definitions = custom::definitions(&house.db.read).await?;
        let find = |key: &str| -> Option<Chosen> {
            if let Some(custom) = key.strip_prefix(KEY) {
                return definitions.get(custom).map(|field| Chosen::Custom(Box::new(field.clone())));
            }
            // As filters and grids call it.
            let key = if key == "topic" { "topics" } else { key };
            let column = BUILT.iter().find(|column| column.key == key && column.seen != Seen::WithPeople);
            column.filter(|column| column.is_seen(&lens.sight)).map(Chosen::Built)
        };
        let mut columns: Vec<Chosen> = match (&query.columns, &view) {
            (Some(keys), _) => keys
                .split(',')
                .map(str::trim)
                .map(|key| find(key).ok_or_else(|| unknown(key)))
                .collect::<Result<_, Problem>>()?,
            // A grid may show what no file has.
            (None, Some(view)) if !view.columns.is_empty() => view.columns.iter().filter_map(|key| find(key)).collect(),
            _ => Vec::new(),
        };
        if columns.is_empty() {
            let built = BUILT.iter().filter(|column| column.seen != Seen::WithPeople && column.is_seen(&lens.sight));
            let custom = definitions.0.iter().map(|field| Chosen::Custom(Box::new(field.clone())));
            columns = built.map(Chosen::Built).chain(custom).collect();
        }
        if people {
            columns.extend(BUILT.iter().filter(|column| column.seen == Seen::WithPeople).map(Chosen::Built));
        }
        Ok(Plan { columns: settled(columns), people, language, view: view.map(|view| view.name) })
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
