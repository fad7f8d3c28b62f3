//! MJML made into HTML that mail programs agree on, with fields put in afterwards, escaped.

use std::collections::HashMap;

use kernel::problem::Problem;
use mrml::prelude::render::RenderOptions;

use crate::html::{escape_into, filled};

/// Renders an MJML template, then replaces each `{{name}}` by its field, HTML-escaped. A field is never read as a
/// template. A name without field is our mistake and is refused before anything is sent.
pub fn render(template: &str, fields: &[(&str, &str)]) -> Result<String, Problem> {
    let parsed = mrml::parse(template).map_err(Problem::bug)?;
    // No fonts: a mail asks nothing of third parties.
    let options = RenderOptions { disable_comments: false, social_icon_origin: None, fonts: HashMap::new() };
    let html = parsed.element.render(&options).map_err(Problem::bug)?;
    filled(&html, |name, out| match fields.iter().find(|(known, _)| *known == name) {
        Some((_, value)) => {
            escape_into(value, out);
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<mjml><mj-body><mj-section><mj-column><mj-text>Bonjour {{name}}</mj-text>\
        <mj-button href=\"{{url}}\">{{name}}</mj-button></mj-column></mj-section></mj-body></mjml>";

    #[test]
    fn fields_are_escaped_and_never_read_as_a_template() {
        let html =
            render(TEMPLATE, &[("name", "<b>{{url}}</b> & co"), ("url", "https://x.example/?a=1&b=\"")]).unwrap();
        assert!(html.contains("Bonjour &lt;b&gt;{{url}}&lt;/b&gt; &amp; co"));
        assert!(html.contains("href=\"https://x.example/?a=1&amp;b=&quot;\""));
        assert!(!html.contains("fonts.googleapis"), "a mail asks nothing of third parties");
    }

    #[test]
    fn a_missing_field_is_refused() {
        assert!(render(TEMPLATE, &[("name", "x")]).unwrap_err().cause().unwrap().contains("{{url}}"));
        assert!(render("<mjml><mj-body>", &[]).is_err());
    }
}
