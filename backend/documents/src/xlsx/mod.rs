//! xlsx (ECMA-376, transitional and strict). Read here rather than through a library because a hidden row, a fill, a
//! merge and a formula are as much part of what people see as the value, and because each part is read as it expands.

mod sheet;
mod styles;

pub(crate) use sheet::iso_date;

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::limits::Budget;
use crate::package::Package;
use crate::strings::SharedStrings;
use crate::xml::{attribute, flag, push_text};
use crate::{Epoch, Format, Limits, Note, Refusal, Workbook};

pub(crate) fn read(package: &mut Package<'_>, limits: &Limits) -> Result<Workbook, Refusal> {
    let main = relations(package, "")?
        .into_values()
        .find(|relation| relation.kind.ends_with("/officeDocument"))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let outline = outline(package, &main)?;
    let relations = relations(package, &main)?;
    let part =
        |kind: &str| relations.values().find(|relation| relation.kind.ends_with(kind)).map(|found| &found.target);

    let theme = styles::theme(package, part("/theme").map_or("xl/theme/theme1.xml", String::as_str))?;
    let styles = styles::read(package, part("/styles").map_or("xl/styles.xml", String::as_str), &theme)?;
    let strings = strings(package, part("/sharedStrings").map_or("xl/sharedStrings.xml", String::as_str), limits)?;

    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for tab in outline.tabs {
        // Charts and dialogs have tabs too.
        let Some(relation) = relations.get(&tab.relation).filter(|relation| relation.kind.ends_with("/worksheet"))
        else {
            continue;
        };
        let context = sheet::Context { styles: &styles, strings: &strings, epoch: outline.epoch };
        sheets.push(sheet::read(package, &relation.target, tab.name, tab.visible, &context, limits, &mut budget)?);
    }
    if sheets.is_empty() {
        return Err(Refusal::Damaged { part: main });
    }
    let mut notes = Vec::new();
    if outline.epoch == Epoch::Y1904 {
        notes.push(Note::Epoch1904);
    }
    if package.has("xl/vbaProject.bin") {
        notes.push(Note::Macros);
    }
    Ok(Workbook { format: Format::Xlsx, encoding: None, separator: None, sheets, notes })
}

struct Relation {
    kind: String,
    target: String,
}

/// Where the parts that `source` names are; `""` is the package itself. External targets are left out: never followed.
fn relations(package: &mut Package<'_>, source: &str) -> Result<HashMap<String, Relation>, Refusal> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut relations = HashMap::new();
    let part = format!("{prefix}_rels/{file}.rels");
    let Some(mut xml) = package.xml(&part)? else { return Ok(relations) };
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == b"Relationship" => {
                let (Some(id), Some(kind), Some(target)) =
                    (attribute(&element, "Id"), attribute(&element, "Type"), attribute(&element, "Target"))
                else {
                    continue;
                };
                if attribute(&element, "TargetMode").is_some_and(|mode| mode == "External") {
                    continue;
                }
                relations.insert(id, Relation { kind, target: resolve(&prefix, &target) });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A target relative to its folder, or absolute in the package. Steps upwards only ever lead to another part's name.
fn resolve(prefix: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{prefix}{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

struct Tab {
    name: String,
    visible: bool,
    relation: String,
}

struct Outline {
    tabs: Vec<Tab>,
    epoch: Epoch,
}

fn outline(package: &mut Package<'_>, main: &str) -> Result<Outline, Refusal> {
    let Some(mut xml) = package.xml(main)? else { return Err(Refusal::Damaged { part: main.to_owned() }) };
    let mut outline = Outline { tabs: Vec::new(), epoch: Epoch::Y1900 };
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                b"workbookPr" if flag(&element, "date1904") => outline.epoch = Epoch::Y1904,
                b"sheet" => {
                    if let (Some(name), Some(relation)) = (attribute(&element, "name"), attribute(&element, "id")) {
                        let visible = attribute(&element, "state").is_none_or(|state| state == "visible");
                        outline.tabs.push(Tab { name, visible, relation });
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(outline),
            _ => {}
        }
    }
}

/// Shared texts: runs of rich text are joined, phonetic guides left out.
fn strings(package: &mut Package<'_>, name: &str, limits: &Limits) -> Result<SharedStrings, Refusal> {
    let mut strings = SharedStrings::default();
    let Some(mut xml) = package.xml(name)? else { return Ok(strings) };
    let (mut text, mut inside, mut phonetic) = (String::new(), false, false);
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                b"si" => text.clear(),
                b"t" => inside = !phonetic,
                b"rPh" => phonetic = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                b"t" => inside = false,
                b"rPh" => phonetic = false,
                b"si" => {
                    strings.push(&unescape(&text));
                    if strings.bytes() > limits.text_bytes {
                        return Err(Refusal::TooManyCells { limit: limits.cells });
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(strings),
            event if inside => push_text(&event, &mut text),
            _ => {}
        }
    }
}

/// `_x000D_` stands for a character XML cannot hold, `_x005F_` for the underscore before such a thing (ECMA-376
/// 22.9.2.19). Line ends become `\n`.
fn unescape(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") && !text.contains('\r') {
        return std::borrow::Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let character = escape
            .get(2..7)
            .and_then(|code| code.strip_suffix('_'))
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        let length = match character {
            Some(character) => {
                plain.push(character);
                7
            }
            None => {
                plain.push_str("_x");
                2
            }
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    std::borrow::Cow::Owned(plain.replace("\r\n", "\n"))
}
