//! Personas: `house.coordinator()`, `house.manager_of(member)`, `house.anyone()`. Each has an account of their own and
//! an open session.

use kernel::caller::{MemberRole, StaffRole};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use tables::{account, person, steward};
use uuid::Uuid;

use super::{TestHouse, Visitor};

impl TestHouse {
    pub async fn administrator(&self) -> Visitor<'_> {
        self.staff(StaffRole::Admin, "Alix", "Amand").await
    }

    pub async fn coordinator(&self) -> Visitor<'_> {
        self.staff(StaffRole::Coordinator, "Camille", "Rotrieder").await
    }

    pub async fn reader(&self) -> Visitor<'_> {
        self.staff(StaffRole::Reader, "René", "Lehr").await
    }

    pub async fn manager_of(&self, member: Uuid) -> Visitor<'_> {
        self.steward(member, MemberRole::Manager).await
    }

    pub async fn contributor_of(&self, member: Uuid) -> Visitor<'_> {
        self.steward(member, MemberRole::Contributor).await
    }

    /// A machine whose key has these scopes.
    pub async fn machine(&self, scopes: &[&str]) -> Visitor<'_> {
        let made =
            self.administrator().await.post("/api-keys", json!({"name": "Portail", "scopes": scopes})).await.ok(201);
        self.with_token(made["secret"].as_str().unwrap())
    }

    async fn staff(&self, role: StaffRole, given: &str, family: &str) -> Visitor<'_> {
        let account = self.account(Some(role), given, family).await;
        self.signed_in(account).await
    }

    async fn steward(&self, member: Uuid, role: MemberRole) -> Visitor<'_> {
        let account = self.account(None, "Mireille", "Kern").await;
        let tx = self.house.db.begin().await.unwrap();
        steward::Entity::insert(steward::ActiveModel {
            account_id: Set(account),
            member_id: Set(member),
            role: Set(role),
            created_at: Set(self.house.now()),
        })
        .exec_without_returning(&tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.signed_in(account).await
    }

    /// An account without password, under an address of its own.
    pub async fn account(&self, role: Option<StaffRole>, given: &str, family: &str) -> Uuid {
        let (person_id, account_id) = (Uuid::now_v7(), Uuid::now_v7());
        let email = format!("{}@club.example", account_id.simple());
        let now = self.house.now();
        let tx = self.house.db.begin().await.unwrap();
        person::Entity::insert(person::ActiveModel {
            id: Set(person_id),
            given_name: Set(given.to_owned()),
            family_name: Set(family.to_owned()),
            name_key: Set(kernel::words::name_key(&format!("{family} {given}"))),
            language: Set("fr".to_owned()),
            created_at: Set(now),
            updated_at: Set(now),
        })
        .exec_without_returning(&tx)
        .await
        .unwrap();
        account::Entity::insert(account::ActiveModel {
            id: Set(account_id),
            person_id: Set(person_id),
            email: Set(email.clone()),
            email_key: Set(email),
            role: Set(role),
            revision: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        })
        .exec_without_returning(&tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        account_id
    }

    pub async fn signed_in(&self, account: Uuid) -> Visitor<'_> {
        let token =
            maillage::features::accounts::open_session_for(&self.house, &self.by_house(), account).await.unwrap();
        self.with_token(&token)
    }
}
