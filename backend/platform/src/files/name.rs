//! A file's name as it is kept and shown: never a path, never a trick (ASVS 5.4.1).

/// The longest name, in characters.
const LONGEST: usize = 200;
/// The longest ending that counts as an extension.
const LONGEST_EXTENSION: usize = 10;

/// Without path, control characters and marks that turn the reading direction; at most 200 characters, the
/// extension kept.
pub fn cleaned(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let name = visible.trim_matches(|c: char| c.is_whitespace() || c == '.');
    if name.is_empty() {
        return "fichier".to_owned();
    }
    let (stem, extension) = split(name);
    let room = LONGEST - extension.map_or(0, |extension| extension.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    match extension {
        Some(extension) => format!("{}.{extension}", stem.trim_end()),
        None => stem,
    }
}

/// The same name for another content: `logo.webp` that was drawn anew as PNG is `logo.png`.
pub fn with_extension(name: &str, extension: &str) -> String {
    let (stem, old) = split(name);
    let same = old.is_some_and(|old| {
        old.eq_ignore_ascii_case(extension) || (extension == "jpg" && old.eq_ignore_ascii_case("jpeg"))
    });
    if same { name.to_owned() } else { cleaned(&format!("{stem}.{extension}")) }
}

fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && !extension.is_empty()
                && extension.len() <= LONGEST_EXTENSION
                && extension.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            (stem, Some(extension))
        }
        _ => (name, None),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_path_nor_a_trick() {
        assert_eq!(cleaned("../../etc/passwd"), "passwd");
        assert_eq!(cleaned(r"C:\Users\x\Liste des membres.xlsx"), "Liste des membres.xlsx");
        assert_eq!(cleaned("a\r\nSet-Cookie: x.pdf"), "aSet-Cookie: x.pdf");
        assert_eq!(cleaned("photo\u{202e}gpj.exe"), "photogpj.exe");
        assert_eq!(cleaned(" .htaccess"), "htaccess");
        assert_eq!(cleaned("\u{0}\u{7}.."), "fichier");
        assert_eq!(cleaned(""), "fichier");
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = cleaned(&format!("{}.xlsx", "é".repeat(400)));
        assert_eq!(name.chars().count(), 200);
        assert!(name.ends_with("é.xlsx"));
    }

    #[test]
    fn a_picture_drawn_anew_changes_its_extension() {
        assert_eq!(with_extension("logo.webp", "png"), "logo.png");
        assert_eq!(with_extension("Photo.JPEG", "jpg"), "Photo.JPEG");
        assert_eq!(with_extension("sans extension", "jpg"), "sans extension.jpg");
        assert_eq!(with_extension("v1.2 finale", "png"), "v1.2 finale.png");
    }
}
