//! What writes what sheets are found by.

use kernel::{
    problem::Problem,
    stems::{spellings, stem},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QuerySelect,
    QueryTrait,
    sea_query::{Expr, OnConflict},
};
use tables::{practice_facet, practice_spelling, practice_vocabulary, practice_word};
use uuid::Uuid;

use super::{super::terms::Terms, CHUNK};

/// Writes what a sheet is found by, in the place of what was there.
pub async fn put<C: ConnectionTrait>(tx: &C, sheet: Uuid, terms: Terms) -> Result<(), Problem> {
    let former = clear(tx, sheet).await?;
    let facets: Vec<practice_facet::ActiveModel> = terms
        .facets
        .into_iter()
        .map(|(facet, value)| practice_facet::Model { sheet_id: sheet, facet: facet.to_owned(), value })
        .map(|row| row.into_active_model().reset_all())
        .collect();
    for chunk in facets.chunks(CHUNK) {
        practice_facet::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    let words: Vec<practice_word::ActiveModel> = terms
        .stems
        .into_iter()
        .map(|(stem, weight)| practice_word::Model { stem, sheet_id: sheet, weight })
        .map(|row| row.into_active_model().reset_all())
        .collect();
    for chunk in words.chunks(CHUNK) {
        practice_word::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    learn(tx, terms.words.into_iter().collect()).await?;
    unlearn(tx, &former).await
}

/// Nobody finds this sheet any more.
pub async fn remove<C: ConnectionTrait>(tx: &C, sheet: Uuid) -> Result<(), Problem> {
    let former = clear(tx, sheet).await?;
    unlearn(tx, &former).await
}

/// Takes away what a sheet is found by; gives the stems that it had.
async fn clear<C: ConnectionTrait>(tx: &C, sheet: Uuid) -> Result<Vec<String>, Problem> {
    let stems: Vec<String> = practice_word::Entity::find()
        .select_only()
        .column(practice_word::Column::Stem)
        .filter(practice_word::Column::SheetId.eq(sheet))
        .into_tuple()
        .all(tx)
        .await?;
    practice_facet::Entity::delete_many().filter(practice_facet::Column::SheetId.eq(sheet)).exec(tx).await?;
    practice_word::Entity::delete_many().filter(practice_word::Column::SheetId.eq(sheet)).exec(tx).await?;
    Ok(stems)
}

/// Adds those of these words that the vocabulary has not.
async fn learn<C: ConnectionTrait>(tx: &C, words: Vec<String>) -> Result<(), Problem> {
    for chunk in words.chunks(CHUNK) {
        let known: Vec<String> = practice_vocabulary::Entity::find()
            .select_only()
            .column(practice_vocabulary::Column::Word)
            .filter(practice_vocabulary::Column::Word.is_in(chunk.iter().cloned()))
            .into_tuple()
            .all(tx)
            .await?;
        let new: Vec<&String> = chunk.iter().filter(|word| !known.contains(word)).collect();
        if new.is_empty() {
            continue;
        }
        let rows = new.iter().map(|word| {
            let row = practice_vocabulary::Model { word: (*word).clone(), stem: stem(word) };
            row.into_active_model().reset_all()
        });
        practice_vocabulary::Entity::insert_many(rows)
            .on_conflict(OnConflict::column(practice_vocabulary::Column::Word).do_nothing().to_owned())
            .exec_without_returning(tx)
            .await?;
        let spelt: Vec<practice_spelling::ActiveModel> = new
            .iter()
            .flat_map(|word| spellings(word).into_iter().map(move |spelling| (spelling, (*word).clone())))
            .map(|(spelling, word)| practice_spelling::Model { spelling, word }.into_active_model().reset_all())
            .collect();
        for chunk in spelt.chunks(CHUNK) {
            practice_spelling::Entity::insert_many(chunk.to_vec())
                .on_conflict(
                    OnConflict::columns([practice_spelling::Column::Spelling, practice_spelling::Column::Word])
                        .do_nothing()
                        .to_owned(),
                )
                .exec_without_returning(tx)
                .await?;
        }
    }
    Ok(())
}

/// Takes out of the vocabulary what no sheet has any more, of the words of these stems: a name that is gone is nowhere.
async fn unlearn<C: ConnectionTrait>(tx: &C, stems: &[String]) -> Result<(), Problem> {
    let same = Expr::col((practice_word::Entity, practice_word::Column::Stem))
        .equals((practice_vocabulary::Entity, practice_vocabulary::Column::Stem));
    let had = practice_word::Entity::find().select_only().expr(Expr::val(1)).filter(same).into_query();
    for chunk in stems.chunks(CHUNK) {
        practice_vocabulary::Entity::delete_many()
            .filter(practice_vocabulary::Column::Stem.is_in(chunk.iter().cloned()))
            .filter(Expr::not_exists(had.clone()))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// The sheets that have these stems.
pub async fn having<C: ConnectionTrait>(db: &C, stems: &[String]) -> Result<Vec<Uuid>, Problem> {
    let mut found: Vec<Uuid> = Vec::new();
    for chunk in stems.chunks(CHUNK) {
        let rows = practice_word::Entity::find().select_only().distinct().column(practice_word::Column::SheetId);
        let rows = rows.filter(practice_word::Column::Stem.is_in(chunk.iter().cloned()));
        found.extend(rows.into_tuple::<Uuid>().all(db).await?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The sheets that have this keyword.
pub async fn with_keyword<C: ConnectionTrait>(db: &C, keyword: Uuid) -> Result<Vec<Uuid>, Problem> {
    Ok(practice_facet::Entity::find()
        .select_only()
        .column(practice_facet::Column::SheetId)
        .filter(practice_facet::Column::Facet.eq("keyword"))
        .filter(practice_facet::Column::Value.eq(keyword.to_string()))
        .into_tuple()
        .all(db)
        .await?)
}
