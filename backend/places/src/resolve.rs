//! Which commune does the cell of a real spreadsheet mean?
//!
//! Names are decided by what is written first, then by the postal code, then by the club's territory; what is only
//! likely is proposed, never decided.

use crate::Places;
use crate::spelling::{Reading, key, readings, without_blanks};

/// What a cell turned out to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Written exactly as the official name.
    Exact { insee_code: &'static str },
    /// The same name in another spelling (case, accents, hyphens, St, article at the end, CEDEX, blanks): a repair.
    Spelled { insee_code: &'static str },
    /// Likely, for a person to confirm.
    Proposed { insee_code: &'static str, why: Because },
    /// Several communes of that name, and nothing to choose by. By INSEE code.
    Ambiguous(Vec<&'static str>),
    /// No commune is called so.
    Unknown,
}

/// Why a commune is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The name is unknown, but one commune only has this postal code.
    PostalCode,
    /// A historical name, or the name of a commune merged into it.
    OldName,
    /// The INSEE code of a commune merged into it.
    FormerCode,
    /// A letter or two away from a commune of the territory or of the postal code, or the beginning of its name.
    NearName,
}

impl Resolved {
    /// The commune, when the cell can be taken as it is (exactly or repaired).
    pub fn decided(&self) -> Option<&'static str> {
        match self {
            Self::Exact { insee_code } | Self::Spelled { insee_code } => Some(insee_code),
            _ => None,
        }
    }
}

impl Places {
    /// Reads a cell of a column "commune". `postal_code` is the row's, when it has one (5 digits);
    /// `within` tells whether an INSEE code belongs to the club's territory (always false where there is none).
    pub fn resolve(&self, text: &str, postal_code: Option<&str>, within: &dyn Fn(&str) -> bool) -> Resolved {
        let cell = Cell::read(text);
        let postal_code = postal_code.map(str::trim).filter(|code| !code.is_empty()).or(cell.code);
        if cell.name.is_empty() {
            return match cell.code {
                Some(code) => self.resolve_code(code, within),
                None => Resolved::Unknown,
            };
        }
        let context = Context { places: self, postal_code, department: cell.department, within };
        let mut homonyms = Vec::new();
        for reading in readings(cell.name) {
            let (today, former) = self.named(&reading);
            if let Some(row) = context.choose(&today, text) {
                if let Some(longer) = context.longer_name_there(&reading.key, row) {
                    return Resolved::Proposed { insee_code: self.at(longer).insee_code, why: Because::NearName };
                }
                let commune = self.at(row);
                let insee_code = commune.insee_code;
                let exact = commune.name == text;
                return if exact { Resolved::Exact { insee_code } } else { Resolved::Spelled { insee_code } };
            }
            // A former name never wins over a commune that still bears it, unless the postal code speaks for it.
            let former = context.choose_former(&former, !today.is_empty());
            if let Some(row) = former {
                return Resolved::Proposed { insee_code: self.at(row).insee_code, why: Because::OldName };
            }
            if homonyms.is_empty() {
                homonyms = today;
            }
        }
        let guess = context.guess(cell.name);
        if !homonyms.is_empty() && !matches!(guess, Resolved::Proposed { why: Because::NearName, .. }) {
            return Resolved::Ambiguous(homonyms.into_iter().map(|row| self.at(row).insee_code).collect());
        }
        guess
    }

    /// A cell that holds nothing but five characters of a code: an INSEE code, a former one, or a postal code.
    fn resolve_code(&self, code: &str, within: &dyn Fn(&str) -> bool) -> Resolved {
        let code = code.to_ascii_uppercase();
        let postal: Vec<u16> = self.rows_at(&code).collect();
        if let Some(commune) = self.commune(&code).filter(|commune| within(commune.insee_code) || postal.is_empty()) {
            return Resolved::Spelled { insee_code: commune.insee_code };
        }
        if let [row] = self.one_within(&postal, within)[..] {
            return Resolved::Proposed { insee_code: self.at(row).insee_code, why: Because::PostalCode };
        }
        match self.former(&code) {
            Some(commune) if postal.is_empty() || within(commune.insee_code) => {
                Resolved::Proposed { insee_code: commune.insee_code, why: Because::FormerCode }
            }
            _ => Resolved::Unknown,
        }
    }

    /// Rows of the communes whose name has this key, and of those where a former place or name has it.
    /// Where the blanks tell some apart (`Neuve Église`, `Neuvéglise`), only those remain.
    fn named(&self, Reading { key, strict }: &Reading) -> (Vec<u16>, Vec<u16>) {
        let start = self.by_key.partition_point(|place| without_blanks(self.key_at(*place)).lt(without_blanks(key)));
        let same: Vec<u16> = self.by_key[start..]
            .iter()
            .copied()
            .take_while(|place| without_blanks(self.key_at(*place)).eq(without_blanks(key)))
            .collect();
        let with_blanks = *strict || same.iter().any(|place| self.key_at(*place) == key);
        let (mut today, mut former) = (Vec::new(), Vec::new());
        for place in same.into_iter().filter(|place| !with_blanks || self.key_at(*place) == key) {
            match usize::from(place).checked_sub(self.communes.len()) {
                None => today.push(place),
                Some(index) => former.extend(self.former_names.get(index).map(|(_, row)| *row)),
            }
        }
        for rows in [&mut today, &mut former] {
            rows.sort_unstable();
            rows.dedup();
        }
        (today, former)
    }

    /// The rows of the territory if there are any, else all of them.
    fn one_within(&self, rows: &[u16], within: &dyn Fn(&str) -> bool) -> Vec<u16> {
        let inside: Vec<u16> = rows.iter().copied().filter(|row| within(self.at(*row).insee_code)).collect();
        if inside.is_empty() { rows.to_vec() } else { inside }
    }
}

/// The cell taken apart: a name, and the code people write before or behind it.
struct Cell<'a> {
    name: &'a str,
    code: Option<&'a str>,
    department: Option<&'a str>,
}

