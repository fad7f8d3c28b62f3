//! One SQL text for both databases: only the names of the column types differ.
//!
//! | word | SQLite | PostgreSQL |
//! |---|---|---|
//! | `{uuid}` | 16-byte blob | uuid |
//! | `{instant}` | RFC 3339 text, UTC | timestamptz |
//! | `{day}` | ISO 8601 text | date |
//! | `{json}` | text | jsonb |
//! | `{bytes}` | blob | bytea |
//! | `{int}` | integer | bigint |
//! | `{text}` | text | text, compared byte by byte so that both sort alike |
//!
//! A line that begins with `{sqlite}` or `{postgres}` is for that database alone.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

pub async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let words: [(&str, &str); 9] = match manager.get_database_backend() {
        DatabaseBackend::Postgres => [
            ("{uuid}", "uuid"),
            ("{instant}", "timestamptz"),
            ("{day}", "date"),
            ("{json}", "jsonb"),
            ("{bytes}", "bytea"),
            ("{int}", "bigint"),
            ("{text}", "text COLLATE \"C\""),
            ("{postgres}", ""),
            ("{sqlite}", "--"),
        ],
        _ => [
            ("{uuid}", "blob"),
            ("{instant}", "text"),
            ("{day}", "text"),
            ("{json}", "text"),
            ("{bytes}", "blob"),
            ("{int}", "integer"),
            ("{text}", "text"),
            ("{postgres}", "--"),
            ("{sqlite}", ""),
        ],
    };
    let text = words.iter().fold(sql.to_owned(), |text, (word, is)| text.replace(word, is));
    manager.get_connection().execute_unprepared(&text).await.map(|_| ())
}

/// A step with a way up and a way down.
macro_rules! step {
    ($name:literal, up: $up:expr, down: $down:expr) => {
        use sea_orm_migration::prelude::*;

        pub struct Step;

        impl MigrationName for Step {
            fn name(&self) -> &str {
                $name
            }
        }

        #[async_trait::async_trait]
        impl MigrationTrait for Step {
            // A step that is cut short leaves nothing behind; left to itself, the library sees to it on PostgreSQL alone.
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }

            async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::dialect::run(manager, $up).await
            }

            async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
                crate::dialect::run(manager, $down).await
            }
        }
    };
}
pub(crate) use step;
