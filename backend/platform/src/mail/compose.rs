//! A delivery as an internet message (RFC 5322): one recipient, text first, then HTML.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use kernel::icalendar;
use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use tables::{delivery, delivery_calendar};

/// A message ready to be handed over.
pub struct Composed {
    pub from: Address,
    pub to: Address,
    pub bytes: Vec<u8>,
}

/// With the event it is about, if it is about one. `objecting`: of a letter, the link by which one asks for no more of them.
/// The error says in one sentence what of the delivery can't be sent.
pub fn compose(
    delivery: &delivery::Model,
    calendar: Option<&delivery_calendar::Model>,
    club_name: &str,
    mail_from: &str,
    objecting: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Composed, String> {
    let from = address(mail_from).ok_or("the sender's address can't be read")?;
    let to = address(&delivery.to_address).ok_or("the recipient's address can't be read")?;
    let name = |name: &str| Some(super::one_line(name)).filter(|name| !name.is_empty());
    let mut message = Message::builder()
        .from(Mailbox::new(name(club_name), from.clone()))
        .to(Mailbox::new(name(&delivery.to_name), to.clone()))
        .subject(super::one_line(&delivery.subject))
        .message_id(Some(delivery.message_id.clone()))
        .date(SystemTime::from(now));
    let mut headers = vec![
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("X-Auto-Response-Suppress", "OOF, AutoReply".to_owned()),
    ];
    if let Some(link) = objecting {
        headers.push(("List-Unsubscribe", format!("<{link}>")));
        headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    for (header, value) in headers {
        let header = HeaderName::new_from_ascii(header.to_owned()).map_err(|error| error.to_string())?;
        // A link is one word, however long: it is neither folded nor encoded.
        message = message.raw_header(HeaderValue::dangerous_new_pre_encoded(header, value.clone(), value));
    }
    let words = MultiPart::alternative_plain_html(delivery.text.clone(), delivery.html.clone());
    let content = match calendar {
        None => words,
        Some(calendar) => with_event(words, delivery, calendar, club_name, mail_from)?,
    };
    let message = message.multipart(content).map_err(|error| error.to_string())?;
    Ok(Composed { from, to, bytes: message.formatted() })
}

/// The event as a part that mail programs act on, and as a file for those that don't (RFC 6047): one person invited, and
/// nobody else named.
fn with_event(
    words: MultiPart,
    delivery: &delivery::Model,
    calendar: &delivery_calendar::Model,
    club_name: &str,
    mail_from: &str,
) -> Result<MultiPart, String> {
    let invited = (delivery.to_name.as_str(), delivery.to_address.as_str());
    let text = icalendar::between(&calendar.content, (club_name, mail_from), invited, &calendar.said);
    let kind = ContentType::parse(&format!("text/calendar; method={}; charset=UTF-8", calendar.method))
        .map_err(|error| error.to_string())?;
    let part = SinglePart::builder().header(kind.clone()).body(text.clone());
    let file = Attachment::new("invite.ics".to_owned()).body(text, kind);
    Ok(MultiPart::mixed().multipart(words.singlepart(part)).singlepart(file))
}

/// With the domain in ASCII (RFC 5891), which every relay takes.
fn address(text: &str) -> Option<Address> {
    let (local, domain) = text.rsplit_once('@')?;
    if domain.is_ascii() {
        return Address::new(local, domain).ok();
    }
    let url = reqwest::Url::parse(&format!("http://{domain}/")).ok()?;
    Address::new(local, url.domain()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery() -> delivery::Model {
        delivery::Model {
            id: kernel::ids::new_id(),
            purpose: "invitation".to_owned(),
            state: super::super::QUEUED.to_owned(),
            to_address: "eve@mairie-thann.example".to_owned(),
            to_name: "Ève \"la\" Maire".to_owned(),
            person_id: None,
            subject: "Invitation à la rencontre".to_owned(),
            html: "<p>Été</p>".to_owned(),
            text: "Été\n.\nfin".to_owned(),
            token: "t".to_owned(),
            message_id: "<1.2@club.example>".to_owned(),
            dedupe_key: None,
            confidential: false,
            attempts: 1,
            next_attempt_at: None,
            last_error: None,
            created_at: Utc::now(),
            sent_at: None,
            failed_at: None,
            retried_at: None,
            search: String::new(),
            letter: false,
        }
    }

    fn written(delivery: &delivery::Model, club_name: &str, objecting: Option<&str>) -> String {
        let composed = compose(delivery, None, club_name, "club@club.example", objecting, Utc::now()).unwrap();
        assert!(composed.bytes.is_ascii());
        String::from_utf8(composed.bytes).unwrap()
    }

    #[test]
    fn a_message_has_what_receivers_ask_for() {
        let message = written(&delivery(), "Club Exemple", None);
        let (head, body) = message.split_once("\r\n\r\n").unwrap();
        for line in [
            "From: \"Club Exemple\" <club@club.example>",
            "Message-ID: <1.2@club.example>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative;",
        ] {
            assert!(head.contains(line), "{line} is not in\n{head}");
        }
        assert!(head.contains("\r\nDate: ") && !head.contains("List-Unsubscribe"));
        assert!(body.find("text/plain").unwrap() < body.find("text/html").unwrap());
    }

    #[test]
    fn a_letter_tells_how_to_ask_for_no_more_of_them() {
        let link = format!("https://club.example/ne-plus-ecrire/{}", "a".repeat(64));
        let message = written(&delivery(), "Club Exemple", Some(&link));
        let (head, _) = message.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("\r\nList-Unsubscribe: <{link}>\r\n")), "{head}");
        assert!(head.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{head}");
    }

    #[test]
    fn no_field_can_begin_a_header() {
        let mut sly = delivery();
        sly.subject = "Bonjour\r\nBcc: all@club.example".to_owned();
        sly.to_name = "Eve\r\nBcc: all@club.example\r\n\r\n<script>".to_owned();
        let message = written(&sly, "Club\nX-Evil: 1", None);
        let (head, _) = message.split_once("\r\n\r\n").unwrap();
        assert!(!head.contains("\nBcc") && !head.contains("\nX-Evil"), "{head}");
        sly.to_address = "eve@club.example>\r\nRCPT TO:<all@club.example".to_owned();
        assert!(compose(&sly, None, "Club", "club@club.example", None, Utc::now()).is_err());
    }

    #[test]
    fn an_event_goes_along_with_the_one_who_is_invited() {
        let calendar = delivery_calendar::Model {
            delivery_id: kernel::ids::new_id(),
            method: "REQUEST".to_owned(),
            said: "ACCEPTED".to_owned(),
            content: "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".to_owned(),
        };
        let composed = compose(&delivery(), Some(&calendar), "Club", "club@club.example", None, Utc::now()).unwrap();
        let message = String::from_utf8(composed.bytes).unwrap();
        assert!(message.contains("multipart/mixed") && message.contains("multipart/alternative"), "{message}");
        assert!(message.matches("text/calendar; method=REQUEST").count() == 2, "{message}");
        assert!(message.contains("invite.ics"), "{message}");
    }

    #[test]
    fn a_domain_with_accents_is_written_in_ascii() {
        assert_eq!(address("x@mairie-fénétrange.example").unwrap().domain(), "xn--mairie-fntrange-inbb.example");
    }
}
