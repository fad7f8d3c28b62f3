//! What is held in memory while time passes, fields come and go, and marks are taken away.

use chrono::TimeDelta;
use maillage::features::members::{self, KeptFilters, Lens, MemberFilters, MemberStretch};
use platform::House;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement, TransactionTrait};
use serde_json::{Value, json};

use crate::{
    harness::TestHouse,
    members_list::made,
    members_roll::{counted, elsewhere, mark, ready, trees, two, world},
};

fn asking(tree: &Value) -> MemberFilters {
    MemberFilters { filter: Some(tree.to_string()), ..Default::default() }
}

async fn lens_of(house: &TestHouse) -> Lens {
    Lens::of(&house.house, &house.by_house()).await.unwrap()
}

/// What both say, which is the same.
async fn agreed(house: &TestHouse, quick: &House, slow: &House, questions: &[MemberFilters]) -> Vec<Value> {
    let lens = lens_of(house).await;
    let mut told = Vec::new();
    for filters in questions {
        let in_hand = counted(quick, &lens, filters).await;
        assert_eq!(in_hand, counted(slow, &lens, filters).await, "{filters:?}");
        told.push(in_hand);
    }
    told
}

both! {
    async fn at_midnight_what_is_in_hand_tells_of_the_new_day(house) {
        world(house).await;
        let (quick, slow) = two(house);
        ready(&quick, &lens_of(house).await).await;
        let of_the_day = [
            json!({"field": "has_contact", "op": "eq", "value": true}),
            json!({"field": "created_at", "op": "last_days", "value": 0}),
        ];
        let mut questions: Vec<MemberFilters> = of_the_day.iter().chain(&trees()).map(asking).collect();
        questions.push(MemberFilters::default());
        let this_day = agreed(house, &quick, &slow, &questions).await;
        // The last minute of the day that it is in the club, then the first of the next.
        house.advance(TimeDelta::minutes(14 * 60 - 1));
        assert_eq!(agreed(house, &quick, &slow, &questions).await, this_day);
        house.advance(TimeDelta::minutes(1));
        let next_day = agreed(house, &quick, &slow, &questions).await;
        for ((filters, now), before) in questions.iter().zip(&next_day).zip(&this_day).take(of_the_day.len()) {
            assert_ne!(now, before, "{filters:?}");
        }
        assert!(members::roll_is_at_hand(&quick).await.unwrap(), "nothing was read anew");
        house.work_off().await;
    }

    async fn a_field_that_is_archived_is_gone_from_what_is_in_hand(house) {
        world(house).await;
        let (quick, slow) = two(house);
        let camille = house.coordinator().await;
        let lens = lens_of(house).await;
        let fields = camille.get("/member-fields").await.ok(200);
        let field = fields["items"].as_array().unwrap().iter().find(|field| field["key"] == "matiere").unwrap();
        let path = format!("/member-fields/{}", field["id"].as_str().unwrap());
        let tree = json!({"not": {"field": "custom.matiere", "op": "in", "value": ["metal", "bois"]}});
        let questions = [asking(&tree)];
        ready(&quick, &lens).await;
        let there = agreed(house, &quick, &slow, &questions).await;
        camille.delete(&path).await.ok(204);
        for is_read_anew in [false, true] {
            if is_read_anew {
                ready(&quick, &lens).await;
            }
            for of in [&quick, &slow] {
                let refused = members::counts(of, &lens, &questions[0]).await.err().unwrap();
                assert_eq!((refused.status(), refused.code()), (422, "house.filter_unknown_field"));
                let sorted = MemberStretch { sort: Some("custom.matiere".to_owned()), ..Default::default() };
                let refused = members::list(of, &lens, &MemberFilters::default(), sorted).await.err().unwrap();
                assert_eq!((refused.status(), refused.code()), (422, "house.unknown_sort"));
                let kept = KeptFilters::of(of, &lens).await.unwrap();
                assert_eq!(kept.count(&of.db.read, &[Some(&tree), None]).await.unwrap()[0], None);
            }
        }
        camille.post(&format!("{path}/restore"), json!({})).await.ok(200);
        assert_eq!(agreed(house, &quick, &slow, &questions).await, there);
        ready(&quick, &lens).await;
        assert_eq!(agreed(house, &quick, &slow, &questions).await, there);
    }

    async fn a_change_leaves_its_mark_where_another_server_left_the_same_number(house) {
        let camille = house.coordinator().await;
        made(&camille, json!({"name": "Repair Café", "kind": "association"})).await;
        if house.house.db.is_sqlite() {
            return;
        }
        let other = elsewhere(house).await;
        let change = other.begin().await.unwrap();
        let sql = "SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)";
        let row = change.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, sql)).await.unwrap().unwrap();
        let number: i64 = row.try_get_by_index(0).unwrap();
        let db = house.house.db.begin().await.unwrap();
        db.execute_unprepared(&format!("INSERT INTO member_touch (id, times) VALUES ({number}, 1)")).await.unwrap();
        db.commit().await.unwrap();
        let before = mark(&house.house.db.read).await;
        change.execute_unprepared("UPDATE member SET name = name").await.unwrap();
        change.execute_unprepared("UPDATE member SET name = name").await.unwrap();
        change.commit().await.unwrap();
        let after = mark(&house.house.db.read).await;
        assert_eq!(after.0, before.0 + 1, "one for the transaction");
        other.close().await.unwrap();
    }

    async fn of_too_many_marks_the_newest_stay(house) {
        let camille = house.coordinator().await;
        made(&camille, json!({"name": "Repair Café", "kind": "association"})).await;
        if house.house.db.is_sqlite() {
            return;
        }
        let tx = house.house.db.begin().await.unwrap();
        // Some were left by a server that had counted far more transactions.
        let old = "INSERT INTO member_touch (id, times) SELECT 4000000000000 + n, n FROM generate_series(1, 1500) AS n";
        tx.execute_unprepared(old).await.unwrap();
        tx.commit().await.unwrap();
        let before = mark(&house.house.db.read).await;
        house.when_due("house.sweep").await;
        let after = mark(&house.house.db.read).await;
        assert!((1..1_000).contains(&after.0) && after.1 < 4_000_000_000_000, "{before:?} {after:?}");
    }
}
