//! Files: on disk or in an S3 bucket, with a row of table `file` each.
//!
//! The content is written first, under a key made of the row's id and the content's SHA-256, never of its name; then
//! the row, in the transaction of whoever needs it. If that transaction never was, the content is an orphan and
//! `sweep` takes it away: a crash loses nothing and leaves nothing for long.
//! What a file is, its content says (`kind`), never its name. Pictures are always drawn anew (`picture`), which
//! drops what the camera wrote into them: place, owner, device (GDPR art. 5(1)(c)).

mod kind;
mod name;
mod picture;
mod scanner;
mod zipped;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use kernel::problem::{Problem, say};
use object_store::{ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, local::LocalFileSystem, path::Path};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use sha2::{Digest, Sha256};
use tables::file;
use tokio::sync::Semaphore;
use uuid::Uuid;

pub use zipped::zipped;

use crate::{house::House, secrets::make_folder, settings::Settings, web::body::too_large, work::Work};

/// The largest picture taken in, in bytes, before it is drawn anew.
pub const PICTURE_LIMIT: usize = 25 * 1024 * 1024;
/// The largest other file, in bytes.
pub const DOCUMENT_LIMIT: usize = 20 * 1024 * 1024;
/// The largest file of any kind: which one it is, is known once it is there.
pub const LARGEST: usize = PICTURE_LIMIT;
/// Rows asked about at once when orphans are looked for.
const SWEEP_STEP: usize = 500;

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accept {
    /// JPEG, PNG, WebP or GIF.
    Picture,
    /// A picture, a PDF, a document, sheet or slides of the usual office programs, or plain text.
    Document,
    /// Anything: another reader judges the content. Kept byte for byte, and never shown inline.
    AsIs,
}

/// The purpose of a file whose rows are to become members.
pub const IMPORT: &str = "import";

/// A file to be kept.
pub struct NewFile {
    /// As its sender called it; cleaned before it is kept.
    pub name: String,
    pub bytes: Vec<u8>,
    /// What for, in one word of the feature that asks: `logo`, `import`. It also decides who may read it.
    pub purpose: &'static str,
    pub accept: Accept,
    /// Whether anyone may read it, without an account.
    pub public: bool,
    /// The account that sent it.
    pub created_by: Option<Uuid>,
}

/// A file whose content is kept, and whose row is still to be written.
pub struct Taken(file::ActiveModel);

#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Keys begin with this: the folder inside a bucket.
    prefix: Path,
    /// Pictures are drawn one at a time, so that several large ones don't fill the memory together.
    easel: Arc<Semaphore>,
    /// Where a virus scanner listens, if there is one.
    scanner: Option<String>,
}

impl Files {
    /// The store of this instance: the bucket of `settings.s3`, else the folder `files` of the data folder.
    pub fn open(settings: &Settings) -> Result<Files, Problem> {
        let (store, prefix): (Arc<dyn ObjectStore>, Path) = match &settings.s3 {
            Some(s3) => {
                // Whoever comes first installs it; a second time changes nothing.
                let _ = rustls::crypto::ring::default_provider().install_default();
                let mut builder = AmazonS3Builder::new()
                    .with_bucket_name(&s3.bucket)
                    .with_region(&s3.region)
                    // Not every service that speaks S3 deletes in bulk.
                    .with_disable_bulk_delete(true);
                if !s3.access_key.is_empty() {
                    builder = builder.with_access_key_id(&s3.access_key).with_secret_access_key(&s3.secret_key);
                }
                if let Some(endpoint) = &s3.endpoint {
                    builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
                }
                (Arc::new(builder.build().map_err(out_of_reach)?), Path::from(s3.prefix.as_str()))
            }
            None => {
                let folder = settings.data_dir.join("files");
                std::fs::create_dir_all(&folder).map_err(out_of_reach)?;
                // Written beside, synced, then renamed: a file is whole or not there.
                let disk = LocalFileSystem::new_with_prefix(&folder).map_err(out_of_reach)?.with_fsync(true);
                (Arc::new(disk), Path::default())
            }
        };
        Ok(Files { store, prefix, easel: Arc::new(Semaphore::new(1)), scanner: settings.clamav.clone() })
    }

