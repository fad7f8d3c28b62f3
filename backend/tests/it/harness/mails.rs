//! What was written to people, and the tokens in it.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tables::delivery;

use super::TestHouse;

impl TestHouse {
    /// The mails to an address, the newest first.
    pub async fn mails_to(&self, address: &str) -> Vec<delivery::Model> {
        delivery::Entity::find()
            .filter(delivery::Column::ToAddress.eq(address))
            .order_by_desc(delivery::Column::Id)
            .all(&self.house.db.read)
            .await
            .unwrap()
    }

    /// The token of the newest link sent to an address for this page.
    pub async fn token_mailed_to(&self, address: &str, page: &str) -> String {
        let mails = self.mails_to(address).await;
        let sign = format!("http://localhost:8080{page}#");
        let text = mails.iter().map(|mail| &mail.text).find(|text| text.contains(&sign)).expect("no such mail");
        let (_, rest) = text.split_once(&sign).unwrap();
        rest.split_whitespace().next().unwrap().to_owned()
    }
}
