//! What the records before the sheets say: tabs, texts, formats, colours.

use std::collections::HashMap;

use super::damaged;
use super::records::{Records, u16_at, u32_at};
use super::sst::{long_text, position, shared, short_text};
use crate::dates::{Shown, built_in, format_code};
use crate::strings::SharedStrings;
use crate::{Colour, Epoch, Limits, Refusal};

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000a;
pub(super) const CONTINUE: u16 = 0x003c;
const FILEPASS: u16 = 0x002f;
const DATE1904: u16 = 0x0022;
const BOUNDSHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041e;
const XF: u16 = 0x00e0;
const PALETTE: u16 = 0x0092;
const SST: u16 = 0x00fc;
const BIFF8: u16 = 0x0600;

pub(super) struct Tab {
    pub(super) name: String,
    pub(super) visible: bool,
    pub(super) at: usize,
}

#[derive(Default)]
pub(super) struct Globals {
    pub(super) tabs: Vec<Tab>,
    pub(super) epoch: Epoch,
    pub(super) strings: SharedStrings,
    styles: Vec<(u16, Option<Colour>)>,
    formats: HashMap<u16, Shown>,
}

impl Globals {
    pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        let mut globals = Self::default();
        let mut fills: Vec<(u16, Option<u16>)> = Vec::new();
        let mut palette: Vec<Colour> = Vec::new();
        let mut records = Records::from(stream, 0);
        match records.next() {
            Some(record) if record.kind == BOF && u16_at(record.data, 0) == Some(BIFF8) => {}
            Some(record) if record.kind == BOF => return Err(Refusal::OtherFormat { found: "Excel 95" }),
            _ => return Err(damaged()),
        }
        loop {
            let Some(record) = records.next() else { return Err(damaged()) };
            let data = record.data;
            match record.kind {
                EOF => break,
                FILEPASS => return Err(Refusal::Encrypted),
                DATE1904 if u16_at(data, 0) == Some(1) => globals.epoch = Epoch::Y1904,
                BOUNDSHEET => globals.tabs.extend(tab(data)),
                FORMAT => {
                    if let (Some(id), Some(code)) = (u16_at(data, 0), data.get(2..).and_then(long_text)) {
                        globals.formats.insert(id, format_code(&code));
                    }
                }
                XF => fills.push((u16_at(data, 2).unwrap_or(0), fill(data))),
                PALETTE => {
                    let colours = data.get(2..).unwrap_or_default().chunks_exact(4);
                    palette = colours.filter_map(|quad| Some(Colour(quad.get(..3)?.try_into().ok()?))).collect();
                }
                SST => {
                    let mut parts = vec![data];
                    while let Some(next) = records.peek().filter(|next| next.kind == CONTINUE) {
                        parts.push(next.data);
                        records.next();
                    }
                    globals.strings = shared(parts, limits)?;
                }
                _ => {}
            }
        }
        let colour = |index: u16| {
            let own = usize::from(index).checked_sub(8).and_then(|index| palette.get(index).copied());
            own.or_else(|| Colour::indexed(usize::from(index)))
        };
        globals.styles = fills.into_iter().map(|(format, fill)| (format, fill.and_then(colour))).collect();
        Ok(globals)
    }

    pub(super) fn shown(&self, style: u16) -> Shown {
        let Some((format, _)) = self.styles.get(usize::from(style)) else { return Shown::Number };
        self.formats.get(format).copied().unwrap_or_else(|| built_in(*format))
    }

    pub(super) fn fill(&self, style: u16) -> Option<Colour> {
        self.styles.get(usize::from(style)).and_then(|(_, fill)| *fill)
    }
}

/// A worksheet's tab; charts and macros have other types.
fn tab(data: &[u8]) -> Option<Tab> {
    if *data.get(5)? != 0 {
        return None;
    }
    Some(Tab { name: short_text(data.get(6..)?)?, visible: data.get(4)? & 3 == 0, at: position(data)? })
}

/// The palette index of a solid fill.
fn fill(data: &[u8]) -> Option<u16> {
    let pattern = u32_at(data, 14)? >> 26;
    let colours = u16_at(data, 18)?;
    (pattern == 1).then_some(colours & 0x7f)
}
