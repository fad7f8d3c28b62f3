//! Answers of one book, written once: a town's page and a thousand readers ask the same.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use actix_web::web::Bytes;
use kernel::problem::Problem;

/// As many bytes as are held; what would be too much is written anew each time.
const MOST: usize = 32 * 1024 * 1024;

#[derive(Default)]
pub struct Kept(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    answers: HashMap<String, Bytes>,
    bytes: usize,
}

impl Kept {
    /// The answer to a question, written now if nobody asked it of this book before.
    pub fn answer(
        &self,
        question: &str,
        write: impl FnOnce() -> Result<Vec<u8>, Problem>,
    ) -> Result<Bytes, Problem> {
        if let Some(known) = self.shelf().answers.get(question) {
            return Ok(known.clone());
        }
        let answer = Bytes::from(write()?);
        let mut shelf = self.shelf();
        if shelf.bytes + answer.len() <= MOST && !shelf.answers.contains_key(question) {
            shelf.bytes += answer.len() + question.len();
            shelf.answers.insert(question.to_owned(), answer.clone());
        }
        Ok(answer)
    }

    fn shelf(&self) -> std::sync::MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
