//! The questions of the catalogue. Words are chosen before, so that both databases count and order alike.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::problem::Problem;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
};
use tables::{practice_sheet, practice_spelling, practice_vocabulary, practice_word};
use uuid::Uuid;

use super::super::schema::SheetState;

/// A stem that a typed word may mean, and how much it counts then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The number of the typed word.
    pub word: usize,
    pub stem: String,
    pub factor: i64,
}

/// What is asked of the catalogue.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub candidates: Vec<Candidate>,
    /// So many of the typed words a sheet must have.
    pub at_least: usize,
    /// What it must be chosen by.
    pub facets: Vec<(&'static str, String)>,
}

/// A sheet that fits, and where it stands among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Fit {
    pub id: Uuid,
    pub score: i64,
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    facet: String,
    value: String,
    how_many: i64,
}

#[derive(Debug, FromQueryResult)]
struct HowMany {
    how_many: i64,
}

/// The sheets that fit, as `(id, score)`: with words, how well they fit; without, the day of their publication.
fn fits(asked: &Asked, values: &mut Vec<Value>) -> String {
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let chosen: String = asked
        .facets
        .iter()
        .map(|(facet, value)| {
            let value = place(Value::from(value.clone()));
            format!(
                " AND EXISTS (SELECT 1 FROM practice_facet f WHERE f.sheet_id = s.id AND f.facet = '{facet}' AND f.value = {value})"
            )
        })
        .collect();
    if asked.candidates.is_empty() {
        return format!("SELECT s.id, s.published_rank AS score FROM shown s WHERE 1 = 1{chosen}");
    }
    let rows: Vec<String> = asked
        .candidates
        .iter()
        .map(|one| format!("({}, {}, {})", one.word, place(Value::from(one.stem.clone())), one.factor))
        .collect();
    // Of several stems that one typed word may mean, a sheet counts its best.
    format!(
        "SELECT s.id, CAST(SUM(b.best) AS BIGINT) AS score FROM (\
         SELECT w.sheet_id, q.word, MAX(w.weight * q.factor) AS best \
         FROM (SELECT column1 AS word, column2 AS stem, column3 AS factor FROM (VALUES {}) AS typed) AS q \
         JOIN practice_word w ON w.stem = q.stem GROUP BY w.sheet_id, q.word) AS b \
         JOIN shown s ON s.id = b.sheet_id WHERE 1 = 1{chosen} GROUP BY s.id HAVING COUNT(*) >= {}",
        rows.join(", "),
        asked.at_least
    )
}

/// Sheets that anyone reads, with a number that grows with their day.
fn shown(backend: sea_orm::DatabaseBackend) -> &'static str {
    match backend {
        sea_orm::DatabaseBackend::Postgres => {
            "WITH shown AS (SELECT id, CAST(published_on - DATE '1970-01-01' AS BIGINT) AS published_rank \
             FROM practice_sheet WHERE state = 'published') "
        }
        _ => {
            "WITH shown AS (SELECT id, CAST(julianday(published_on) - 2440587.5 AS INTEGER) AS published_rank \
             FROM practice_sheet WHERE state = 'published') "
        }
    }
}

/// A stretch of those that fit, the best first, then the newest; `skip` of them are passed over.
pub async fn stretch<C: ConnectionTrait>(
    db: &C,
    asked: &Asked,
    after: Option<(i64, Uuid)>,
    skip: u64,
    limit: u64,
) -> Result<Vec<Fit>, Problem> {
    let mut values = Vec::new();
    let fits = fits(asked, &mut values);
    let mut sql = format!("{}SELECT id, score FROM ({fits}) AS m", shown(db.get_database_backend()));
    if let Some((score, id)) = after {
        values.extend([Value::from(score), Value::from(id)]);
        let (score, id) = (values.len() - 1, values.len());
        sql.push_str(&format!(" WHERE score < ${score} OR (score = ${score} AND id < ${id})"));
    }
    sql.push_str(&format!(" ORDER BY score DESC, id DESC LIMIT {limit} OFFSET {skip}"));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Fit::find_by_statement(statement).all(db).await?)
}

pub async fn count<C: ConnectionTrait>(db: &C, asked: &Asked) -> Result<u64, Problem> {
    let mut values = Vec::new();
    let fits = fits(asked, &mut values);
    let sql = format!("{}SELECT COUNT(*) AS how_many FROM ({fits}) AS m", shown(db.get_database_backend()));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let counted = HowMany::find_by_statement(statement).one(db).await?;
    Ok(counted.map(|counted| counted.how_many.unsigned_abs()).unwrap_or_default())
}

/// How many of those that fit have each value.
pub async fn facets<C: ConnectionTrait>(db: &C, asked: &Asked) -> Result<Vec<(String, String, u64)>, Problem> {
    let mut values = Vec::new();
    let fits = fits(asked, &mut values);
    let sql = format!(
        "{}SELECT f.facet, f.value, COUNT(*) AS how_many FROM ({fits}) AS m \
         JOIN practice_facet f ON f.sheet_id = m.id GROUP BY f.facet, f.value ORDER BY f.facet, f.value",
        shown(db.get_database_backend())
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = Counted::find_by_statement(statement).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.facet, row.value, row.how_many.unsigned_abs())).collect())
}

