//! A few small files as one.

use std::io::{Cursor, Write};

use kernel::problem::Problem;
use zip::{ZipWriter, write::SimpleFileOptions};

/// A ZIP with these files, by name.
pub fn zipped(files: &[(&str, &[u8])]) -> Result<Vec<u8>, Problem> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).map_err(Problem::bug)?;
        zip.write_all(bytes).map_err(Problem::bug)?;
    }
    Ok(zip.finish().map_err(Problem::bug)?.into_inner())
}
