//! Which passwords are good enough: 12 to 128 characters of any kind, no rule about their mixture (ASVS 5.0 6.2), and
//! 50 bits once what can be guessed is taken for what it is (CNIL délibération 2022-100, with throttling).
//!
//! What can be guessed: words of the shipped list and of the context (club, product, person, address), also spelled with
//! look-alikes (`m0tdep@sse`); runs (`abcd`, `azerty`, `1234`), repetitions, years and dates. A guessable piece counts a
//! few bits whatever its length, every other character those of its kind.

use std::sync::OnceLock;

use kernel::{
    problem::{Problem, say},
    words::without_accents,
};

const SHORTEST: usize = 12;
const LONGEST: usize = 128;
const BITS: f64 = 50.0;
/// A word of the list: one of some thousands, in some spelling.
const WORD_BITS: f64 = 11.0;
/// What an attacker tries first: names of the club and of the person.
const CONTEXT_BITS: f64 = 4.0;
const RUN_BITS: f64 = 5.0;

/// Words and passwords that come first in every guess, one a line, lower case without accents.
const LIST: &str = include_str!("guessable.txt");
const ROWS: [&str; 8] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
];

/// Refuses a weak password at `pointer`. `context` holds the names an attacker would try: club, person, address.
pub fn check(pointer: &'static str, password: &str, context: &[&str]) -> Result<(), Problem> {
    let length = password.chars().count();
    if length < SHORTEST {
        let detail = say(
            "Un mot de passe compte au moins 12 caractères ; quatre mots tirés au sort font très bien l’affaire.",
            "A password has at least 12 characters; four words drawn at random do very well.",
        );
        return Err(Problem::invalid_field(pointer, "accounts.password_short", detail));
    }
    if length > LONGEST {
        let detail = say("Un mot de passe compte au plus 128 caractères.", "A password has at most 128 characters.");
        return Err(Problem::invalid_field(pointer, "accounts.password_long", detail));
    }
    if bits(password, context) < BITS {
        let detail = say(
            "Ce mot de passe est facile à deviner : évitez les mots courants seuls, les suites, les dates, votre nom et celui du club.",
            "This password is easy to guess: avoid common words on their own, sequences, dates, your name and the club’s.",
        );
        return Err(Problem::invalid_field(pointer, "accounts.password_guessable", detail));
    }
    Ok(())
}

fn list() -> &'static [&'static str] {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| LIST.lines().map(str::trim).filter(|word| word.len() >= 3).collect())
}

/// Lower case, no accents, look-alikes read as the letters they stand for.
fn plain(c: char) -> char {
    match c {
        '@' | '4' => 'a',
        '3' | '€' => 'e',
        '1' | '!' | '|' => 'i',
        '0' => 'o',
        '$' | '5' => 's',
        '7' => 't',
        c => lower(c),
    }
}

fn lower(c: char) -> char {
    let mut buffer = [0; 4];
    let bare = without_accents(c.encode_utf8(&mut buffer));
    bare.chars().next().unwrap_or(c).to_lowercase().next().unwrap_or(c)
}

/// The words of the context that are long enough to be recognised.
fn context_words(context: &[&str]) -> Vec<Vec<char>> {
    let mut words: Vec<Vec<char>> =
        ["maillage", "optimo", "smictom"].iter().map(|word| word.chars().collect()).collect();
    for text in context {
        let folded: String = text.chars().map(lower).collect();
        words.extend(
            folded
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.chars().count() >= 3)
                .map(|word| word.chars().collect()),
        );
    }
    words
}

/// How hard the password is to guess, in bits.
fn bits(password: &str, context: &[&str]) -> f64 {
    let written: Vec<char> = password.chars().collect();
    let lowered: Vec<char> = written.iter().map(|c| lower(*c)).collect();
    let read: Vec<char> = written.iter().map(|c| plain(*c)).collect();
    let context = context_words(context);
    let free = bits_per_character(&written);
    let mut total = 0.0;
    let mut at = 0;
    while at < written.len() {
        let (length, cost) = guessable(&lowered[at..], &read[at..], &context, free);
        total += cost;
        at += length;
    }
    total
}

/// log2 of the alphabet that the password draws from.
fn bits_per_character(written: &[char]) -> f64 {
    let any = |test: fn(&char) -> bool| written.iter().any(test);
    let mut size = 0.0_f64;
    for (present, count) in [
        (any(char::is_ascii_lowercase), 26.0),
        (any(char::is_ascii_uppercase), 26.0),
        (any(char::is_ascii_digit), 10.0),
        (any(|c| c.is_ascii_punctuation() || *c == ' '), 20.0),
        (any(|c| !c.is_ascii()), 30.0),
    ] {
        if present {
            size += count;
        }
    }
    // Guessers know which letters follow which, and that capitals and signs stand at the ends: half of the gain is lost.
    size.max(10.0).log2().min(5.3)
}

