//! Asking for a link by mail: to sign in, or to choose a new password. The request does the same for a known and an
//! unknown address: it leaves a job. Only the job knows whether there is someone to write to.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::problem::Problem;
use platform::{Asker, House, Way, audit::Entry, jobs::Claim};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    super::{
        jobs::SEND_LINK,
        mail,
        schema::MailPromised,
        store::{self, tokens::Purpose},
    },
    pace,
    sign_in::Visit,
};

#[derive(Serialize, Deserialize)]
struct Wanted {
    /// Absent for an address that nobody has: the address itself is kept nowhere.
    account_id: Option<Uuid>,
    purpose: Purpose,
}

pub async fn ask(
    house: &House,
    by: &Asker,
    email: &str,
    purpose: Purpose,
    visit: &Visit,
) -> Result<MailPromised, Problem> {
    pace::mail(house, email, visit).await?;
    let found = store::account_by_email(&house.db.read, email).await?;
    let work = house.begin(by).await?;
    let wanted = Wanted { account_id: found.as_ref().map(|(account, _)| account.id), purpose };
    work.leave_now(SEND_LINK.name, &wanted).await?;
    work.note(vec![Entry {
        verb: if purpose == Purpose::Reset { "ask_password_reset" } else { "ask_sign_in_link" },
        record: "account",
        record_id: wanted.account_id,
        label: found.map(|(account, person)| store::label(&account, &person)).unwrap_or_default(),
        changes: Vec::new(),
    }])
    .await?;
    work.commit().await?;
    Ok(MailPromised { valid_minutes: purpose.valid().num_minutes() })
}

/// The job. Run twice it makes the same token and the same mail, so it writes to nobody twice.
pub async fn send(house: &House, claim: &Claim) -> Result<(), Problem> {
    let wanted: Wanted = claim.payload()?;
    let Some(account) = wanted.account_id else { return Ok(()) };
    let work = house.begin(&Asker::house("accounts", Way::Job)).await?;
    let found = store::account_by_id(work.tx(), account).await?;
    let Some((account, person)) = found.filter(|(account, _)| account.disabled_at.is_none()) else { return Ok(()) };
    let token = URL_SAFE_NO_PAD.encode(house.vault.mark("accounts.link", claim.id.as_bytes()));
    store::tokens::keep(&work, &token, wanted.purpose, account.id).await?;
    let key = Some(format!("accounts.link:{}", claim.id));
    mail::link(&work, &account, &person, wanted.purpose, &token, key).await?;
    work.commit().await
}
