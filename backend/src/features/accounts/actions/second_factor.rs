//! The second factor: time-based codes (RFC 6238). Another authenticator takes the place of the one in force only once
//! a code of it was seen; until then the old one counts.

use kernel::problem::{Problem, say};
use platform::{Asker, House, Work, secrets::random_bytes};
use sea_orm::ActiveValue::Set;
use tables::{account, person};
use totp_rs::{Builder, Totp};
use uuid::Uuid;

use super::{
    super::{
        mail::notices::{self, Step},
        rules::{self, Subject},
        schema::second_factor::{Enrolment, RecoveryCodes},
        store,
    },
    pace, password, recovery,
};
use crate::features::club;

/// The code of the refusal that asks for a second factor.
pub const NEEDED: &str = "accounts.otp_needed";

fn sealed_name(account: Uuid) -> String {
    format!("accounts.totp:{account}")
}

/// The parameters that every authenticator takes: SHA-1, 6 digits, 30 seconds; one step of grace each way.
fn totp(secret: Vec<u8>, club: &str, email: &str) -> Result<Totp, Problem> {
    // A colon would end the issuer in the otpauth address.
    let plain = |text: &str| text.replace(':', " ");
    let issuer = Some(plain(club)).filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "Maillage".to_owned());
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some(issuer))
        .with_account_name(plain(email))
        .build()
        .map_err(|error| Problem::bug(format!("{error:?}")))
}

fn wrong_code() -> Problem {
    Problem::new(
        401,
        "accounts.wrong_otp",
        say(
            "Ce code n’est pas le bon, ou a déjà servi. Attendez le suivant.",
            "This code is wrong or was already used. Wait for the next one.",
        ),
    )
}

/// The time step of a code that this secret gives now.
fn step_of(work: &Work, account: &account::Model, sealed: &[u8], code: &str) -> Result<Option<i64>, Problem> {
    let secret = work.house.vault.unseal(&sealed_name(account.id), sealed)?;
    let now = u64::try_from(work.now.timestamp()).unwrap_or_default();
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(totp(secret, "", &account.email)?.check(&digits, now).and_then(|step| i64::try_from(step).ok()))
}

/// Whether a code is good now and was not used yet; it is used up.
async fn spend_code(work: &Work, account: &account::Model, sealed: &[u8], code: &str) -> Result<bool, Problem> {
    let Some(step) = step_of(work, account, sealed, code)? else { return Ok(false) };
    store::writing::spend_step(work.tx(), account.id, step).await
}

/// A try of a second factor that was counted, or none.
pub struct Counted(Option<Uuid>);

impl Counted {
    /// The try was right.
    pub async fn forgive(self, house: &House) -> Result<(), Problem> {
        match self.0 {
            Some(account) => pace::forgive_code(house, account).await,
            None => Ok(()),
        }
    }
}

/// Before `pass`, outside its transaction: of one account, by whichever way in, ten codes a quarter of an hour are
/// looked at. Only who has shown the first factor can use them up.
pub async fn count_try(house: &House, account: &account::Model, otp: Option<&str>) -> Result<Counted, Problem> {
    if account.totp_confirmed_at.is_none() || otp.is_none() {
        return Ok(Counted(None));
    }
    pace::code(house, account.id).await?;
    Ok(Counted(Some(account.id)))
}

/// Lets in who needs no second factor or shows it. 401 `accounts.otp_needed` without, `accounts.wrong_otp` with a wrong one.
pub async fn pass(work: &Work, account: &account::Model, otp: Option<&str>) -> Result<(), Problem> {
    let (Some(_), Some(sealed)) = (account.totp_confirmed_at, &account.totp_sealed) else { return Ok(()) };
    let Some(code) = otp.map(str::trim) else {
        return Err(Problem::new(
            401,
            NEEDED,
            say(
                "Saisissez le code à six chiffres de votre application, ou un code de secours.",
                "Enter the six-digit code of your authenticator, or a recovery code.",
            ),
        ));
    };
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let right = if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        spend_code(work, account, sealed, &digits).await?
    } else {
        recovery::spend(work, account, code).await?
    };
    if right { Ok(()) } else { Err(wrong_code()) }
}

