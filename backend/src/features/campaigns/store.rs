//! The SQL of campaigns, their recipients and links.

use chrono::{DateTime, Utc};
use kernel::problem::Problem;
use platform::secrets::fingerprint;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
};
use tables::{campaign, campaign_link, campaign_recipient};
use uuid::Uuid;

use super::schema::{CampaignAnswer, RecipientStage};
use crate::features::members::Unreached;

/// Rows per statement.
const CHUNK: usize = 500;

/// Where a recipient (`r`) with its newest letter (`d`) stands. An answer counts for more than what became of a letter.
const STAGE: &str = "CASE WHEN r.answer IS NOT NULL THEN r.answer \
    WHEN r.unreached IS NOT NULL AND r.letters = 0 THEN 'unreachable' \
    WHEN r.unreached IS NOT NULL OR d.state IN ('failed', 'suppressed') THEN 'bounced' \
    WHEN r.letters = 0 OR d.state IN ('queued', 'sending') THEN 'waiting' ELSE 'sent' END";

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<campaign::Model>, Problem> {
    Ok(campaign::Entity::find_by_id(id).one(db).await?)
}

/// The row, held until the end of the transaction.
pub async fn hold<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<Option<campaign::Model>, Problem> {
    Ok(campaign::Entity::find_by_id(id).lock_exclusive().one(tx).await?)
}

