//! Saying what the territory is made of. Stays of communes are dated, and never forgotten but when they never were.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    problem::{Problem, say},
    words::name_key,
};
use places::{Commune, demo_territory};
use platform::{
    Asker, House, Work,
    audit::{self, Entry},
};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use tables::{club, territory_commune};

use super::super::{
    facts::TerritoryChanged,
    queries, rules,
    schema::{Definition, MovedCommune, TerritoryChange, TerritoryForm},
    store,
};

/// Changes the territory, or only tells what that would come to.
pub async fn put(
    house: &House,
    by: &Asker,
    based_on: i64,
    form: TerritoryForm,
    dry_run: bool,
) -> Result<TerritoryChange, Problem> {
    let given = Definition { epcis: form.epcis, without: form.without, with: form.with };
    let work = house.begin(by).await?;
    rules::change_settings(&by.caller)?;
    let row = store::hold(work.tx()).await?;
    if row.territory_revision != based_on {
        return Err(audit::stale(work.tx(), "territory", store::IN_AUDIT, row.territory_revision).await?);
    }
    let today = queries::settings(work.tx()).await?.today(work.now);
    let on = form.on.unwrap_or(today);
    if on > today {
        return Err(Problem::invalid_field(
            "/on",
            "club.day_in_future",
            say("Donnez le jour d’aujourd’hui ou un jour passé.", "Give today or a day in the past."),
        ));
    }
    let moved = set(&work, row, &given, on).await?;
    let territory = queries::territory_in(work.tx(), by).await?;
    if !dry_run {
        work.commit().await?;
    }
    Ok(TerritoryChange {
        added: moved.entering.len() as u32,
        removed: moved.leaving.len() as u32,
        entering: by_name(moved.entering),
        leaving: by_name(moved.leaving),
        territory,
    })
}

fn by_name(mut communes: Vec<MovedCommune>) -> Vec<MovedCommune> {
    communes.sort_by_cached_key(|commune| (name_key(&commune.name), commune.insee_code.clone()));
    communes
}

/// What a change of the territory moves.
#[derive(Default)]
pub struct Moved {
    pub entering: Vec<MovedCommune>,
    pub leaving: Vec<MovedCommune>,
}

/// Makes the territory that of `given` since `on`; answers which communes entered and left.
pub async fn set(work: &Work, row: club::Model, given: &Definition, on: NaiveDate) -> Result<Moved, Problem> {
    let (definition, communes) = rules::resolve(given)?;
    let before = store::definition(&row)?;
    let stays = store::stays(work.tx()).await?;
    let leaving: Vec<MovedCommune> = stays
        .iter()
        .filter(|stay| stay.removed_on.is_none() && !communes.contains_key(stay.insee_code.as_str()))
        .map(|stay| MovedCommune { insee_code: stay.insee_code.clone(), name: stay.name.clone() })
        .collect();
    let removed: Vec<String> = leaving.iter().map(|commune| commune.insee_code.clone()).collect();
    let added = entering(&communes, &stays, on);
    if added.is_empty() && removed.is_empty() && before == definition {
        return Ok(Moved::default());
    }
    let entered: Vec<String> = added.iter().map(|row| row.insee_code.clone().take().unwrap_or_default()).collect();
    let named = |code: &String| {
        let name = communes.get(code.as_str()).map_or(code.as_str(), |commune| commune.name);
        MovedCommune { insee_code: code.clone(), name: name.to_owned() }
    };
    let moved = Moved { entering: entered.iter().map(named).collect(), leaving };
    let nobody_moves = entered.is_empty() && removed.is_empty();
    store::end_stays(work.tx(), &removed, on).await?;
    store::begin_stays(work.tx(), added).await?;
    let label = row.name.clone();
    store::write(
        work.tx(),
        club::ActiveModel {
            id: Set(store::ONLY),
            territory: Set(serde_json::to_value(&definition)?),
            territory_revision: Set(row.territory_revision + 1),
            updated_at: Set(work.now),
            ..Default::default()
        },
    )
    .await?;
    let told = |definition: &Definition| json!({"epcis": definition.epcis, "without": definition.without, "with": definition.with});
    let differences = audit::differences(&told(&before), &told(&definition));
    work.note(vec![Entry::new("change", "territory", store::IN_AUDIT, &label).with(differences)]).await?;
    if !nobody_moves {
        work.record(&TerritoryChanged { on, added: entered, removed }).await?;
    }
    Ok(moved)
}

/// The stays that begin: of the communes that are not there now. None begins before an earlier one has ended.
fn entering(
    communes: &BTreeMap<&'static str, Commune>,
    stays: &[territory_commune::Model],
    on: NaiveDate,
) -> Vec<territory_commune::ActiveModel> {
    let mut ended: BTreeMap<&str, Option<NaiveDate>> = BTreeMap::new();
    for stay in stays {
        let end = ended.entry(&stay.insee_code).or_insert(stay.removed_on);
        *end = end.and_then(|end| stay.removed_on.map(|other| end.max(other)));
    }
    let centres: BTreeMap<&str, (f64, f64)> =
        demo_territory().into_iter().map(|one| (one.insee_code, (one.latitude, one.longitude))).collect();
    communes
        .values()
        .filter_map(|commune| {
            let since = match ended.get(commune.insee_code) {
                // It is there now.
                Some(None) => return None,
                Some(Some(end)) => on.max(*end),
                None => on,
            };
            let centre = centres.get(commune.insee_code);
            Some(territory_commune::ActiveModel {
                insee_code: Set(commune.insee_code.to_owned()),
                name: Set(commune.name.to_owned()),
                latitude: Set(centre.map(|(latitude, _)| *latitude)),
                longitude: Set(centre.map(|(_, longitude)| *longitude)),
                added_on: Set(since),
                removed_on: Set(None),
            })
        })
        .collect()
}
