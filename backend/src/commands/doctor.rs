//! `maillage doctor`: how each part is, and what to do about it, for people or as JSON.

use chrono::Utc;
use clap::{Args, ValueEnum};
use platform::{
    doctor::{self, Mark},
    settings::Settings,
};
use serde_json::json;

#[derive(Args)]
pub struct Doctor {
    /// The language of the sentences.
    #[arg(long, value_enum, default_value_t = Language::En)]
    language: Language,
    /// Print JSON, with each part's name, mark and sentence.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    Fr,
    En,
}

/// An error, and so the exit code 1, when something does not work; what only deserves a look is none.
pub async fn run(command: Doctor) -> Result<(), String> {
    let settings = Settings::from_env();
    let found = doctor::examine(settings.as_ref().map_err(String::as_str), Utc::now()).await;
    let in_french = command.language == Language::Fr;
    let said = |finding: &doctor::Finding| match in_french {
        true => finding.said.fr.clone(),
        false => finding.said.en.clone(),
    };
    let wrong = found.iter().filter(|finding| finding.mark == Mark::Wrong).count();
    if command.json {
        let findings: Vec<_> = found
            .iter()
            .map(|finding| json!({"part": finding.part, "mark": finding.mark, "said": said(finding)}))
            .collect();
        let text = json!({"well": wrong == 0, "findings": findings});
        println!("{}", serde_json::to_string_pretty(&text).map_err(|error| error.to_string())?);
    } else {
        for finding in &found {
            let sign = match finding.mark {
                Mark::Well => '✓',
                Mark::Look => '!',
                Mark::Wrong => '✗',
            };
            println!("{sign} {}: {}", finding.part, said(finding));
        }
    }
    match (wrong, in_french) {
        (0, _) => Ok(()),
        (_, true) => Err(format!("Points à régler : {wrong}.")),
        (_, false) => Err(format!("To be mended: {wrong}.")),
    }
}
