//! Texts as people write them, in the small part of Markdown that a page and a sheet of paper set well: paragraphs, lists,
//! sub-headings, bold, italic, links. Whatever else stands in one is text.

use serde::Serialize;

/// A piece of a text that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Lines are kept as they were typed.
    Paragraph {
        runs: Vec<Run>,
    },
    Heading {
        runs: Vec<Run>,
    },
    List {
        ordered: bool,
        items: Vec<Vec<Run>>,
    },
}

/// Words that look alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    /// A web or mail address, and nothing that a browser would run.
    pub link: Option<String>,
}

/// Reads a text; empty lines part its pieces.
pub fn read(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim).chain([""]) {
        let mark = mark_of(line);
        if !paragraph.is_empty() && (line.is_empty() || mark.is_some()) {
            blocks.push(Block::Paragraph { runs: runs(&paragraph.join("\n")) });
            paragraph.clear();
        }
        match mark {
            Some(Mark::Heading(rest)) => blocks.push(Block::Heading { runs: runs(rest) }),
            Some(Mark::Item(ordered, rest)) => match blocks.last_mut() {
                Some(Block::List { ordered: known, items }) if *known == ordered => items.push(runs(rest)),
                _ => blocks.push(Block::List { ordered, items: vec![runs(rest)] }),
            },
            None if line.is_empty() => {}
            None => paragraph.push(line),
        }
    }
    blocks
}

enum Mark<'a> {
    Heading(&'a str),
    Item(bool, &'a str),
}

fn mark_of(line: &str) -> Option<Mark<'_>> {
    let rest = line.trim_start_matches('#');
    if rest.len() < line.len() {
        return rest.strip_prefix(' ').map(|rest| Mark::Heading(rest.trim()));
    }
    if let Some(rest) = ["- ", "* ", "• "].into_iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some(Mark::Item(false, rest.trim()));
    }
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    // A year at the beginning of a sentence numbers nothing.
    let numbered = (1..=2).contains(&(line.len() - rest.len()));
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    rest.filter(|_| numbered).map(|rest| Mark::Item(true, rest.trim()))
}

fn runs(text: &str) -> Vec<Run> {
    let mut out = Vec::new();
    write(text, &Run::default(), &mut out);
    out
}

/// Writes a text that looks like `as_one`, where marks within it do not say otherwise.
fn write(text: &str, as_one: &Run, out: &mut Vec<Run>) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        if let Some((marked, inner, after)) = marked(rest, before, as_one) {
            write(inner, &marked, out);
            before = ' ';
            rest = after;
            continue;
        }
        if let Some(address) = address(rest, before).filter(|_| as_one.link.is_none()) {
            put(address, &Run { link: Some(address.to_owned()), ..as_one.clone() }, out);
            before = '/';
            rest = &rest[address.len()..];
            continue;
        }
        let escaped =
            rest[letter.len_utf8()..].chars().next().filter(|next| letter == '\\' && next.is_ascii_punctuation());
        let told = escaped.unwrap_or(letter);
        put(told.encode_utf8(&mut [0; 4]), as_one, out);
        before = told;
        rest = &rest[letter.len_utf8() + escaped.map_or(0, char::len_utf8)..];
    }
}

fn put(text: &str, as_one: &Run, out: &mut Vec<Run>) {
    match out.last_mut() {
        Some(last) if last.bold == as_one.bold && last.italic == as_one.italic && last.link == as_one.link => {
            last.text.push_str(text);
        }
        _ => out.push(Run { text: text.to_owned(), ..as_one.clone() }),
    }
}

/// What is marked where `rest` begins: how it looks, what it says, and what comes behind it.
fn marked<'a>(rest: &'a str, before: char, as_one: &Run) -> Option<(Run, &'a str, &'a str)> {
    for mark in ["**", "__"] {
        if let Some((inner, after)) = between(rest, mark, before).filter(|_| !as_one.bold) {
            return Some((Run { bold: true, ..as_one.clone() }, inner, after));
        }
    }
    for mark in ["*", "_"] {
        if let Some((inner, after)) = between(rest, mark, before).filter(|_| !as_one.italic) {
            return Some((Run { italic: true, ..as_one.clone() }, inner, after));
        }
    }
    let (label, after) = rest.strip_prefix('[')?.split_once("](")?;
    let (target, after) = after.split_once(')')?;
    let told = as_one.link.is_none() && !label.is_empty() && !label.contains('\n') && is_safe(target);
    told.then(|| (Run { link: Some(target.to_owned()), ..as_one.clone() }, label, after))
}

