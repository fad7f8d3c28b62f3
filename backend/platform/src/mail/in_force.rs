//! Which relay takes our mail: that of `MAILLAGE_SMTP_URL`, which whoever runs the server decides; else the one that an
//! administrator gave in the app; else none, and mail is kept. Read from the database at each use, so that every
//! process follows at once.

use kernel::problem::Problem;
use sea_orm::{ConnectionTrait, EntityTrait};
use tables::mail_relay;

use super::relay::{Relay, Tls};
use crate::{house::House, secrets::Vault, settings::Settings};

/// The row's only id.
const ONLY: i64 = 1;
/// Under which the vault seals the relay's password.
pub const PASSWORD: &str = "mail.relay.password";

/// A relay, and who our mails come from.
pub struct Outgoing {
    pub relay: Relay,
    pub sender: String,
}

/// The relay that an administrator gave, as it is kept. Its password stays sealed.
pub struct KeptRelay {
    pub row: mail_relay::Model,
    pub tls: Tls,
}

/// The relay that whoever runs the server gave: it wins over any other.
pub fn from_environment(settings: &Settings) -> Result<Option<Outgoing>, Problem> {
    let (Some(url), Some(sender)) = (&settings.smtp_url, &settings.mail_from) else { return Ok(None) };
    let relay = Relay::read(url, settings.smtp_authority.as_deref()).map_err(Problem::bug)?;
    Ok(Some(Outgoing { relay, sender: sender.clone() }))
}

/// The relay that an administrator gave, whether or not it is the one in force.
pub async fn kept<C: ConnectionTrait>(db: &C) -> Result<Option<KeptRelay>, Problem> {
    let row = mail_relay::Entity::find_by_id(ONLY).one(db).await?;
    Ok(row.map(|row| {
        let tls = match row.security.as_str() {
            "tls" => Tls::Implicit,
            "none" => Tls::Without,
            _ => Tls::Demanded,
        };
        KeptRelay { row, tls }
    }))
}

/// The relay in force.
pub async fn outgoing(house: &House) -> Result<Option<Outgoing>, Problem> {
    outgoing_of(&house.settings, &house.vault, &house.db.read).await
}

/// The same, for whoever looks at an instance without being one.
pub async fn outgoing_of<C: ConnectionTrait>(
    settings: &Settings,
    vault: &Vault,
    db: &C,
) -> Result<Option<Outgoing>, Problem> {
    if let Some(given) = from_environment(settings)? {
        return Ok(Some(given));
    }
    match kept(db).await? {
        Some(kept) => kept.open(settings, vault).map(Some),
        None => Ok(None),
    }
}

/// The sender in force; none where mail is kept.
pub(super) async fn sender<C: ConnectionTrait>(settings: &Settings, db: &C) -> Result<Option<String>, Problem> {
    if settings.smtp_url.is_some() {
        return Ok(settings.mail_from.clone());
    }
    Ok(kept(db).await?.map(|kept| kept.row.sender))
}

impl KeptRelay {
    /// Its password, opened.
    pub fn password(&self, vault: &Vault) -> Result<Option<String>, Problem> {
        let Some(sealed) = &self.row.password_sealed else { return Ok(None) };
        let password = vault.unseal(PASSWORD, sealed)?;
        Ok(Some(String::from_utf8_lossy(&password).into_owned()))
    }

    fn open(self, settings: &Settings, vault: &Vault) -> Result<Outgoing, Problem> {
        let password = self.password(vault)?.unwrap_or_default();
        let credentials = (!self.row.username.is_empty()).then(|| (self.row.username.clone(), password));
        let port = u16::try_from(self.row.port).map_err(Problem::bug)?;
        let authority = settings.smtp_authority.as_deref();
        let relay = Relay::new(self.row.host, port, self.tls, credentials, authority).map_err(Problem::bug)?;
        Ok(Outgoing { relay, sender: self.row.sender })
    }
}
