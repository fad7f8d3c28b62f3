//! Secrets at rest (signing keys, TOTP seeds, passwords of services): in the database, encrypted with
//! XChaCha20-Poly1305 under a key derived from the one instance secret, so that a backup is whole and useless without it.

use std::{fs, io::Write, path::Path};

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use kernel::problem::{Problem, say};
use rand::Rng;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use sha2::{Digest, Sha256};
use tables::secret;

use crate::settings::Settings;

/// Random bytes for a secret; from the operating system.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0u8; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// SHA-256 in hexadecimal: how tokens with enough entropy of their own are stored.
pub fn fingerprint(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

#[derive(Clone)]
pub struct Vault {
    key: [u8; 32],
}

impl Vault {
    /// The vault of this instance: from the settings, else from `instance.secret` in the data folder, made at first start.
    pub fn open_for(settings: &Settings) -> Result<Vault, String> {
        let secret = match &settings.secret {
            Some(secret) => secret.clone(),
            None => kept_secret(&settings.data_dir)?,
        };
        Ok(Vault::of(&secret))
    }

    pub fn of(secret: &str) -> Vault {
        let mut hasher = Sha256::new();
        hasher.update(b"maillage vault 1\0");
        hasher.update(secret.as_bytes());
        Vault { key: hasher.finalize().into() }
    }

    /// Encrypts; `name` is bound to the result, so that one secret can't stand in for another.
    pub fn seal(&self, name: &str, plain: &[u8]) -> Result<Vec<u8>, Problem> {
        let nonce: [u8; 24] = random_bytes();
        let cipher = XChaCha20Poly1305::new(&self.key.into());
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: name.as_bytes() })
            .map_err(|_| Problem::bug("a secret can't be sealed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    pub fn unseal(&self, name: &str, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
        let wrong = || {
            Problem::unavailable(
                "house.wrong_secret",
                say(
                    "Le secret de cette instance ne correspond pas à sa base de données : rétablissez MAILLAGE_SECRET ou le fichier instance.secret d’origine.",
                    "The secret of this instance does not belong to its database: restore the original MAILLAGE_SECRET or instance.secret file.",
                ),
            )
        };
        let (nonce, body) = sealed.split_at_checked(24).ok_or_else(wrong)?;
        let nonce: [u8; 24] = nonce.try_into().map_err(|_| wrong())?;
        XChaCha20Poly1305::new(&self.key.into())
            .decrypt(&XNonce::from(nonce), Payload { msg: body, aad: name.as_bytes() })
            .map_err(|_| wrong())
    }

    /// A keyed mark of `message`, for tokens that derive from one another. `purpose` separates uses.
    pub fn mark(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        // A key of any length is accepted by HMAC (RFC 2104), so the error can't occur; an empty mark would never match.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return [0; 32] };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    /// The secret called `name`, made by `make` the first time. Two processes that race get the same one.
    pub async fn get_or_make<C: ConnectionTrait>(
        &self,
        tx: &C,
        name: &str,
        now: chrono::DateTime<chrono::Utc>,
        make: impl FnOnce() -> Result<Vec<u8>, Problem>,
    ) -> Result<Vec<u8>, Problem> {
        if let Some(row) = secret::Entity::find_by_id(name).one(tx).await? {
            return self.unseal(name, &row.sealed);
        }
        let sealed = self.seal(name, &make()?)?;
        let row = secret::ActiveModel { name: Set(name.to_owned()), sealed: Set(sealed), created_at: Set(now) };
        secret::Entity::insert(row)
            .on_conflict(OnConflict::column(secret::Column::Name).do_nothing().to_owned())
            .exec_without_returning(tx)
            .await?;
        let row = secret::Entity::find_by_id(name).one(tx).await?.ok_or_else(|| Problem::bug("a secret vanished"))?;
        self.unseal(name, &row.sealed)
    }
}

/// The secret of this instance, if it has one already: none is made.
pub fn known_secret(settings: &Settings) -> Result<Option<String>, String> {
    match &settings.secret {
        Some(secret) => Ok(Some(secret.clone())),
        None if secret_file(&settings.data_dir).exists() => kept_secret(&settings.data_dir).map(Some),
        None => Ok(None),
    }
}

/// Puts a secret that came back with a backup in the data folder of an instance that has none.
pub fn place_secret(settings: &Settings, secret: &str) -> std::io::Result<()> {
    make_folder(&settings.data_dir)?;
    make_secret(&settings.data_dir, &secret_file(&settings.data_dir), secret)
}

/// Where the secret is kept when the settings don't give one.
pub fn secret_file(data_dir: &Path) -> std::path::PathBuf {
    data_dir.join("instance.secret")
}

/// Fewer characters than this are no secret: an empty or half-written file is refused, never taken as it is.
const SHORTEST: usize = 32;

/// The secret of the data folder, made whole before it takes its name: whoever is killed while making it leaves
/// nothing under that name, and of several processes that start at once one makes it and all read the same.
fn kept_secret(data_dir: &Path) -> Result<String, String> {
    let path = secret_file(data_dir);
    if !path.exists() {
        make_folder(data_dir).map_err(|error| {
            format!("MAILLAGE_DATA_DIR: the folder {} can't be made ({error}).", data_dir.display())
        })?;
        make_secret(data_dir, &path, &hex::encode(random_bytes::<32>()))
            .map_err(|error| format!("{} can't be made ({error}).", path.display()))?;
    }
    let text = fs::read_to_string(&path).map_err(|error| format!("{} can't be read ({error}).", path.display()))?;
    let secret = text.trim().to_owned();
    if secret.len() < SHORTEST {
        return Err(format!(
            "{} holds no whole secret ({} characters, at least {SHORTEST} are needed). Put the original file back from a backup; \
             on a new instance without any data, delete the file and start again.",
            path.display(),
            secret.len()
        ));
    }
    Ok(secret)
}

/// The data folder holds personal data: it is for the user of this program alone.
pub fn make_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn make_secret(data_dir: &Path, path: &Path, secret: &str) -> std::io::Result<()> {
    let draft = data_dir.join(format!(".instance.secret.{}", hex::encode(random_bytes::<8>())));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&draft).and_then(|mut file| {
        file.write_all(secret.as_bytes())?;
        file.sync_all()?;
        // Unlike a rename, a link never replaces what another process put there meanwhile.
        match fs::hard_link(&draft, path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    });
    let removed = fs::remove_file(&draft);
    written?;
    removed?;
    // The name itself must survive a power cut, too.
    #[cfg(unix)]
    fs::File::open(data_dir)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_only_under_its_name_and_key() {
        let vault = Vault::of("a secret of thirty-two characters");
        let sealed = vault.seal("totp", b"seed").unwrap();
        assert_eq!(vault.unseal("totp", &sealed).unwrap(), b"seed");
        assert!(vault.unseal("smtp", &sealed).is_err());
        assert!(Vault::of("another").unseal("totp", &sealed).is_err());
        assert!(vault.unseal("totp", b"short").is_err());
    }

    #[test]
    fn the_kept_secret_stays_the_same() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(kept_secret(dir.path()).unwrap(), kept_secret(dir.path()).unwrap());
        let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["instance.secret"]);
    }

    #[test]
    fn an_empty_or_cut_secret_is_refused_and_left_as_it_is() {
        for text in ["", "\n", "0123456789abcdef"] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("instance.secret");
            fs::write(&path, text).unwrap();
            let told = kept_secret(dir.path()).unwrap_err();
            assert!(told.contains(&path.display().to_string()), "{told}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn of_many_who_start_at_once_all_have_the_same_secret() {
        for _ in 0..20 {
            let dir = tempfile::tempdir().unwrap();
            let folder = dir.path().join("data");
            let secrets: Vec<String> = std::thread::scope(|scope| {
                let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| kept_secret(&folder).unwrap())).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            assert!(secrets.iter().all(|secret| secret.len() == 64 && *secret == secrets[0]), "{secrets:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_data_folder_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("data");
        kept_secret(&folder).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join("instance.secret"))), (0o700, 0o600));
    }
}
