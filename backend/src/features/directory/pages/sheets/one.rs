//! The page of a sheet: what its newest version says, block after block.

use kernel::problem::Problem;
use platform::html::Html;
use uuid::Uuid;

use super::{
    super::{
        frame::{Page, framed},
        list::excerpt,
        look::Look,
        member::national,
        question::{Place, Question},
        words as site,
    },
    list::{french, sub},
    media,
    prose::written,
    words::{self, Words},
};
use crate::features::practice_sheets::{
    self, NationalBlock, NationalSheet, NationalTable, PublicSheet, PublicSheetCard, SHEETS,
};

const SHEET: &str = include_str!("../html/sheet.html");
/// Level of the headings below the title.
const FIRST: u8 = 2;
/// Words of a table: they stand among those of the sheet, which are French.
const COUNTED: &str = "Chiffres par année";
const FIGURE: &str = "Indicateur";
const TARGET: &str = "Objectif";

/// What the page stands on beside what the sheet says.
struct Reading<'a> {
    asked: &'a Question,
    sheet: &'a PublicSheet,
    w: &'static Words,
    /// Where the page of a member is, if it has one.
    path_of: &'a dyn Fn(Uuid) -> Option<String>,
}

pub fn page(
    look: &Look,
    asked: &Question,
    sheet: &PublicSheet,
    said: &NationalSheet,
    path_of: &dyn Fn(Uuid) -> Option<String>,
) -> Result<Html, Problem> {
    let (all, w) = (site::words(asked.language), words::words(asked.language));
    let reading = Reading { asked, sheet, w, path_of };
    let lang = french(asked.language)?;
    let summary = match sheet.summary.as_str() {
        "" => Html::default(),
        text => {
            Html::fill("<p class=\"said\"{{lang}}>{{text}}</p>", &[("lang", lang.clone()), ("text", Html::text(text))])?
        }
    };
    let file = |form: &str| format!("/api/v1/public/practice-sheets/{}/pdf{form}", sheet.id);
    let updated = site::date(sheet.updated_on, asked.language);
    let main = Html::fill(
        SHEET,
        &[
            ("catalogue", Html::text(all.sheets)),
            ("back", Html::text(&asked.at(Place::Sheets).address())),
            ("kind", Html::text(words::kind(sheet.kind, asked.language))),
            ("lang", lang),
            ("title", Html::text(&sheet.title)),
            ("author", reading.author()?),
            ("cover", media::cover(&sheet.media)?),
            ("summary", summary),
            ("tags", reading.tags()?),
            ("sections", reading.sections(&said.blocks)?),
            ("facts", reading.facts()?),
            ("media", media::others(&sheet.media, asked.language)?),
            ("updated", Html::text(&format!("{} {updated}.", w.updated))),
            ("licence", Html::text(w.licence)),
            ("licence_href", Html::text(&sheet.licence_url)),
            ("licence_name", Html::text(practice_sheets::LICENCE_NAME)),
            ("pdf", Html::text(&file(""))),
            ("pdf_words", Html::text(w.pdf)),
            ("poster", Html::text(&file("?form=poster"))),
            ("poster_words", Html::text(w.poster)),
            ("related", reading.related()?),
        ],
    )?;
    let told = excerpt(&sheet.summary);
    let page = Page {
        title: look.titled(&sheet.title),
        description: if told.is_empty() { reading.about() } else { told },
        indexed: true,
        picture: media::cover_of(&sheet.media).map(|picture| picture.url.clone()),
        data: Some(sheet.json_ld.clone()),
        main,
    };
    framed(look, asked, page)
}

