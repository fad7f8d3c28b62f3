//! Setting the rules.

use kernel::{
    patch::Change,
    problem::{Fault, Problem, say},
    trade::{Audience, Treatment},
};
use platform::{
    Asker, House,
    audit::{Entry, differences},
    web::guard::refuse,
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    super::{
        custom::{self, Definitions},
        rules::moderation::Moderation,
    },
    queries,
    schema::RulesForm,
    store,
};
use crate::features::club;

/// The rules are few and seldom set: a digest of them is their revision.
pub fn revision(moderation: &Moderation) -> i64 {
    use sha2::{Digest, Sha256};
    let mut digest = Sha256::new();
    for (field, (treatment, audience)) in &moderation.0 {
        digest.update(format!("{field}:{treatment:?}:{audience:?};"));
    }
    let bytes = digest.finalize();
    bytes.iter().take(6).fold(0, |number, byte| (number << 8) | i64::from(*byte))
}

/// Sets rules, if they are still those that were read.
pub async fn set(house: &House, by: &Asker, based_on: i64, form: RulesForm) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    if !by.caller.is_admin() {
        return Err(refuse(by));
    }
    // Nobody else sets them meanwhile.
    club::hold(work.tx()).await?;
    let before = store::in_force(work.tx()).await?;
    if revision(&before) != based_on {
        return Err(platform::audit::stale(work.tx(), "profile_rules", Uuid::nil(), revision(&before)).await?);
    }
    let definitions = custom::definitions(work.tx()).await?;
    let mut after = before.clone();
    let mut faults = Vec::new();
    for (field, wanted) in form.rules {
        let pointer = format!("/rules/{}", field.replace('~', "~0").replace('/', "~1"));
        let Some(rule) = Moderation::default().rule(&field, &definitions) else {
            faults.push(Fault::at(
                pointer,
                "members.rule_unknown_field",
                say("Ce champ n’est pas de ceux que les membres voient.", "This is not a field that members see."),
            ));
            continue;
        };
        let entry = after.0.entry(field).or_default();
        put(&mut entry.0, wanted.treatment);
        put(&mut entry.1, wanted.audience);
        if entry.0 == Some(Treatment::Waits) && !rule.may_wait {
            faults.push(Fault::at(
                format!("{pointer}/treatment"),
                "members.cannot_wait",
                say("Ce champ ne peut pas attendre.", "This field can't wait."),
            ));
        }
        let unfit =
            entry.1.is_some() && (rule.audience.is_none() || entry.1 == Some(Audience::Public) && !rule.may_be_public);
        if unfit {
            faults.push(Fault::at(
                format!("{pointer}/audience"),
                "members.never_public",
                say(
                    "Ce champ n’est pas montré au public, ou suit un autre.",
                    "This field is not shown to the public, or goes with another.",
                ),
            ));
        }
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    after.0.retain(|_, (treatment, audience)| treatment.is_some() || audience.is_some());
    let changes = differences(&picture(&before, &definitions), &picture(&after, &definitions));
    if before == after {
        return Ok(());
    }
    store::replace(work.tx(), &after).await?;
    work.note(vec![Entry::new("set_rules", "profile_rules", Uuid::nil(), "Modération").with(changes)]).await?;
    work.commit().await
}

fn put<T>(there: &mut Option<T>, wanted: Change<T>) {
    if let Some(wanted) = wanted.into_option() {
        *there = wanted;
    }
}

fn picture(moderation: &Moderation, definitions: &Definitions) -> Value {
    let mut picture = Map::new();
    for rule in queries::told(moderation, definitions) {
        picture.insert(rule.field.clone(), json!(rule.treatment));
        if let Some(audience) = rule.audience {
            picture.insert(format!("visibility.{}", rule.field), json!(audience));
        }
    }
    picture.into()
}
