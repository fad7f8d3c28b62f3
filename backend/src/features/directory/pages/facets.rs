//! What one chooses from, with how many members each choice would leave.

use kernel::{
    problem::{Language, Problem},
    trade::MemberKind,
};
use platform::html::Html;

use super::{
    super::{Facet, Found},
    question::Question,
    words::{self, Words},
};

const FACET: &str = include_str!("html/facet.html");
const FOLDED: &str = include_str!("html/folded.html");
const CHOICE: &str = include_str!("html/choice.html");

/// More choices than these are text for the browser until their facet is opened: to read them all would keep the list
/// waiting.
const MANY: usize = 30;

pub fn facets(found: &Found<'_>, asked: &Question, w: &Words) -> Result<Html, Problem> {
    let kind = |one: &Facet| kind_of(one, asked.language);
    let label = |one: &Facet| one.label.clone();
    let facets = [
        facet("kind", w.kind, &found.kinds, Take::Several, &kind, asked, w)?,
        facet("commune", w.commune, &found.communes, Take::Several, &label, asked, w)?,
        facet("topic", w.topic, &found.topics, Take::Several, &label, asked, w)?,
    ];
    Ok(facets.into_iter().collect())
}

fn kind_of(facet: &Facet, language: Language) -> String {
    facet.value.parse::<MemberKind>().map(|kind| words::kinds(kind, language).to_owned()).unwrap_or_default()
}

/// How many values of a facet one may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    One,
    Several,
}

pub fn facet(
    name: &'static str,
    label: &str,
    all: &[Facet],
    take: Take,
    told: &dyn Fn(&Facet) -> String,
    asked: &Question,
    w: &Words,
) -> Result<Html, Problem> {
    let choice = |one: &Facet| {
        let checked = if one.chosen { Html::fill(" checked", &[])? } else { Html::default() };
        Html::fill(
            CHOICE,
            &[
                ("type", Html::text(if take == Take::One { "radio" } else { "checkbox" })),
                ("name", Html::text(name)),
                ("value", Html::text(&one.value)),
                ("label", Html::text(&told(one))),
                // What chooses nothing counts nothing.
                ("count", if one.value.is_empty() { Html::default() } else { Html::text(&one.count.to_string()) }),
                ("checked", checked),
            ],
        )
    };
    let chosen = all.iter().filter(|one| one.chosen && !one.value.is_empty()).count();
    let number = Html::text(&chosen.to_string());
    let choices = match all.is_empty() {
        true => Html::fill("<p class=\"hint\">{{text}}</p>", &[("text", Html::text(w.no_choice))])?,
        false => all.iter().map(choice).collect::<Result<Html, Problem>>()?,
    };
    // What is chosen is seen; the rest leaves a phone to what was found.
    let is_open = chosen > 0 || asked.open == Some(name);
    let choices = match !is_open && all.len() > MANY {
        true => Html::fill(
            FOLDED,
            &[
                ("choices", choices),
                ("href", Html::text(&asked.opening(name).address())),
                ("all", Html::text(w.all_choices)),
                ("label", Html::text(label)),
            ],
        )?,
        false => choices,
    };
    Html::fill(
        FACET,
        &[
            ("name", Html::text(name)),
            ("label", Html::text(label)),
            ("open", if is_open { Html::fill(" open", &[])? } else { Html::default() }),
            ("chosen", if chosen > 0 { Html::fill(" <b>{{n}}</b>", &[("n", number)])? } else { Html::default() }),
            ("choices", choices),
        ],
    )
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::{super::question::Place, *};

    fn communes(many: usize, query: &str) -> String {
        let all: Vec<Facet> = (0..many)
            .map(|at| Facet { value: format!("67{at:03}"), label: format!("Lieu {at}"), count: 1, chosen: false })
            .collect();
        let asked = Question::read(&TestRequest::with_uri(query).to_http_request(), Place::List);
        let told = |one: &Facet| one.label.clone();
        facet("commune", "Commune", &all, Take::Several, &told, &asked, words::words(Language::Fr))
            .unwrap()
            .into_string()
    }

    #[test]
    fn many_choices_are_text_with_a_way_to_all_of_them() {
        let few = communes(MANY, "/annuaire");
        assert!(few.contains("Lieu 29") && !few.contains("<noscript>") && !few.contains("open=commune"), "{few}");
        let many = communes(MANY + 1, "/annuaire?kind=company&page=2");
        assert!(many.contains("<fieldset><legend data-visually-hidden>Commune</legend><noscript><label"), "{many}");
        let (_, way) = many.split_once("</noscript>").unwrap();
        assert!(way.contains("href=\"/annuaire?kind=company&amp;open=commune\"") && !way.contains("<input"), "{way}");
    }

    #[test]
    fn a_facet_that_is_asked_for_is_open_and_has_its_choices() {
        let open = communes(MANY + 1, "/annuaire?open=commune");
        assert!(open.contains(" open>") && open.contains("Lieu 30") && !open.contains("<noscript>"), "{open}");
        let other = communes(MANY + 1, "/annuaire?open=topic");
        assert!(!other.contains(" open>") && other.contains("<noscript>"), "{other}");
    }
}
