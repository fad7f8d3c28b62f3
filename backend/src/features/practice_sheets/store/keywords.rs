//! The SQL of keywords and their aliases.

use std::collections::HashMap;

use kernel::problem::Problem;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr, ExprTrait},
};
use tables::{practice_keyword, practice_sheet, practice_version};
use uuid::Uuid;

/// All of them by name, aliases among them.
pub async fn all<C: ConnectionTrait>(db: &C) -> Result<Vec<practice_keyword::Model>, Problem> {
    Ok(practice_keyword::Entity::find().order_by_asc(practice_keyword::Column::NameKey).all(db).await?)
}

/// What each word and alias stands for, by id: the word of the list.
pub struct Book {
    by_id: HashMap<Uuid, (Uuid, String)>,
    by_key: HashMap<String, Uuid>,
    aliases: HashMap<Uuid, Vec<String>>,
}

impl Book {
    pub async fn read<C: ConnectionTrait>(db: &C) -> Result<Book, Problem> {
        let rows = all(db).await?;
        let names: HashMap<Uuid, String> = rows.iter().map(|row| (row.id, row.name.clone())).collect();
        let mut book = Book { by_id: HashMap::new(), by_key: HashMap::new(), aliases: HashMap::new() };
        for row in rows {
            let stands_for = row.alias_of.unwrap_or(row.id);
            let Some(name) = names.get(&stands_for) else { continue };
            if row.alias_of.is_some() {
                book.aliases.entry(stands_for).or_default().push(row.name.clone());
            }
            book.by_id.insert(row.id, (stands_for, name.clone()));
            book.by_key.insert(row.name_key, stands_for);
        }
        Ok(book)
    }

    /// The word of the list that this id stands for.
    pub fn get(&self, id: Uuid) -> Option<&(Uuid, String)> {
        self.by_id.get(&id)
    }

    /// The word that is called so, or has such an alias.
    pub fn called(&self, key: &str) -> Option<Uuid> {
        self.by_key.get(key).copied()
    }

    /// What else a word is called.
    pub fn aliases(&self, id: Uuid) -> &[String] {
        self.aliases.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The word, held until the end of the transaction.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<practice_keyword::Model, Problem> {
    practice_keyword::Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(Problem::not_found)
}

pub async fn with_key<C: ConnectionTrait>(db: &C, key: &str) -> Result<Option<practice_keyword::Model>, Problem> {
    Ok(practice_keyword::Entity::find().filter(practice_keyword::Column::NameKey.eq(key)).one(db).await?)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: practice_keyword::Model) -> Result<(), Problem> {
    practice_keyword::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: practice_keyword::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// Aliases of one word are aliases of another from now on.
pub async fn hand_aliases_over<C: ConnectionTrait>(tx: &C, from: Uuid, into: Uuid) -> Result<(), Problem> {
    practice_keyword::Entity::update_many()
        .col_expr(practice_keyword::Column::AliasOf, Expr::value(into))
        .filter(practice_keyword::Column::AliasOf.eq(from))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn delete<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    practice_keyword::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Whether a sheet names this word, or another name of it: as it is worked on, or in a version, which can be taken back.
pub async fn used<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<bool, Problem> {
    let mut names: Vec<Uuid> = practice_keyword::Entity::find()
        .select_only()
        .column(practice_keyword::Column::Id)
        .filter(practice_keyword::Column::AliasOf.eq(id))
        .into_tuple()
        .all(db)
        .await?;
    names.push(id);
    // An id stands nowhere else in what a sheet says.
    let named = |content: Expr| {
        let content = content.cast_as(Alias::new("text"));
        names.iter().fold(Condition::any(), |any, name| any.add(content.clone().like(format!("%{name}%"))))
    };
    let worked_on = named(Expr::col(practice_sheet::Column::Content));
    if practice_sheet::Entity::find().filter(worked_on).count(db).await? > 0 {
        return Ok(true);
    }
    let published = named(Expr::col(practice_version::Column::Content));
    Ok(practice_version::Entity::find().filter(published).count(db).await? > 0)
}
