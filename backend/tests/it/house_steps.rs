//! Steps of the database's shape that move what is there: tried on rows, up and down again.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ConnectionTrait, DatabaseConnection,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use sea_orm_migration::MigratorTrait;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Database, Engine, beginning};

const SEAL: &[u8] = b"in force";
const NEXT: &[u8] = b"being prepared";

/// The database as it was before a step.
async fn before(db: &DatabaseConnection, step: &str) {
    let place = migrations::Migrator::migrations().iter().position(|one| one.name() == step).unwrap();
    migrations::Migrator::up(db, Some(place as u32)).await.unwrap();
}

async fn put(db: &DatabaseConnection, table: &str, row: Vec<(&str, Expr)>) {
    let (columns, values): (Vec<&str>, Vec<Expr>) = row.into_iter().unzip();
    let columns = columns.into_iter().map(Alias::new);
    let insert = Query::insert().into_table(Alias::new(table)).columns(columns).values_panic(values).to_owned();
    db.execute(&insert).await.unwrap();
}

async fn account(db: &DatabaseConnection, email: &str, seal: Option<&[u8]>, confirmed: bool) -> Uuid {
    let (id, now) = (Uuid::now_v7(), beginning());
    let dates = [("created_at", Expr::value(now)), ("updated_at", Expr::value(now))];
    let person = [
        ("id", Expr::value(id)),
        ("given_name", "".into()),
        ("family_name", email.into()),
        ("name_key", email.into()),
        ("language", "fr".into()),
    ];
    put(db, "person", person.into_iter().chain(dates.clone()).collect()).await;
    let row = [
        ("id", Expr::value(id)),
        ("person_id", Expr::value(id)),
        ("email", email.into()),
        ("email_key", email.into()),
        ("totp_sealed", Expr::value(seal.map(<[u8]>::to_vec))),
        ("totp_confirmed_at", Expr::value(confirmed.then_some(now))),
    ];
    put(db, "account", row.into_iter().chain(dates).collect()).await;
    id
}

async fn link(db: &DatabaseConnection, account: Uuid, purpose: &str, expires: DateTime<Utc>, spent: bool) {
    let row = vec![
        ("hash", Uuid::now_v7().to_string().into()),
        ("purpose", purpose.into()),
        ("account_id", Expr::value(account)),
        ("created_at", Expr::value(beginning())),
        ("expires_at", Expr::value(expires)),
        ("spent_at", Expr::value(spent.then_some(beginning()))),
    ];
    put(db, "one_time_token", row).await;
}

/// One column of the row with this id.
async fn told<T: sea_orm::TryGetable>(
    db: &DatabaseConnection,
    table: &str,
    column: &str,
    id: impl Into<sea_orm::Value>,
) -> T {
    let by_id = Expr::col(Alias::new("id")).eq(Expr::value(id));
    let select = Query::select().column(Alias::new(column)).from(Alias::new(table)).and_where(by_id).to_owned();
    db.query_one(&select).await.unwrap().unwrap().try_get("", column).unwrap()
}

async fn second_factors_and_invitations_follow_their_step(engine: Engine) {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::empty(engine, dir.path()).await;
    let connection = database.open().await;
    let db = &connection;
    before(db, "m0012_accounts_complete").await;
    let now = beginning();
    let settled = account(db, "settled@club.example", Some(SEAL), true).await;
    let preparing = account(db, "preparing@club.example", Some(NEXT), false).await;
    let invited = account(db, "invited@club.example", None, false).await;
    let late = now + TimeDelta::days(7);
    for (purpose, days, spent) in
        [("invitation", 3, false), ("invitation", 7, false), ("invitation", 9, true), ("reset", 30, false)]
    {
        link(db, invited, purpose, now + TimeDelta::days(days), spent).await;
    }
    link(db, settled, "invitation", late, true).await;
    let session = vec![
        ("id", Expr::value(settled)),
        ("account_id", Expr::value(settled)),
        ("user_agent", "".into()),
        ("created_at", Expr::value(now)),
        ("last_used_at", Expr::value(now)),
        ("idle_until", Expr::value(late)),
        ("expires_at", Expr::value(late)),
    ];
    put(db, "session", session).await;
    let texts =
        ["name", "tagline", "brand", "spark", "language", "time_zone", "address", "privacy_contact", "legal_notice"];
    let club = [
        ("id", 1.into()),
        ("cadence_months", 3.into()),
        ("soon_days", 30.into()),
        ("newsletter_counts", true.into()),
        ("targets", Expr::value(json!({}))),
        ("weekly_hours", 7.into()),
        ("demo", false.into()),
        ("territory", Expr::value(json!({}))),
        ("updated_at", Expr::value(now)),
    ];
    put(db, "club", texts.map(|text| (text, text.into())).into_iter().chain(club).collect()).await;

    migrations::Migrator::up(db, Some(1)).await.unwrap();
    let seal = |id: Uuid| told::<Option<Vec<u8>>>(db, "account", "totp_sealed", id);
    let next = |id: Uuid| told::<Option<Vec<u8>>>(db, "account", "totp_next_sealed", id);
    assert_eq!((seal(settled).await.as_deref(), next(settled).await), (Some(SEAL), None));
    assert_eq!((seal(preparing).await, next(preparing).await.as_deref()), (None, Some(NEXT)));
    assert_eq!((seal(invited).await, next(invited).await), (None, None));
    // The last of those that are still good, and no link of another kind.
    let until = |id: Uuid| told::<Option<DateTime<Utc>>>(db, "account", "invitation_until", id);
    assert_eq!((until(invited).await, until(settled).await, until(preparing).await), (Some(late), None, None));
    // Nobody at work owes anything, and the club demands nothing.
    assert!(!told::<bool>(db, "session", "owes_second_factor", settled).await);
    assert!(!told::<bool>(db, "club", "second_factor_required", 1_i64).await);

    // Another authenticator prepared beside the one in force is lost on the way down: that one stays.
    let beside = Query::update()
        .table(Alias::new("account"))
        .value(Alias::new("totp_next_sealed"), NEXT.to_vec())
        .and_where(Expr::col(Alias::new("id")).eq(Expr::value(settled)))
        .to_owned();
    db.execute(&beside).await.unwrap();
    migrations::Migrator::down(db, Some(1)).await.unwrap();
    assert_eq!(seal(settled).await.as_deref(), Some(SEAL));
    assert_eq!(seal(preparing).await.as_deref(), Some(NEXT));
    assert_eq!(seal(invited).await, None);
    assert_eq!(told::<String>(db, "club", "name", 1_i64).await, "name");

    // And up to the newest, with all that.
    migrations::Migrator::up(db, None).await.unwrap();
    assert_eq!((seal(preparing).await, next(preparing).await.as_deref()), (None, Some(NEXT)));
    connection.close().await.unwrap();
    database.drop().await;
}

mod on_sqlite {
    #[actix_web::test]
    async fn second_factors_and_invitations_follow_their_step() {
        super::second_factors_and_invitations_follow_their_step(crate::harness::Engine::Sqlite).await;
    }
}

mod on_postgres {
    #[actix_web::test]
    async fn second_factors_and_invitations_follow_their_step() {
        super::second_factors_and_invitations_follow_their_step(crate::harness::Engine::Postgres).await;
    }
}
