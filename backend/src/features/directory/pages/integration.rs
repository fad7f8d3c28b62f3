//! How a town puts the directory on its own site: pieces to copy.

use kernel::problem::Problem;
use platform::html::Html;

use super::{
    frame::{Page, framed},
    look::Look,
    question::{Place, Question},
    words,
};

const INTEGRATION: &str = include_str!("html/integration.html");

/// What the script of a frame says to the page around it, with its height in pixels. Part of what others rely on.
pub const MESSAGE: &str = "maillage.height";

pub fn page(look: &Look, asked: &Question) -> Result<Html, Problem> {
    let w = words::words(asked.language);
    let club = &look.face.club;
    let title = words::directory_of(&club.name, asked.language);
    let frame = |place: Place, title: &str, parameters: &str| {
        let src = format!("{}{}{parameters}", look.base, place.path());
        let piece = Html::fill(
            "<iframe src=\"{{src}}\" title=\"{{title}}\" loading=\"lazy\" style=\"width:100%;height:640px;border:0\"></iframe>",
            &[("src", Html::text(&src)), ("title", Html::text(title))],
        )?;
        // What is to be copied is a text of this page.
        Ok::<_, Problem>(Html::text(&piece.into_string()))
    };
    let script = format!(
        "<script>\naddEventListener('message', (event) => {{\n  if (event.origin !== '{}' || event.data?.type !== '{MESSAGE}') return;\n  \
         for (const frame of document.querySelectorAll('iframe'))\n    if (frame.contentWindow === event.source) frame.style.height = event.data.height + 'px';\n}});\n</script>",
        look.base
    );
    let main = Html::fill(
        INTEGRATION,
        &[
            ("title", Html::text(w.embed_title)),
            ("lead", Html::text(w.embed_lead)),
            ("copy", Html::text(w.embed_copy)),
            ("copied", Html::text(w.embed_copied)),
            ("uncopied", Html::text(w.embed_uncopied)),
            ("list", Html::text(w.embed_list)),
            ("list_snippet", frame(Place::EmbeddedList, &title, "")?),
            ("list_href", Html::text(&asked.link(Place::EmbeddedList.path()))),
            ("map", Html::text(w.embed_map)),
            ("map_snippet", frame(Place::EmbeddedMap, &title, "")?),
            ("map_href", Html::text(&asked.link(Place::EmbeddedMap.path()))),
            ("events", Html::text(w.embed_events)),
            ("events_snippet", frame(Place::EmbeddedEvents, w.events, "")?),
            ("events_href", Html::text(&asked.link(Place::EmbeddedEvents.path()))),
            ("see", Html::text(w.embed_see)),
            ("filter", Html::text(w.embed_filter)),
            ("filter_text", Html::text(w.embed_filter_text)),
            ("filter_snippet", frame(Place::EmbeddedList, &title, "?kind=association")?),
            ("height", Html::text(w.embed_height)),
            ("height_text", Html::text(w.embed_height_text)),
            ("height_snippet", Html::text(&script)),
            ("style", Html::text(w.embed_style)),
            ("style_text", Html::text(w.embed_style_text)),
        ],
    )?;
    let title = look.titled(w.embed_title);
    framed(
        look,
        asked,
        Page { title, description: w.embed_lead.to_owned(), indexed: true, picture: None, data: None, main },
    )
}
