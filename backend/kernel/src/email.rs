//! E-mail addresses: syntax, the form by which two are the same, and what people type around them in a cell.
//! The local part is kept as written and the domain lower-cased (RFC 5321 §2.4); comparison ignores case.

use std::fmt;

use crate::cells::ValueFault;

/// A well-formed address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Email(String);

/// An address found in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEmail {
    pub email: Email,
    /// The name written before `<a@b>`.
    pub name: Option<String>,
    /// Whether something was taken off: `mailto:`, a name, a trailing dot.
    pub cleaned: bool,
    /// Readable, but its domain looks like a slip: what was probably meant.
    pub suspicion: Option<ValueFault>,
}

/// What a cell holds: addresses in their order, and the pieces that are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmailCell {
    pub emails: Vec<ReadEmail>,
    pub faults: Vec<(String, ValueFault)>,
}

const COMMON_DOMAINS: [&str; 14] = [
    "gmail.com",
    "orange.fr",
    "wanadoo.fr",
    "hotmail.com",
    "hotmail.fr",
    "outlook.com",
    "outlook.fr",
    "yahoo.com",
    "yahoo.fr",
    "laposte.net",
    "free.fr",
    "sfr.fr",
    "icloud.com",
    "bbox.fr",
];

/// Other hosts under which anybody has an address or a page.
const HOSTS: [&str; 24] = [
    "aol.com",
    "aliceadsl.fr",
    "blogspot.com",
    "e-monsite.com",
    "estvideo.fr",
    "evc.net",
    "facebook.com",
    "gmx.fr",
    "gmx.de",
    "helloasso.com",
    "instagram.com",
    "linkedin.com",
    "linktr.ee",
    "live.fr",
    "me.com",
    "mailo.com",
    "msn.com",
    "neuf.fr",
    "numericable.fr",
    "protonmail.com",
    "proton.me",
    "sites.google.com",
    "youtube.com",
    "ymail.com",
];

/// Whether a domain is a host's, under which anybody may be: it says nothing of who is.
pub fn is_anybodys(domain: &str) -> bool {
    COMMON_DOMAINS.contains(&domain)
        || HOSTS.contains(&domain)
        || [
            ".wordpress.com",
            ".wixsite.com",
            ".blogspot.com",
            ".e-monsite.com",
            ".over-blog.com",
            ".free.fr",
            ".jimdofree.com",
        ]
        .iter()
        .any(|host| domain.ends_with(host))
}

/// Real domains one letter away from a common one.
const NOT_A_SLIP: [&str; 6] = ["mail.com", "ymail.com", "email.com", "hotmail.be", "yahoo.de", "yahoo.be"];