impl<'a> Cell<'a> {
    /// `67600 Sélestat`, `Sélestat (67600)`, `Sélestat - 67`, or a code alone.
    fn read(text: &'a str) -> Self {
        let blank = |letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}' | '"' | '.');
        let edge = |letter: char| blank(letter) || matches!(letter, '-' | '–' | ',' | ';' | '/');
        let mut cell = Self { name: text.trim_matches(edge), code: None, department: None };
        let first_end = cell.name.find(|letter: char| letter.is_whitespace()).unwrap_or(cell.name.len());
        let last_start = cell.name.rfind(|letter: char| letter.is_whitespace() || letter == '(').unwrap_or(0);
        let first = cell.name[..first_end].trim_matches(edge);
        let last = cell.name[last_start..].trim_matches(|letter| edge(letter) || matches!(letter, '(' | ')'));
        if is_code(first) {
            cell.code = Some(first);
            cell.name = cell.name[first_end..].trim_matches(edge);
        } else if is_code(last) {
            cell.code = Some(last);
            cell.name = cell.name[..last_start].trim_matches(edge);
        } else if is_department(last) && !cell.name.to_ascii_lowercase().contains("cedex") {
            cell.department = Some(last);
            cell.name = cell.name[..last_start].trim_matches(edge);
        }
        cell
    }
}

