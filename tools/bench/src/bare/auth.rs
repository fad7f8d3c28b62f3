//! The token: its signature, its purpose, its times.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, jwk::JwkSet};
use serde::Deserialize;
use uuid::Uuid;

use crate::Outcome;

pub struct Keys {
    key: DecodingKey,
    rules: Validation,
}

#[derive(Deserialize)]
pub struct Claims {
    pub sub: Uuid,
    pub sid: Uuid,
}

impl Keys {
    pub fn read(set: &str) -> Outcome<Keys> {
        let set: JwkSet = serde_json::from_str(set)?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_audience(&["maillage"]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        Ok(Keys { key: DecodingKey::from_jwk(set.keys.first().ok_or("no key")?)?, rules })
    }

    pub fn check(&self, token: &str) -> Option<Claims> {
        Some(decode::<Claims>(token, &self.key, &self.rules).ok()?.claims)
    }
}
