//! The second factor: time-based codes (RFC 6238), and recovery codes for the day the authenticator is lost.

use kernel::problem::{Problem, say};
use platform::{Asker, House, Work, secrets::random_bytes};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use tables::account;
use totp_rs::{Builder, Totp};
use uuid::Uuid;

use super::{
    super::{
        schema::second_factor::{Enrolment, RecoveryCodes},
        store,
    },
    pace, password,
};
use crate::features::club;

/// The code of the refusal that asks for a second factor.
pub const NEEDED: &str = "accounts.otp_needed";
const RECOVERY_CODES: usize = 10;

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

fn hash_of(house: &House, account: Uuid, code: &str) -> String {
    let bare: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    hex::encode(house.vault.mark("accounts.recovery", format!("{account}:{bare}").as_bytes()))
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

/// The time step of a code that is good now and was not used yet; it is used up.
async fn spend_code(work: &Work, account: &account::Model, sealed: &[u8], code: &str) -> Result<bool, Problem> {
    let secret = work.house.vault.unseal(&sealed_name(account.id), sealed)?;
    let now = u64::try_from(work.now.timestamp()).unwrap_or_default();
    let Some(step) = totp(secret, "", &account.email)?.check(code, now).and_then(|step| i64::try_from(step).ok())
    else {
        return Ok(false);
    };
    let used = account::Entity::update_many()
        .set(account::ActiveModel { totp_last_step: Set(Some(step)), ..Default::default() })
        .filter(account::Column::Id.eq(account.id))
        .filter(
            Condition::any().add(account::Column::TotpLastStep.is_null()).add(account::Column::TotpLastStep.lt(step)),
        )
        .exec(work.tx())
        .await?;
    Ok(used.rows_affected == 1)
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
        let hash = hash_of(&work.house, account.id, code);
        let spent = store::tokens::spend_recovery_code(work, account.id, &hash).await?;
        if spent {
            work.note_one("use_recovery_code", "account", account.id, &account.email).await?;
        }
        spent
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
    let written = account::Entity::update_many()
        .set(account::ActiveModel { totp_sealed: Set(Some(sealed)), totp_last_step: Set(None), ..Default::default() })
        .filter(account::Column::Id.eq(account.id))
        .filter(account::Column::TotpConfirmedAt.is_null())
        .exec(work.tx())
        .await?;
    if written.rows_affected == 0 {
        return Err(Problem::conflict(
            "accounts.second_factor_on",
            say(
                "La double authentification est déjà active : désactivez-la avant d’en préparer une autre.",
                "The second factor is already on: turn it off before preparing another.",
            ),
        ));
    }
    work.note_one("prepare_second_factor", "account", account.id, &store::label(&account, &person)).await?;
    work.commit().await?;
    let unreadable = |error| Problem::bug(format!("{error:?}"));
    Ok(Enrolment {
        secret: totp.secret().to_base32(),
        otpauth_url: totp.to_url().map_err(unreadable)?,
        qr: format!("data:image/png;base64,{}", totp.to_qr_base64().map_err(unreadable)?),
    })
}

/// Puts it in force with a first code, and gives the recovery codes.
pub async fn confirm(house: &House, by: &Asker, otp: &str) -> Result<RecoveryCodes, Problem> {
    let me = by.caller.person().ok_or_else(Problem::unauthenticated)?;
    pace::own_password(house, me.account_id).await?;
    let work = house.begin(by).await?;
    let found = store::account_by_id(work.tx(), me.account_id).await?;
    let (account, person) = found.ok_or_else(Problem::unauthenticated)?;
    let sealed = account.totp_sealed.clone().filter(|_| account.totp_confirmed_at.is_none()).ok_or_else(|| {
        Problem::conflict(
            "accounts.second_factor_not_prepared",
            say(
                "Aucune double authentification n’est en préparation : commencez par là.",
                "No second factor is being prepared: begin there.",
            ),
        )
    })?;
    let digits: String = otp.chars().filter(|c| !c.is_whitespace()).collect();
    if !spend_code(&work, &account, &sealed, &digits).await? {
        return Err(Problem::invalid_field("/otp", "accounts.wrong_otp", wrong_code().detail().clone()));
    }
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    let hashes = codes.iter().map(|code| hash_of(house, account.id, code)).collect();
    store::tokens::set_recovery_codes(&work, account.id, hashes).await?;
    write(&work, &account, Some(work.now), Some(sealed)).await?;
    work.note_one("turn_on_second_factor", "account", account.id, &store::label(&account, &person)).await?;
    work.commit().await?;
    Ok(RecoveryCodes { recovery_codes: codes })
}

/// Turns mine off, with my password.
pub async fn turn_off(house: &House, by: &Asker, given: String) -> Result<(), Problem> {
    let (account, _) = password::confirm(house, by, "/password", given).await?;
    take_away(house, by, account.id).await
}

/// Takes the second factor of an account away: its holder lost it, and an administrator knows who asks.
pub async fn take_away(house: &House, by: &Asker, account: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let (account, person) = store::account_by_id(work.tx(), account).await?.ok_or_else(Problem::not_found)?;
    store::tokens::set_recovery_codes(&work, account.id, Vec::new()).await?;
    write(&work, &account, None, None).await?;
    work.note_one("turn_off_second_factor", "account", account.id, &store::label(&account, &person)).await?;
    work.commit().await
}

async fn write(
    work: &Work,
    account: &account::Model,
    confirmed_at: Option<chrono::DateTime<chrono::Utc>>,
    sealed: Option<Vec<u8>>,
) -> Result<(), Problem> {
    account::Entity::update_many()
        .set(account::ActiveModel {
            totp_confirmed_at: Set(confirmed_at),
            totp_sealed: Set(sealed),
            revision: Set(account.revision + 1),
            updated_at: Set(work.now),
            ..Default::default()
        })
        .filter(account::Column::Id.eq(account.id))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// Ten letters and digits without look-alikes: 50 bits, guessed online only, ten times a quarter of an hour.
fn recovery_code() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes: [u8; 10] = random_bytes();
    let text: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % 32])).collect();
    format!("{}-{}", &text[..5], &text[5..])
}