/// What stands between two of these marks, the first of which begins `rest`. Underscores within a word mark nothing.
fn between<'a>(rest: &'a str, mark: &str, before: char) -> Option<(&'a str, &'a str)> {
    let inside = rest.strip_prefix(mark)?;
    let within_word = mark.starts_with('_') && before.is_alphanumeric();
    if within_word || inside.starts_with(char::is_whitespace) || inside.starts_with(mark) {
        return None;
    }
    // Of a longer row of marks the last ones end it: what stands within has the others.
    let at = inside.find(mark)?;
    let row = inside[at..].len() - inside[at..].trim_start_matches(mark.chars().next()?).len();
    let (inner, after) = (&inside[..at + row - mark.len()], &inside[at + row..]);
    let ends = !inner.is_empty() && !inner.ends_with(char::is_whitespace) && !inner.contains('\n');
    let within_word = mark.starts_with('_') && after.starts_with(char::is_alphanumeric);
    (ends && !within_word).then_some((inner, after))
}

/// The address that begins `rest` as a word of its own, without the marks behind it.
fn address(rest: &str, before: char) -> Option<&str> {
    if before.is_alphanumeric() || !(rest.starts_with("https://") || rest.starts_with("http://")) {
        return None;
    }
    let word = rest.split(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '»')).next()?;
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*', '_']);
    (word.len() > "https://".len()).then_some(word)
}

fn is_safe(target: &str) -> bool {
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    known && !target.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Run {
        Run { text: text.to_owned(), ..Run::default() }
    }

    #[test]
    fn a_text_is_paragraphs_lists_and_sub_headings() {
        let read = read(
            "Chaque été,\nla fête.\n### Le comptoir\n- Laver\n- Ranger\n1. Réserver\n2) Afficher\n\n2024 a été belle.",
        );
        let paragraph = |text: &str| Block::Paragraph { runs: vec![run(text)] };
        let list = |ordered, items: [&str; 2]| Block::List {
            ordered,
            items: items.into_iter().map(|item| vec![run(item)]).collect(),
        };
        assert_eq!(
            read,
            [
                paragraph("Chaque été,\nla fête."),
                Block::Heading { runs: vec![run("Le comptoir")] },
                list(false, ["Laver", "Ranger"]),
                list(true, ["Réserver", "Afficher"]),
                paragraph("2024 a été belle."),
            ]
        );
        assert!(super::read("  \n\n ").is_empty());
    }

    #[test]
    fn marks_change_the_look_and_links_lead_somewhere() {
        let bold = Run { bold: true, ..run("deux mois") };
        let both = Run { bold: true, italic: true, ..run("vraiment") };
        let link = |text: &str, target: &str| Run { link: Some(target.to_owned()), ..run(text) };
        assert_eq!(runs("Il faut **deux mois**."), [run("Il faut "), bold, run(".")]);
        assert_eq!(runs("***vraiment***"), [both]);
        assert_eq!(
            runs("[le guide](https://a.example/b) ou https://a.example/c."),
            [
                link("le guide", "https://a.example/b"),
                run(" ou "),
                link("https://a.example/c", "https://a.example/c"),
                run(".")
            ]
        );
    }

    #[test]
    fn what_marks_nothing_stays_as_it_is() {
        for text in [
            "2 * 3 * 4",
            "un_nom_de_fichier",
            "[a](javascript:alert(1))",
            "* ",
            "**",
            "a ** b",
            "https://",
            "<b>x</b> #not-a-title",
        ] {
            assert_eq!(runs(text), [run(text)], "{text}");
        }
        assert_eq!(runs("\\*deux\\* \\\\"), [run("*deux* \\")]);
    }
}
