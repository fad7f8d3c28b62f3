//! vCard 3.0 (RFC 2426) and not 4.0: Outlook for Windows reads 2.1 and 3.0 only, telephones and webmails read both.

use tables::member;

use super::super::contacts::Known;
use kernel::trade::Consent;

/// Octets of a line, without its end (RFC 2426 §2.6).
const LINE: usize = 75;

/// The card of a person in a member. Who objected to being written to keeps the address off: a card is what a mail
/// program writes with.
pub fn of(member: &member::Model, known: &Known) -> String {
    let Known { contact, person, address } = known;
    let (given, family) = (escaped(&person.given_name), escaped(&person.family_name));
    let full = match format!("{} {}", person.given_name, person.family_name).trim() {
        "" => escaped(&member.name),
        name => escaped(name),
    };
    let mut card = String::with_capacity(512);
    put(&mut card, "BEGIN:VCARD");
    put(&mut card, "VERSION:3.0");
    put(&mut card, &format!("FN:{full}"));
    put(&mut card, &format!("N:{family};{given};;;"));
    put(&mut card, &format!("ORG:{}", escaped(&member.name)));
    if let Some(function) = &contact.function {
        put(&mut card, &format!("TITLE:{}", escaped(function)));
    }
    let objected = address.as_ref().is_some_and(|address| address.consent == Consent::Objected);
    if let Some(address) = address.as_ref().filter(|_| !objected) {
        put(&mut card, &format!("EMAIL;TYPE=INTERNET,WORK:{}", escaped(&address.email)));
    }
    if let Some(phone) = &contact.phone {
        put(&mut card, &format!("TEL;TYPE=WORK,VOICE:{}", escaped(phone)));
    }
    if let Some(mobile) = &contact.mobile {
        put(&mut card, &format!("TEL;TYPE=CELL,VOICE:{}", escaped(mobile)));
    }
    if member.street.is_some() || member.postal_code.is_some() || member.commune_name.is_some() {
        let part = |value: &Option<String>| escaped(value.as_deref().unwrap_or_default());
        let (street, town, code) = (part(&member.street), part(&member.commune_name), part(&member.postal_code));
        put(&mut card, &format!("ADR;TYPE=WORK:;;{street};{town};;{code};"));
    }
    if let Some(website) = &member.website {
        put(&mut card, &format!("URL:{}", website.replace(['\r', '\n'], "")));
    }
    put(&mut card, &format!("UID:urn:uuid:{}", contact.id));
    put(&mut card, &format!("REV:{}", contact.updated_at.format("%Y-%m-%dT%H:%M:%SZ")));
    put(&mut card, "END:VCARD");
    card
}

/// RFC 2426 §4: `\`, `,`, `;` and line ends.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ',' | ';' => escaped.extend(['\\', character]),
            '\n' | '\r' => escaped.push_str("\\n"),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// One line, folded after 75 octets between two characters.
fn put(card: &mut String, line: &str) {
    let mut width = 0;
    for character in line.chars() {
        if width + character.len_utf8() > LINE {
            card.push_str("\r\n ");
            width = 1;
        }
        card.push(character);
        width += character.len_utf8();
    }
    card.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_folded_between_characters_and_reads_back_whole() {
        let long = format!("NOTE:{}", "é👩‍🌾x".repeat(60));
        let mut card = String::new();
        put(&mut card, &long);
        assert!(card.split("\r\n").all(|line| line.len() <= LINE), "{card}");
        assert_eq!(card.replace("\r\n ", "").trim_end_matches("\r\n"), long);
    }

    #[test]
    fn what_means_something_in_a_card_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\nf\u{7}"), "a\\,b\\;c\\\\d\\ne\\nf");
    }
}
