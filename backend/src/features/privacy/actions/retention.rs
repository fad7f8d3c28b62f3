//! Seeing to it that nothing is kept longer than it should be.

use kernel::problem::Problem;
use platform::{
    Asker, House, Way, Work,
    audit::{Entry, FieldChange},
    dependents::Whom,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::{
    jobs, queries, rules,
    schema::RetentionRule,
    store::retention::{self as store, Before},
};
use crate::features::{club, imports, members};

/// How many make a bundle. Each of the people is a transaction of its own, and takes its time.
fn together(rule: RetentionRule) -> u64 {
    match rule {
        RetentionRule::DepartedPeople | RetentionRule::SilentProspects => 5,
        _ => 500,
    }
}

/// Which rules are to be seen to.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToRetain {
    pub rules: Vec<RetentionRule>,
}

/// Has these rules seen to by a job; all of them when none is named.
pub async fn run(house: &House, by: &Asker, rules: Vec<RetentionRule>) -> Result<(), Problem> {
    rules::may_govern(&by.caller)?;
    let rules = if rules.is_empty() { RetentionRule::ALL.to_vec() } else { rules };
    let work = house.begin(by).await?;
    let told = FieldChange { field: "rules".to_owned(), before: Value::Null, after: json!(rules) };
    work.note(vec![Entry::new("retain", "privacy", Uuid::nil(), "").with(vec![told])]).await?;
    work.leave_now(jobs::RETAIN.name, &ToRetain { rules }).await?;
    work.commit().await
}

/// Sees to all rules, where the club wants it every night.
pub async fn nightly(house: &House) -> Result<(), Problem> {
    let (terms, ..) = queries::terms_in(&house.db.read).await?;
    if terms.nightly { retain(house, &RetentionRule::ALL).await } else { Ok(()) }
}

/// Sees to these rules, bundle by bundle: each leaves the rest to a job of its own, and others have theirs done in
/// between. Repeating it finds nothing more.
pub async fn retain(house: &House, rules: &[RetentionRule]) -> Result<(), Problem> {
    let by = Asker::house("privacy", Way::Job);
    let club = club::settings(&house.db.read).await?;
    let (terms, ..) = queries::terms_in(&house.db.read).await?;
    let mut left = rules;
    while let [rule, rest @ ..] = left {
        let before = queries::before(&club, &terms, *rule, house.now());
        if see_to(house, &by, *rule, before, left).await? {
            return Ok(());
        }
        left = rest;
    }
    Ok(())
}

/// Takes away a bundle of what is too old, and leaves these rules to a job. Says whether there was anything.
async fn see_to(
    house: &House,
    by: &Asker,
    rule: RetentionRule,
    before: Before,
    left: &[RetentionRule],
) -> Result<bool, Problem> {
    let old = store::old(&house.db.read, rule, before, together(rule)).await?;
    let ids: Vec<Uuid> = old.iter().map(|old| old.id).collect();
    let Some(first) = ids.first() else { return Ok(false) };
    let mut gone = ids.len();
    match rule {
        RetentionRule::DepartedPeople | RetentionRule::SilentProspects => {
            gone = 0;
            for id in &ids {
                gone += usize::from(erase_one(house, by, *id, rule, before).await?);
            }
        }
        RetentionRule::ImportFiles => {
            for id in &ids {
                imports::clear_file(house, by, *id, true).await?;
            }
        }
        _ => {}
    }
    let work = house.begin(by).await?;
    match rule {
        RetentionRule::DecidedRequests => members::delete_join_requests(&work, &ids).await?,
        RetentionRule::MailContents => store::blank_mails(&work, &ids).await?,
        RetentionRule::IdleAccounts => gone = close_idle(&work, before).await?,
        RetentionRule::AuditLines => store::delete_audit_lines(&work, &ids).await?,
        // Each was seen to by itself.
        RetentionRule::DepartedPeople | RetentionRule::SilentProspects | RetentionRule::ImportFiles => {}
    }
    if store::is_old(work.tx(), rule, before, *first).await? {
        return Err(Problem::bug(format!("retention by {rule:?} leaves what it finds")));
    }
    note(&work, rule, before, gone).await?;
    work.leave_now(jobs::RETAIN.name, &ToRetain { rules: left.to_vec() }).await?;
    work.commit().await?;
    Ok(true)
}

/// Closes a bundle of accounts, each told by itself as if somebody had. Whoever signed in since they were found stays.
async fn close_idle(work: &Work, before: Before) -> Result<usize, Problem> {
    let rule = RetentionRule::IdleAccounts;
    let idle = store::old(work.tx(), rule, before, together(rule)).await?;
    let ids: Vec<Uuid> = idle.iter().map(|old| old.id).collect();
    store::close_accounts(work, &ids).await?;
    let entries = idle.iter().map(|old| Entry::new("disable", "account", old.id, &old.label));
    work.note(entries.collect()).await?;
    Ok(ids.len())
}

/// What was taken away is told with it: whoever is stopped halfway has told what they did.
async fn note(work: &Work, rule: RetentionRule, before: Before, count: usize) -> Result<(), Problem> {
    let told = |field: &str, after: Value| FieldChange { field: field.to_owned(), before: Value::Null, after };
    let changes = vec![told("rule", json!(rule)), told("before", json!(before.day)), told("count", json!(count))];
    work.note(vec![Entry::new("retained", "privacy", Uuid::nil(), "").with(changes)]).await
}

/// Nobody asked for it: of an objection alone a mark stays. Whoever acts again since they were found stays; says whether
/// they went.
async fn erase_one(house: &House, by: &Asker, id: Uuid, rule: RetentionRule, before: Before) -> Result<bool, Problem> {
    let work = house.begin(by).await?;
    members::hold_person(work.tx(), id).await?;
    if !store::is_old(work.tx(), rule, before, id).await? {
        return Ok(false);
    }
    let Some(whom) = Whom::read(work.tx(), id).await? else { return Ok(false) };
    members::erase_person(&work, whom, false).await?;
    work.commit().await?;
    Ok(true)
}
