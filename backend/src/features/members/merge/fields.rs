//! The fields of a record, one by one: how each is told, and how it passes from one record to the other.

use serde_json::{Value, json};
use tables::member;

pub struct Field {
    pub name: &'static str,
    pub value: fn(&member::Model) -> Value,
    pub take: fn(&mut member::Model, &member::Model),
}

/// A field by its column, and what goes with it.
macro_rules! field {
    ($name:ident $(with $($more:ident),+)?) => {
        Field {
            name: stringify!($name),
            value: |row| json!(row.$name),
            take: |row, from| {
                row.$name.clone_from(&from.$name);
                $($(row.$more.clone_from(&from.$more);)+)?
            },
        }
    };
}

/// In the order in which people read them.
pub const FIELDS: [Field; 18] = [
    field!(name),
    field!(kind),
    field!(size),
    field!(legal_name),
    Field {
        name: "commune",
        value: |row| json!(row.commune_name),
        take: |row, from| {
            row.commune_code.clone_from(&from.commune_code);
            row.commune_name.clone_from(&from.commune_name);
        },
    },
    field!(postal_code),
    field!(street),
    field!(email with email_key),
    field!(phone),
    field!(website),
    field!(siren),
    field!(siret),
    field!(rna),
    field!(amalia with amalia_court),
    field!(insee_code),
    field!(description),
    field!(referent_id),
    field!(verified_on),
];

/// Columns without a choice: what this record lacks, the other one gives.
pub fn fill(row: &mut member::Model, from: &member::Model) {
    if row.external_ref.is_none() {
        row.external_ref.clone_from(&from.external_ref);
    }
    if row.charter_answer.is_none() {
        row.charter_answer.clone_from(&from.charter_answer);
    }
    if row.commune_code.is_none() && row.commune_name == from.commune_name {
        row.commune_code.clone_from(&from.commune_code);
    }
    row.created_at = row.created_at.min(from.created_at);
}

/// The same columns as they were, as far as nobody changed them since.
pub fn empty(row: &mut member::Model, before: &member::Model, after: &member::Model) {
    if row.external_ref == after.external_ref {
        row.external_ref.clone_from(&before.external_ref);
    }
    if row.charter_answer == after.charter_answer {
        row.charter_answer.clone_from(&before.charter_answer);
    }
    if row.commune_code == after.commune_code && row.commune_name == before.commune_name {
        row.commune_code.clone_from(&before.commune_code);
    }
    row.created_at = before.created_at;
}
