//! What the one binary does: serve, work the jobs, migrate, print the contract and the settings, make administrators,
//! back up and restore, look after itself.

mod admin;
mod backup;
pub mod demo;
mod doctor;
mod first_start;
mod import;
mod serve;

use clap::{Parser, Subcommand};
use platform::{
    House,
    settings::{KNOWN, Settings},
};

use crate::app;

#[derive(Parser)]
#[command(name = "maillage", version, about = "Animate a network of local organisations.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the screens and the API (and work the jobs, unless told otherwise).
    Serve,
    /// Work the jobs only, beside one or several `serve`.
    Work,
    /// Bring the database to this version's shape.
    Migrate,
    /// Print the OpenAPI contract.
    Openapi,
    /// List all settings with their default and meaning.
    Settings,
    /// Make the demonstration club in an empty instance; with --leave, turn it into an empty club.
    Demo {
        #[arg(long, requires = "email")]
        leave: bool,
        /// The address of the empty club's first administrator.
        #[arg(long, requires = "leave")]
        email: Option<String>,
    },
    /// Say what importing a spreadsheet would do; with --commit, do it.
    Import(import::Import),
    /// Put the whole club into one file, while it is being served.
    Backup(backup::Backup),
    /// Put a backup back, into SQLite or PostgreSQL; all of it is checked before anything is touched.
    Restore(backup::Restore),
    /// Look whether all is well, and say of each part what to do.
    Doctor(doctor::Doctor),
    /// Make an administrator, give one a new password, or print a code for the first start.
    #[command(subcommand)]
    Admin(admin::Admin),
}

pub async fn run(cli: Cli) -> Result<(), String> {
    match cli.command {
        Command::Openapi => {
            let document = app::contract().map_err(|error| error.to_string())?;
            let text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
            println!("{text}");
            Ok(())
        }
        Command::Settings => {
            for known in KNOWN {
                let default = if known.default.is_empty() { "(empty)" } else { known.default };
                println!("{}\n    {}\n    Default: {default}\n", known.name, known.meaning);
            }
            Ok(())
        }
        Command::Serve => serve::serve(open().await?).await,
        Command::Work => serve::work(open().await?).await,
        Command::Migrate => {
            open().await?;
            println!("The database has this version's shape.");
            Ok(())
        }
        Command::Demo { email, .. } => {
            let house = open().await?;
            let told = match email {
                Some(email) => demo::leave(&house, &email).await,
                None => demo::make(&house).await,
            };
            println!("{}", told.map_err(|problem| problem.detail().en.clone())?);
            Ok(())
        }
        Command::Import(command) => import::run(open().await?, command).await,
        Command::Backup(command) => {
            backup::is_ready(&Settings::from_env()?).await?;
            backup::make(&open().await?, command).await
        }
        Command::Restore(command) => backup::restore(&Settings::from_env()?, command).await,
        Command::Doctor(command) => doctor::run(command).await,
        Command::Admin(command) => admin::run(open().await?, command).await,
    }
}

/// The house of this process: settings read, database reached and migrated.
async fn open() -> Result<House, String> {
    let settings = Settings::from_env()?;
    serve::log(&settings)?;
    app::open(settings).await
}