impl Email {
    /// One bare address. The fault carries a suggestion when the slip is plain.
    pub fn parse(raw: &str) -> Result<Email, ValueFault> {
        let text = raw.trim();
        let Some((local, domain)) = text.rsplit_once('@') else {
            return Err(unreadable(text));
        };
        if text.len() > 254 || local.is_empty() || local.len() > 64 || !is_dot_atom(local) {
            return Err(unreadable(text));
        }
        let domain = domain.to_lowercase();
        if !domain.contains('.') && !domain.contains(',') {
            return Err(ValueFault::new(
                "email.domain",
                "Le domaine de cette adresse est incomplet (il manque .fr, .org…).",
                "The domain of this address is incomplete (.fr, .org… is missing).",
            ));
        }
        if !is_domain(&domain) {
            return Err(unreadable(text));
        }
        Ok(Email(format!("{local}@{domain}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    /// The form by which two addresses are the same one.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// What was probably meant, if the domain is one letter away from a very common one.
    pub fn suspicion(&self) -> Option<ValueFault> {
        let domain = self.domain();
        let meant = near_common_domain(domain)?;
        let local = self.0.strip_suffix(domain).unwrap_or_default();
        Some(
            ValueFault::new(
                "email.suspect_domain",
                format!("Le domaine « {domain} » ressemble à une faute de frappe."),
                format!("The domain “{domain}” looks like a slip."),
            )
            .suggesting(format!("{local}{meant}")),
        )
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_dot_atom(local: &str) -> bool {
    !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b))
}

fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let well_formed = labels.iter().all(|label| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    let top = labels.last().copied().unwrap_or_default();
    well_formed
        && labels.len() > 1
        && top.len() >= 2
        && (top.starts_with("xn--") || top.bytes().all(|b| b.is_ascii_alphabetic()))
}

fn near_common_domain(domain: &str) -> Option<&'static str> {
    if COMMON_DOMAINS.contains(&domain) || NOT_A_SLIP.contains(&domain) {
        return None;
    }
    COMMON_DOMAINS
        .iter()
        .filter(|common| common.len() >= 8 || domain.len() < common.len())
        .filter(|common| common.len().abs_diff(domain.len()) <= 1)
        .find(|common| strsim::osa_distance(common, domain) == 1)
        .copied()
}

/// Says that nothing can be read, and what was probably meant.
fn unreadable(text: &str) -> ValueFault {
    let fault = ValueFault::new(
        "email.unreadable",
        "Cette adresse e-mail n'est pas lisible.",
        "This e-mail address can't be read.",
    );
    match guess(text) {
        Some(guess) => fault.suggesting(guess),
        None => fault,
    }
}

fn guess(text: &str) -> Option<String> {
    let mut candidate: String = text.to_lowercase();
    for sign in ["(at)", "[at]", "{at}", "(a)", "(arobase)", "[arobase]", " arobase ", " at ", "@@"] {
        candidate = candidate.replace(sign, "@");
    }
    for point in ["(point)", "[point]", " point ", "(dot)", "[dot]", ",", "..", ";"] {
        candidate = candidate.replace(point, ".");
    }
    let candidate: String = crate::words::without_accents(&candidate).chars().filter(|c| !c.is_whitespace()).collect();
    let candidate = candidate.trim_matches(['.', ',', ';', ':']);
    let (local, domain) = candidate.rsplit_once('@')?;
    let domain = near_common_domain(domain).unwrap_or(domain);
    let fixed = format!("{local}@{domain}");
    (fixed != text && is_dot_atom(local) && is_domain(domain)).then_some(fixed)
}

/// Reads a cell: splits on `;` `,` `/` `|`, line breaks, « et », « ou »; takes off `mailto:`, `Nom <…>`, a trailing dot,
/// spaces of every kind.
pub fn read_cell(cell: &str) -> EmailCell {
    let cell: String = cell
        .chars()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
        .map(|c| if c.is_whitespace() && c != '\n' && c != '\r' { ' ' } else { c })
        .collect();
    let mut read = EmailCell::default();
    for piece in pieces(&cell) {
        match one(&piece) {
            Ok(found) if read.emails.iter().any(|known| known.email.key() == found.email.key()) => {}
            Ok(found) => read.emails.push(found),
            Err(fault) => read.faults.push((piece, fault)),
        }
    }
    read
}

fn pieces(cell: &str) -> Vec<String> {
    let mut pieces = vec![cell.to_owned()];
    for separator in ["\n", "\r", ";", "|", "/", " et ", " ou ", " ET ", " OU ", " & ", " and "] {
        pieces =
            pieces.iter().flat_map(|piece| piece.split(separator).map(str::to_owned).collect::<Vec<_>>()).collect();
    }
    pieces.iter().flat_map(|piece| by_comma_or_space(piece.trim())).filter(|piece| !piece.is_empty()).collect()
}

/// A comma or a space separates only where each side is an address: « a@orange,fr » and « Dupont, Jean <a@b.fr> » stay whole.
fn by_comma_or_space(piece: &str) -> Vec<String> {
    for separator in [',', ' '] {
        let parts: Vec<&str> = piece.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1
            && parts.iter().all(|part| part.contains('@') && !part.starts_with('@') && !part.ends_with('@'))
        {
            return parts.into_iter().flat_map(by_comma_or_space).collect();
        }
    }
    vec![piece.trim_matches([',', ' ']).to_owned()]
}

fn one(piece: &str) -> Result<ReadEmail, ValueFault> {
    let (address, name) = match (piece.rfind('<'), piece.rfind('>')) {
        (Some(open), Some(close)) if open < close => {
            (piece[open + 1..close].trim(), Some(piece[..open].trim().trim_matches('"').trim()))
        }
        _ => match words_and_address(piece) {
            Some((address, words)) => (address, Some(words)),
            None => (piece, None),
        },
    };
    let mut bare = address.trim();
    if let Some(rest) = bare.get(..7).filter(|head| head.eq_ignore_ascii_case("mailto:")).and_then(|_| bare.get(7..)) {
        bare = rest.split('?').next().unwrap_or(rest);
    }
    let bare = bare.trim().trim_matches(['<', '>', '"', '(', ')', ':']).trim_end_matches(['.', ',']).trim();
    let email = Email::parse(bare)?;
    let suspicion = email.suspicion();
    Ok(ReadEmail {
        name: name.filter(|name| !name.is_empty()).map(str::to_owned),
        cleaned: bare != piece,
        suspicion,
        email,
    })
}

/// « Jean Dupont jean@dupont.example » and « mairie : a@b.example »: one word is an address, the others are words.
fn words_and_address(piece: &str) -> Option<(&str, &str)> {
    let address = piece.split(' ').find(|word| Email::parse(word.trim_end_matches('.')).is_ok())?;
    let words = piece.split(address).next().unwrap_or_default().trim().trim_end_matches([':', '-']).trim();
    (address.len() < piece.len()).then_some((address, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(cell: &str) -> Vec<String> {
        read_cell(cell).emails.into_iter().map(|read| read.email.into_string()).collect()
    }

    #[test]
    fn syntax() {
        for ok in [
            "a@b.fr",
            "Jean.Dupont+club@Exemple.FR",
            "o'neil@x.example",
            "a@xn--caf-dma.fr",
            "mairie@ste-marie.example",
        ] {
            assert!(Email::parse(ok).is_ok(), "{ok}");
        }
        for ko in [
            "", "a", "@b.fr", "a@", "a@b", "a b@c.fr", "a@b..fr", ".a@b.fr", "a@-b.fr", "a@b.f", "a@b.123", "a@@b.fr",
            "é@b.fr",
        ] {
            assert!(Email::parse(ko).is_err(), "{ko}");
        }
        let email = Email::parse("Jean.Dupont@EXEMPLE.FR").unwrap();
        assert_eq!((email.as_str(), email.key().as_str()), ("Jean.Dupont@exemple.fr", "jean.dupont@exemple.fr"));
    }

    #[test]
    fn what_people_type_around_an_address_comes_off() {
        for (cell, cleaned) in [
            ("mairie@breitenau.example", false),
            ("mailto:mairie@breitenau.example", true),
            ("\u{a0}mairie@breitenau.example.", true),
            ("Hélène Vogelgrub <mairie@breitenau.example>", true),
            ("\"Vogelgrub, Hélène\" <mairie@breitenau.example>", true),
            ("mairie\u{200b}@breitenau.example", false),
            ("mairie : mairie@breitenau.example", true),
        ] {
            let read = read_cell(cell);
            assert_eq!(read.faults, vec![], "{cell}");
            assert_eq!(read.emails.len(), 1, "{cell}");
            assert_eq!(read.emails[0].email.as_str(), "mairie@breitenau.example", "{cell}");
            assert_eq!(read.emails[0].cleaned, cleaned, "{cell}");
        }
        assert_eq!(read_cell("Hélène Vogelgrub <a@b.example>").emails[0].name.as_deref(), Some("Hélène Vogelgrub"));
        assert_eq!(addresses("mairie@BREITENAU.EXAMPLE"), ["mairie@breitenau.example"]);
    }

    #[test]
    fn a_cell_may_hold_several() {
        for cell in [
            "mairie@x.example ; maire@x.example",
            "mairie@x.example, maire@x.example",
            "mairie@x.example / maire@x.example",
            "mairie@x.example\nmaire@x.example",
            "mairie@x.example et maire@x.example",
            "mairie@x.example ou maire@x.example",
            "mairie@x.example maire@x.example",
            "Mairie <mairie@x.example>; \"Le maire\" <maire@x.example>",
        ] {
            assert_eq!(addresses(cell), ["mairie@x.example", "maire@x.example"], "{cell}");
        }
        assert_eq!(addresses("a@x.example ; A@X.example"), ["a@x.example"]);
    }

    #[test]
    fn a_slip_is_suggested_never_applied() {
        for (cell, suggestion) in [
            ("atelier@orange,fr", Some("atelier@orange.fr")),
            ("bureau@orange,fr", Some("bureau@orange.fr")),
            ("bureau(at)vergers.example", Some("bureau@vergers.example")),
            ("a@wanadoo.f", Some("a@wanadoo.fr")),
            ("contact@ressourcerie", None),
            ("contact@association", None),
            ("néant", None),
        ] {
            let read = read_cell(cell);
            assert_eq!(read.emails, vec![], "{cell}");
            assert_eq!(read.faults.len(), 1, "{cell}");
            assert_eq!(read.faults[0].1.suggestion.as_deref(), suggestion, "{cell}");
        }
        let readable = read_cell("claire@gmial.com");
        assert_eq!(readable.emails[0].email.as_str(), "claire@gmial.com");
        assert_eq!(readable.emails[0].suspicion.as_ref().unwrap().suggestion.as_deref(), Some("claire@gmail.com"));
        assert_eq!(read_cell("claire@mail.com").emails[0].suspicion, None);
    }
}