    /// Whether the store answers; for the diagnosis.
    pub async fn reachable(&self) -> Result<(), Problem> {
        self.store.list(Some(&self.prefix)).try_next().await.map_err(out_of_reach)?;
        Ok(())
    }

    /// Checks, draws anew if it is a picture, and keeps the content. Do this before the transaction: it takes time.
    ///
    /// 413 `house.too_large`, `house.picture_too_large`; 422 at `/file`: `house.file_empty`,
    /// `house.file_kind_refused`, `house.file_infected`, `house.picture_unreadable`; 503 `house.scanner_unavailable`.
    pub async fn take_in(&self, new: NewFile, now: DateTime<Utc>) -> Result<Taken, Problem> {
        if new.bytes.is_empty() {
            return Err(Problem::invalid_field(
                "/file",
                "house.file_empty",
                say("Ce fichier est vide.", "This file is empty."),
            ));
        }
        let media_type = kind::of(&new.bytes);
        let is_picture = kind::is_picture(media_type) && new.accept != Accept::AsIs;
        let limit = if is_picture { PICTURE_LIMIT } else { DOCUMENT_LIMIT };
        if new.bytes.len() > limit {
            return Err(too_large(limit));
        }
        kind::accept(new.accept, media_type)?;
        if let Some(scanner) = &self.scanner {
            scanner::scan(scanner, &new.bytes).await?;
        }
        let name = name::cleaned(&new.name);
        let (bytes, media_type, size, name) = if is_picture {
            let drawn = self.draw(new.bytes, media_type).await?;
            let name = name::with_extension(&name, drawn.extension());
            (drawn.bytes, drawn.media_type, Some((drawn.width, drawn.height)), name)
        } else {
            (new.bytes, media_type, None, name)
        };
        let (id, sha256) = (kernel::ids::new_id(), hex::encode(Sha256::digest(&bytes)));
        let length = bytes.len() as i64;
        self.store.put(&self.key(id, &sha256), bytes.into()).await.map_err(out_of_reach)?;
        Ok(Taken(file::ActiveModel {
            id: Set(id),
            name: Set(name),
            media_type: Set(media_type.to_owned()),
            size: Set(length),
            sha256: Set(sha256),
            purpose: Set(new.purpose.to_owned()),
            width: Set(size.map(|(width, _)| i64::from(width))),
            height: Set(size.map(|(_, height)| i64::from(height))),
            public: Set(new.public),
            created_by: Set(new.created_by),
            created_at: Set(now),
        }))
    }

    /// `take_in` and `enter` at once, for small files.
    pub async fn store(&self, work: &Work, new: NewFile) -> Result<file::Model, Problem> {
        self.take_in(new, work.now).await?.enter(work).await
    }

    /// Puts a content back under the name it had; its row comes with the rest of a backup.
    pub async fn put_back(&self, id: Uuid, sha256: &str, bytes: Vec<u8>) -> Result<(), Problem> {
        self.store.put(&self.key(id, sha256), bytes.into()).await.map_err(out_of_reach)?;
        Ok(())
    }

    /// A file's row and content; 404 when there is no such row.
    pub async fn read<C: ConnectionTrait>(&self, db: &C, id: Uuid) -> Result<(file::Model, Vec<u8>), Problem> {
        let row = file::Entity::find_by_id(id).one(db).await?.ok_or_else(Problem::not_found)?;
        let bytes = self.content(&row).await?;
        Ok((row, bytes))
    }

    /// The content of a row. One that is not what was kept is not handed out.
    pub async fn content(&self, row: &file::Model) -> Result<Vec<u8>, Problem> {
        let got = self.store.get(&self.key(row.id, &row.sha256)).await;
        let bytes = match got {
            Ok(found) => found.bytes().await.map_err(out_of_reach)?,
            Err(object_store::Error::NotFound { .. }) => {
                return Err(Problem::bug(format!("the content of file {} is missing", row.id)));
            }
            Err(error) => return Err(out_of_reach(error)),
        };
        if hex::encode(Sha256::digest(&bytes)) != row.sha256 {
            return Err(Problem::bug(format!("the content of file {} is not what was kept", row.id)));
        }
        Ok(bytes.into())
    }

