//! Text that a spreadsheet program could take for a formula: made harmless when written, given back when read.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// First characters that make a formula of a text, or can be made to (OWASP CSV injection, ASVS 1.2.10), with the
/// full-width forms that some programs fold.
fn is_dangerous(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
}

/// Whether the first character after any number of `'` is dangerous: so that [`unprotect`] gives back every text.
fn is_exposed(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(is_dangerous)
}

/// Puts `'` in front of a text that a spreadsheet program could compute; leaves all others alone.
pub fn protect(text: &str) -> Cow<'_, str> {
    if is_exposed(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes off the `'` that [`protect`] put: `unprotect(&protect(text)) == text` for every text.
pub fn unprotect(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_exposed(rest) => rest,
        _ => text,
    }
}

/// What [`repair`] did to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// `="0353019802"`, the way people keep a leading zero.
    Unwrapped,
    /// The `'` of an export.
    Unprotected,
    /// A tab, line end or other control character in front.
    LeadingControl,
    /// A mark that turns the direction of writing, or a zero-width character.
    InvisibleMark,
}

/// A text and what was done to it, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired<'t> {
    pub text: Cow<'t, str>,
    pub repairs: Vec<Repair>,
}

/// Undoes what spreadsheets and their users do to a text to keep it from being computed, and takes out what cannot be
/// seen. Nothing is computed: `=1+1` stays `=1+1`.
pub fn repair(text: &str) -> Repaired<'_> {
    let mut repairs = Vec::new();
    let mut rest = text;
    if let Some(inside) = wrapped(rest) {
        repairs.push(Repair::Unwrapped);
        if inside.contains("\"\"") {
            return Repaired { text: Cow::Owned(inside.replace("\"\"", "\"")), repairs };
        }
        rest = inside;
    }
    let bare = unprotect(rest);
    if bare.len() != rest.len() {
        repairs.push(Repair::Unprotected);
        rest = bare;
    }
    let bare = rest.trim_start_matches(char::is_control);
    if bare.len() != rest.len() && !bare.is_empty() {
        repairs.push(Repair::LeadingControl);
        rest = bare;
    }
    if !rest.contains(is_invisible) {
        return Repaired { text: Cow::Borrowed(rest), repairs };
    }
    repairs.push(Repair::InvisibleMark);
    Repaired { text: Cow::Owned(rest.chars().filter(|character| !is_invisible(*character)).collect()), repairs }
}

/// The inside of `="…"` if nothing else is there.
fn wrapped(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    if inside.replace("\"\"", "").contains('"') { None } else { Some(inside) }
}

/// Direction marks, embeddings, isolates and zero-width spaces; not the zero-width joiner, which emoji need.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\0')
}

/// `SÃ©lestat` → `Sélestat`: text that was UTF-8, was read as Windows-1252 and saved again. `None` when it was not.
pub fn undo_double_encoding(text: &str) -> Option<String> {
    // UTF-8 of é, –, œ… read as Windows-1252 begins with one of these.
    if !text.contains(['Ã', 'Â', 'Å', 'â']) {
        return None;
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
    if unmappable {
        return None;
    }
    let corrected = String::from_utf8(bytes.into_owned()).ok()?;
    (corrected.chars().count() < text.chars().count()).then_some(corrected)
}
