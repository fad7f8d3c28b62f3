//! Texts of sheets as a page sets them: the same pieces as paper.

use documents::prose::{self, Block, Run};
use kernel::problem::Problem;
use platform::html::Html;

/// The text; its sub-headings stand below a heading of this level.
pub fn written(text: &str, below: u8) -> Result<Html, Problem> {
    prose::read(text).iter().map(|block| piece(block, below + 1)).collect()
}

fn piece(block: &Block, level: u8) -> Result<Html, Problem> {
    match block {
        Block::Paragraph { runs } => Html::fill("<p>{{words}}</p>\n", &[("words", words(runs)?)]),
        Block::Heading { runs } => Html::fill(
            "<h{{level}}>{{words}}</h{{level}}>\n",
            &[("level", Html::text(&level.to_string())), ("words", words(runs)?)],
        ),
        Block::List { ordered, items } => {
            let item = |runs: &Vec<Run>| Html::fill("<li>{{words}}</li>\n", &[("words", words(runs)?)]);
            let items = items.iter().map(item).collect::<Result<Html, Problem>>()?;
            let template = if *ordered { "<ol>\n{{items}}</ol>\n" } else { "<ul>\n{{items}}</ul>\n" };
            Html::fill(template, &[("items", items)])
        }
    }
}

fn words(runs: &[Run]) -> Result<Html, Problem> {
    runs.iter().map(run).collect()
}

fn run(run: &Run) -> Result<Html, Problem> {
    let mut told = Html::text(&run.text);
    if run.bold {
        told = Html::fill("<strong>{{words}}</strong>", &[("words", told)])?;
    }
    if run.italic {
        told = Html::fill("<em>{{words}}</em>", &[("words", told)])?;
    }
    match &run.link {
        Some(target) => Html::fill(
            "<a rel=\"nofollow noopener\" href=\"{{target}}\">{{words}}</a>",
            &[("target", Html::text(target)), ("words", told)],
        ),
        None => Ok(told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_set_in_its_pieces_and_nothing_of_it_is_html() {
        let made = |text: &str| written(text, 2).unwrap().into_string();
        assert_eq!(made("Un *mot*,\nun **autre**."), "<p>Un <em>mot</em>,\nun <strong>autre</strong>.</p>\n");
        assert_eq!(made("# Titre\n1. a\n2. b"), "<h3>Titre</h3>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n");
        assert_eq!(
            made("[là](https://a.example/?x=1&y=\"2\")"),
            "<p><a rel=\"nofollow noopener\" href=\"https://a.example/?x=1&amp;y=&quot;2&quot;\">là</a></p>\n"
        );
        assert_eq!(made("<script>{{items}}</script>"), "<p>&lt;script&gt;{{items}}&lt;/script&gt;</p>\n");
    }
}