    /// Takes a content away at once, when its row is gone for good; one that is not there any more is no fault.
    pub async fn take_away(&self, row: &file::Model) -> Result<(), Problem> {
        match self.store.delete(&self.key(row.id, &row.sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(out_of_reach(error)),
        }
    }

    async fn draw(&self, bytes: Vec<u8>, media_type: &'static str) -> Result<picture::Drawn, Problem> {
        let _turn = self.easel.acquire().await.map_err(Problem::bug)?;
        // A decoder that gives up on a hostile picture is the picture's fault.
        tokio::task::spawn_blocking(move || picture::drawn_anew(bytes, media_type))
            .await
            .unwrap_or_else(|error| Err(picture::unreadable(error)))
    }

    fn key(&self, id: Uuid, sha256: &str) -> Path {
        let folder = sha256.get(..2).unwrap_or("00");
        let parts = self.prefix.parts().collect::<Vec<_>>();
        Path::from_iter(parts).join(folder).join(format!("{id}-{sha256}"))
    }
}

impl Taken {
    pub fn id(&self) -> Uuid {
        *self.0.id.as_ref()
    }

    /// Writes the row, in the transaction of whoever needs the file.
    pub async fn enter(self, work: &Work) -> Result<file::Model, Problem> {
        Ok(file::Entity::insert(self.0).exec_with_returning(work.tx()).await?)
    }
}

/// Forgets a file: its row now, its content at the next sweep after the commit.
pub async fn forget(work: &Work, id: Uuid) -> Result<(), Problem> {
    file::Entity::delete_by_id(id).exec(work.tx()).await?;
    Ok(())
}

/// Whether a browser may show this type inside a page: pictures that were drawn anew, nothing else.
pub fn may_be_shown(media_type: &str) -> bool {
    kind::is_picture(media_type)
}

/// The media type a content is handed out as: its own if it is one of those `Accept::Document` takes, else bytes
/// without meaning, so that no browser makes a page of it.
pub fn served_as(media_type: &str) -> &str {
    match kind::accept(Accept::Document, media_type) {
        Ok(()) => media_type,
        Err(_) => kind::UNKNOWN,
    }
}

/// Takes away contents that no row names and that were written before `before`; answers how many.
/// What does not look like a content of ours is left alone.
pub async fn sweep(house: &House, before: DateTime<Utc>) -> Result<usize, Problem> {
    let files = &house.files;
    let prefix = Some(&files.prefix).filter(|prefix| prefix.parts().next().is_some());
    let old: Vec<(Uuid, Path)> = files
        .store
        .list(prefix)
        .try_filter_map(|object| async move {
            let id = object.location.filename().and_then(id_in);
            Ok(id.filter(|_| object.last_modified < before).map(|id| (id, object.location)))
        })
        .try_collect()
        .await
        .map_err(out_of_reach)?;
    let mut taken_away = 0;
    for step in old.chunks(SWEEP_STEP) {
        let ids = step.iter().map(|(id, _)| *id);
        let known: Vec<Uuid> = file::Entity::find()
            .select_only()
            .column(file::Column::Id)
            .filter(file::Column::Id.is_in(ids))
            .into_tuple()
            .all(&house.db.read)
            .await?;
        for (_, orphan) in step.iter().filter(|(id, _)| !known.contains(id)) {
            files.store.delete(orphan).await.map_err(out_of_reach)?;
            taken_away += 1;
        }
    }
    Ok(taken_away)
}

/// A nameless file for what is written before it is sent, in the data folder, whose room is watched; it goes with
/// whoever holds it.
pub fn scratch(settings: &Settings) -> Result<std::fs::File, Problem> {
    make_folder(&settings.data_dir).and_then(|()| tempfile::tempfile_in(&settings.data_dir)).map_err(out_of_reach)
}

fn id_in(file_name: &str) -> Option<Uuid> {
    let (id, sha256) = (file_name.get(..36)?, file_name.get(36..)?.strip_prefix('-')?);
    (sha256.len() == 64).then(|| Uuid::try_parse(id).ok())?
}

/// 503: what is written finds no room, or no place.
pub fn out_of_reach(cause: impl ToString) -> Problem {
    Problem::unavailable(
        "house.storage_unavailable",
        say(
            "L’espace des fichiers est plein ou hors d’atteinte : rien n’a été enregistré. Prévenez la personne qui administre le serveur, puis réessayez.",
            "The file storage is full or out of reach: nothing was saved. Tell whoever runs the server, then try again.",
        ),
    )
    .because(cause)
}
