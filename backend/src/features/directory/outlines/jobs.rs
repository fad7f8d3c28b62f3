//! Outlines are fetched after the answer: a dozen questions to a service that may be slow.

use std::collections::BTreeSet;

use kernel::problem::Problem;
use places::places;
use platform::{
    Asker, House, Way,
    jobs::{Claim, JobKind},
    registers::{self, CommunesOf, Unavailable},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tables::{outline, outline_set, territory_commune};

use super::{
    actions,
    schema::{OutlineFailure, OutlineOrigin},
    store,
};
use crate::features::club;

/// In the place of which outlines others are to be fetched.
#[derive(Debug, Serialize, Deserialize)]
pub struct ToFetch {
    pub revision: i64,
}

pub const FETCH: JobKind =
    JobKind { name: "directory.fetch_outlines", run: |house, claim| Box::pin(fetch(house, claim)), every: None };

/// What goes wrong out there is told to whoever asked, who may try again: it is no failure of the job.
async fn fetch(house: House, claim: Claim) -> Result<(), Problem> {
    let what: ToFetch = claim.payload()?;
    let communes = club::communes_now(&house.db.read).await?;
    let rows = match ask(&house, &communes).await {
        Ok(features) => read(&house, features).await?,
        Err(why) => Err(why),
    };
    let work = house.begin(&Asker::house("directory", Way::Job)).await?;
    let club = club::hold(work.tx()).await?;
    let set = store::set(work.tx()).await?;
    // Somebody sent a file meanwhile.
    if set.asked_at.is_none() || set.revision != what.revision {
        return Ok(());
    }
    match rows {
        Ok(rows) => actions::keep(&work, set, OutlineOrigin::Fetched, rows, &club.name).await?,
        Err(why) => {
            let failure = Some(why.as_str().to_owned());
            store::write_set(work.tx(), outline_set::Model { asked_at: None, failure, ..set }).await?;
        }
    }
    work.commit().await
}

async fn read(house: &House, features: Vec<Value>) -> Result<Result<Vec<outline::Model>, OutlineFailure>, Problem> {
    match actions::draw(house, features).await {
        Ok(rows) => Ok(Ok(rows)),
        // Of the answer, not of ours.
        Err(problem) if problem.status() == 422 => {
            tracing::warn!(%problem, "outlines of communes can't be read");
            Ok(Err(OutlineFailure::Unreadable))
        }
        Err(problem) => Err(problem),
    }
}

/// Each intercommunal body of the territory once, and its communes that belong to none.
async fn ask(house: &House, communes: &[territory_commune::Model]) -> Result<Vec<Value>, OutlineFailure> {
    let mut questions = BTreeSet::new();
    for commune in communes {
        let epci = places().commune(&commune.insee_code).and_then(|commune| commune.epci_siren);
        questions.insert(match epci {
            Some(siren) => CommunesOf::Epci(siren.to_owned()),
            None => CommunesOf::Code(commune.insee_code.clone()),
        });
    }
    let mut features = Vec::new();
    for question in questions {
        features.extend(registers::outlines(house, question).await.map_err(|why| match why {
            Unavailable::SwitchedOff => OutlineFailure::SwitchedOff,
            Unavailable::NotAnswering => OutlineFailure::NotAnswering,
            Unavailable::Busy => OutlineFailure::Busy,
        })?);
    }
    Ok(features)
}
