//! What a cell's style says: whether its number is a date, and its fill.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::dates::{Shown, built_in, format_code};
use crate::package::Package;
use crate::xml::{attribute, attribute_named};
use crate::{Colour, Refusal};

/// Styles, formats and fills that are remembered: Excel allows 64,000.
const MOST: usize = 65_536;

#[derive(Clone, Copy, Default)]
pub(crate) struct Style {
    pub(crate) shown: Shown,
    pub(crate) fill: Option<Colour>,
}

/// By index of `cellXfs`. A missing styles part is a plain workbook.
pub(super) fn read(package: &mut Package<'_>, name: &str, theme: &[Colour]) -> Result<Vec<Style>, Refusal> {
    let mut styles = Vec::new();
    let mut formats: HashMap<u16, Shown> = HashMap::new();
    let mut fills: Vec<Option<Colour>> = Vec::new();
    let Some(mut xml) = package.xml(name)? else { return Ok(styles) };
    let (mut in_fills, mut in_cell_styles, mut solid) = (false, false, false);
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                b"fills" => in_fills = true,
                b"cellXfs" => in_cell_styles = true,
                b"numFmt" if formats.len() < MOST => {
                    if let (Some(id), Some(code)) = (number(&element, "numFmtId"), attribute(&element, "formatCode")) {
                        formats.insert(id, format_code(&code));
                    }
                }
                b"fill" if in_fills && fills.len() < MOST => fills.push(None),
                b"patternFill" if in_fills => {
                    solid = attribute(&element, "patternType").is_some_and(|kind| kind != "none" && kind != "gray125");
                }
                b"fgColor" if in_fills && solid => {
                    if let Some(fill) = fills.last_mut() {
                        *fill = colour(&element, theme);
                    }
                }
                b"xf" if in_cell_styles && styles.len() < MOST => {
                    let format = number(&element, "numFmtId").unwrap_or(0);
                    let fill = number(&element, "fillId").map(usize::from).and_then(|index| fills.get(index).copied());
                    styles.push(Style {
                        shown: formats.get(&format).copied().unwrap_or_else(|| built_in(format)),
                        fill: fill.flatten(),
                    });
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                b"fills" => in_fills = false,
                b"cellXfs" => in_cell_styles = false,
                _ => {}
            },
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u16> {
    attribute(element, name)?.parse().ok()
}

fn colour(element: &BytesStart<'_>, theme: &[Colour]) -> Option<Colour> {
    let tint = attribute(element, "tint").and_then(|tint| tint.parse::<f64>().ok()).unwrap_or(0.0);
    let base = if let Some(rgb) = attribute(element, "rgb") {
        Colour::from_hex(&rgb)
    } else if let Some(index) = attribute(element, "theme") {
        theme.get(index.parse::<usize>().ok()?).copied()
    } else {
        Colour::indexed(attribute(element, "indexed")?.parse().ok()?)
    }?;
    Some(base.tinted(tint))
}

/// The theme's colours, in the order that styles count them: light and dark are swapped (ECMA-376 18.8.3).
pub(super) fn theme(package: &mut Package<'_>, name: &str) -> Result<Vec<Colour>, Refusal> {
    let mut colours = Vec::new();
    let Some(mut xml) = package.xml(name)? else { return Ok(colours) };
    let mut inside = false;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                b"clrScheme" => inside = true,
                b"srgbClr" if inside => {
                    colours.extend(attribute_named(&element, "val").and_then(|hex| Colour::from_hex(&hex)));
                }
                b"sysClr" if inside => {
                    let last = attribute_named(&element, "lastClr").and_then(|hex| Colour::from_hex(&hex));
                    colours.push(last.unwrap_or(Colour([0xff; 3])));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == b"clrScheme" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    colours.truncate(12);
    if colours.len() >= 4 {
        colours.swap(0, 1);
        colours.swap(2, 3);
    }
    Ok(colours)
}
