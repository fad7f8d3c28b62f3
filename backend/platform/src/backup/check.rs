//! A backup that is held to its word before anything is touched: whole, ours, of a schema we know, every content what
//! the manifest says and every row of the kinds it says. It comes from outside: nothing in it is believed.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use kernel::problem::{Problem, say};
use sea_orm::Value as Sql;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{
    CHECK_NAME, CHECK_WORD,
    archive::{Entry, FORMAT, MANIFEST, Manifest, TableEntry},
    tables::{LEFT_OUT, kept},
    values::Kind,
};
use crate::{db, files::LARGEST, secrets::Vault};

/// A manifest names every file: some hundred bytes each.
const LONGEST_MANIFEST: u64 = 256 * 1024 * 1024;
/// A row is a mail or a page at most.
const LONGEST_ROW: u64 = 64 * 1024 * 1024;

/// A backup that was found sound.
pub struct Checked {
    zip: ZipArchive<BufReader<File>>,
    pub manifest: Manifest,
}

impl Checked {
    /// Reads all of it once.
    ///
    /// 422 `backup.unreadable`, `backup.damaged`, `backup.newer`, `backup.foreign`.
    pub fn open(path: &Path, tell: &dyn Fn(&str, u64)) -> Result<Checked, Problem> {
        let file = File::open(path).map_err(|error| {
            let shown = path.display();
            Problem::new(
                422,
                "backup.unreadable",
                say(
                    format!("{shown} ne peut pas être lu ({error}). Vérifiez le nom et les droits du fichier."),
                    format!("{shown} can't be read ({error}). Check the file's name and permissions."),
                ),
            )
        })?;
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(not_whole)?;
        let manifest = read_manifest(&mut zip)?;
        knows_steps(&manifest)?;
        lists_what_is_there(&zip, &manifest)?;
        has_our_columns(&manifest)?;
        let mut checked = Checked { zip, manifest };
        for at in 0..checked.manifest.tables.len() {
            let mut rows = checked.rows(at)?;
            let mut seen = 0;
            while rows.next()?.is_some() {
                seen += 1;
            }
            rows.end()?;
            let table = checked.table(at)?;
            if seen != table.rows {
                return Err(damaged(&table.content.entry, format!("{seen} rows, {} announced", table.rows)));
            }
            tell(&table.name, seen);
        }
        for at in 0..checked.manifest.files.len() {
            checked.file(at)?;
        }
        tell("files", checked.manifest.files.len() as u64);
        checked.secret()?;
        Ok(checked)
    }

    fn table(&self, at: usize) -> Result<&TableEntry, Problem> {
        self.manifest.tables.get(at).ok_or_else(|| Problem::bug("no such table in the manifest"))
    }

    /// The rows of a table, one after the other.
    pub fn rows(&mut self, at: usize) -> Result<Rows<'_>, Problem> {
        let table = self.manifest.tables.get(at).ok_or_else(|| Problem::bug("no such table in the manifest"))?;
        let entry = self.zip.by_name(&table.content.entry).map_err(not_whole)?;
        let content = BufReader::new(Counted::of(entry, &table.content));
        Ok(Rows { content, columns: &table.columns, entry: &table.content, line: Vec::new() })
    }

    /// The id, the SHA-256 and the content of a file.
    pub fn file(&mut self, at: usize) -> Result<(uuid::Uuid, String, Vec<u8>), Problem> {
        let file = self.manifest.files.get(at).ok_or_else(|| Problem::bug("no such file in the manifest"))?;
        if file.content.entry != format!("files/{}-{}", file.id, file.content.sha256) {
            return Err(damaged(&file.content.entry, "its name is another"));
        }
        let (id, entry) = (file.id, file.content.clone());
        Ok((id, entry.sha256.clone(), self.content(&entry, LARGEST as u64)?))
    }

    /// The instance secret, if it is in.
    pub fn secret(&mut self) -> Result<Option<String>, Problem> {
        let Some(entry) = self.manifest.secret.clone() else { return Ok(None) };
        let bytes = self.content(&entry, 4096)?;
        String::from_utf8(bytes).map(Some).map_err(|error| damaged(&entry.entry, error))
    }

    /// Whether this secret opens what is sealed in the backup.
    pub fn is_opened_by(&self, secret: &str) -> bool {
        let sealed = STANDARD.decode(&self.manifest.secret_check).unwrap_or_default();
        Vault::of(secret).unseal(CHECK_NAME, &sealed).is_ok_and(|word| word == CHECK_WORD)
    }

    fn content(&mut self, entry: &Entry, limit: u64) -> Result<Vec<u8>, Problem> {
        if entry.bytes > limit {
            return Err(damaged(&entry.entry, "too large"));
        }
        let inside = self.zip.by_name(&entry.entry).map_err(not_whole)?;
        let mut counted = Counted::of(inside, entry);
        let mut bytes = Vec::new();
        counted.read_to_end(&mut bytes).map_err(|error| damaged(&entry.entry, error))?;
        counted.end(entry)?;
        Ok(bytes)
    }
}

