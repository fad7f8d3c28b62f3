//! From bytes to text: byte-order marks first, then strict UTF-8, then what French spreadsheets have written since 1985.

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::Note;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    Utf8,
    /// UTF-8 with a byte-order mark, as Excel's "CSV UTF-8".
    Utf8Mark,
    /// Excel's "Texte Unicode".
    Utf16Le,
    Utf16Be,
    /// Excel's "CSV" on Windows.
    Windows1252,
    /// Excel's "CSV (Macintosh)".
    Macintosh,
    /// Excel's "CSV (MS-DOS)": code page 850.
    Dos850,
}

impl Encoding {
    /// The name people and other programs know: `UTF-8`, `Windows-1252`…
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Mark => "UTF-8 (BOM)",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
            Self::Macintosh => "Mac OS Roman",
            Self::Dos850 => "CP850",
        }
    }
}

/// Code page 850, bytes 0x80 to 0xff.
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
/// Bytes looked at to tell one-byte encodings apart.
const SAMPLE: usize = 1 << 18;

/// The text without its byte-order mark; tells what was not plain UTF-8.
pub(super) fn decode(bytes: &[u8], notes: &mut Vec<Note>) -> (String, Encoding) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return (utf8(rest, notes), Encoding::Utf8Mark);
    }
    let wide = if bytes.starts_with(&[0xff, 0xfe]) {
        Some(Encoding::Utf16Le)
    } else if bytes.starts_with(&[0xfe, 0xff]) {
        Some(Encoding::Utf16Be)
    } else {
        utf16_without_mark(bytes)
    };
    if let Some(encoding) = wide {
        let decoder = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
        let (text, _) = decoder.decode_with_bom_removal(bytes);
        note_undecodable(&text, notes);
        notes.push(Note::Decoded { encoding });
        return (text.into_owned(), encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), Encoding::Utf8);
    }
    if let Some(text) = mostly_utf8(bytes, notes) {
        return (text, Encoding::Utf8);
    }
    let encoding = one_byte(bytes);
    notes.push(Note::Decoded { encoding });
    (decode_one_byte(bytes, encoding), encoding)
}

fn utf8(bytes: &[u8], notes: &mut Vec<Note>) -> String {
    if let Some(text) = std::str::from_utf8(bytes).ok().map(str::to_owned).or_else(|| mostly_utf8(bytes, notes)) {
        return text;
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    note_undecodable(&text, notes);
    text
}

fn note_undecodable(text: &str, notes: &mut Vec<Note>) {
    let characters = text.chars().filter(|character| *character == char::REPLACEMENT_CHARACTER).count();
    if characters > 0 {
        notes.push(Note::Undecodable { characters });
    }
}

/// UTF-16 is recognised without its mark by the zeros of its Latin letters.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let start = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let pairs = start.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, low) if low * 2 > pairs => Some(Encoding::Utf16Le),
        (high, 0) if high * 2 > pairs => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// UTF-8 with a few bytes of Windows-1252 in it, as when files are pasted together: each is read for what it is.
fn mostly_utf8(bytes: &[u8], notes: &mut Vec<Note>) -> Option<String> {
    let (mut wide, mut foreign) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        foreign += chunk.invalid().len();
    }
    if wide < 2 || wide < foreign * 4 {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    notes.push(Note::MixedEncodings { bytes: foreign });
    Some(text)
}

/// Windows-1252 unless another encoding makes clearly more French of it.
fn one_byte(bytes: &[u8]) -> Encoding {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let score = |encoding| frenchness(&decode_one_byte(sample, encoding));
    if score(Encoding::Windows1252) > 0 {
        return Encoding::Windows1252;
    }
    let others = [Encoding::Windows1252, Encoding::Macintosh, Encoding::Dos850];
    // The first of equals, so Windows-1252 in doubt.
    others.into_iter().rev().max_by_key(|encoding| score(*encoding)).unwrap_or(Encoding::Windows1252)
}

fn decode_one_byte(bytes: &[u8], encoding: Encoding) -> String {
    match encoding {
        Encoding::Macintosh => MACINTOSH.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::Dos850 => {
            let table: Vec<char> = DOS_850.chars().collect();
            let decode = |byte: &u8| match byte.checked_sub(0x80) {
                None => char::from(*byte),
                Some(index) => table.get(usize::from(index)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
            };
            bytes.iter().map(decode).collect()
        }
        _ => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Accents where French has them, less what it never has; a capital after a small letter is none.
fn frenchness(text: &str) -> i64 {
    let mut before = ' ';
    let mut score = 0;
    for character in text.chars() {
        if !character.is_ascii() {
            let fits = match character {
                'é' | 'è' | 'ê' | 'ë' | 'à' | 'â' | 'ç' | 'î' | 'ï' | 'ô' | 'û' | 'ù' | 'ü' | 'ö' | 'ä' | 'œ' => {
                    true
                }
                'É' | 'È' | 'Ê' | 'À' | 'Â' | 'Ç' | 'Î' | 'Ô' | 'Œ' => !before.is_lowercase(),
                '€' | '’' | '‘' | '“' | '”' | '–' | '—' | '…' | '«' | '»' | '°' | '²' | '³' | '\u{a0}' | '•' | '½' => {
                    true
                }
                _ => false,
            };
            score += if fits { 1 } else { -1 };
        }
        before = character;
    }
    score
}
