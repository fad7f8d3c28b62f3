//! Spelling keys: two ways of writing the same name of a place give the same key.

use kernel::words::fold;

/// Lower case without accents, punctuation as single blanks, and the short forms that people use written out:
/// `STE-MARIE`, `Sainte Marie` → `sainte marie`; `Ebersheim s/Ill` → `ebersheim sur ill`.
pub fn key(name: &str) -> String {
    let mut written_out = name.to_owned();
    for (short, long) in [(" s/s", " sous "), (" S/S", " sous "), (" s/", " sur "), (" S/", " sur ")] {
        if written_out.contains(short) {
            written_out = written_out.replace(short, long);
        }
    }
    let folded = fold(&written_out);
    let words = folded.split(' ').map(|word| match word {
        "sts" => "saints",
        "stes" => "saintes",
        // "lès", "lez" and "les" mean "near" in names of places, and nobody remembers which one is right where.
        "lez" => "les",
        other => other,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The key's letters without its blanks, so that `Neuve Eglise`, `Neuve-Église` and `Neuveeglise` stand side by side.
pub fn without_blanks(key: &str) -> impl Iterator<Item = u8> + Clone + '_ {
    key.bytes().filter(|byte| *byte != b' ')
}

/// The name as German writes it without umlauts, if it has any: `Schönau` → `Schoenau`.
pub fn umlauts_spelled(name: &str) -> Option<String> {
    let spelled = name.replace(['ä', 'Ä'], "ae").replace(['ö', 'Ö'], "oe").replace(['ü', 'Ü'], "ue");
    (spelled != name).then_some(spelled)
}

/// A key that the author of a cell may have meant.
pub struct Reading {
    pub key: String,
    /// Blanks count: an article was added here, and `la` + `laye` is not Lalaye.
    pub strict: bool,
}

/// What a name may have been before the cell's author turned, lengthened or shortened it, the likeliest first: the
/// words alone, the article brought back to the front (`Hohwald (Le)`), `mairie de` taken off, the article added
/// (`Hohwald`), umlauts written out.
pub fn readings(name: &str) -> Vec<Reading> {
    const ARTICLES: [&str; 4] = ["le", "la", "les", "l"];
    let plain = place_only(key(name));
    let mut readings = vec![Reading { key: plain.clone(), strict: false }];
    let mut strictly = |key: String| readings.push(Reading { key, strict: true });
    for article in ARTICLES {
        if let Some(rest) = plain.strip_suffix(article).and_then(|rest| rest.strip_suffix(' ')) {
            strictly(format!("{article} {rest}"));
        }
    }
    for office in ["mairie ", "commune ", "ville ", "village "] {
        let Some((link, rest)) = plain.strip_prefix(office).and_then(|rest| rest.split_once(' ')) else { continue };
        match link {
            "de" | "d" => strictly(rest.to_owned()),
            "du" => strictly(format!("le {rest}")),
            "des" => strictly(format!("les {rest}")),
            _ => {}
        }
    }
    for article in ARTICLES {
        strictly(format!("{article} {plain}"));
    }
    if let Some(spelled) = umlauts_spelled(name) {
        readings.push(Reading { key: place_only(key(&spelled)), strict: false });
    }
    readings
}

/// `selestat cedex 2` → `selestat`: CEDEX is La Poste's business, not part of the name.
fn place_only(mut key: String) -> String {
    if let Some(at) = key.find(" cedex") {
        key.truncate(at);
    }
    key
}