/// The rows of one table, ready to be bound in the order of the manifest's columns.
pub struct Rows<'a> {
    content: BufReader<Counted<zip::read::ZipFile<'a, BufReader<File>>>>,
    columns: &'a BTreeMap<String, Kind>,
    entry: &'a Entry,
    line: Vec<u8>,
}

impl Rows<'_> {
    pub fn next(&mut self) -> Result<Option<Vec<Sql>>, Problem> {
        let broken = |error: &dyn std::fmt::Display| damaged(&self.entry.entry, error);
        self.line.clear();
        let read = (&mut self.content).take(LONGEST_ROW).read_until(b'\n', &mut self.line);
        match read {
            Ok(0) => return Ok(None),
            Ok(_) if self.line.ends_with(b"\n") => {}
            Ok(_) => return Err(broken(&"a row without end")),
            Err(error) => return Err(broken(&error)),
        }
        let row: Map<String, Value> = serde_json::from_slice(&self.line).map_err(|error| broken(&error))?;
        if let Some(unknown) = row.keys().find(|name| !self.columns.contains_key(*name)) {
            return Err(broken(&format!("a column {unknown}")));
        }
        let values = self.columns.iter().map(|(name, kind)| {
            kind.bind(row.get(name)).ok_or_else(|| broken(&format!("a value of {name} that is no {kind:?}")))
        });
        values.collect::<Result<Vec<Sql>, Problem>>().map(Some)
    }

    /// The content was as long as it said, and the same.
    pub fn end(self) -> Result<(), Problem> {
        self.content.into_inner().end(self.entry)
    }
}

/// Counts and hashes what is read; no entry gives more than it announced, however well it was packed.
struct Counted<R> {
    inner: R,
    hasher: Sha256,
    left: u64,
}

impl<R: Read> Counted<R> {
    fn of(inner: R, entry: &Entry) -> Counted<R> {
        Counted { inner, hasher: Sha256::new(), left: entry.bytes }
    }