/// The newest first, from after the cursor.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<campaign::Model>, Problem> {
    Ok(campaign::Entity::find()
        .filter(Condition::all().add_option(after.map(|id| campaign::Column::Id.lt(id))))
        .order_by_desc(campaign::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// A campaign of these members.
pub async fn insert<C: ConnectionTrait>(tx: &C, row: campaign::Model, members: &[Uuid]) -> Result<(), Problem> {
    let id = row.id;
    campaign::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    for chunk in members.chunks(CHUNK) {
        let rows = chunk.iter().map(|member| campaign_recipient::ActiveModel {
            id: Set(kernel::ids::new_id()),
            campaign_id: Set(id),
            member_id: Set(*member),
            letters: Set(0),
            ..Default::default()
        });
        campaign_recipient::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: campaign::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

pub async fn delete<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    campaign::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// The next of those to be written to in this round of letters, held.
pub async fn next<C: ConnectionTrait>(
    tx: &C,
    campaign: &campaign::Model,
    limit: u64,
) -> Result<Vec<campaign_recipient::Model>, Problem> {
    use campaign_recipient::Column as C;
    Ok(campaign_recipient::Entity::find()
        .filter(C::CampaignId.eq(campaign.id))
        .filter(C::Letters.lt(campaign.rounds))
        .filter(C::Answer.is_null())
        .filter(C::Unreached.is_null())
        .order_by_asc(C::Id)
        .limit(limit)
        .lock_exclusive()
        .all(tx)
        .await?)
}

pub async fn update_recipient<C: ConnectionTrait>(tx: &C, row: campaign_recipient::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

pub async fn insert_link<C: ConnectionTrait>(
    tx: &C,
    recipient: Uuid,
    token: &str,
    until: DateTime<Utc>,
) -> Result<(), Problem> {
    let row = campaign_link::Model { token_hash: fingerprint(token), recipient_id: recipient, until_at: until };
    campaign_link::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The links that were sent for these recipients lead nowhere any more.
pub async fn end_links<C: ConnectionTrait>(tx: &C, recipients: &[Uuid]) -> Result<(), Problem> {
    let theirs = campaign_link::Column::RecipientId.is_in(recipients.iter().copied());
    campaign_link::Entity::delete_many().filter(theirs).exec(tx).await?;
    Ok(())
}

/// Takes away links that were good until before this instant. What was answered by them stands with the recipient.
pub async fn sweep_links<C: ConnectionTrait>(tx: &C, before: DateTime<Utc>) -> Result<u64, Problem> {
    let spent = campaign_link::Entity::delete_many().filter(campaign_link::Column::UntilAt.lt(before));
    Ok(spent.exec(tx).await?.rows_affected)
}

/// The recipient whose link this is, if it is good at `now`.
pub async fn by_token<C: ConnectionTrait>(
    db: &C,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<campaign_recipient::Model>, Problem> {
    let link = campaign_link::Entity::find_by_id(fingerprint(token))
        .filter(campaign_link::Column::UntilAt.gt(now))
        .one(db)
        .await?;
    match link {
        Some(link) => Ok(campaign_recipient::Entity::find_by_id(link.recipient_id).one(db).await?),
        None => Ok(None),
    }
}

/// A recipient, held until the end of the transaction.
pub async fn hold_recipient<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<campaign_recipient::Model, Problem> {
    let row = campaign_recipient::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    row.ok_or_else(Problem::not_found)
}

/// Campaign and member of the recipients of these that were not written to yet.
pub async fn unwritten<C: ConnectionTrait>(db: &C, campaigns: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>, Problem> {
    use campaign_recipient::Column as C;
    Ok(campaign_recipient::Entity::find()
        .select_only()
        .columns([C::CampaignId, C::MemberId])
        .filter(C::CampaignId.is_in(campaigns.iter().copied()))
        .filter(C::Letters.eq(0))
        .into_tuple()
        .all(db)
        .await?)
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    campaign_id: Uuid,
    stage: String,
    how_many: i64,
}

/// How many recipients of these campaigns stand where.
pub async fn counts<C: ConnectionTrait>(
    db: &C,
    campaigns: &[Uuid],
) -> Result<Vec<(Uuid, RecipientStage, u64)>, Problem> {
    if campaigns.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=campaigns.len()).map(|number| format!("${number}")).collect();
    let sql = format!(
        "SELECT r.campaign_id, {STAGE} AS stage, COUNT(*) AS how_many FROM campaign_recipient r \
         LEFT JOIN delivery d ON d.id = r.delivery_id WHERE r.campaign_id IN ({}) GROUP BY 1, 2",
        places.join(", ")
    );
    let values = campaigns.iter().map(|id| Value::from(*id));
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = Counted::find_by_statement(statement).all(db).await?;
    let told = |row: Counted| (row.campaign_id, RecipientStage::parse(&row.stage), row.how_many.unsigned_abs());
    Ok(rows.into_iter().map(told).collect())
}

/// A recipient as it is told.
#[derive(Debug, FromQueryResult)]
pub struct Row {
    pub id: Uuid,
    pub member_id: Uuid,
    pub name: String,
    pub name_key: String,
    pub letters: i64,
    pub unreached: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
    pub to_address: Option<String>,
    pub to_name: Option<String>,
    pub stage: String,
}

impl Row {
    pub fn why(&self) -> Option<Unreached> {
        Unreached::ALL.into_iter().find(|why| self.unreached.as_deref() == Some(why.as_str()))
    }
}

/// The recipients of a campaign by name, from after the cursor.
pub async fn recipients<C: ConnectionTrait>(
    db: &C,
    campaign: Uuid,
    stage: Option<RecipientStage>,
    after: Option<(String, Uuid)>,
    limit: Option<u64>,
) -> Result<Vec<Row>, Problem> {
    let mut values: Vec<Value> = vec![campaign.into()];
    let mut sql = format!(
        "SELECT r.id, r.member_id, m.name, m.name_key, r.letters, r.unreached, r.answered_at, d.to_address, d.to_name, \
         {STAGE} AS stage FROM campaign_recipient r JOIN member m ON m.id = r.member_id \
         LEFT JOIN delivery d ON d.id = r.delivery_id WHERE r.campaign_id = $1"
    );
    if let Some(stage) = stage {
        values.push(stage.as_str().into());
        sql.push_str(&format!(" AND {STAGE} = ${}", values.len()));
    }
    if let Some((key, id)) = after {
        values.extend([Value::from(key), id.into()]);
        sql.push_str(&format!(" AND (m.name_key, r.id) > (${}, ${})", values.len() - 1, values.len()));
    }
    sql.push_str(" ORDER BY m.name_key, r.id");
    if let Some(limit) = limit {
        // A number of ours: it can stand in the text.
        sql.push_str(&format!(" LIMIT {limit}"));
    }
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Row::find_by_statement(statement).all(db).await?)
}

/// What a recipient answered before.
pub fn answer(row: &campaign_recipient::Model) -> Option<CampaignAnswer> {
    row.answer.as_deref().and_then(CampaignAnswer::parse)
}
