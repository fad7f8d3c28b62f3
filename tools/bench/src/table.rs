//! The table: what is promised, what was measured, whether it holds.

use std::time::Duration;

use crate::machine;

pub struct Table {
    rows: Vec<Row>,
    /// The slowest questions, by database.
    slowest: Vec<(&'static str, Vec<(String, Duration, Duration)>)>,
}

struct Row {
    floor: String,
    database: &'static str,
    measured: String,
    target: String,
    kept: Option<bool>,
}

impl Table {
    pub fn begin() -> Table {
        Table { rows: Vec::new(), slowest: Vec::new() }
    }

    /// What was measured, against what is promised.
    pub fn floor(&mut self, floor: &str, database: &'static str, measured: String, target: &str, kept: bool) {
        eprintln!("  {floor} ({database}): {measured} — {target}: {}", if kept { "kept" } else { "NOT KEPT" });
        let (floor, target) = (floor.to_owned(), target.to_owned());
        self.rows.push(Row { floor, database, measured, target, kept: Some(kept) });
    }

    /// What was measured where nothing is promised.
    pub fn told(&mut self, what: &str, database: &'static str, measured: String) {
        eprintln!("  {what} ({database}): {measured}");
        self.rows.push(Row { floor: what.to_owned(), database, measured, target: "—".to_owned(), kept: None });
    }

    pub fn slowest(&mut self, database: &'static str, questions: Vec<(String, Duration, Duration)>) {
        self.slowest.push((database, questions));
    }

    pub fn markdown(&self) -> String {
        let mut text = format!(
            "# How fast it is\n\nWritten by `make bench`, all in one run, on a release build; never by hand.\n\n\
             Machine: {}. Date: {}.\n\n| floor | database | measured | target | kept? |\n|---|---|---:|---:|---|\n",
            machine::described(),
            chrono::Utc::now().format("%Y-%m-%d"),
        );
        for row in &self.rows {
            let kept = row.kept.map_or("", |kept| if kept { "yes" } else { "**no**" });
            text += &format!("| {} | {} | {} | {} | {kept} |\n", row.floor, row.database, row.measured, row.target);
        }
        for (database, questions) in &self.slowest {
            text +=
                &format!("\n## The slowest questions, {database}\n\n| question | median | p99 |\n|---|---:|---:|\n");
            for (question, median, last) in questions {
                text += &format!("| `{}` | {} | {} |\n", question.replace('|', "\\|"), ms(*median), ms(*last));
            }
        }
        text
    }
}

pub fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

pub fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}
