//! What people had asked for after a backup was made. A restore reads it off the club in place and does it again, so that
//! who was erased does not come back and who objected is not written to.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use kernel::{problem::Problem, trade::Consent};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{CaseStatement, OnConflict},
};
use serde_json::json;
use tables::{address, erasure, suppression};
use uuid::Uuid;

use crate::{
    db,
    forgetting::ERASE_AGAIN,
    jobs::{self, NewJob},
};

/// Rows written by one statement.
const CHUNK: usize = 500;

/// What the club in place knows of erasures and objections.
pub struct Since {
    erasures: Vec<erasure::Model>,
    objections: Vec<address::Model>,
    marks: Vec<suppression::Model>,
}

/// What the backup did not know, and is done again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Again {
    pub erasures: u64,
    pub objections: u64,
}

impl Since {
    /// None: the database in place has not this version's shape.
    pub async fn read<C: ConnectionTrait>(db: &C) -> Result<Option<Since>, DbErr> {
        if db::steps(db).await? != db::known_steps() {
            return Ok(None);
        }
        let objections = address::Entity::find().filter(address::Column::Consent.eq(Consent::Objected));
        Ok(Some(Since {
            erasures: erasure::Entity::find().all(db).await?,
            objections: objections.all(db).await?,
            marks: suppression::Entity::find().all(db).await?,
        }))
    }

    /// Notes objections in what was put back, and leaves a job for whomever was erased. The register has these erasures
    /// again, so that one more restore knows of them before the jobs are done. Marks of addresses are kept too where the
    /// secret that they were made by is the same.
    pub async fn again<C: ConnectionTrait>(
        &self,
        tx: &C,
        same_secret: bool,
        now: DateTime<Utc>,
    ) -> Result<Again, Problem> {
        let mut again = Again::default();
        let known = erasure::Entity::find().select_only().column(erasure::Column::Id).into_tuple::<Uuid>();
        let known: HashSet<Uuid> = known.all(tx).await?.into_iter().collect();
        let unknown: Vec<&erasure::Model> = self.erasures.iter().filter(|one| !known.contains(&one.id)).collect();
        // Who was erased several times comes back once.
        let whom: HashSet<Uuid> = unknown.iter().map(|one| one.person_id).collect();
        for person in &whom {
            jobs::enqueue(tx, &NewJob::now(ERASE_AGAIN, &json!({"person_id": person}))?, now).await?;
        }
        again.erasures = whom.len() as u64;
        for erasures in unknown.chunks(CHUNK) {
            let rows = erasures.iter().map(|one| ended(one, now).into_active_model().reset_all());
            erasure::Entity::insert_many(rows).exec_without_returning(tx).await?;
        }
        for objections in self.objections.chunks(CHUNK) {
            again.objections += object(tx, objections).await?;
        }
        for marks in self.marks.chunks(CHUNK).filter(|_| same_secret) {
            let rows = marks.iter().map(|mark| mark.clone().into_active_model().reset_all());
            suppression::Entity::insert_many(rows)
                .on_conflict(OnConflict::column(suppression::Column::Mark).do_nothing().to_owned())
                .exec_without_returning(tx)
                .await?;
        }
        Ok(again)
    }
}

/// Notes these objections with one statement, where they are not known; says how many were not.
async fn object<C: ConnectionTrait>(tx: &C, objections: &[address::Model]) -> Result<u64, DbErr> {
    let (mut on, mut origin) = (CaseStatement::new(), CaseStatement::new());
    for one in objections {
        on = on.case(address::Column::EmailKey.eq(&one.email_key), one.consent_on);
        origin = origin.case(address::Column::EmailKey.eq(&one.email_key), one.consent_origin.clone());
    }
    let objected = address::ActiveModel { consent: Set(Consent::Objected), ..Default::default() };
    let put = address::Entity::update_many()
        .set(objected)
        .col_expr(address::Column::ConsentOn, on.into())
        .col_expr(address::Column::ConsentOrigin, origin.into())
        .filter(address::Column::EmailKey.is_in(objections.iter().map(|one| one.email_key.as_str())))
        .filter(address::Column::Consent.ne(Consent::Objected));
    Ok(put.exec(tx).await?.rows_affected)
}

/// In the register alone: what was still to be looked for is told to the erasure that does it again.
fn ended(one: &erasure::Model, now: DateTime<Utc>) -> erasure::Model {
    erasure::Model {
        state: "done".to_owned(),
        marks_sealed: None,
        done_at: Some(one.done_at.unwrap_or(now)),
        ..one.clone()
    }
}