impl Reading<'_> {
    /// What kind of sheet, and whose.
    fn about(&self) -> String {
        let kind = words::kind(self.sheet.kind, self.asked.language);
        match &self.sheet.member {
            Some(member) => format!("{kind} · {}", member.name),
            None => kind.to_owned(),
        }
    }

    /// A name, with the way to the page of the member that it names.
    fn linked(&self, member: Option<Uuid>, name: &str) -> Result<Html, Problem> {
        match member.and_then(|id| (self.path_of)(id)) {
            Some(path) => Html::fill(
                "<a href=\"{{href}}\">{{name}}</a>",
                &[("href", Html::text(&self.asked.link(&path))), ("name", Html::text(name))],
            ),
            None => Ok(Html::text(name)),
        }
    }

    fn author(&self) -> Result<Html, Problem> {
        let Some(member) = &self.sheet.member else { return Ok(Html::default()) };
        Html::fill(
            "<p>{{by}} {{name}}</p>",
            &[("by", Html::text(self.w.by)), ("name", self.linked(Some(member.id), &member.name)?)],
        )
    }

    /// Topics and keywords, with the way to others of the same.
    fn tags(&self) -> Result<Html, Problem> {
        let topics = self.sheet.topics.iter().map(|topic| ("topic", topic.id.to_string(), topic.name.as_str()));
        let keywords = self.sheet.keywords.iter().map(|word| ("q", word.clone(), word.as_str()));
        let tag = |(name, value, label): (&'static str, String, &str)| {
            let href = self.asked.only(Place::Sheets, name, &value).address();
            Html::fill(
                "<li><a class=\"tag\" href=\"{{href}}\">{{label}}</a></li>",
                &[("href", Html::text(&href)), ("label", Html::text(label))],
            )
        };
        let tags = topics.chain(keywords).map(tag).collect::<Result<Html, Problem>>()?;
        match tags.is_empty() {
            true => Ok(tags),
            false => Html::fill(
                "<ul class=\"tags\"{{lang}}>{{tags}}</ul>",
                &[("lang", french(self.asked.language)?), ("tags", tags)],
            ),
        }
    }

    fn sections(&self, blocks: &[NationalBlock]) -> Result<Html, Problem> {
        let (mut pieces, mut group) = (Vec::new(), "");
        for block in blocks {
            if !block.group.is_empty() && block.group != group {
                pieces.push(Html::fill("<h2>{{title}}</h2>\n", &[("title", Html::text(&block.group))])?);
            }
            group = &block.group;
            let level = if group.is_empty() { FIRST } else { FIRST + 1 };
            pieces.push(self.section(block, level)?);
        }
        Ok(pieces.into_iter().collect())
    }

    fn section(&self, block: &NationalBlock, level: u8) -> Result<Html, Problem> {
        let amount = block
            .amount
            .map(|amount| format!("{}\u{a0}{}", practice_sheets::number(amount), practice_sheets::unit(&block.title)));
        let steps =
            block.steps.iter().map(|step| practice_sheets::step(&step.from, step.until.as_deref(), &step.label));
        let names = block.list.iter().map(|name| {
            let partner = self.sheet.partners.iter().find(|partner| partner.name == *name);
            self.linked(partner.and_then(|partner| partner.member_id), name)
        });
        let lines = amount.into_iter().chain(steps).map(|line| Ok(Html::text(&line))).chain(names);
        let lines = lines
            .map(|line| Html::fill("<li>{{line}}</li>\n", &[("line", line?)]))
            .collect::<Result<Html, Problem>>()?;
        let list = match lines.is_empty() {
            true => lines,
            false => Html::fill("<ul>\n{{lines}}</ul>\n", &[("lines", lines)])?,
        };
        let table = match &block.table {
            Some(table) => Self::table(table)?,
            None => Html::default(),
        };
        Html::fill(
            "<h{{level}}>{{title}}</h{{level}}>\n{{text}}{{table}}{{list}}",
            &[
                ("level", Html::text(&level.to_string())),
                ("title", Html::text(&block.title)),
                ("text", written(&block.text, level)?),
                ("table", table),
                ("list", list),
            ],
        )
    }

    /// Years are columns (RGAA 5.6: each head says of what it is one).
    fn table(table: &NationalTable) -> Result<Html, Problem> {
        let has_target = table.lines.iter().any(|line| line.target.is_some());
        let head = |text: &str| Html::fill("<th scope=\"col\">{{text}}</th>", &[("text", Html::text(text))]);
        let cell = |value: Option<f64>| {
            let told = value.map(practice_sheets::number).unwrap_or_default();
            Html::fill("<td>{{text}}</td>", &[("text", Html::text(&told))])
        };
        let mut heads = vec![head(FIGURE)?];
        for year in &table.years {
            heads.push(head(&year.to_string())?);
        }
        if has_target {
            heads.push(head(TARGET)?);
        }
        let mut rows = Vec::new();
        for line in &table.lines {
            let label = Html::text(&practice_sheets::with_unit(&line.label, &line.unit));
            let mut cells = vec![Html::fill("<th scope=\"row\">{{label}}</th>", &[("label", label)])?];
            for value in &line.values {
                cells.push(cell(*value)?);
            }
            if has_target {
                cells.push(cell(line.target)?);
            }
            rows.push(Html::fill("<tr>{{cells}}</tr>\n", &[("cells", cells.into_iter().collect())])?);
        }
        // A wide table scrolls within the page, by keyboard too.
        Html::fill(
            "<div class=\"wide\" role=\"region\" aria-label=\"{{counted}}\" tabindex=\"0\"><table><caption>{{counted}}</caption>\
             <thead><tr>{{heads}}</tr></thead>\n<tbody>\n{{rows}}</tbody></table></div>\n",
            &[
                ("counted", Html::text(COUNTED)),
                ("heads", heads.into_iter().collect()),
                ("rows", rows.into_iter().collect()),
            ],
        )
    }

    /// Whom one asks, and where and for whom it was.
    fn facts(&self) -> Result<Html, Problem> {
        let link = |href: String, label: &str| {
            let fields = [("href", Html::text(&href)), ("label", Html::text(label))];
            Html::fill("<a rel=\"nofollow noopener\" href=\"{{href}}\">{{label}}</a>", &fields)
        };
        let (sheet, w) = (self.sheet, self.w);
        let mut facts: Vec<(&str, Html)> = Vec::new();
        if !sheet.contact.name.is_empty() {
            facts.push((w.contact, Html::text(&sheet.contact.name)));
        }
        if !sheet.contact.email.is_empty() {
            facts.push((w.email, link(format!("mailto:{}", sheet.contact.email), &sheet.contact.email)?));
        }
        if !sheet.contact.phone.is_empty() {
            facts.push((w.phone, link(format!("tel:{}", sheet.contact.phone), &national(&sheet.contact.phone))?));
        }
        let communes: Vec<&str> = sheet.communes.iter().map(|commune| commune.name.as_str()).collect();
        let publics: Vec<&str> =
            sheet.publics.iter().map(|public| words::public(*public, self.asked.language)).collect();
        let axes: Vec<&str> = sheet.axes.iter().filter_map(|axis| practice_sheets::axis(*axis)).collect();
        for (label, values) in [(w.communes, communes), (w.publics, publics), (w.axes, axes)] {
            if !values.is_empty() {
                facts.push((label, Html::text(&values.join(", "))));
            }
        }
        if let Some(elsewhere) = &sheet.external_url {
            facts.push((w.elsewhere, link(elsewhere.clone(), &media::host(elsewhere))?));
        }
        if facts.is_empty() {
            return Ok(Html::default());
        }
        let line = |(label, value): (&str, Html)| {
            Html::fill("<dt>{{label}}</dt><dd>{{value}}</dd>", &[("label", Html::text(label)), ("value", value)])
        };
        let lines: Html = facts.into_iter().map(line).collect::<Result<_, Problem>>()?;
        Html::fill("<h2>{{title}}</h2><dl>{{lines}}</dl>", &[("title", Html::text(w.facts)), ("lines", lines)])
    }

    fn related(&self) -> Result<Html, Problem> {
        let item = |sheet: &PublicSheetCard| {
            Html::fill(
                "<li class=\"one bare\"><div><h3{{lang}}><a href=\"{{href}}\">{{title}}</a></h3><p class=\"sub\">{{sub}}</p></div></li>",
                &[
                    ("lang", french(self.asked.language)?),
                    ("href", Html::text(&self.asked.link(&format!("{SHEETS}/{}", sheet.id)))),
                    ("title", Html::text(&sheet.title)),
                    ("sub", Html::text(&sub(sheet, self.asked.language))),
                ],
            )
        };
        let items = self.sheet.related.iter().map(item).collect::<Result<Html, Problem>>()?;
        match items.is_empty() {
            true => Ok(items),
            false => Html::fill(
                "<section class=\"related\" aria-labelledby=\"related\"><h2 id=\"related\">{{title}}</h2><ul class=\"found\">{{items}}</ul></section>",
                &[("title", Html::text(self.w.related)), ("items", items)],
            ),
        }
    }
}
