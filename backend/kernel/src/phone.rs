//! Telephone numbers: read in the many ways people write them, kept in E.164, shown in the national way.
//! Short French numbers (`3939`) exist only nationally and are kept as they are.

use std::fmt;

use crate::cells::ValueFault;

/// `+33353010018`, or a four-digit French short number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Phone(String);

/// What had to be put back to make a number of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneRepair {
    /// The spreadsheet dropped the first zero: `353010018`.
    LeadingZero,
    /// The spreadsheet dropped the plus: `33353010018`.
    LeadingPlus,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPhone {
    pub phone: Phone,
    pub repair: Option<PhoneRepair>,
}

/// What a cell holds: numbers in their order, and the pieces that are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhoneCell {
    pub phones: Vec<ReadPhone>,
    pub faults: Vec<(String, ValueFault)>,
}

/// Overseas prefixes of the French plan: national prefix → country calling code.
const OVERSEAS: [(&str, &str); 10] = [
    ("262", "262"),
    ("263", "262"),
    ("269", "262"),
    ("692", "262"),
    ("693", "262"),
    ("590", "590"),
    ("690", "590"),
    ("594", "594"),
    ("694", "594"),
    ("596", "596"),
];

impl Phone {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    /// One number. Accepts `0388123456`, `03.88.12.34.56`, `+33 (0)3 88…`, `0033…`, overseas and foreign E.164.
    pub fn parse(raw: &str) -> Result<ReadPhone, ValueFault> {
        let fault = || {
            ValueFault::new(
                "phone.unreadable",
                "Ce numéro de téléphone n'est pas lisible : 10 chiffres, ou un numéro international commençant par +.",
                "This phone number can't be read: 10 digits, or an international number beginning with +.",
            )
        };
        let number = without_words(raw).ok_or_else(fault)?;
        let international = match number.strip_prefix('+') {
            Some(rest) => Some(rest.to_owned()),
            None => number.strip_prefix("00").map(str::to_owned),
        };
        let done = |text: String, repair| Ok(ReadPhone { phone: Phone(text), repair });
        if let Some(rest) = international {
            return match french_tail(&rest) {
                Some(tail) => done(format!("+33{tail}"), None),
                None if rest.starts_with("33") => Err(fault()),
                None if (7..=15).contains(&rest.len()) && !rest.starts_with('0') => done(format!("+{rest}"), None),
                None => Err(fault()),
            };
        }
        match number.len() {
            10 if number.starts_with('0') && !number.starts_with("00") => done(national_to_e164(&number[1..]), None),
            9 if !number.starts_with('0') => done(national_to_e164(&number), Some(PhoneRepair::LeadingZero)),
            11 | 12 if number.starts_with("33") => {
                let tail = french_tail(&number).ok_or_else(fault)?;
                done(format!("+33{tail}"), Some(PhoneRepair::LeadingPlus))
            }
            4 if number.starts_with('3') => done(number, None),
            _ => Err(fault()),
        }
    }

