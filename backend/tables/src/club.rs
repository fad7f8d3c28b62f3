use kernel::trade::Licence;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "club")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub name: String,
    pub tagline: String,
    pub brand: String,
    pub spark: String,
    pub language: String,
    pub time_zone: String,
    pub cadence_months: i64,
    pub soon_days: i64,
    pub newsletter_counts: bool,
    pub targets: Json,
    pub weekly_hours: i64,
    pub address: String,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub privacy_contact: String,
    pub legal_notice: String,
    pub logo_file_id: Option<Uuid>,
    pub demo: bool,
    pub look_ups: bool,
    pub join_open: bool,
    pub join_words: String,
    pub charter_words: String,
    pub directory_open: bool,
    pub directory_licence: Licence,
    pub second_factor_required: bool,
    pub revision: i64,
    pub territory_revision: i64,
    pub territory: Json,
    pub setup_step: String,
    pub updated_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::file::Entity", from = "Column::LogoFileId", to = "super::file::Column::Id")]
    File,
}

impl Related<super::file::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::File.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