    fn end(self, entry: &Entry) -> Result<(), Problem> {
        if self.left != 0 || hex::encode(self.hasher.finalize()) != entry.sha256 {
            return Err(damaged(&entry.entry, "not what was written"));
        }
        Ok(())
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| std::io::Error::other("longer than announced"))?;
        self.hasher.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

fn read_manifest(zip: &mut ZipArchive<BufReader<File>>) -> Result<Manifest, Problem> {
    let entry = zip.by_name(MANIFEST).map_err(|error| foreign(&error))?;
    let mut text = Vec::new();
    entry.take(LONGEST_MANIFEST).read_to_end(&mut text).map_err(not_whole)?;
    let told: Value = serde_json::from_slice(&text).map_err(|error| foreign(&error))?;
    // Before the rest, which a later format may have changed.
    match told["format"].as_u64() {
        Some(format) if format > u64::from(FORMAT) => return Err(newer(told["program"].as_str().unwrap_or_default())),
        Some(_) => {}
        None => return Err(foreign(&"no format")),
    }
    serde_json::from_value(told).map_err(|error| damaged(MANIFEST, error))
}

fn knows_steps(manifest: &Manifest) -> Result<(), Problem> {
    let known = db::known_steps();
    if manifest.steps.iter().any(|step| !known.contains(step)) {
        return Err(newer(&manifest.program));
    }
    if manifest.steps.is_empty() || !known.starts_with(&manifest.steps) {
        return Err(foreign(&"its steps of the schema are not in order"));
    }
    Ok(())
}

fn lists_what_is_there(zip: &ZipArchive<BufReader<File>>, manifest: &Manifest) -> Result<(), Problem> {
    let tables = manifest.tables.iter().map(|table| &table.content);
    let files = manifest.files.iter().map(|file| &file.content);
    let mut announced: Vec<&str> =
        tables.chain(files).chain(&manifest.secret).map(|entry| entry.entry.as_str()).chain([MANIFEST]).collect();
    let mut there: Vec<&str> = zip.file_names().collect();
    announced.sort_unstable();
    there.sort_unstable();
    let double = announced.windows(2).any(|pair| pair.first() == pair.last());
    // Entries of one name twice count once for the reader, and are not ours.
    if double || announced != there || zip.len() != there.len() {
        return Err(damaged(MANIFEST, "it does not list what the file holds"));
    }
    Ok(())
}

/// A backup of our own schema holds our tables and columns, no more and no fewer. Those of an earlier one are judged by
/// the database, once it has taken the same steps.
fn has_our_columns(manifest: &Manifest) -> Result<(), Problem> {
    // Also one of an earlier schema says nothing of the tables that a restore fills by itself, and names none oddly.
    let odd = |name: &str| !name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    let left_out = |name: &str| LEFT_OUT.iter().any(|(left_out, _)| *left_out == name);
    let not_kept =
        |table: &TableEntry| odd(&table.name) || left_out(&table.name) || table.columns.keys().any(|name| odd(name));
    if manifest.tables.iter().any(not_kept) {
        return Err(damaged(MANIFEST, "a table or a column that no backup holds"));
    }
    if manifest.steps != db::known_steps() {
        return Ok(());
    }
    let ours: BTreeMap<String, BTreeMap<String, Kind>> = kept()
        .into_iter()
        .map(|table| {
            let columns = table.columns.into_iter().filter_map(|(name, kind)| kind.map(|kind| (name, kind)));
            (table.name, columns.collect())
        })
        .collect();
    let theirs: BTreeMap<String, BTreeMap<String, Kind>> =
        manifest.tables.iter().map(|table| (table.name.clone(), table.columns.clone())).collect();
    if ours != theirs || manifest.tables.len() != theirs.len() {
        return Err(damaged(MANIFEST, "other tables or columns than this version's"));
    }
    Ok(())
}

fn not_whole(cause: impl ToString) -> Problem {
    Problem::new(
        422,
        "backup.damaged",
        say(
            "Ce fichier n’est pas un ZIP entier : il a été coupé, ou n’est pas une sauvegarde de Maillage. Prenez-en une autre copie.",
            "This file is no whole ZIP: it was cut short, or is no backup of Maillage. Take another copy of it.",
        ),
    )
    .because(cause)
}

fn damaged(entry: &str, cause: impl ToString) -> Problem {
    Problem::new(
        422,
        "backup.damaged",
        say(
            format!("Cette sauvegarde est abîmée ou a été modifiée ({entry}). Prenez-en une autre copie, ou une plus ancienne."),
            format!("This backup is damaged or was changed ({entry}). Take another copy of it, or an older one."),
        ),
    )
    .because(cause)
}

fn foreign(cause: &dyn std::fmt::Display) -> Problem {
    Problem::new(
        422,
        "backup.foreign",
        say("Ce ZIP n’est pas une sauvegarde de Maillage.", "This ZIP is no backup of Maillage."),
    )
    .because(cause)
}

fn newer(program: &str) -> Problem {
    // It comes from the file: only what a version can be is repeated.
    let version: String =
        program.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).take(20).collect();
    Problem::new(
        422,
        "backup.newer",
        say(
            format!(
                "Cette sauvegarde a été faite par une version plus récente de Maillage ({version}). Installez celle-ci, puis recommencez."
            ),
            format!(
                "This backup was made by a newer version of Maillage ({version}). Install that one, then try again."
            ),
        ),
    )
}
