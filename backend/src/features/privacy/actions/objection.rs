//! Whoever received a letter asks for no more of them: by its link alone, without signing in.

use kernel::{
    caller::Caller,
    problem::Problem,
    trade::{Consent, ConsentAction, ConsentPurpose, ConsentWay},
};
use platform::{
    Asker, House,
    dependents::Whom,
    mail::{self, Reason},
};

use super::super::store;
use crate::features::{
    club,
    members::{self, Saying},
};

/// How the ledger of consents names who answers by a link: nobody has signed in.
const BY_LINK: &str = "campaign_link";

/// Whether this is the link of a letter of which one knows still where it went.
pub async fn is_one(house: &House, token: &str) -> Result<bool, Problem> {
    let Some(id) = mail::delivery_of_link(&house.vault, token) else { return Ok(false) };
    Ok(store::letter(&house.db.read, id).await?.is_some_and(|letter| letter.to_address.contains('@')))
}

/// Notes the objection of the address that the letter went to. Repeating it changes nothing. Says whether there was such a
/// letter.
pub async fn object(house: &House, by: &Asker, token: &str) -> Result<bool, Problem> {
    let Some(id) = mail::delivery_of_link(&house.vault, token) else { return Ok(false) };
    let work = house.begin(&Asker { caller: Caller::House(BY_LINK), ..by.clone() }).await?;
    let Some(letter) = store::letter(work.tx(), id).await? else { return Ok(false) };
    let key = letter.to_address.to_lowercase();
    let whom = match letter.person_id {
        Some(person) => Whom::read(work.tx(), person).await?,
        None => None,
    };
    match whom.as_ref().and_then(|whom| whom.addresses.iter().find(|address| address.email_key == key)) {
        Some(address) if address.consent == Consent::Objected => return Ok(true),
        Some(address) => {
            let saying = Saying {
                purpose: ConsentPurpose::Messages,
                action: ConsentAction::Objected,
                on: club::settings(work.tx()).await?.today(work.now),
                way: ConsentWay::Link,
                origin: Some(letter.subject),
                text_shown: None,
            };
            let person = letter.person_id.ok_or_else(|| Problem::bug("an address of nobody"))?;
            members::said(&work, person, Some(&address.email), saying).await?;
        }
        // The organisation's own, or nobody's any more.
        None if key.contains('@') => mail::suppress(&work, &[(key, Reason::Objected)]).await?,
        // The address was taken out of the letter: nothing could be noted, and nothing is said to be.
        None => return Ok(false),
    }
    work.commit().await?;
    Ok(true)
}
