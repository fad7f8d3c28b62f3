//! The communes of the territory are members by right (MEM-06). Recomputed from the territory as it is now, so that
//! doing it twice, or after several changes, comes to the same.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use kernel::{
    problem::Problem,
    trade::{MemberKind, MemberStatus, Precision},
    words,
};
use places::{Commune, places};
use platform::{
    Asker, House, Way, Work,
    audit::{Entry, differences},
    jobs::{Claim, JobKind},
};
use serde_json::Value;
use tables::{member, territory_commune};
use uuid::Uuid;

use super::{
    super::{record, rules::Step, store},
    create::{blank, take_derived},
    draft::{self, Draft},
};

/// The job that listens to the territory.
pub const FOLLOW_TERRITORY: JobKind =
    JobKind { name: "members.follow_territory", run: |house, claim| Box::pin(run(house, claim)), every: None };

async fn run(house: House, _: Claim) -> Result<(), Problem> {
    follow(&house).await
}

/// Where a commune stands: in the territory since a day, or out of it since one.
enum Stay {
    In(NaiveDate),
    Out(NaiveDate),
}

/// Makes the members by right those of the territory.
pub async fn follow(house: &House) -> Result<(), Problem> {
    let work = house.begin(&Asker::house("territory", Way::Job)).await?;
    let stays = stays(&work).await?;
    let codes = stays.keys().map(String::as_str);
    let communes = store::territory::hold_communes(work.tx(), codes).await?;
    let ids: Vec<Uuid> = communes.iter().map(|row| row.id).collect();
    let mut histories = store::histories(work.tx(), &ids).await?;
    let mut topics = store::topics(work.tx(), &ids).await?;
    let mut drafts = Vec::new();
    let mut there: HashSet<String> = HashSet::new();
    for row in communes {
        let Some(code) = row.insee_code.clone().or_else(|| adopted_code(&row, &stays, &there)) else { continue };
        there.insert(code.clone());
        let topics = topics.remove(&row.id).unwrap_or_default();
        let history = histories.remove(&row.id).unwrap_or_default();
        let draft = Draft::of(row, topics, history);
        drafts.extend(match stays.get(&code) {
            Some(Stay::In(since)) => by_right(draft, &code, *since),
            Some(Stay::Out(on)) => no_longer(draft, *on),
            // A commune that never was in the territory is a member of its own will.
            None => None,
        });
    }
    if !drafts.is_empty() {
        draft::write(&work, drafts, "follow_territory", None).await?;
    }
    let missing = stays.iter().filter_map(|(code, stay)| match stay {
        Stay::In(since) if !there.contains(code) => Some((places().commune(code)?, *since)),
        _ => None,
    });
    insert(&work, missing.collect()).await?;
    work.commit().await
}

/// The newest stay of every commune that ever was in the territory.
async fn stays(work: &Work) -> Result<HashMap<String, Stay>, Problem> {
    let rows = store::territory::stays(work.tx()).await?;
    let stay = |row: territory_commune::Model| {
        let stay = row.removed_on.map_or(Stay::In(row.added_on), Stay::Out);
        (row.insee_code, stay)
    };
    Ok(rows.into_iter().map(stay).collect())
}

/// The commune of the territory that a commune without code is, by its place or by its name; none that is there.
fn adopted_code(row: &member::Model, stays: &HashMap<String, Stay>, there: &HashSet<String>) -> Option<String> {
    let is_free = |code: &str| matches!(stays.get(code), Some(Stay::In(_))) && !there.contains(code);
    if let Some(code) = &row.commune_code {
        return is_free(code).then(|| code.clone());
    }
    let mut same = stays.keys().filter(|code| {
        is_free(code) && places().commune(code).is_some_and(|commune| words::match_key(commune.name) == row.match_key)
    });
    match (same.next(), same.next()) {
        (Some(code), None) => Some(code.clone()),
        _ => None,
    }
}

fn by_right(mut draft: Draft, code: &str, since: NaiveDate) -> Option<Draft> {
    let row = &mut draft.row;
    let is_member = matches!(row.status, MemberStatus::Active | MemberStatus::Paused);
    if row.ex_officio && is_member {
        return None;
    }
    row.ex_officio = true;
    if row.insee_code.is_none() {
        row.insee_code = Some(code.to_owned());
    }
    if let (None, Some(commune)) = (&row.commune_code, places().commune(code)) {
        settle(row, &commune);
    }
    if !is_member {
        step(&mut draft, MemberStatus::Active, since);
    }
    Some(draft)
}

fn no_longer(mut draft: Draft, on: NaiveDate) -> Option<Draft> {
    if !draft.row.ex_officio {
        return None;
    }
    draft.row.ex_officio = false;
    if draft.row.status != MemberStatus::Left {
        step(&mut draft, MemberStatus::Left, on);
    }
    Some(draft)
}

/// Adds a step; one that is dated before the last known one counts from that day on.
fn step(draft: &mut Draft, status: MemberStatus, on: NaiveDate) {
    let since = draft.history.last().map_or(on, |last| last.since.max(on));
    draft.history.push(Step { status, since, precision: Precision::Day, reason: None });
    take_derived(&mut draft.row, &draft.history);
}

fn settle(row: &mut member::Model, commune: &Commune) {
    row.commune_code = Some(commune.insee_code.to_owned());
    row.commune_name = Some(commune.name.to_owned());
    row.commune_key = Some(words::name_key(commune.name));
    if row.postal_code.is_none() {
        row.postal_code = commune.postal_codes().next().map(str::to_owned);
    }
}

/// New members by right, under the name of their commune.
async fn insert(work: &Work, missing: Vec<(Commune, NaiveDate)>) -> Result<(), Problem> {
    let sirens: Vec<store::Holder> = missing.iter().map(|(commune, _)| numbers(commune)).collect();
    let taken = store::holders(work.tx(), &sirens).await?;
    let (mut rows, mut steps, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    for (commune, since) in missing {
        let history = [Step { status: MemberStatus::Active, since, precision: Precision::Day, reason: None }];
        let mut row = blank(work.now, "territory");
        row.kind = MemberKind::Commune;
        row.name = commune.name.to_owned();
        row.name_key = words::name_key(commune.name);
        row.match_key = words::match_key(commune.name);
        row.ex_officio = true;
        row.insee_code = Some(commune.insee_code.to_owned());
        // Somebody may have given the town's SIREN to another record: that one keeps it.
        row.siren = numbers(&commune).siren.filter(|siren| !taken.iter().any(|one| one.siren.as_ref() == Some(siren)));
        settle(&mut row, &commune);
        take_derived(&mut row, &history);
        row.search = record::search_text(&row, &[]);
        let told = differences(&Value::Null, &record::state(&row)).into_iter().filter(|change| !change.after.is_null());
        entries.push(Entry::new("create", "member", row.id, &row.name).with(told.collect()));
        steps.extend(history.into_iter().map(|step| (row.id, 0, step)));
        rows.push(row);
    }
    store::insert(work.tx(), rows).await?;
    store::add_steps(work.tx(), steps, work.now).await?;
    work.note(entries).await
}

fn numbers(commune: &Commune) -> store::Holder {
    store::Holder {
        id: Uuid::nil(),
        name: commune.name.to_owned(),
        siren: commune.siren.map(str::to_owned),
        siret: None,
        rna: None,
        amalia: None,
        insee_code: None,
    }
}
