//! A sheet of the national base, or one that was handed out here, comes in as a draft.

use kernel::{
    problem::{Fault, Problem, say},
    words::name_key,
};
use platform::{Asker, House, Work};
use uuid::Uuid;

use super::{
    super::{
        national,
        schema::{ContentChanges, NationalSheet, PartnerForm, SheetChanges},
        store::{self, keywords::Book},
    },
    keywords, write,
};

/// Writes a draft of it; gives its id. Its organisation and partners are members where one alone is called so; words that
/// are not in the list yet are added.
pub async fn import(house: &House, by: &Asker, sheet: NationalSheet) -> Result<Uuid, Problem> {
    let read = national::read(&sheet);
    if !read.unknown.is_empty() {
        let detail =
            || say("Cette rubrique n’existe pas dans ce type de fiche.", "This kind of sheet has no such block.");
        let fault = |at: usize| Fault::at(format!("/Blocs/{at}/Titre"), "practice_sheets.unknown_section", detail());
        return Err(Problem::invalid(read.unknown.into_iter().map(fault).collect()));
    }
    let work = house.begin(by).await?;
    let member = called(&work, &sheet.organisation).await?;
    let id = write::begin(&work, read.kind, &sheet.title, member).await?;
    let mut partners = Vec::new();
    for name in read.partners {
        partners.push(PartnerForm { member_id: called(&work, &name).await?, name });
    }
    let content = read.content;
    let changes = SheetChanges {
        partners: Some(partners),
        content: ContentChanges {
            summary: Some(content.summary),
            sections: content.sections.into_iter().map(|(key, text)| (key, Some(text))).collect(),
            figures: Some(content.figures),
            planning: Some(content.planning),
            means: Some(content.means),
            contact: Some(content.contact),
            keywords: Some(words(&work, &sheet.keywords).await?),
            ..ContentChanges::default()
        },
        ..SheetChanges::default()
    };
    let mut row = store::hold(work.tx(), id).await?;
    write::apply(&work, &mut row, changes).await?;
    row.updated_on = read.updated_on;
    store::update(&work, row).await?;
    work.commit().await?;
    Ok(id)
}

/// The member that is called so, where one alone is.
async fn called(work: &Work, name: &str) -> Result<Option<Uuid>, Problem> {
    let key = name_key(name);
    if key.is_empty() {
        return Ok(None);
    }
    Ok(match store::members_called(work.tx(), &key).await?.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

async fn words(work: &Work, names: &[String]) -> Result<Vec<Uuid>, Problem> {
    let book = Book::read(work.tx()).await?;
    let mut words: Vec<Uuid> = Vec::new();
    let mut added: Vec<(String, Uuid)> = Vec::new();
    for name in names.iter().filter(|name| !name.trim().is_empty()) {
        let key = name_key(name);
        let known = book.called(&key).or_else(|| added.iter().find(|(other, _)| *other == key).map(|(_, id)| *id));
        let id = match known {
            Some(id) => id,
            None => keywords::insert(work, name, None).await?,
        };
        added.push((key, id));
        words.push(id);
    }
    Ok(words)
}