/// Begins: a new secret, not in force until a code shows that it was read.
pub async fn enrol(house: &House, by: &Asker, given: String) -> Result<Enrolment, Problem> {
    let (account, person) = password::confirm(house, by, "/password", given).await?;
    let club = club::settings(&house.db.read).await?;
    let secret = random_bytes::<20>().to_vec();
    let sealed = house.vault.seal(&sealed_name(account.id), &secret)?;
    let totp = totp(secret, &club.name, &account.email)?;
    let work = house.begin(by).await?;
    store::writing::set(
        work.tx(),
        account.id,
        account::ActiveModel { totp_next_sealed: Set(Some(sealed)), ..Default::default() },
    )
    .await?;
    work.note_one("prepare_second_factor", "account", account.id, &store::label(&account, &person)).await?;
    work.commit().await?;
    let unreadable = |error| Problem::bug(format!("{error:?}"));
    Ok(Enrolment {
        secret: totp.secret().to_base32(),
        otpauth_url: totp.to_url().map_err(unreadable)?,
        qr: format!("data:image/png;base64,{}", totp.to_qr_base64().map_err(unreadable)?),
    })
}

fn not_prepared() -> Problem {
    Problem::conflict(
        "accounts.second_factor_not_prepared",
        say(
            "Aucune connexion en deux étapes n’est en préparation : commencez par là.",
            "No second factor is being prepared: begin there.",
        ),
    )
}

/// Puts the prepared one in force with a first code of it, and gives the recovery codes.
pub async fn confirm(house: &House, by: &Asker, otp: &str) -> Result<RecoveryCodes, Problem> {
    let me = by.caller.person().ok_or_else(Problem::unauthenticated)?;
    pace::own_password(house, me.account_id).await?;
    let work = house.begin(by).await?;
    let found = store::account_by_id(work.tx(), me.account_id).await?;
    let (account, person) = found.ok_or_else(Problem::unauthenticated)?;
    let sealed = account.totp_next_sealed.clone().ok_or_else(not_prepared)?;
    let step = step_of(&work, &account, &sealed, otp)?
        .ok_or_else(|| Problem::invalid_field("/otp", "accounts.wrong_otp", wrong_code().detail().clone()))?;
    // Of two who confirm at once, one hands out the codes that count.
    let confirmed = account::ActiveModel {
        totp_sealed: Set(Some(sealed)),
        totp_next_sealed: Set(None),
        totp_confirmed_at: Set(Some(work.now)),
        totp_last_step: Set(Some(step)),
        revision: Set(account.revision + 1),
        updated_at: Set(work.now),
        ..Default::default()
    };
    if !store::writing::take_prepared(work.tx(), account.id, confirmed).await? {
        return Err(not_prepared());
    }
    let codes = recovery::issue(&work, account.id).await?;
    let (verb, told) = match account.totp_confirmed_at {
        None => ("turn_on_second_factor", Step::On),
        Some(_) => ("replace_second_factor", Step::Replaced),
    };
    work.note_one(verb, "account", account.id, &store::label(&account, &person)).await?;
    notices::second_factor(&work, &account, &person, told).await?;
    work.commit().await?;
    Ok(codes)
}

/// Turns mine off, with my password; not where the club demands one of me.
pub async fn turn_off(house: &House, by: &Asker, given: String) -> Result<(), Problem> {
    let (known, _) = password::confirm(house, by, "/password", given).await?;
    let work = house.begin(by).await?;
    let (account, person) = store::account_by_id(work.tx(), known.id).await?.ok_or_else(Problem::unauthenticated)?;
    let demanded = club::settings(work.tx()).await?.second_factor_required;
    let subject = Subject { second_factor_required: demanded, ..store::subject(&account, &[]) };
    rules::abilities(&by.caller, &subject).turn_off_second_factor?;
    remove(work, &account, &person, Step::Off).await
}

/// Takes the second factor of an account away: its holder lost it, and an administrator knows who asks. Its sessions end.
pub async fn reset(house: &House, by: &Asker, account: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (account, person) = store::account_by_id(work.tx(), account).await?.ok_or_else(Problem::not_found)?;
    rules::abilities(&by.caller, &store::subject(&account, &[])).reset_second_factor?;
    // Whoever found the authenticator may be in already.
    store::sessions::end_all(work.tx(), account.id, None, "second_factor_reset", work.now).await?;
    remove(work, &account, &person, Step::TakenAway).await
}

async fn remove(work: Work, account: &account::Model, person: &person::Model, told: Step) -> Result<(), Problem> {
    store::tokens::set_recovery_codes(&work, account.id, Vec::new()).await?;
    store::writing::set(
        work.tx(),
        account.id,
        account::ActiveModel {
            totp_confirmed_at: Set(None),
            totp_sealed: Set(None),
            totp_next_sealed: Set(None),
            revision: Set(account.revision + 1),
            updated_at: Set(work.now),
            ..Default::default()
        },
    )
    .await?;
    let verb = if told == Step::Off { "turn_off_second_factor" } else { "reset_second_factor" };
    work.note_one(verb, "account", account.id, &store::label(account, person)).await?;
    notices::second_factor(&work, account, person, told).await?;
    work.commit().await
}