    /// `03 53 01 00 18` for a French number, `+49 7822 …` left as groups of the international form otherwise.
    pub fn national(&self) -> String {
        let pairs = |digits: &str| {
            let bytes: Vec<char> = digits.chars().collect();
            bytes.chunks(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
        };
        if let Some(tail) = self.0.strip_prefix("+33") {
            return pairs(&format!("0{tail}"));
        }
        for code in ["262", "590", "594", "596"] {
            if let Some(tail) = self.0.strip_prefix('+').and_then(|rest| rest.strip_prefix(code)) {
                return format!("0{} {}", tail.get(..3).unwrap_or(tail), pairs(tail.get(3..).unwrap_or("")));
            }
        }
        match self.0.strip_prefix('+') {
            Some(rest) => {
                let length = country_code_length(rest);
                format!("+{} {}", &rest[..length], &rest[length..])
            }
            None => self.0.clone(),
        }
    }

    /// Whether it is a French mobile number (06, 07).
    pub fn is_mobile(&self) -> bool {
        ["+336", "+337", "+262692", "+262693", "+590690", "+594694", "+596696"]
            .iter()
            .any(|prefix| self.0.starts_with(prefix))
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Digits with at most a leading `+`; `None` if something else than separators and known words is there.
fn without_words(raw: &str) -> Option<String> {
    let lowered = raw.to_lowercase();
    let mut rest = lowered.replace("(0)", "");
    for word in [
        "téléphone",
        "telephone",
        "portable",
        "bureau",
        "mobile",
        "standard",
        "domicile",
        "tél",
        "tel",
        "port",
        "fixe",
        "perso",
    ] {
        rest = rest.replace(word, "");
    }
    let mut number = String::with_capacity(16);
    for c in rest.chars() {
        match c {
            '0'..='9' => number.push(c),
            '+' if number.is_empty() => number.push('+'),
            '.' | '-' | '/' | '(' | ')' | ':' | '_' | '\'' | '‑' | '–' => {}
            c if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' => {}
            _ => return None,
        }
    }
    Some(number)
}

/// The nine digits after `33`, with or without a trunk zero.
fn french_tail(digits: &str) -> Option<&str> {
    let tail = digits.strip_prefix("33")?;
    let tail = if tail.len() == 10 { tail.strip_prefix('0')? } else { tail };
    (tail.len() == 9 && !tail.starts_with('0')).then_some(tail)
}

fn national_to_e164(nine: &str) -> String {
    let overseas = OVERSEAS.iter().find(|(prefix, _)| nine.starts_with(prefix)).map(|(_, code)| *code);
    format!("+{}{nine}", overseas.unwrap_or("33"))
}

fn country_code_length(digits: &str) -> usize {
    const TWO: [&str; 40] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90", "91", "98",
    ];
    if digits.starts_with(['1', '7']) {
        1
    } else if TWO.iter().any(|code| digits.starts_with(code)) {
        2
    } else {
        3.min(digits.len())
    }
}

/// Reads a cell that may hold several numbers: `03 … / 06 …`, line breaks, `;`, `,`, « ou », « et ».
pub fn read_cell(cell: &str) -> PhoneCell {
    let cell = cell.trim();
    if cell.is_empty() {
        return PhoneCell::default();
    }
    // Whole first: « 03/88/12/34/56 » is one number.
    if let Ok(phone) = Phone::parse(cell) {
        return PhoneCell { phones: vec![phone], faults: vec![] };
    }
    let mut read = PhoneCell::default();
    for piece in pieces(cell) {
        match Phone::parse(piece) {
            Ok(found) if read.phones.iter().any(|known| known.phone == found.phone) => {}
            Ok(found) => read.phones.push(found),
            Err(fault) => read.faults.push((piece.to_owned(), fault)),
        }
    }
    read
}

fn pieces(cell: &str) -> Vec<&str> {
    let mut pieces = vec![cell];
    for separator in ["\n", ";", ",", "|", " / ", "/", " ou ", " OU ", " et ", " ET ", " - "] {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| if Phone::parse(piece).is_ok() { vec![piece] } else { piece.split(separator).collect() })
            .collect();
    }
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e164(raw: &str) -> String {
        Phone::parse(raw).unwrap().phone.into_string()
    }

    #[test]
    fn the_same_number_in_every_dress() {
        for raw in [
            "0388123456",
            "03.88.12.34.56",
            "03 88 12 34 56",
            "+33 (0)3 88 12 34 56",
            "0033388123456",
            "+33388123456",
            "03/88/12/34/56",
            "03-88-12-34-56",
            "Tél. : 03 88 12 34 56",
            "\u{a0}0388123456",
            "388123456",
            "33388123456",
            "+33 03 88 12 34 56",
        ] {
            assert_eq!(e164(raw), "+33388123456", "{raw}");
        }
        assert_eq!(Phone::parse("0388123456").unwrap().phone.national(), "03 88 12 34 56");
    }

    #[test]
    fn what_the_spreadsheet_dropped_is_put_back_and_said() {
        let read = Phone::parse("353010018").unwrap();
        assert_eq!((read.phone.national().as_str(), read.repair), ("03 53 01 00 18", Some(PhoneRepair::LeadingZero)));
        assert_eq!(Phone::parse("33388123456").unwrap().repair, Some(PhoneRepair::LeadingPlus));
        assert_eq!(Phone::parse("+33 3 53 01 98 01").unwrap().repair, None);
    }

    #[test]
    fn overseas_foreign_and_short_numbers() {
        assert_eq!(e164("0262 12 34 56"), "+262262123456");
        assert_eq!(Phone::parse("0262123456").unwrap().phone.national(), "0262 12 34 56");
        assert_eq!(e164("+49 7822 12345"), "+49782212345");
        assert_eq!(e164("0041 61 123 45 67"), "+41611234567");
        assert_eq!(Phone::parse("+49 7822 12345").unwrap().phone.national(), "+49 782212345");
        assert_eq!(e164("3939"), "3939");
        assert_eq!(e164("0800 12 34 56"), "+33800123456");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for raw in ["03 53 01", "", "abc", "03 53 01 00 18 12", "+33 12", "0000000000", "12345", "+331234567890123456"]
        {
            assert!(Phone::parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn a_cell_may_hold_two() {
        let two = read_cell("03 53 01 00 39 / 06 39 98 21 74");
        let shown: Vec<_> = two.phones.iter().map(|p| p.phone.national()).collect();
        assert_eq!(shown, ["03 53 01 00 39", "06 39 98 21 74"]);
        assert!(two.phones[1].phone.is_mobile() && !two.phones[0].phone.is_mobile());
        assert_eq!(read_cell("0353010039\n0639982174").phones.len(), 2);
        assert_eq!(read_cell("03 53 01 00 39 ou 06 39 98 21 74").phones.len(), 2);
        assert_eq!(read_cell("03-53-01-00-39 - 06-39-98-21-74").phones.len(), 2);
        let one_bad = read_cell("03 53 01 00 39 / poste 12");
        assert_eq!((one_bad.phones.len(), one_bad.faults.len()), (1, 1));
    }
}
