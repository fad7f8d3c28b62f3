//! The value of one ods cell: typed attributes first, the text shown where there are none.

use chrono::NaiveTime;
use quick_xml::events::BytesStart;

use super::styles::Styles;
use crate::xlsx::iso_date;
use crate::xml::attribute_named;
use crate::{Cell, Colour, SheetError};

#[derive(Clone, Default)]
pub(super) struct Draft {
    kind: String,
    value: Option<String>,
    pub(super) text: String,
    paragraphs: usize,
    pub(super) formula: bool,
    pub(super) fill: Option<Colour>,
}

impl Draft {
    pub(super) fn start(element: &BytesStart<'_>, styles: &Styles) -> Self {
        let kind = attribute_named(element, "office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "float" | "percentage" | "currency" => attribute_named(element, "office:value"),
            "date" => attribute_named(element, "office:date-value"),
            "time" => attribute_named(element, "office:time-value"),
            "boolean" => attribute_named(element, "office:boolean-value"),
            _ => None,
        };
        Self {
            kind,
            value,
            formula: attribute_named(element, "table:formula").is_some(),
            fill: attribute_named(element, "table:style-name").and_then(|style| styles.fill(&style)),
            ..Self::default()
        }
    }

    /// A paragraph begins: lines of one cell are paragraphs.
    pub(super) fn paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.value.is_none() && self.text.is_empty() && !self.formula
    }

    /// A formula has a value type once it was computed.
    pub(super) fn was_computed(&self) -> bool {
        !self.kind.is_empty()
    }

    pub(super) fn cell(&self) -> Cell {
        let Some(value) = self.value.as_deref() else { return Cell::from_text(&self.text) };
        let typed = match self.kind.as_str() {
            "date" => iso_date(value),
            "time" => time(value),
            "boolean" => Some(Cell::Bool(value == "true")),
            // An error can be stored as the number 0 with the error's name as its text.
            _ => SheetError::named(&self.text)
                .map(Cell::Error)
                .or_else(|| value.parse().ok().filter(|number: &f64| number.is_finite()).map(Cell::Number)),
        };
        typed.unwrap_or_else(|| Cell::from_text(&self.text))
    }
}

/// `PT08H30M00S`. More than a day is a duration: a number of days, as xlsx has it.
fn time(value: &str) -> Option<Cell> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds: f64 = rest.strip_suffix('S')?.replace(',', ".").parse().ok()?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    // Seconds of a clock, below 60.
    if let Some(time) = NaiveTime::from_hms_opt(hours, minutes, seconds.floor() as u32) {
        return Some(Cell::Time(time));
    }
    let days = (f64::from(hours) * 3_600.0 + f64::from(minutes) * 60.0 + seconds) / 86_400.0;
    days.is_finite().then_some(Cell::Number(days))
}
