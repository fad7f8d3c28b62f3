//! Looking through all files and texts for whoever was erased: once for all of them, and piece by piece.

use std::collections::BTreeSet;

use platform::jobs::{self, NewJob};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement};
use serde_json::{Value, json};
use tables::{erasure, job};

use crate::{
    harness::TestHouse,
    imports_commit::commit,
    imports_world::dry_run_of,
    members_own_record::member,
    privacy_world::{EMAIL, FILE, add, erased},
};

/// What each piece of every walk was about, in the order in which they were done.
async fn pieces(house: &TestHouse) -> Vec<Value> {
    let jobs = job::Entity::find().filter(job::Column::Kind.eq("privacy.take_out_of_texts"));
    let jobs = jobs.order_by_asc(job::Column::Id).all(&house.house.db.read).await.unwrap();
    jobs.into_iter().map(|job| job.payload).filter(|payload| !payload["walk"].is_null()).collect()
}

both! {
    async fn those_who_wait_are_looked_for_together_and_each_is_counted_once(house) {
        let camille = house.coordinator().await;
        let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association"})).await;
        let notes = json!({"name": "Ludothèque", "kind": "association", "internal_notes": "Voir Zébuline Quackenbusch et Odile Kern."});
        let elsewhere = member(&camille, notes).await;
        let mut people = Vec::new();
        for (given, family, email) in [("Zébuline", "Quackenbusch", EMAIL), ("Odile", "Kern", "odile@kern.example")] {
            let person = json!({"given_name": given, "family_name": family, "email": email});
            people.push(add(&camille, cigogne, person).await["person"]["id"].as_str().unwrap().to_owned());
        }
        commit(&camille, &dry_run_of(&camille, FILE).await).await;
        let mut begun = Vec::new();
        for person in people {
            let seen = camille.get(&format!("/people/{person}/erasure")).await.ok(200)["revision"].as_i64().unwrap();
            begun.push(erased(&camille, &person, seen, &person, json!({})).await.ok(202)["id"].as_str().unwrap().to_owned());
        }
        let sealed = erasure::Entity::find().all(&house.house.db.read).await.unwrap();
        let stands = |id: String| { let camille = camille.clone(); async move { camille.get(&format!("/privacy/erasures/{id}")).await.ok(200) } };
        assert_eq!(stands(begun[0].clone()).await["state"], "running");
        house.work_off().await;
        let (zebuline, odile) = (stands(begun[0].clone()).await, stands(begun[1].clone()).await);
        assert_eq!((&zebuline["state"], &odile["state"]), (&json!("done"), &json!("done")));
        assert_eq!((&zebuline["counts"]["files"], &odile["counts"]["files"]), (&json!(1), &Value::Null));
        assert!(zebuline["counts"]["member"].as_u64() > Some(0) && odile["counts"]["member"].as_u64() > Some(0));
        let notes = camille.get(&format!("/members/{elsewhere}")).await.ok(200)["internal_notes"].clone();
        assert_eq!(notes, "Voir … et ….");
        let done = pieces(house).await;
        let walks: BTreeSet<&str> = done.iter().filter_map(|piece| piece["walk"]["id"].as_str()).collect();
        assert!(walks.len() == 1 && done.len() > 2, "one walk, in several pieces: {done:?}");

        // Whoever is killed leaves pieces to be done again: what was counted stays counted, and nothing is counted twice.
        let tx = house.house.db.begin().await.unwrap();
        for row in sealed {
            let open = erasure::ActiveModel { state: Set("running".to_owned()), marks_sealed: Set(row.marks_sealed), done_at: Set(None), ..Default::default() };
            erasure::Entity::update_many().set(open).filter(erasure::Column::Id.eq(row.id)).exec(&tx).await.unwrap();
        }
        for piece in &done {
            let again = NewJob::now("privacy.take_out_of_texts", piece).unwrap();
            jobs::enqueue(&tx, &again, house.house.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        house.work_off().await;
        for (id, before) in begun.iter().zip([zebuline, odile]) {
            let again = stands(id.clone()).await;
            assert_eq!((&again["state"], &again["counts"]), (&json!("done"), &before["counts"]));
        }
    }

    async fn what_an_erasure_looks_for_is_found_by_an_index(house) {
        let db = &house.house.db;
        if !db.is_sqlite() {
            // The other database reads tables as small as those of a test whole, whatever there is.
            return;
        }
        for (index, sql) in [
            ("import_row_member", "SELECT * FROM import_row WHERE member_id = ?"),
            ("audit_by", "UPDATE audit SET by_name = '…' WHERE by_id = ?"),
            ("audit_verb", "SELECT record_id FROM audit WHERE record = ? AND verb IN (?, ?, ?) AND changes LIKE ?"),
            ("interaction_by", "UPDATE interaction SET by_name = '…' WHERE by_id = ?"),
            ("proposal_by", "UPDATE proposal SET by_name = '…' WHERE by_id = ?"),
            ("proposal_about", "SELECT * FROM proposal WHERE about = ?"),
            ("contact_phone_end", "SELECT * FROM contact WHERE address_id = ? OR substr(phone, length(phone) - 8) IN (?) OR substr(mobile, length(mobile) - 8) IN (?)"),
            ("contact_mobile_end", "SELECT * FROM contact WHERE address_id = ? OR substr(phone, length(phone) - 8) IN (?) OR substr(mobile, length(mobile) - 8) IN (?)"),
        ] {
            let plan = Statement::from_string(db.backend(), format!("EXPLAIN QUERY PLAN {sql}"));
            let plan = db.read.query_all_raw(plan).await.unwrap();
            let plan: Vec<String> = plan.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
            assert!(plan.iter().any(|step| step.contains(index)), "{sql}: {plan:?}");
        }
    }
}
