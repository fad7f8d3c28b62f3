//! The link by which whoever received a letter asks for no more of them, in one click (RFC 8058). It is signed and names
//! the delivery: nobody makes one by guessing, and none has to be kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::{house::House, secrets::Vault};

/// Where the link leads: a page that asks, and a POST that does it.
pub const OBJECTION: &str = "/ne-plus-ecrire";

fn mark(vault: &Vault, delivery: Uuid) -> [u8; 32] {
    vault.mark("objection", delivery.as_bytes())
}

/// The link of a letter.
pub fn objection_link(house: &House, delivery: Uuid) -> String {
    let token = [delivery.as_bytes().as_slice(), mark(&house.vault, delivery).as_slice()].concat();
    format!("{}{OBJECTION}/{}", house.settings.base_url, URL_SAFE_NO_PAD.encode(token))
}

/// The delivery of a link's token; none for a token that is not ours.
pub fn delivery_of_link(vault: &Vault, token: &str) -> Option<Uuid> {
    let token = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, given) = token.split_at_checked(size_of::<Uuid>())?;
    let id = Uuid::from_slice(id).ok()?;
    bool::from(mark(vault, id).as_slice().ct_eq(given)).then_some(id)
}
