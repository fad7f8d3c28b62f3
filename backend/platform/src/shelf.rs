//! Where texts wait until they are written: pressed, in a nameless file. What a large import has ready is more than a small
//! machine holds in memory, and more than its disk takes while it writes the database.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use kernel::problem::Problem;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::{files, settings::Settings};

/// So many texts are fetched before anybody asks for them: they are taken about as they were laid, and the database writes
/// one while the next is unpressed.
const AHEAD: usize = 4;

tokio::task_local! {
    static SHELF: Shelf;
}

#[derive(Clone)]
pub struct Shelf(Arc<Mutex<Laid>>);

struct Laid {
    file: File,
    /// Where each text begins, and how long it is.
    places: Vec<(u64, usize)>,
    /// Those up to here are taken or fetched.
    fetched: usize,
    fetching: BTreeMap<usize, JoinHandle<io::Result<String>>>,
}

impl Shelf {
    pub fn put_up(settings: &Settings) -> Result<Shelf, Problem> {
        let file = files::scratch(settings)?;
        Ok(Shelf(Arc::new(Mutex::new(Laid { file, places: Vec::new(), fetched: 0, fetching: BTreeMap::new() }))))
    }

    /// What is packed meanwhile (`many`) waits here.
    pub async fn holds<T>(&self, packing: impl Future<Output = T>) -> T {
        SHELF.scope(self.clone(), packing).await
    }

    fn laid(&self) -> MutexGuard<'_, Laid> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lay(&self, text: &str) -> io::Result<usize> {
        let mut pressed = ZlibEncoder::new(Vec::new(), Compression::fast());
        pressed.write_all(text.as_bytes())?;
        let pressed = pressed.finish()?;
        let mut laid = self.laid();
        let from = laid.file.seek(SeekFrom::End(0))?;
        laid.file.write_all(&pressed)?;
        laid.places.push((from, pressed.len()));
        Ok(laid.places.len() - 1)
    }

    async fn take(&self, number: usize) -> io::Result<String> {
        let text = {
            let mut laid = self.laid();
            let wanted = laid.places.len().min(number + 1 + AHEAD);
            for next in laid.fetched..wanted {
                let shelf = self.clone();
                laid.fetching.insert(next, spawn_blocking(move || shelf.fetch(next)));
            }
            laid.fetched = laid.fetched.max(wanted);
            laid.fetching.remove(&number)
        };
        match text {
            Some(text) => text.await?,
            None => self.fetch(number),
        }
    }

    fn fetch(&self, number: usize) -> io::Result<String> {
        let pressed = {
            let mut laid = self.laid();
            let (from, length) = *laid.places.get(number).ok_or(io::ErrorKind::NotFound)?;
            let mut pressed = vec![0; length];
            laid.file.seek(SeekFrom::Start(from))?;
            laid.file.read_exact(&mut pressed)?;
            pressed
        };
        let mut text = String::new();
        ZlibDecoder::new(pressed.as_slice()).read_to_string(&mut text)?;
        Ok(text)
    }
}

/// A text, in memory or on the shelf.
pub(crate) enum Waiting {
    Here(String),
    There { shelf: Shelf, number: usize },
}

impl Waiting {
    pub fn of(text: String) -> io::Result<Waiting> {
        match SHELF.try_with(Shelf::clone) {
            Ok(shelf) => Ok(Waiting::There { number: shelf.lay(&text)?, shelf }),
            Err(_) => Ok(Waiting::Here(text)),
        }
    }

    pub async fn take(self) -> io::Result<String> {
        match self {
            Waiting::Here(text) => Ok(text),
            Waiting::There { shelf, number } => shelf.take(number).await,
        }
    }
}
