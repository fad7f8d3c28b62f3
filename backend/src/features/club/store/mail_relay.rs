//! The SQL of the mail relay.

use kernel::problem::Problem;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use tables::mail_relay::{ActiveModel, Column, Entity, Model};

use super::ONLY;

/// How the audit calls it.
pub const RECORD: &str = "mail_relay";

/// Puts the relay in place of any other.
pub async fn put<C: ConnectionTrait>(tx: &C, row: Model) -> Result<(), Problem> {
    let fresh = ActiveModel {
        id: Set(ONLY),
        host: Set(row.host),
        port: Set(row.port),
        security: Set(row.security),
        username: Set(row.username),
        password_sealed: Set(row.password_sealed),
        sender: Set(row.sender),
        revision: Set(row.revision),
        updated_at: Set(row.updated_at),
    };
    let columns = [
        Column::Host,
        Column::Port,
        Column::Security,
        Column::Username,
        Column::PasswordSealed,
        Column::Sender,
        Column::Revision,
        Column::UpdatedAt,
    ];
    Entity::insert(fresh)
        .on_conflict(OnConflict::column(Column::Id).update_columns(columns).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Takes it away, with its password.
pub async fn remove<C: ConnectionTrait>(tx: &C) -> Result<(), Problem> {
    Entity::delete_by_id(ONLY).exec(tx).await?;
    Ok(())
}
