//! HTML made of templates: `{{name}}` in one stands for a field. What people wrote becomes `Html` by being escaped, once;
//! what is `Html` already goes in as it is. A field is never read as a template.

use kernel::problem::Problem;
use serde_json::Value;

/// A piece of a page. Made of a text, of a template of ours, or of such pieces, and of nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// What somebody wrote.
    pub fn text(text: &str) -> Html {
        let mut out = String::with_capacity(text.len());
        escape_into(text, &mut out);
        Html(out)
    }

    /// What stands between `<script type="application/ld+json">` and its end: no text of it can end the element, or begin
    /// another.
    pub fn json(value: &Value) -> Html {
        let mut out = String::new();
        for letter in value.to_string().chars() {
            match letter {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", letter as u32)),
                letter => out.push(letter),
            }
        }
        Html(out)
    }

    /// A template of ours with its fields. A name without field is our mistake.
    pub fn fill(template: &'static str, fields: &[(&str, Html)]) -> Result<Html, Problem> {
        filled(template, |name, out| match fields.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => {
                out.push_str(&value.0);
                true
            }
            None => false,
        })
        .map(Html)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// One behind the other.
impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(pieces: I) -> Html {
        Html(pieces.into_iter().map(|piece| piece.0).collect())
    }
}

/// A text with each `{{name}}` replaced by what `put` writes for it; `put` says whether it knows the name.
pub(crate) fn filled(template: &str, put: impl Fn(&str, &mut String) -> bool) -> Result<String, Problem> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or_else(|| Problem::bug("a placeholder does not end"))?;
        out.push_str(before);
        if !put(name, &mut out) {
            return Err(Problem::bug(format!("no field for {{{{{name}}}}}")));
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

pub(crate) fn escape_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_is_escaped_once_and_never_read_as_a_template() {
        let name = Html::text("<b>{{name}}</b> & \"co\"");
        let item = Html::fill("<li title=\"{{name}}\">{{name}}</li>", &[("name", name)]).unwrap();
        let escaped = "&lt;b&gt;{{name}}&lt;/b&gt; &amp; &quot;co&quot;";
        assert_eq!(item.clone().into_string(), format!("<li title=\"{escaped}\">{escaped}</li>"));
        let list = Html::fill("<ul>{{items}}</ul>", &[("items", [item.clone(), item.clone()].into_iter().collect())]);
        assert_eq!(list.unwrap().into_string(), format!("<ul>{0}{0}</ul>", item.into_string()));
    }

    #[test]
    fn a_missing_field_is_our_mistake() {
        assert!(Html::fill("{{name}}", &[]).unwrap_err().cause().unwrap().contains("{{name}}"));
        assert!(Html::fill("{{name", &[]).is_err());
    }

    #[test]
    fn json_in_a_page_can_not_end_its_element() {
        let told = json!({"name": "</script><!-- & \u{2028}"});
        let piece = Html::json(&told).into_string();
        assert!(!piece.contains('<') && !piece.contains('&') && !piece.contains('\u{2028}'), "{piece}");
        assert_eq!(serde_json::from_str::<Value>(&piece).unwrap(), told);
    }
}
