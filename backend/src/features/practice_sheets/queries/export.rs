//! A sheet handed out: as JSON, as a text to be copied, on paper, or all of it with the pictures.

use kernel::problem::Problem;
use platform::{House, files::zipped, web::Download};
use tables::practice_sheet;

use super::{
    super::{
        national::{self, Told},
        schema::{ExportFormat, MediaKind, NationalSheet, SheetKind},
        store::{self, keywords::Book},
    },
    content_of, keywords,
};

/// Letters of a file's name.
const NAME: usize = 60;

pub async fn national(house: &House, row: &practice_sheet::Model) -> Result<NationalSheet, Problem> {
    let db = &house.db.read;
    let content = content_of(row)?;
    let book = Book::read(db).await?;
    let members: Vec<_> = row.member_id.into_iter().collect();
    let named = store::members_named(db, &members).await?;
    let organisation = row.member_id.and_then(|id| named.get(&id).cloned()).unwrap_or_default();
    Ok(national::told(&Told {
        kind: SheetKind::parse(&row.kind),
        title: &row.title,
        organisation: &organisation,
        content: &content,
        partners: store::partners(db, row.id).await?.into_iter().map(|partner| partner.name).collect(),
        keywords: keywords(&content, &book).into_iter().map(|word| word.name).collect(),
        updated_on: row.updated_on,
    }))
}

pub async fn export(house: &House, row: &practice_sheet::Model, format: ExportFormat) -> Result<Download, Problem> {
    let sheet = national(house, row).await?;
    let name = file_name(&sheet.title);
    let (json, text) = (serde_json::to_vec_pretty(&sheet)?, national::markdown(&sheet).into_bytes());
    Ok(match format {
        ExportFormat::Json => {
            Download { bytes: json, media_type: "application/json", file_name: format!("{name}.json") }
        }
        ExportFormat::Markdown => {
            Download { bytes: text, media_type: "text/markdown; charset=utf-8", file_name: format!("{name}.md") }
        }
        ExportFormat::Pdf => super::paper::draft(house, row, None).await?,
        ExportFormat::Zip => {
            let pdf = super::paper::draft(house, row, None).await?.bytes;
            let mut files =
                vec![(format!("{name}.json"), json), (format!("{name}.md"), text), (format!("{name}.pdf"), pdf)];
            files.extend(pictures(house, row).await?);
            let files: Vec<(&str, &[u8])> =
                files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            Download { bytes: zipped(&files)?, media_type: "application/zip", file_name: format!("{name}.zip") }
        }
    })
}

/// The pictures of a sheet, numbered in their order.
async fn pictures(house: &House, row: &practice_sheet::Model) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let db = &house.db.read;
    let mut pictures = Vec::new();
    for media in store::media::rows(db, row.id).await? {
        let shown = media.removed_at.is_none() && MediaKind::parse(&media.kind) == MediaKind::Picture;
        let Some(file) = media.file_id.filter(|_| shown) else { continue };
        let file = store::media::file(db, file).await?;
        let bytes = house.files.content(&file).await?;
        pictures.push((format!("images/{:02}-{}", pictures.len() + 1, file.name), bytes));
    }
    Ok(pictures)
}

pub fn file_name(title: &str) -> String {
    let name: String = kernel::words::fold(title).replace(' ', "-").chars().take(NAME).collect();
    if name.is_empty() { "fiche".to_owned() } else { name }
}
