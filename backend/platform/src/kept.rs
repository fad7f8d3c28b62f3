//! Answers that are written once: a town's page and a thousand readers ask the same.

use std::{
    collections::HashMap,
    io::Write,
    sync::{Mutex, MutexGuard, PoisonError},
};

use actix_web::web::Bytes;
use kernel::problem::Problem;

/// As many bytes as are held. What comes then takes the place of all: whatever many ask for is there again at once, and
/// nobody can fill it with questions that no one else asks.
const MOST: usize = 32 * 1024 * 1024;
/// Of brotli: pages and lists a quarter smaller than on the way to each reader, and a book of 20,000 within a second.
const QUALITY: u32 = 5;
const WINDOW: u32 = 22;

/// An answer as it goes out.
#[derive(Debug, Clone)]
pub struct Answer {
    pub body: Bytes,
    pub next_cursor: Option<String>,
}

impl Answer {
    /// The same packed with brotli: once for a thousand readers, and so better than on the way to each.
    pub fn packed(&self) -> Result<Answer, Problem> {
        let mut writer = brotli::CompressorWriter::new(Vec::new(), 0, QUALITY, WINDOW);
        writer.write_all(&self.body).map_err(Problem::bug)?;
        Ok(Answer { body: Bytes::from(writer.into_inner()), next_cursor: self.next_cursor.clone() })
    }
}

#[derive(Default)]
pub struct Kept(Mutex<Answers>);

#[derive(Default)]
struct Answers {
    by_question: HashMap<String, Answer>,
    bytes: usize,
}

impl Kept {
    /// The bytes that answer a question, written now if nobody asked it of this book before.
    pub fn answer(&self, question: &str, write: impl FnOnce() -> Result<Vec<u8>, Problem>) -> Result<Bytes, Problem> {
        if let Some(known) = self.get(question) {
            return Ok(known.body);
        }
        let answer = Answer { body: Bytes::from(write()?), next_cursor: None };
        self.keep(question, &answer);
        Ok(answer.body)
    }

    /// The same answer packed with brotli, which is done now if nobody took it so before.
    pub fn packed(&self, question: &str, plain: Bytes) -> Result<Bytes, Problem> {
        let small = format!("{question} packed");
        if let Some(known) = self.get(&small) {
            return Ok(known.body);
        }
        let packed = Answer { body: plain, next_cursor: None }.packed()?;
        self.keep(&small, &packed);
        Ok(packed.body)
    }

    pub fn get(&self, question: &str) -> Option<Answer> {
        self.answers().by_question.get(question).cloned()
    }

    pub fn keep(&self, question: &str, answer: &Answer) {
        let bytes = question.len() + answer.body.len();
        if bytes > MOST {
            return;
        }
        let mut answers = self.answers();
        if answers.by_question.contains_key(question) {
            return;
        }
        if answers.bytes + bytes > MOST {
            *answers = Answers::default();
        }
        answers.bytes += bytes;
        answers.by_question.insert(question.to_owned(), answer.clone());
    }

    fn answers(&self) -> MutexGuard<'_, Answers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_until_there_are_too_many() {
        let kept = Kept::default();
        let answer = |bytes: usize| Answer { body: Bytes::from(vec![b'a'; bytes]), next_cursor: None };
        kept.keep("small", &answer(10));
        kept.keep("small", &answer(10));
        kept.keep("whole", &answer(MOST - 20));
        assert_eq!(kept.get("small").map(|kept| kept.body.len()), Some(10));
        assert!(kept.get("whole").is_some());
        // Strange questions keep nobody out for good.
        kept.keep("more", &answer(1));
        assert!(kept.get("more").is_some() && kept.get("small").is_none() && kept.get("whole").is_none());
        kept.keep("huge", &answer(MOST));
        assert!(kept.get("huge").is_none() && kept.get("more").is_some());
        // What is not kept is answered all the same.
        assert_eq!(kept.answer("small", || Ok(b"again".to_vec())).unwrap(), "again");
        assert_eq!(kept.answer("small", || Err(Problem::bug("kept"))).unwrap().len(), 5);
    }
}
