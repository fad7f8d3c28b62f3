//! Parts of the choices, changed; what can't be is told by its pointer.

use std::collections::BTreeMap;

use kernel::{
    problem::{Fault, say},
    words::fold,
};

use super::super::{
    analysis::{Action, Choices, Decision, Field},
    schema::{RowAction, RowDecision},
};
use crate::features::members::Definitions;

/// The longest text of a corrected cell, in characters.
const CORRECTION: usize = 5_000;

/// The longest name of a topic, in characters.
const TOPIC: usize = 100;

/// A word stands for a topic, of the club or a new one.
pub fn put_topics(choices: &mut Choices, topics: BTreeMap<String, Option<String>>, faults: &mut Vec<Fault>) {
    for (written, topic) in topics {
        let topic = topic.map(|topic| topic.trim().to_owned()).filter(|topic| !topic.is_empty());
        let is_same = |other: &str| fold(other) == fold(&written);
        match topic {
            None => choices.topics.retain(|other, _| !is_same(other)),
            Some(topic) if topic.chars().count() > TOPIC => faults.push(Fault::at(
                format!("/topics/{}", escaped(&written)),
                "imports.topic_too_long",
                say(
                    format!("Une thématique tient en {TOPIC} caractères."),
                    format!("A topic has at most {TOPIC} characters."),
                ),
            )),
            Some(topic) => {
                choices.topics.retain(|other, _| !is_same(other));
                choices.topics.insert(written, topic);
            }
        }
    }
}

pub fn put_mapping(
    choices: &mut Choices,
    mapping: BTreeMap<String, Option<String>>,
    custom: &Definitions,
    faults: &mut Vec<Fault>,
) {
    for (column, field) in mapping {
        let index: Option<usize> = column.parse().ok().filter(|index| *index < 200);
        let known = field.as_deref().map(|word| Field::parse(word).filter(|field| field.is_known(custom)));
        match (index, known) {
            (Some(index), None) => {
                choices.mapping.insert(index, None);
            }
            (Some(index), Some(Some(field))) => {
                choices.mapping.insert(index, Some(field));
            }
            (None, _) => faults.push(Fault::at(
                format!("/mapping/{}", escaped(&column)),
                "imports.column_unknown",
                say("Une colonne se désigne par son rang, à partir de 0.", "A column is named by its place, from 0."),
            )),
            (_, Some(None)) => faults.push(Fault::at(
                format!("/mapping/{}", escaped(&column)),
                "imports.field_unknown",
                say("Ce champ n’existe pas\u{202f}: voyez fields.", "There is no such field: see fields."),
            )),
        }
    }
}

/// Gives the numbers of the rows that a decision is about.
pub fn put_decisions(
    choices: &mut Choices,
    decisions: BTreeMap<String, Option<RowDecision>>,
    faults: &mut Vec<Fault>,
) -> Vec<u32> {
    let mut numbers = Vec::new();
    for (row, decision) in decisions {
        let Ok(number) = row.parse::<u32>() else {
            faults.push(Fault::at(
                format!("/decisions/{}", escaped(&row)),
                "imports.row_unknown",
                say("Une ligne se désigne par son numéro.", "A row is named by its number."),
            ));
            continue;
        };
        match decision {
            None => {
                choices.decisions.remove(&number);
            }
            Some(decision) => {
                numbers.push(number);
                match read_decision(number, decision) {
                    Ok(decision) => {
                        choices.decisions.insert(number, decision);
                    }
                    Err(fault) => faults.push(fault),
                }
            }
        }
    }
    numbers
}

fn read_decision(number: u32, decision: RowDecision) -> Result<Decision, Fault> {
    let pointer = |rest: &str| format!("/decisions/{number}{rest}");
    if decision.row == Some(number) {
        let detail = say("Une ligne ne se joint pas à elle-même.", "A row does not join itself.");
        return Err(Fault::at(pointer("/row"), "imports.joins_itself", detail));
    }
    let mut corrections = BTreeMap::new();
    for (column, text) in decision.corrections {
        let index: Option<usize> = column.parse().ok().filter(|index| *index < 200);
        let Some(index) = index.filter(|_| text.chars().count() <= CORRECTION) else {
            return Err(Fault::at(
                pointer(&format!("/corrections/{}", escaped(&column))),
                "imports.correction_refused",
                say(
                    format!(
                        "Désignez la colonne par son rang, à partir de 0, et écrivez au plus {CORRECTION} caractères."
                    ),
                    format!("Name the column by its place, from 0, and write at most {CORRECTION} characters."),
                ),
            ));
        };
        corrections.insert(index, text);
    }
    let action = match decision.action {
        RowAction::Create => Action::Create,
        RowAction::Update => Action::Update,
        RowAction::Merge => Action::Merge,
        RowAction::Skip => Action::Skip,
        RowAction::LeaveOut => Action::LeaveOut,
    };
    Ok(Decision { action, member_id: decision.member_id, row: decision.row, columns: decision.columns, corrections })
}

/// As a JSON pointer has it.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
