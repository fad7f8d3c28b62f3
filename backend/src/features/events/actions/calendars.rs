//! A calendar of one's own: an address that programs read, good until it is taken back.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::problem::Problem;
use platform::{Asker, House, secrets::random_bytes};
use uuid::Uuid;

use super::super::{schema::published::CalendarAddress, store::links};

/// Makes the address, which is told once; the one before opens nothing any more.
pub async fn open(house: &House, by: &Asker, account: Uuid) -> Result<CalendarAddress, Problem> {
    let token = URL_SAFE_NO_PAD.encode(random_bytes::<32>());
    let work = house.begin(by).await?;
    links::subscribe(work.tx(), account, &token, work.now).await?;
    work.note_one("open_calendar", "account", account, &by.caller.signature().2).await?;
    work.commit().await?;
    let https_url = format!("{}/api/v1/public/calendars/{token}", house.settings.base_url);
    let webcal_url = match https_url.split_once("://") {
        Some((_, rest)) => format!("webcal://{rest}"),
        None => https_url.clone(),
    };
    Ok(CalendarAddress { webcal_url, https_url })
}

/// Takes it back.
pub async fn close(house: &House, by: &Asker, account: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    links::unsubscribe(work.tx(), account).await?;
    work.note_one("close_calendar", "account", account, &by.caller.signature().2).await?;
    work.commit().await
}
