//! The newest sheets as feeds: Atom (RFC 4287) and RSS 2.0.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use kernel::problem::Problem;
use platform::html::Html;

use super::{schema::PublicSheetCard, telling::SHEETS};
use crate::features::club::ClubSettings;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Atom,
    Rss,
}

impl Kind {
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Atom => "application/atom+xml",
            Kind::Rss => "application/rss+xml",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Kind::Atom => "/api/v1/public/practice-sheets.atom",
            Kind::Rss => "/api/v1/public/practice-sheets.rss",
        }
    }
}

fn text(text: &str) -> String {
    Html::text(text).into_string()
}

fn instant(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// RFC 3339.
fn atom_time(day: NaiveDate) -> String {
    instant(day).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// RFC 822.
fn rss_time(day: NaiveDate) -> String {
    instant(day).format("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

pub fn write(kind: Kind, sheets: &[PublicSheetCard], club: &ClubSettings, base_url: &str) -> Result<String, Problem> {
    let title = text(&format!("{}\u{202f}: fiches", club.name));
    let (site, own) = (text(&format!("{base_url}{SHEETS}")), text(&format!("{base_url}{}", kind.path())));
    // Never empty: a feed without entries is as old as the calendar's beginning.
    let newest = sheets.iter().map(|sheet| sheet.updated_on).max().unwrap_or_default();
    let mut body = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    match kind {
        Kind::Atom => {
            write!(
                body,
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\"><id>{own}</id><title>{title}</title>\
                 <updated>{}</updated><author><name>{}</name></author><link rel=\"self\" href=\"{own}\"/>\
                 <link rel=\"alternate\" href=\"{site}\"/>",
                atom_time(newest),
                text(&club.name)
            )
            .map_err(Problem::bug)?;
            for sheet in sheets {
                write!(
                    body,
                    "<entry><id>{url}</id><title>{}</title><link href=\"{url}\"/><published>{}</published>\
                     <updated>{}</updated><summary>{}</summary></entry>",
                    text(&sheet.title),
                    atom_time(sheet.published_on),
                    atom_time(sheet.updated_on),
                    text(&sheet.summary),
                    url = text(&sheet.url),
                )
                .map_err(Problem::bug)?;
            }
            body.push_str("</feed>\n");
        }
        Kind::Rss => {
            write!(
                body,
                "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>{title}</title>\
                 <link>{site}</link><description>{title}</description><language>fr</language>\
                 <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{own}\"/>"
            )
            .map_err(Problem::bug)?;
            for sheet in sheets {
                write!(
                    body,
                    "<item><guid isPermaLink=\"true\">{url}</guid><title>{}</title><link>{url}</link>\
                     <pubDate>{}</pubDate><description>{}</description></item>",
                    text(&sheet.title),
                    rss_time(sheet.published_on),
                    text(&sheet.summary),
                    url = text(&sheet.url),
                )
                .map_err(Problem::bug)?;
            }
            body.push_str("</channel></rss>\n");
        }
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_each_feed_says_them() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        assert_eq!(atom_time(day), "2026-11-03T00:00:00Z");
        assert_eq!(rss_time(day), "Tue, 03 Nov 2026 00:00:00 +0000");
    }
}