/// The longest piece here that can be guessed, with its bits; else one free character.
fn guessable(lowered: &[char], read: &[char], context: &[Vec<char>], free: f64) -> (usize, f64) {
    let mut best = (1, free);
    let mut offer = |length: usize, cost: f64| {
        if length > best.0 && cost < free * length as f64 {
            best = (length, cost);
        }
    };
    for word in context {
        if lowered.starts_with(word) || read.starts_with(word) {
            offer(word.len(), CONTEXT_BITS);
        }
    }
    for word in list() {
        let length = word.chars().count();
        if length <= lowered.len() && (same(lowered, word) || same(read, word)) {
            offer(length, WORD_BITS);
        }
    }
    for length in [run(lowered), repetition(lowered)] {
        if length >= 3 {
            offer(length, RUN_BITS + (length as f64).log2());
        }
    }
    let digits = lowered.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits == 4 && matches!(lowered, ['1', '9', ..] | ['2', '0', ..]) {
        offer(4, 7.0);
    }
    if digits == 8 {
        offer(8, 16.0);
    }
    best
}

fn same(text: &[char], word: &str) -> bool {
    word.chars().zip(text).all(|(a, b)| a == *b)
}

/// How many characters from here follow a row of the alphabet or of a keyboard, either way.
fn run(text: &[char]) -> usize {
    let Some(first) = text.first() else { return 0 };
    let mut longest = 0;
    for row in ROWS {
        let row: Vec<char> = row.chars().collect();
        for (at, _) in row.iter().enumerate().filter(|(_, c)| *c == first) {
            let ahead = row[at..].iter().zip(text).take_while(|(a, b)| a == b).count();
            let back = row[..=at].iter().rev().zip(text).take_while(|(a, b)| a == b).count();
            longest = longest.max(ahead).max(back);
        }
    }
    longest
}

/// How many characters from here repeat a piece of one to six: `aaaa`, `abcabcabc`.
fn repetition(text: &[char]) -> usize {
    (1..=6.min(text.len() / 2))
        .map(|period| {
            let same = text.iter().skip(period).zip(text).take_while(|(a, b)| a == b).count();
            if same >= period.max(2) { same + period } else { 0 }
        })
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: &[&str] =
        &["Club des Trois Vallées", "camille.rotrieder@mairie-thann.example", "Camille", "Rotrieder"];

    fn refusal(password: &str) -> Option<String> {
        check("/password", password, CONTEXT).err().map(|problem| problem.code().to_owned())
    }

    #[test]
    fn short_and_endless_ones_are_refused() {
        assert_eq!(refusal("optimo2026!").as_deref(), Some("accounts.password_short"));
        assert_eq!(refusal("Gx7#pQ!2mZk").as_deref(), Some("accounts.password_short"));
        assert_eq!(refusal(&"x7 Kp".repeat(26)).as_deref(), Some("accounts.password_long"));
    }

    #[test]
    fn common_ones_are_refused_however_they_are_dressed() {
        for password in [
            "123456789012",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "azertyuiop12",
            "qwertyuiop123",
            "motdepasse12",
            "M0tdep@sse2026!",
            "password1234",
            "Password2026!",
            "administrateur",
            "Bienvenue2026!",
            "soleil123456",
            "Soleil2026!!",
            "iloveyou1234",
            "jetaime12345",
            "abcdefghijkl",
            "01/01/1970 01",
            "251219802512",
            "TroisVallees2026",
            "CamilleRotrieder1!",
            "camille.rotrieder@mairie-thann.example",
            "maillage2026!!",
            "smictom-2026-club",
            "optimo2026!!",
            "Marseille2024!",
        ] {
            assert_eq!(
                refusal(password).as_deref(),
                Some("accounts.password_guessable"),
                "{password} {}",
                bits(password, CONTEXT)
            );
        }
    }

    #[test]
    fn long_phrases_and_random_ones_are_accepted() {
        for password in [
            "quatre mots tirés au sort",
            "cheval agrafe pile correcte",
            "girouette brumeuse sous la tonnelle des voisins un soir de juin!",
            "gX7#pQ!2mZkL",
            "wkqzbtrhmvxc",
            "pamplemousse-vilebrequin",
            "abcde-fghij-kmnpq-rstuv-qk7tz",
        ] {
            assert_eq!(refusal(password), None, "{password} {}", bits(password, CONTEXT));
        }
        for _ in 0..50 {
            let invented = super::super::passwords::invent();
            assert_eq!(refusal(&invented), None, "{invented}");
        }
    }

    #[test]
    fn bits_are_told_by_kind() {
        let close = |password: &str, expected: f64| {
            let found = bits(password, &[]);
            assert!((found - expected).abs() < 8.0, "{password}: {found}");
        };
        close("wkqzbtrhmvxc", 56.0);
        close("motdepasse", WORD_BITS);
        close("12345678", RUN_BITS + 3.0);
    }
}
