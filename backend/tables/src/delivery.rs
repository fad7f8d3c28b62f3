use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub purpose: String,
    pub state: String,
    pub to_address: String,
    pub to_name: String,
    pub person_id: Option<Uuid>,
    pub subject: String,
    pub html: String,
    pub text: String,
    pub token: String,
    pub message_id: String,
    pub dedupe_key: Option<String>,
    pub confidential: bool,
    pub attempts: i64,
    pub next_attempt_at: Option<DateTimeUtc>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
    pub failed_at: Option<DateTimeUtc>,
    pub retried_at: Option<DateTimeUtc>,
    pub search: String,
    pub letter: bool,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
