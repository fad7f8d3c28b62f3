//! Where texts wait until they are written: pressed, in a nameless file. What a large import has ready is more than a small
//! machine holds in memory, and more than its disk takes while it writes the database.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    sync::{Arc, Mutex, PoisonError},
};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use kernel::problem::Problem;

use crate::{files, settings::Settings};

tokio::task_local! {
    static SHELF: Shelf;
}

#[derive(Clone)]
pub struct Shelf(Arc<Mutex<File>>);

impl Shelf {
    pub fn put_up(settings: &Settings) -> Result<Shelf, Problem> {
        Ok(Shelf(Arc::new(Mutex::new(files::scratch(settings)?))))
    }

    /// What is packed meanwhile (`many`) waits here.
    pub async fn holds<T>(&self, packing: impl Future<Output = T>) -> T {
        SHELF.scope(self.clone(), packing).await
    }
}

/// A text, in memory or on the shelf.
pub(crate) enum Waiting {
    Here(String),
    There { shelf: Shelf, from: u64, length: usize },
}

impl Waiting {
    pub fn of(text: String) -> io::Result<Waiting> {
        let Ok(shelf) = SHELF.try_with(Shelf::clone) else { return Ok(Waiting::Here(text)) };
        let mut pressed = ZlibEncoder::new(Vec::new(), Compression::fast());
        pressed.write_all(text.as_bytes())?;
        let pressed = pressed.finish()?;
        let mut file = shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        let from = file.seek(SeekFrom::End(0))?;
        file.write_all(&pressed)?;
        drop(file);
        Ok(Waiting::There { shelf, from, length: pressed.len() })
    }

    pub fn take(self) -> io::Result<String> {
        let (shelf, from, length) = match self {
            Waiting::Here(text) => return Ok(text),
            Waiting::There { shelf, from, length } => (shelf, from, length),
        };
        let mut pressed = vec![0; length];
        let mut file = shelf.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(from))?;
        file.read_exact(&mut pressed)?;
        drop(file);
        let mut text = String::new();
        ZlibDecoder::new(pressed.as_slice()).read_to_string(&mut text)?;
        Ok(text)
    }
}