fn is_code(word: &str) -> bool {
    let corsica = matches!(word.get(..2), Some("2A" | "2a" | "2B" | "2b"));
    let digits = if corsica { &word[2..] } else { word };
    word.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_department(word: &str) -> bool {
    matches!(word, "2A" | "2B") || ((2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What is known beside the name.
struct Context<'a> {
    places: &'a Places,
    postal_code: Option<&'a str>,
    department: Option<&'a str>,
    within: &'a dyn Fn(&str) -> bool,
}

impl Context<'_> {
    /// The one commune among homonyms: the only one there is, the one of the postal code, the one of the territory,
    /// the one of the postal code's département (a CEDEX has a code of its own), the one written exactly so.
    fn choose(&self, rows: &[u16], text: &str) -> Option<u16> {
        if let [only] = rows {
            return Some(*only);
        }
        let here: Vec<u16> = self.postal_rows().filter(|row| rows.contains(row)).collect();
        let rows = if here.is_empty() { self.same_department(rows) } else { here };
        let rows = self.places.one_within(&rows, self.within);
        if let [only] = rows[..] {
            return Some(only);
        }
        let mut exact = rows.into_iter().filter(|row| self.places.at(*row).name == text);
        exact.next().filter(|_| exact.next().is_none())
    }

    fn choose_former(&self, rows: &[u16], name_is_taken: bool) -> Option<u16> {
        let here: Vec<u16> = self.postal_rows().filter(|row| rows.contains(row)).collect();
        let rows = match (here.is_empty(), name_is_taken) {
            (false, _) => here,
            (true, false) => self.same_department(rows),
            (true, true) => return None,
        };
        match self.places.one_within(&rows, self.within)[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Those of the département that the postal code or the cell names; all of them if it names none.
    fn same_department(&self, rows: &[u16]) -> Vec<u16> {
        let Some(code) = self.postal_code.or(self.department) else { return rows.to_vec() };
        rows.iter().copied().filter(|row| department(self.places.at(*row).insee_code) == department(code)).collect()
    }

    fn postal_rows(&self) -> impl Iterator<Item = u16> + '_ {
        self.places.rows_at(self.postal_code.unwrap_or_default())
    }

    /// For an unknown name: the near one of the postal code or the territory, else the only commune of the postal code.
    fn guess(&self, name: &str) -> Resolved {
        let wanted = key(name);
        let postal: Vec<u16> = self.postal_rows().collect();
        let letters = wanted.chars().count();
        let allowed = match letters {
            0..=4 => 0,
            5..=8 => 1,
            _ => 2,
        };
        let near = |row: &u16| {
            let key = self.places.key_at(*row);
            key.len().abs_diff(wanted.len()) <= allowed && (1..=allowed).contains(&strsim::levenshtein(key, &wanted))
        };
        let inside = |row: &u16| (self.within)(self.places.at(*row).insee_code);
        let mut found: Vec<u16> = postal.iter().copied().filter(|row| self.begins(*row, &wanted)).collect();
        if found.is_empty() && allowed > 0 {
            found = postal.iter().copied().filter(near).collect();
            if found.is_empty() {
                found = self.same_initial(&wanted).filter(near).filter(inside).collect();
            }
        }
        if let [row] = found[..] {
            return Resolved::Proposed { insee_code: self.places.at(row).insee_code, why: Because::NearName };
        }
        match self.places.one_within(&postal, self.within)[..] {
            [row] => Resolved::Proposed { insee_code: self.places.at(row).insee_code, why: Because::PostalCode },
            _ => Resolved::Unknown,
        }
    }

    /// People shorten long names (`Dambach` for Dambach-la-Ville): the one commune of the postal code whose name begins
    /// so, where the commune of exactly that name has another postal code.
    fn longer_name_there(&self, reading: &str, chosen: u16) -> Option<u16> {
        if self.postal_rows().any(|row| row == chosen) {
            return None;
        }
        let mut longer = self.postal_rows().filter(|row| self.begins(*row, reading));
        longer.next().filter(|_| longer.next().is_none())
    }

    fn begins(&self, row: u16, words: &str) -> bool {
        self.places.key_at(row).strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
    }

    /// Communes whose key begins with the same letter: one slice of the index instead of the whole country.
    fn same_initial(&self, wanted: &str) -> impl Iterator<Item = u16> + '_ {
        let initial = wanted.bytes().next().unwrap_or_default();
        let first = move |place: &u16| self.places.key_at(*place).bytes().next().unwrap_or_default();
        let start = self.places.by_key.partition_point(|place| first(place) < initial);
        let end = self.places.by_key.partition_point(|place| first(place) <= initial);
        let slice = self.places.by_key.get(start..end).unwrap_or_default();
        slice.iter().copied().filter(|place| usize::from(*place) < self.places.communes.len())
    }
}

/// Département of an INSEE or postal code. Postal codes of Corsica begin with 20, its INSEE codes with 2A or 2B.
fn department(code: &str) -> &str {
    let length = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
    match code.get(..length).unwrap_or(code) {
        "2A" | "2B" => "20",
        department => department,
    }
}
