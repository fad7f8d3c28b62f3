//! A sheet as PDF: set once for all who want it, few at once.

use actix_web::web::Bytes;
use documents::pdf::{Form, Leaflet};
use kernel::problem::{Problem, say};
use platform::{
    House,
    kept::{Answer, Kept},
    mill::{Mill, cores},
    web::{Download, Published},
};
use sha2::{Digest, Sha256};
use tables::{file, practice_sheet};
use uuid::Uuid;

use super::{
    super::{
        paper::{self, Setting},
        schema::{MediaKind, NationalSheet, PaperForm, SheetCommune, SheetMedia, SheetState},
        store, telling,
    },
    content_of, export,
    public::{self, Said},
};
use crate::features::club;

const PDF: &str = "application/pdf";
/// So many wait until those before them are set.
const QUEUE: usize = 60;

/// Where documents are set: on half of the cores, so that whoever asks for anything else is answered meanwhile.
struct Presses {
    mill: Mill,
    kept: Kept,
}

impl Default for Presses {
    fn default() -> Presses {
        Presses { mill: Mill::of((cores() / 2).max(1), QUEUE), kept: Kept::default() }
    }
}

fn busy() -> Problem {
    Problem::unavailable(
        "practice_sheets.busy",
        say(
            "Trop de fiches à mettre en page en même temps. Réessayez dans un instant.",
            "Too many sheets to be set at once. Try again shortly.",
        ),
    )
    .retry_in(5)
}

fn form_of(form: Option<PaperForm>) -> Form {
    match form.unwrap_or_default() {
        PaperForm::Pages => Form::Pages,
        PaperForm::Poster => Form::Poster,
    }
}

/// The document and its tag, as it was set before or as it is set now.
async fn set(
    house: &House,
    mut leaflet: Leaflet,
    picture: Option<file::Model>,
    form: Form,
) -> Result<(Bytes, String), Problem> {
    let picture_mark = picture.as_ref().map(|file| file.sha256.as_str()).unwrap_or_default();
    let said = serde_json::to_string(&leaflet)?;
    let told = format!("{} {form:?} {picture_mark} {said}", env!("CARGO_PKG_VERSION"));
    let tag = hex::encode(&Sha256::digest(told)[..16]);
    let presses = house.memo.one::<Presses>();
    if let Some(known) = presses.kept.get(&tag) {
        return Ok((known.body, tag));
    }
    if let (Some(shown), Some(file)) = (&mut leaflet.picture, &picture) {
        shown.bytes = house.files.content(file).await?;
    }
    let set = presses.mill.grind(busy, move || leaflet.set(form).map_err(Problem::bug)).await?;
    let answer = Answer { body: Bytes::from(set), next_cursor: None };
    presses.kept.keep(&tag, &answer);
    Ok((answer.body, tag))
}

/// What is set of a sheet, with the file of its picture.
async fn laid_out(
    house: &House,
    id: Uuid,
    sheet: &NationalSheet,
    communes: &[SheetCommune],
    media: &[SheetMedia],
    published: bool,
) -> Result<(Leaflet, Option<file::Model>), Problem> {
    let db = &house.db.read;
    // The cover comes first.
    let picture = media.iter().find(|media| media.kind == MediaKind::Picture);
    let row = match picture {
        Some(picture) => store::media::find(db, picture.id).await?,
        None => None,
    };
    let file = match row.and_then(|row| row.file_id) {
        Some(file) => Some(store::media::file(db, file).await?),
        None => None,
    };
    let communes: Vec<String> = communes.iter().map(|commune| commune.name.clone()).collect();
    let face = club::face(house).await?;
    let url = telling::url(house, id);
    let setting =
        Setting { face: &face, url: &url, communes: &communes, picture: picture.filter(|_| file.is_some()), published };
    Ok((paper::leaflet(sheet, &setting), file))
}

/// A sheet as it is worked on.
pub async fn draft(house: &House, row: &practice_sheet::Model, form: Option<PaperForm>) -> Result<Download, Problem> {
    let sheet = export::national(house, row).await?;
    let content = content_of(row)?;
    let media = store::media::of_sheet(&house.db.read, row.id).await?;
    let as_published =
        SheetState::parse(&row.state) == SheetState::Published && row.published_revision == Some(row.revision);
    let (leaflet, picture) = laid_out(house, row.id, &sheet, &content.communes, &media, as_published).await?;
    let (bytes, _) = set(house, leaflet, picture, form_of(form)).await?;
    Ok(Download { bytes: bytes.to_vec(), media_type: PDF, file_name: format!("{}.pdf", export::file_name(&row.title)) })
}

/// A published sheet.
pub async fn published(house: &House, id: Uuid, form: Option<PaperForm>) -> Result<Published, Problem> {
    let Said { sheet, communes, media } = public::national(house, id).await?;
    let (leaflet, picture) = laid_out(house, id, &sheet, &communes, &media, true).await?;
    let (body, tag) = set(house, leaflet, picture, form_of(form)).await?;
    Ok(Published {
        body,
        packed: false,
        media_type: PDF,
        tag,
        licence: telling::LICENCE_URL,
        next_cursor: None,
        file_name: Some(format!("{}.pdf", export::file_name(&sheet.title))),
    })
}
