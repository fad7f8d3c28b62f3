//! Passwords: Argon2id with the parameters of ASVS 5.0 appendix C (19 MiB, two passes, one lane), off the event loop.

use std::sync::OnceLock;

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use kernel::problem::{Problem, say};
use platform::{
    mill::{Mill, cores},
    secrets::random_bytes,
};

/// How many may wait for a hash before the next is told to come back.
const QUEUE: usize = 64;

/// Each hash takes 19 MiB and a whole core: as many at once as there are cores, however many sign in together.
fn mill() -> &'static Mill {
    static MILL: OnceLock<Mill> = OnceLock::new();
    MILL.get_or_init(|| Mill::of(cores(), QUEUE))
}

fn busy() -> Problem {
    Problem::unavailable(
        "accounts.busy",
        say(
            "Trop de connexions en même temps. Réessayez dans un instant.",
            "Too many sign-ins at once. Try again shortly.",
        ),
    )
    .retry_in(5)
}

fn hasher() -> Argon2<'static> {
    // The library's default is Argon2id, version 19, m = 19456 KiB, t = 2, p = 1.
    Argon2::default()
}

fn hash_now(password: &str) -> Result<String, Problem> {
    hasher().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(Problem::bug)
}

pub async fn hash(password: String) -> Result<String, Problem> {
    mill().grind(busy, move || hash_now(&password)).await
}

/// Whether the password is the account's. An account without one, or that does not exist, takes as long.
pub async fn verify(password: String, stored: Option<String>) -> Result<bool, Problem> {
    mill()
        .grind(busy, move || {
            static NOBODY: OnceLock<String> = OnceLock::new();
            let known = stored.is_some();
            let stored = match stored {
                Some(stored) => stored,
                None => match NOBODY.get() {
                    Some(hash) => hash.clone(),
                    None => {
                        let made = hash_now(&hex::encode(random_bytes::<16>()))?;
                        NOBODY.get_or_init(|| made).clone()
                    }
                },
            };
            let parsed = PasswordHash::new(&stored).map_err(Problem::bug)?;
            Ok(hasher().verify_password(password.as_bytes(), &parsed).is_ok() && known)
        })
        .await
}

/// A password that a person can read aloud once: 20 letters and digits without look-alikes, 100 bits.
pub fn invent() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes: [u8; 20] = random_bytes();
    let text: Vec<char> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % 32])).collect();
    text.chunks(5).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
