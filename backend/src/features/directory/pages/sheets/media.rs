//! What stands beside the texts: pictures of ours, and ways to what is elsewhere. Nothing of another host is loaded.

use kernel::problem::{Language, Problem};
use platform::html::Html;

use super::words;
use crate::features::practice_sheets::{MediaKind, SheetMedia};

/// The picture at the head.
pub fn cover_of(media: &[SheetMedia]) -> Option<&SheetMedia> {
    let mut pictures = media.iter().filter(|media| media.kind == MediaKind::Picture);
    pictures.clone().find(|picture| picture.cover).or_else(|| pictures.next())
}

pub fn cover(media: &[SheetMedia]) -> Result<Html, Problem> {
    match cover_of(media) {
        Some(picture) => figure(picture, "<figure class=\"cover\">{{picture}}{{credit}}</figure>", ""),
        None => Ok(Html::default()),
    }
}

/// Pictures but the one at the head, videos, articles and documents, each under its title.
pub fn others(media: &[SheetMedia], language: Language) -> Result<Html, Problem> {
    let head = cover_of(media).map(|picture| picture.id);
    let mut pieces = Vec::new();
    for kind in [MediaKind::Picture, MediaKind::Video, MediaKind::Press, MediaKind::Document] {
        let of_kind = media.iter().filter(|media| media.kind == kind && Some(media.id) != head);
        let items = match kind {
            MediaKind::Picture => of_kind
                .map(|picture| figure(picture, "<li><figure>{{picture}}{{credit}}</figure></li>", " loading=\"lazy\""))
                .collect::<Result<Html, Problem>>()?,
            _ => of_kind.map(way).collect::<Result<Html, Problem>>()?,
        };
        if items.is_empty() {
            continue;
        }
        let template = match kind {
            MediaKind::Picture => "<h2>{{title}}</h2><ul class=\"pictures\">{{items}}</ul>",
            _ => "<h2>{{title}}</h2><ul class=\"ways\">{{items}}</ul>",
        };
        let title = Html::text(words::media(kind, language));
        pieces.push(Html::fill(template, &[("title", title), ("items", items)])?);
    }
    Ok(pieces.into_iter().collect())
}

fn figure(media: &SheetMedia, template: &'static str, loading: &'static str) -> Result<Html, Problem> {
    let side = |side: Option<i64>, name: &'static str| match side {
        Some(pixels) => Html::fill(name, &[("n", Html::text(&pixels.to_string()))]),
        None => Ok(Html::default()),
    };
    let picture = Html::fill(
        "<img src=\"{{url}}\" alt=\"{{alt}}\"{{width}}{{height}}{{loading}}>",
        &[
            ("url", Html::text(&media.url)),
            ("alt", Html::text(&media.alt)),
            ("width", side(media.width, " width=\"{{n}}\"")?),
            ("height", side(media.height, " height=\"{{n}}\"")?),
            ("loading", Html::fill(loading, &[])?),
        ],
    )?;
    let words: Vec<&str> =
        [media.title.as_str(), media.credit.as_str()].into_iter().filter(|words| !words.is_empty()).collect();
    let credit = match words.is_empty() {
        true => Html::default(),
        false => Html::fill("<figcaption>{{words}}</figcaption>", &[("words", Html::text(&words.join(" · ")))])?,
    };
    Html::fill(template, &[("picture", picture), ("credit", credit)])
}

/// The way to a video, an article or a document.
fn way(media: &SheetMedia) -> Result<Html, Problem> {
    let title = if media.title.is_empty() { host(&media.url) } else { media.title.clone() };
    let template = match media.kind {
        MediaKind::Document => "<li><a href=\"{{url}}\" download>{{title}}</a>{{where}}</li>",
        _ => "<li><a rel=\"nofollow noopener\" href=\"{{url}}\">{{title}}</a>{{where}}</li>",
    };
    let place = match (media.published_in.as_str(), media.kind) {
        ("", MediaKind::Document) => String::new(),
        ("", _) => host(&media.url),
        (place, _) => place.to_owned(),
    };
    let place = match place.is_empty() || place == title {
        true => Html::default(),
        false => Html::fill(" <span class=\"sub\">({{place}})</span>", &[("place", Html::text(&place))])?,
    };
    Html::fill(template, &[("url", Html::text(&media.url)), ("title", Html::text(&title)), ("where", place)])
}

/// Where an address leads, as one says it.
pub fn host(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_called_by_its_host() {
        assert_eq!(host("https://www.tele.example/fete?x=1"), "tele.example");
        assert_eq!(host("https://tele.example"), "tele.example");
        assert_eq!(host("tele"), "tele");
    }
}
