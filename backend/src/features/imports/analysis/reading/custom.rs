//! Fields that the club has made.

use documents::Cell;
use kernel::trade::FieldKind;
use serde_json::Value as Json;

use super::{Pass, Reading};
use crate::features::{imports::analysis::fields::Field, members::read_value};

impl Pass<'_, '_> {
    /// A value that does not fit is told, and the cell left empty.
    pub(super) fn custom(&self, reading: &mut Reading) {
        for definition in &self.reader.context.custom.0 {
            let Some(field) = Field::custom(&definition.key).filter(|field| self.reader.has(*field)) else { continue };
            let Some(input) = self.only(field) else { continue };
            let findings = &mut reading.findings;
            let given = match (input.cell.as_ref(), definition.kind) {
                (Cell::Number(number), FieldKind::Number) => Json::from(*number),
                (Cell::Bool(yes), FieldKind::YesNo) => Json::from(*yes),
                (Cell::DateTime(moment), FieldKind::Date) => Json::from(moment.date().to_string()),
                _ => match self.text(&input, findings) {
                    Some(text) => Json::from(text),
                    None => continue,
                },
            };
            match read_value(definition, &given) {
                Ok(Some(value)) => {
                    reading.draft.custom.insert(definition.key.clone(), value);
                }
                Ok(None) => {}
                Err(fault) => findings.warn(&input.place(), fault),
            }
        }
    }
}
