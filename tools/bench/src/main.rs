//! How fast Maillage is, and whether it holds its floors: fills databases, puts the real program beside a bare one,
//! asks it everything a coordinator asks, and writes one table. Run by `make bench`; nothing here is part of the product.

mod bare;
mod browser;
mod client;
mod directory;
mod events;
mod machine;
mod program;
mod questions;
mod seed;
mod sheets;
mod table;
mod turns;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::{
    program::{Engine, Program},
    seed::Club,
    table::Table,
};

pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Measure everything and write the table.
    Run(Run),
    /// Serve the bare list that the real one is compared with.
    Bare(bare::Bare),
    /// Fill a database that `maillage` has made, to look at it by hand.
    Fill {
        #[arg(long)]
        database: String,
        #[arg(long, value_enum, default_value_t = Club::Grown)]
        club: Club,
        #[arg(long, default_value_t = 100_000)]
        members: usize,
        #[arg(long, default_value_t = 1_000_000)]
        interactions: usize,
    },
}

#[derive(clap::Args)]
pub struct Run {
    /// The release build of the program.
    #[arg(long)]
    program: PathBuf,
    /// A PostgreSQL server whose superuser this is; databases are made there and dropped.
    #[arg(long)]
    postgres: String,
    /// Where the table is written.
    #[arg(long)]
    write: PathBuf,
    /// Only these parts: list, export, questions, sheets, events, start, browser, directory.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Only this database: sqlite or postgresql.
    #[arg(long)]
    engine: Option<Engine>,
    /// Members of the large club.
    #[arg(long, default_value_t = 100_000)]
    members: usize,
    /// Exchanges of the large club.
    #[arg(long, default_value_t = 1_000_000)]
    interactions: usize,
}

impl Run {
    pub fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|one| one == part)
    }
}

fn main() -> Outcome<()> {
    match Cli::parse().command {
        Command::Bare(bare) => bare::serve(bare),
        Command::Fill { database, club, members, interactions } => seed::fill(&database, club, members, interactions),
        Command::Run(run) => measure(&run),
    }
}

fn measure(run: &Run) -> Outcome<()> {
    let mut table = Table::begin();
    let engines = [Engine::Sqlite, Engine::Postgresql];
    for engine in engines.into_iter().filter(|engine| run.engine.is_none_or(|only| only == *engine)) {
        measure_on(run, engine, &mut table)?;
    }
    print!("{}", table.markdown());
    // A part of it is no table to keep.
    if run.only.is_empty() && run.engine.is_none() {
        std::fs::write(&run.write, table.markdown())?;
    }
    Ok(())
}

/// A club of 10,000 and a large one, then one that shows all its members, then empty ones for imports.
fn measure_on(run: &Run, engine: Engine, table: &mut Table) -> Outcome<()> {
    const SMALL: usize = 10_000;
    if ["list", "export", "questions", "start", "browser"].iter().any(|part| run.wants(part)) {
        let small = Program::make(run, engine)?;
        seed::fill(small.database(), Club::Grown, SMALL, SMALL * 10)?;
        let mut small = small.start()?;
        if run.wants("list") {
            turns::compare(&mut small, table)?;
        }
        if run.wants("export") {
            sheets::export(&mut small, table)?;
        }
        let large = Program::make(run, engine)?;
        seed::fill(large.database(), Club::Grown, run.members, run.interactions)?;
        let mut large = large.start()?;
        if run.wants("list") {
            turns::growth(&mut small, &mut large, table)?;
        }
        small.end()?;
        if run.wants("questions") {
            questions::ask_all(&mut large, table)?;
        }
        if run.wants("browser") && engine == Engine::Sqlite {
            browser::measure(&mut large, table)?;
        }
        if run.wants("start") {
            large = program::starts_and_rests(large, table)?;
        }
        large.end()?;
    }
    if run.wants("directory") {
        directory::measure(run, engine, table)?;
    }
    if run.wants("events") {
        let mut empty = Program::make(run, engine)?.start()?;
        events::measure(&mut empty, table)?;
        empty.end()?;
    }
    if run.wants("sheets") {
        for (rows, format) in [(10_000, "csv"), (10_000, "xlsx"), (100_000, "csv"), (100_000, "xlsx")] {
            let mut empty = Program::make(run, engine)?.start()?;
            sheets::import(&mut empty, rows, format, table)?;
            empty.end()?;
        }
    }
    Ok(())
}
