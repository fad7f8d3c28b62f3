//! Rows written together are as those written one by one: SQLite compares instants and numbers as they are kept.

use chrono::{DateTime, Utc};
use kernel::ids::new_id;
use platform::{
    aside,
    many::{self, Again},
    shelf::Shelf,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    Statement,
};
use serde_json::json;
use tables::audit;
use uuid::Uuid;

use crate::harness::{TestHouse, beginning};

fn line(at: DateTime<Utc>, by: Option<Uuid>, record: Uuid) -> audit::Model {
    audit::Model {
        id: new_id(),
        at,
        by_kind: "person".to_owned(),
        by_id: by,
        by_name: "Éloïse \"Lou\" d’Œhler\n\\ 'x'".to_owned(),
        way: "screens".to_owned(),
        request_id: None,
        verb: "update".to_owned(),
        record: "pair".to_owned(),
        record_id: Some(record),
        label: "0012".to_owned(),
        label_key: "12".to_owned(),
        changes: json!([{"field": "é", "before": null, "after": [1.5, true, "a\u{202f}b"]}]),
    }
}

/// A line that says something else in every column.
fn unlike() -> audit::Model {
    audit::Model {
        id: new_id(),
        at: beginning(),
        by_kind: "house".to_owned(),
        by_id: None,
        by_name: String::new(),
        way: "job".to_owned(),
        request_id: Some("r".to_owned()),
        verb: "create".to_owned(),
        record: "other".to_owned(),
        record_id: None,
        label: String::new(),
        label_key: String::new(),
        changes: json!([]),
    }
}

/// How many different rows there are, in the text in which each value is kept.
async fn kinds_of(house: &TestHouse, columns: &[&str], rest: &str) -> i64 {
    let db = &house.house.db.read;
    let told = columns.iter().map(|one| format!("CAST({one} AS text) AS {one}")).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT COUNT(*) AS kinds FROM (SELECT DISTINCT {told} FROM {rest}) AS told");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "kinds").unwrap()
}

both! {
    async fn rows_written_together_are_as_those_written_one_by_one(house) {
        let db = &house.house.db;
        for at in ["2026-11-23T09:00:00Z", "2026-11-23T09:00:00.120Z", "2026-11-23T09:00:00.123456Z"] {
            let at: DateTime<Utc> = at.parse().unwrap();
            let (by, record) = (new_id(), new_id());
            let tx = db.begin().await.unwrap();
            audit::Entity::insert(line(at, Some(by), record).into_active_model()).exec_without_returning(&tx).await.unwrap();
            many::insert::<audit::Entity, _>(&tx, vec![line(at, Some(by), record)]).await.unwrap();
            // What rows say alike goes another way than what each says for itself.
            let beside = vec![line(at, Some(by), record), unlike()];
            many::insert::<audit::Entity, _>(&tx, beside).await.unwrap();
            tx.commit().await.unwrap();
        }
        let columns = ["at", "by_kind", "by_id", "by_name", "request_id", "record_id", "label", "changes"];
        assert_eq!(kinds_of(house, &columns, "audit WHERE record = 'pair'").await, 3);
        let pair = audit::Entity::find().filter(audit::Column::Record.eq("pair"));
        let sent: Vec<_> = pair.all(&db.read).await.unwrap().into_iter().map(|row| row.changes).collect();
        assert_eq!(sent.len(), 9);
        assert!(sent.iter().all(|changes| *changes == line(beginning(), None, new_id()).changes), "{sent:?}");
    }

    async fn a_row_that_is_there_is_refused_or_written_over(house) {
        let db = &house.house.db;
        let there = line(beginning(), None, new_id());
        let other = audit::Model { label: "Autre".to_owned(), by_id: Some(new_id()), ..there.clone() };
        let tx = db.begin().await.unwrap();
        many::insert::<audit::Entity, _>(&tx, vec![there.clone()]).await.unwrap();
        many::overwrite::<audit::Entity, _>(&tx, vec![other.clone(), line(beginning(), None, new_id())]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(audit::Entity::find_by_id(there.id).one(&db.read).await.unwrap().as_ref(), Some(&other));
        let tx = db.begin().await.unwrap();
        assert!(many::insert::<audit::Entity, _>(&tx, vec![there.clone()]).await.is_err());
        drop(tx);
        // A row that leaves a column unsaid is no row.
        let unsaid = audit::ActiveModel { id: Set(new_id()), ..Default::default() };
        let tx = db.begin().await.unwrap();
        assert!(many::put::<audit::Entity, _>(&tx, vec![unsaid], Again::Refused).await.is_err());
        drop(tx);
        assert_eq!(audit::Entity::find().count(&db.read).await.unwrap(), 2);
    }

    async fn rows_that_wait_on_a_shelf_are_written_whole(house) {
        let db = &house.house.db;
        let shelf = Shelf::put_up(&house.house.settings).unwrap();
        let lines: Vec<audit::Model> = (0..1_200).map(|_| line(beginning(), Some(new_id()), new_id())).collect();
        let ready = |rows: Vec<audit::Model>| many::new::<audit::Entity>(db.backend(), rows, &[]).unwrap();
        let (first, second) = lines.split_at(700);
        let first = shelf.holds(async { ready(first.to_vec()) }).await;
        let second = shelf.holds(async { ready(second.to_vec()) }).await;
        let tx = db.begin().await.unwrap();
        second.put(&tx, beginning()).await.unwrap();
        first.put(&tx, beginning()).await.unwrap();
        tx.commit().await.unwrap();
        let mut there = audit::Entity::find().all(&db.read).await.unwrap();
        there.sort_by_key(|row| row.id);
        assert!(there == lines, "{} of {}", there.len(), lines.len());
    }

    async fn indexes_are_as_they_were_once_many_rows_have_come(house) {
        let db = &house.house.db;
        let before = indexes(house).await;
        assert!(before.iter().any(|index| index.contains("audit_record")), "{before:?}");
        let lines = |count: usize| (0..count).map(|_| line(beginning(), None, new_id())).collect::<Vec<_>>();
        let tx = db.begin().await.unwrap();
        aside::while_many_come(&tx, &["audit"], 6_000, async {
            // Nobody looks for other rows meanwhile; what is told twice is refused all the same.
            many::insert::<audit::Entity, _>(&tx, lines(6_000)).await?;
            let twice = line(beginning(), None, new_id());
            if db.is_sqlite() {
                assert!(many::insert::<audit::Entity, _>(&tx, vec![twice.clone(), twice]).await.is_err());
            }
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(indexes(house).await, before);
        assert_eq!(audit::Entity::find().count(&db.read).await.unwrap(), 6_000);

        let tx = db.begin().await.unwrap();
        let failed: Result<(), DbErr> = aside::while_many_come(&tx, &["audit"], 6_000, async {
            many::insert::<audit::Entity, _>(&tx, lines(600)).await?;
            Err(DbErr::Custom("no more of this".to_owned()))
        })
        .await;
        assert!(failed.is_err());
        drop(tx);
        assert_eq!(indexes(house).await, before);
        assert_eq!(audit::Entity::find().count(&db.read).await.unwrap(), 6_000);
    }
}

/// All that is told of the indexes there are.
async fn indexes(house: &TestHouse) -> Vec<String> {
    let db = &house.house.db;
    let sql = match db.is_sqlite() {
        true => {
            "SELECT name || ' ' || sql AS told FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1"
        }
        false => "SELECT indexdef AS told FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1",
    };
    let rows = db.read.query_all_raw(Statement::from_string(db.backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "told").unwrap()).collect()
}
