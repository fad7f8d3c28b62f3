//! The file: a ZIP with one entry of JSON lines per table, the contents of the files, and `manifest.json`, written last,
//! which says what must be in it and its SHA-256. Written under another name, synced, and only then named.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use kernel::problem::{Problem, say};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::values::Kind;
use crate::secrets::random_bytes;

/// Raised when an older program could misread what a newer one wrote.
pub const FORMAT: u32 = 1;
pub const MANIFEST: &str = "manifest.json";
/// Where the instance secret is, of a backup that was asked to hold it.
pub const SECRET: &str = "instance.secret";

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    pub made_at: DateTime<Utc>,
    pub club: String,
    /// The steps of the schema that its database had taken.
    pub steps: Vec<String>,
    /// A word sealed by the instance secret (base64): tells whether a secret is the right one.
    pub secret_check: String,
    pub secret: Option<Entry>,
    pub tables: Vec<TableEntry>,
    pub files: Vec<FileEntry>,
    /// Files of which there is a row, and no sound content any more.
    pub missing_files: Vec<Uuid>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name in the ZIP.
    pub entry: String,
    /// Uncompressed.
    pub bytes: u64,
    pub sha256: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableEntry {
    pub name: String,
    pub rows: u64,
    pub columns: BTreeMap<String, Kind>,
    pub content: Entry,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    pub id: Uuid,
    pub content: Entry,
}

/// An archive being written. Dropped before `finish`, it leaves nothing.
pub struct Archive {
    zip: Option<ZipWriter<BufWriter<File>>>,
    draft: PathBuf,
    path: PathBuf,
    hasher: Sha256,
    bytes: u64,
    entry: String,
}

impl Archive {
    /// Begins one that will be called `path`. What bears that name already is never overwritten.
    pub fn begin(path: &Path) -> Result<Archive, Problem> {
        if path.exists() {
            return Err(Problem::conflict(
                "backup.already_there",
                say(
                    format!("{} existe déjà : donnez un autre nom.", path.display()),
                    format!("{} is there already: give another name.", path.display()),
                ),
            ));
        }
        let draft = draft_of(path);
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&draft).map_err(|error| cannot_write(path, error))?;
        Ok(Archive {
            zip: Some(ZipWriter::new(BufWriter::new(file))),
            draft,
            path: path.to_owned(),
            hasher: Sha256::new(),
            bytes: 0,
            entry: String::new(),
        })
    }

    /// Begins an entry. What is a picture already is not packed a second time.
    pub fn start(&mut self, entry: &str, packed: bool) -> Result<(), Problem> {
        let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method).large_file(true).unix_permissions(0o600);
        self.hasher = Sha256::new();
        self.bytes = 0;
        self.entry = entry.to_owned();
        let started = self.zip()?.start_file(entry, options);
        started.map_err(|error| cannot_write(&self.path, error))
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        let written = self.zip()?.write_all(bytes);
        written.map_err(|error| cannot_write(&self.path, error))
    }

    /// What the entry that was just written holds.
    pub fn ended(&mut self) -> Entry {
        let sha256 = hex::encode(std::mem::take(&mut self.hasher).finalize());
        Entry { entry: self.entry.clone(), bytes: self.bytes, sha256 }
    }

    /// Writes the manifest and gives the file its name. Answers its size.
    pub fn finish(mut self, manifest: &Manifest) -> Result<u64, Problem> {
        self.start(MANIFEST, true)?;
        self.write(&serde_json::to_vec_pretty(manifest)?)?;
        let zip = self.zip.take().ok_or_else(|| Problem::bug("an archive ended twice"))?;
        let finished = zip.finish().map_err(std::io::Error::from).and_then(|mut writer| {
            writer.flush()?;
            let file = writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.sync_all()?;
            let bytes = file.metadata()?.len();
            std::fs::rename(&self.draft, &self.path)?;
            sync_folder(&self.path)?;
            Ok(bytes)
        });
        finished.map_err(|error| cannot_write(&self.path, error))
    }

    fn zip(&mut self) -> Result<&mut ZipWriter<BufWriter<File>>, Problem> {
        self.zip.as_mut().ok_or_else(|| Problem::bug("an archive went on after its end"))
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        // Gone already when it was given its name.
        let _ = std::fs::remove_file(&self.draft);
    }
}

/// A name beside `path` for what is not whole yet.
pub fn draft_of(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.part", hex::encode(random_bytes::<6>())))
}

/// The name itself must survive a power cut, too.
pub fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

pub fn cannot_write(path: &Path, cause: impl ToString) -> Problem {
    let cause = cause.to_string();
    Problem::unavailable(
        "backup.cannot_write",
        say(
            format!("{} ne peut pas être écrit ({cause}). Vérifiez la place et les droits du dossier.", path.display()),
            format!("{} can't be written ({cause}). Check the folder's room and permissions.", path.display()),
        ),
    )
    .because(cause)
}
