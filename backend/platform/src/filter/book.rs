//! The fields of each kind of record, as features register them: those that are fixed, those that the club has made
//! (read from the database when a filter is), and filters kept under an id.

use std::{collections::HashMap, sync::Arc};

use futures_util::future::BoxFuture;
use kernel::{caller::Caller, problem::Problem};
use sea_orm::DatabaseTransaction;
use serde_json::Value;
use uuid::Uuid;

use super::Field;
use crate::{columns::Columns, house::House};

/// A filter that was kept, with the order of its list.
#[derive(Debug, Clone, Default)]
pub struct Recalled {
    pub name: String,
    /// Keys of the columns it shows, in their order; empty when it says none.
    pub columns: Vec<String>,
    pub filter: Option<Value>,
    pub sort: Option<String>,
}

type Made = Arc<dyn for<'a> Fn(&'a House) -> BoxFuture<'a, Result<Vec<Field>, Problem>> + Send + Sync>;
type Recall =
    Arc<dyn for<'a> Fn(&'a House, &'a Caller, Uuid) -> BoxFuture<'a, Result<Option<Recalled>, Problem>> + Send + Sync>;
type Held =
    Arc<dyn for<'a> Fn(&'a DatabaseTransaction, &'a mut Columns) -> BoxFuture<'a, Result<(), Problem>> + Send + Sync>;

#[derive(Clone, Default)]
pub struct FieldBook {
    fixed: HashMap<&'static str, Vec<Field>>,
    made: HashMap<&'static str, Vec<Made>>,
    held: HashMap<&'static str, Vec<Held>>,
    kept: HashMap<&'static str, Recall>,
}

impl FieldBook {
    /// Adds fields to the filters of a record.
    pub fn add(&mut self, record: &'static str, fields: impl IntoIterator<Item = Field>) -> &mut FieldBook {
        self.fixed.entry(record).or_default().extend(fields);
        self
    }

    /// Adds fields that the club makes and changes.
    pub fn add_made(
        &mut self,
        record: &'static str,
        made: impl for<'a> Fn(&'a House) -> BoxFuture<'a, Result<Vec<Field>, Problem>> + Send + Sync + 'static,
    ) -> &mut FieldBook {
        self.made.entry(record).or_default().push(Arc::new(made));
        self
    }

    /// Says how the columns are read that fields of this record name in memory. The first to say so reads the records.
    pub fn held_by(
        &mut self,
        record: &'static str,
        read: impl for<'a> Fn(&'a DatabaseTransaction, &'a mut Columns) -> BoxFuture<'a, Result<(), Problem>>
        + Send
        + Sync
        + 'static,
    ) -> &mut FieldBook {
        self.held.entry(record).or_default().push(Arc::new(read));
        self
    }

    /// All columns of this record that can be held, as of the transaction's instant.
    pub async fn columns(&self, tx: &DatabaseTransaction, record: &str) -> Result<Columns, Problem> {
        let mut columns = Columns::default();
        for read in self.held.get(record).into_iter().flatten() {
            read(tx, &mut columns).await?;
        }
        Ok(columns)
    }

    /// Says who keeps the filters of a record.
    pub fn kept_by(
        &mut self,
        record: &'static str,
        recall: impl for<'a> Fn(&'a House, &'a Caller, Uuid) -> BoxFuture<'a, Result<Option<Recalled>, Problem>>
        + Send
        + Sync
        + 'static,
    ) -> &mut FieldBook {
        self.kept.insert(record, Arc::new(recall));
        self
    }

    /// All fields that a filter of this record may name now.
    pub async fn of(&self, house: &House, record: &str) -> Result<Vec<Field>, Problem> {
        let mut fields = self.fixed.get(record).cloned().unwrap_or_default();
        for made in self.made.get(record).into_iter().flatten() {
            fields.extend(made(house).await?);
        }
        Ok(fields)
    }

    /// The filter kept under this id, for a caller who may use it.
    pub async fn recall(
        &self,
        house: &House,
        record: &str,
        caller: &Caller,
        id: Uuid,
    ) -> Result<Option<Recalled>, Problem> {
        match self.kept.get(record) {
            Some(recall) => recall(house, caller, id).await,
            None => Ok(None),
        }
    }
}