/// Sheets about the same: those that share most of what tells them apart.
pub async fn related<C: ConnectionTrait>(db: &C, sheet: Uuid, limit: u64) -> Result<Vec<Uuid>, Problem> {
    let sql = format!(
        "SELECT o.sheet_id AS id, CAST(SUM(CASE o.facet WHEN 'keyword' THEN 4 WHEN 'topic' THEN 3 WHEN 'axis' THEN 2 ELSE 1 END) AS BIGINT) AS score \
         FROM practice_facet f JOIN practice_facet o ON o.facet = f.facet AND o.value = f.value AND o.sheet_id <> f.sheet_id \
         WHERE f.sheet_id = $1 AND f.facet IN ('keyword', 'topic', 'axis', 'public') \
         GROUP BY o.sheet_id ORDER BY 2 DESC, 1 DESC LIMIT {limit}"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [Value::from(sheet)]);
    Ok(Fit::find_by_statement(statement).all(db).await?.into_iter().map(|fit| fit.id).collect())
}

/// How many sheets have each of these stems; those that none has are left out.
pub async fn frequencies<C: ConnectionTrait>(db: &C, stems: &[String]) -> Result<HashMap<String, i64>, Problem> {
    if stems.is_empty() {
        return Ok(HashMap::new());
    }
    let counted: Vec<(String, i64)> = practice_word::Entity::find()
        .select_only()
        .column(practice_word::Column::Stem)
        .column_as(practice_word::Column::SheetId.count(), "how_many")
        .filter(practice_word::Column::Stem.is_in(stems.iter().cloned()))
        .group_by(practice_word::Column::Stem)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted.into_iter().collect())
}

/// Words of the vocabulary that begin so, with their stems.
pub async fn beginning<C: ConnectionTrait>(db: &C, typed: &str, limit: u64) -> Result<Vec<(String, String)>, Problem> {
    use practice_vocabulary::Column as C;
    Ok(practice_vocabulary::Entity::find()
        .select_only()
        .columns([C::Word, C::Stem])
        .filter(C::Word.gte(typed))
        .filter(C::Word.lt(format!("{typed}\u{10ffff}")))
        .order_by_asc(C::Word)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// Words of the vocabulary that share one of these spellings, with their stems.
pub async fn spelt<C: ConnectionTrait>(db: &C, spellings: &[String]) -> Result<Vec<(String, String)>, Problem> {
    let words: Vec<String> = practice_spelling::Entity::find()
        .select_only()
        .distinct()
        .column(practice_spelling::Column::Word)
        .filter(practice_spelling::Column::Spelling.is_in(spellings.iter().cloned()))
        .into_tuple()
        .all(db)
        .await?;
    use practice_vocabulary::Column as C;
    Ok(practice_vocabulary::Entity::find()
        .select_only()
        .columns([C::Word, C::Stem])
        .filter(C::Word.is_in(words))
        .order_by_asc(C::Word)
        .into_tuple()
        .all(db)
        .await?)
}

/// A sheet that anyone reads, with what its newest version says.
#[derive(Debug, FromQueryResult)]
pub struct Shown {
    pub id: Uuid,
    pub kind: String,
    pub member_id: Option<Uuid>,
    pub version: i64,
    pub published_on: NaiveDate,
    pub updated_on: Option<NaiveDate>,
    pub content: serde_json::Value,
}

/// All sheets that anyone reads, the newest first, with the day of their last update.
pub async fn all<C: ConnectionTrait>(db: &C) -> Result<Vec<(Uuid, Option<NaiveDate>)>, Problem> {
    Ok(practice_sheet::Entity::find()
        .select_only()
        .columns([practice_sheet::Column::Id, practice_sheet::Column::UpdatedOn])
        .filter(practice_sheet::Column::State.eq(SheetState::Published.as_str()))
        .order_by_desc(practice_sheet::Column::Id)
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether anyone reads a sheet.
pub async fn any<C: ConnectionTrait>(db: &C) -> Result<bool, Problem> {
    let shown = practice_sheet::Entity::find()
        .select_only()
        .column(practice_sheet::Column::Id)
        .filter(practice_sheet::Column::State.eq(SheetState::Published.as_str()));
    Ok(shown.into_tuple::<Uuid>().one(db).await?.is_some())
}

/// These sheets, as far as anyone reads them, in no order.
pub async fn shown_of<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<Shown>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|number| format!("${number}")).collect();
    let sql = format!(
        "SELECT s.id, s.kind, s.member_id, s.version, s.published_on, s.updated_on, v.content FROM practice_sheet s \
         JOIN practice_version v ON v.sheet_id = s.id AND v.number = s.version \
         WHERE s.state = 'published' AND s.id IN ({})",
        places.join(", ")
    );
    let values = ids.iter().map(|id| Value::from(*id));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Shown::find_by_statement(statement).all(db).await?)
}
