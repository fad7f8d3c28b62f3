//! Access tokens: short-lived JWT (RFC 8725, RFC 9068) signed with the instance's Ed25519 key.
//! One algorithm, one purpose: a link or invitation token is no JWT at all and can't stand in for one.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use ed25519_dalek::pkcs8::{EncodePrivateKey, KeypairBytes};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode,
    jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse, ThumbprintHash},
};
use kernel::problem::Problem;
use platform::{House, secrets::random_bytes};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Seconds that an access token lives.
pub const ACCESS_SECONDS: i64 = 15 * 60;
const SECRET_NAME: &str = "accounts.signing_key";
const KIND: &str = "at+jwt";
const AUDIENCE: &str = "maillage";

#[derive(Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    pub sub: Uuid,
    /// The session: what makes signing out effective at once.
    pub sid: Uuid,
    client_id: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: Uuid,
}

/// The signing key of this instance and what it publishes of it.
pub struct Keyring {
    signing: EncodingKey,
    checking: DecodingKey,
    kid: String,
    pub published: JwkSet,
}

impl Keyring {
    pub async fn of(house: &House) -> Result<Arc<Keyring>, Problem> {
        if let Some(keyring) = house.memo.get::<Keyring>() {
            return Ok(keyring);
        }
        let tx = house.db.begin().await?;
        let pem = house.vault.get_or_make(&tx, SECRET_NAME, house.now(), make_key).await?;
        tx.commit().await?;
        Ok(house.memo.keep(Keyring::read(&pem)?))
    }

    fn read(pem: &[u8]) -> Result<Keyring, Problem> {
        let signing = EncodingKey::from_ed_pem(pem).map_err(Problem::bug)?;
        let mut jwk = Jwk::from_encoding_key(&signing, Algorithm::EdDSA).map_err(Problem::bug)?;
        let kid = jwk.thumbprint(ThumbprintHash::SHA256).map_err(Problem::bug)?;
        jwk.common.key_id = Some(kid.clone());
        jwk.common.key_algorithm = Some(KeyAlgorithm::EdDSA);
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        let checking = DecodingKey::from_jwk(&jwk).map_err(Problem::bug)?;
        Ok(Keyring { signing, checking, kid, published: JwkSet { keys: vec![jwk] } })
    }

    pub fn sign(&self, house: &House, account: Uuid, session: Uuid) -> Result<String, Problem> {
        let now = house.now().timestamp();
        let claims = Claims {
            iss: house.settings.base_url.clone(),
            aud: AUDIENCE.to_owned(),
            sub: account,
            sid: session,
            client_id: "maillage-screens".to_owned(),
            iat: now,
            nbf: now,
            exp: now + ACCESS_SECONDS,
            jti: kernel::ids::new_id(),
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(KIND.to_owned());
        header.kid = Some(self.kid.clone());
        encode(&header, &claims, &self.signing).map_err(Problem::bug)
    }

    /// The claims of a token that we signed for this purpose and that is good at `now`.
    pub fn check(&self, house: &House, token: &str, now: DateTime<Utc>) -> Option<Claims> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        if header.typ.as_deref() != Some(KIND) || header.kid.as_deref() != Some(self.kid.as_str()) {
            return None;
        }
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_audience(&[AUDIENCE]);
        rules.set_issuer(&[&house.settings.base_url]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The house's clock judges, so that tests can move it.
        rules.validate_exp = false;
        let claims = decode::<Claims>(token, &self.checking, &rules).ok()?.claims;
        let at = now.timestamp();
        (claims.nbf <= at && at < claims.exp).then_some(claims)
    }
}

/// A new Ed25519 key as PKCS#8 version 1, the form that jsonwebtoken reads.
fn make_key() -> Result<Vec<u8>, Problem> {
    let pair = KeypairBytes { secret_key: random_bytes::<32>(), public_key: None };
    let pem = pair.to_pkcs8_pem(Default::default()).map_err(Problem::bug)?;
    Ok(pem.as_bytes().to_vec())
}
