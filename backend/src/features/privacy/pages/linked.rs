//! Texts in which addresses lead to what they name.

use kernel::{email::Email, problem::Problem};
use platform::html::Html;

/// What may stand around an address without being a part of it.
const AROUND: &[char] = &['(', ')', '«', '»', '“', '”', '\'', '"', '<', '>', ',', ';', ':', '.', '!', '?'];

/// A text as it is, with its web and mail addresses as links.
pub fn linked(text: &str) -> Result<Html, Problem> {
    text.split_inclusive(char::is_whitespace).map(word).collect()
}

fn word(word: &str) -> Result<Html, Problem> {
    let bare = word.trim_matches(|letter: char| letter.is_whitespace() || AROUND.contains(&letter));
    let site = ["https://", "http://"].into_iter().find_map(|scheme| bare.strip_prefix(scheme));
    let link = match site {
        Some(site) if !site.is_empty() => Html::fill(
            "<a rel=\"nofollow noopener\" href=\"{{href}}\">{{label}}</a>",
            &[("href", Html::text(bare)), ("label", Html::text(site.trim_end_matches('/')))],
        )?,
        None if Email::parse(bare).is_ok() => {
            Html::fill("<a href=\"mailto:{{bare}}\">{{bare}}</a>", &[("bare", Html::text(bare))])?
        }
        _ => return Ok(Html::text(word)),
    };
    let (before, after) = word.split_once(bare).unwrap_or_default();
    Ok([Html::text(before), link, Html::text(after)].into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_what_it_names_and_all_else_is_text() {
        let made = |text: &str| linked(text).unwrap().into_string();
        assert_eq!(
            made("Écrivez à dpo@syndicat.example."),
            "Écrivez à <a href=\"mailto:dpo@syndicat.example\">dpo@syndicat.example</a>."
        );
        assert_eq!(
            made("Plan\u{202f}: (https://syndicat.example/plan/?a=1&b=2),\nà suivre"),
            "Plan\u{202f}: (<a rel=\"nofollow noopener\" href=\"https://syndicat.example/plan/?a=1&amp;b=2\">\
             syndicat.example/plan/?a=1&amp;b=2</a>),\nà suivre"
        );
        for plain in ["", "3 place de l’Exemple", "javascript:alert(1)", "https://", "moi@", "a@b"] {
            assert_eq!(made(plain), plain);
        }
        assert_eq!(made("<b>x</b> {{key}}"), "&lt;b&gt;x&lt;/b&gt; {{key}}");
    }
}
