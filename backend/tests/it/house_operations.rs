//! What an administrator sees of the jobs and of who does them, and does about those that failed.

use std::{path::Path, time::Duration};

use chrono::TimeDelta;
use platform::{
    House,
    backup::{self, Wishes},
    doctor::{self, Mark},
    jobs,
    settings::Settings,
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use tables::{job, worker};
use uuid::Uuid;

use crate::harness::{Database, Engine, TestHouse};

/// The same house, which backs itself up every night.
fn with_backups(house: &TestHouse, folder: &Path) -> House {
    let backup_dir = Some(folder.to_owned());
    house.with_settings(Settings { backup_dir, backup_keep: 2, ..house.house.settings.clone() })
}

async fn leave(house: &TestHouse, kind: &'static str) {
    let work = house.house.begin(&house.by_house()).await.unwrap();
    work.leave_now(kind, &Value::Null).await.unwrap();
    work.commit().await.unwrap();
}

async fn keep(house: &TestHouse, state: &str, payload: Value) -> Uuid {
    let (id, now) = (Uuid::now_v7(), house.house.now());
    let row = job::ActiveModel {
        id: Set(id),
        kind: Set("imports.commit".to_owned()),
        payload: Set(payload),
        state: Set(state.to_owned()),
        attempts: Set(8),
        max_attempts: Set(8),
        run_at: Set(now),
        created_at: Set(now),
        last_error: Set((state == "dead").then(|| "house.bug".to_owned())),
        finished_at: Set(Some(now)),
        ..Default::default()
    };
    let tx = house.house.db.begin().await.unwrap();
    job::Entity::insert(row).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn items(answer: &Value) -> &Vec<Value> {
    answer["items"].as_array().unwrap()
}

async fn finding(inside: &House, part: &str) -> (Mark, String) {
    let found = doctor::running(&inside.settings, &inside.db.read, inside.now()).await;
    let one = found.into_iter().find(|one| one.part == part).unwrap_or_else(|| panic!("no {part}"));
    (one.mark, one.said.fr)
}

both! {
    async fn a_job_that_dies_is_told_with_its_reason_and_done_once_when_asked_for(house) {
        let admin = house.administrator().await;
        house.work_off().await;
        let dir = tempfile::tempdir().unwrap();
        let in_the_way = dir.path().join("sauvegardes");
        std::fs::write(&in_the_way, "a file where a folder should be").unwrap();
        let inside = with_backups(house, &in_the_way);
        leave(house, "house.backup").await;
        jobs::work_off(&inside).await.unwrap();

        let failed = admin.get("/jobs?state=failed").await.ok(200);
        let card = &items(&failed)[0];
        assert_eq!((&card["kind"], &card["attempts"], &card["max_attempts"]), (&json!("house.backup"), &json!(1), &json!(8)));
        assert_eq!(card["last_failure"]["code"], "backup.cannot_write");
        assert!(card["last_failure"]["said"].as_str().unwrap().contains("sauvegardes ne peut pas être écrit"));
        assert_eq!((&card["abilities"]["retry"]["allowed"], &card["abilities"]["drop"]["allowed"]), (&json!(true), &json!(false)));
        assert!(card["abilities"]["drop"]["reason"].as_str().unwrap().contains("abandonnée"));
        let counts = admin.get("/operations").await.ok(200)["jobs"].clone();
        assert_eq!(counts, json!({"waiting": 0, "running": 0, "failed": 1, "dead": 0}));
        let (mark, said) = finding(&inside, "backup.last").await;
        assert!(mark == Mark::Wrong && said.contains("sauvegardes ne peut pas être écrit"), "{said}");

        for seconds in [5, 10, 20, 40, 80, 160, 320] {
            house.advance(TimeDelta::seconds(seconds));
            assert_eq!(jobs::work_off(&inside).await.unwrap(), 1, "after {seconds} s");
        }
        let dead = admin.get("/jobs?state=dead").await.ok(200);
        let id = items(&dead)[0]["id"].as_str().unwrap().to_owned();
        let page = admin.get(&format!("/jobs/{id}")).await.ok(200);
        let tries: Vec<i64> = page["failures"].as_array().unwrap().iter().map(|one| one["attempt"].as_i64().unwrap()).collect();
        assert_eq!(tries, [8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(finding(&inside, "jobs.dead").await.0, Mark::Look);
        assert_eq!(finding(&inside, "backup.last").await.0, Mark::Wrong);

        std::fs::remove_file(&in_the_way).unwrap();
        let path = format!("/jobs/{id}/retry");
        let (one, other) = tokio::join!(admin.post(&path, json!({})), admin.post(&path, json!({})));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(admin.get(&format!("/jobs/{id}")).await.ok(200)["state"], "waiting");
        assert_eq!(jobs::work_off(&inside).await.unwrap(), 1);
        let done = admin.get(&format!("/jobs/{id}")).await.ok(200);
        assert_eq!((&done["state"], &done["attempts"], &done["last_failure"]), (&json!("done"), &json!(9), &Value::Null));
        assert_eq!(std::fs::read_dir(&in_the_way).unwrap().count(), 1);
        assert_eq!(finding(&inside, "backup.last").await.0, Mark::Well);
        admin.post(&path, json!({})).await.problem(409, "house.job_not_failed");
        let told = admin.get(&format!("/audit?record=job&record_id={id}")).await.ok(200);
        assert_eq!((items(&told).len(), &items(&told)[0]["verb"], &items(&told)[0]["label"]), (1, &json!("retry"), &json!("house.backup")));
    }

    async fn who_is_tried_again_gets_as_many_tries_as_before_and_short_waits(house) {
        let dir = tempfile::tempdir().unwrap();
        let in_the_way = dir.path().join("f");
        std::fs::write(&in_the_way, "").unwrap();
        let inside = with_backups(house, &in_the_way);
        leave(house, "house.backup").await;
        for _ in 0..8 {
            jobs::work_off(&inside).await.unwrap();
            house.advance(TimeDelta::hours(2));
        }
        let admin = house.administrator().await;
        let id = items(&admin.get("/jobs?state=dead").await.ok(200))[0]["id"].as_str().unwrap().to_owned();
        admin.post(&format!("/jobs/{id}/retry"), json!({})).await.ok(200);
        jobs::work_off(&inside).await.unwrap();
        let card = admin.get(&format!("/jobs/{id}")).await.ok(200);
        assert_eq!((&card["state"], &card["attempts"], &card["max_attempts"]), (&json!("failed"), &json!(9), &json!(16)));
        let next: chrono::DateTime<chrono::Utc> = card["run_at"].as_str().unwrap().parse().unwrap();
        assert_eq!(next - house.house.now(), TimeDelta::seconds(5));
        // Now, and not only then.
        std::fs::remove_file(&in_the_way).unwrap();
        admin.post(&format!("/jobs/{id}/retry"), json!({})).await.ok(200);
        assert_eq!(jobs::work_off(&inside).await.unwrap(), 1);
    }

    async fn a_dead_job_can_be_dropped_and_the_audit_keeps_what_it_was(house) {
        let import = Uuid::now_v7();
        let dead = keep(house, "dead", json!({"import_id": import, "token": "opens-everything", "email": "eve@mairie.example"})).await;
        let done = keep(house, "done", Value::Null).await;
        let admin = house.administrator().await;
        let path = format!("/jobs/{dead}");
        house.coordinator().await.delete(&path).await.problem(403, "accounts.not_allowed");
        house.machine(&["members:read", "club:read"]).await.get("/jobs").await.problem(403, "accounts.not_allowed");
        let page = admin.get(&path).await.ok(200);
        assert_eq!(page["about"], json!([{"record": "import", "id": import}]));
        assert_eq!(page["last_failure"]["said"], "Une erreur inattendue s’est produite\u{202f}; le journal du serveur en dit plus.");
        let listed = admin.get("/jobs").await.ok(200).to_string();
        assert!(!listed.contains("opens-everything") && !listed.contains("eve@mairie.example"));

        admin.delete(&format!("/jobs/{done}")).await.problem(409, "house.job_not_dead");
        admin.delete(&path).await.ok(204);
        admin.delete(&path).await.problem(404, "house.not_found");
        admin.get(&path).await.problem(404, "house.not_found");
        let told = admin.get(&format!("/audit?record=job&record_id={dead}")).await.ok(200);
        let line = &items(&told)[0];
        assert_eq!((&line["verb"], &line["label"], &line["by"]["kind"]), (&json!("drop"), &json!("imports.commit"), &json!("person")));
        let changes = line["changes"].as_array().unwrap();
        let before = |field: &str| changes.iter().find(|change| change["field"] == field).map(|change| change["before"].clone());
        assert_eq!((before("state"), before("import_id"), before("token")), (Some(json!("dead")), Some(json!(import)), None));
    }

    async fn jobs_are_found_by_state_and_kind_page_by_page(house) {
        let admin = house.administrator().await;
        house.work_off().await;
        for _ in 0..3 {
            keep(house, "done", Value::Null).await;
        }
        let first = admin.get("/jobs?kind=imports.commit&state=done&limit=2").await.ok(200);
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = admin.get(&format!("/jobs?kind=imports.commit&state=done&limit=2&cursor={cursor}")).await.ok(200);
        assert_eq!((items(&first).len(), items(&rest).len(), &rest["next_cursor"]), (2, 1, &Value::Null));
        admin.get(&format!("/jobs?kind=imports.commit&cursor={cursor}")).await.problem(400, "house.bad_cursor");
        assert_eq!(items(&admin.get("/jobs?kind=imports.commit&state=dead").await.ok(200)).len(), 0);
        admin.get("/jobs?state=lost").await.problem(422, "house.wrong_parameter");
        admin.get(&format!("/jobs/{}", Uuid::now_v7())).await.problem(404, "house.not_found");
    }

    async fn who_works_says_so_and_signs_off(house) {
        let admin = house.administrator().await;
        leave(house, "house.sweep").await;
        house.work_off().await;
        // Done jobs tell of yesterday; a heart tells of now.
        assert_eq!(finding(&house.house, "jobs.worker").await.0, Mark::Wrong);
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let working = tokio::spawn(jobs::work(house.house.clone(), stopped));
        let mut told = Value::Null;
        for _ in 0..200 {
            told = admin.get("/operations").await.ok(200);
            let is_done = |schedule: &Value| schedule["last"]["state"] == "done";
            if told["schedules"].as_array().unwrap().iter().all(is_done) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let worker = &told["workers"][0];
        assert_eq!((&worker["alive"], &worker["process"]), (&json!(true), &json!(std::process::id())));
        assert_eq!(worker["version"], env!("CARGO_PKG_VERSION"));
        let worked = told["findings"].as_array().unwrap().iter().find(|one| one["part"] == "jobs.worker").unwrap();
        assert_eq!(worked["mark"], "well");
        let schedule = |kind: &str| told["schedules"].as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap().clone();
        let sweep = schedule("house.sweep");
        assert_eq!((&sweep["every_seconds"], &sweep["active"], &sweep["next_at"]), (&json!(3600), &json!(true), &json!("2026-11-23T10:00:00Z")));
        assert_eq!(schedule("house.backup")["active"], false, "no folder was named");

        stop.send_replace(true);
        house.house.bell.notify_waiters();
        working.await.unwrap();
        assert_eq!(admin.get("/operations").await.ok(200)["workers"], json!([]));
        assert_eq!(finding(&house.house, "jobs.worker").await.0, Mark::Wrong);
        house.work_off().await;
    }

    async fn a_worker_that_was_killed_is_missed_and_forgotten_after_a_day(house) {
        let admin = house.administrator().await;
        let now = house.house.now();
        let row = worker::ActiveModel {
            id: Set(Uuid::now_v7()),
            host: Set("club-1".to_owned()),
            process: Set(7),
            version: Set("1.0.0".to_owned()),
            started_at: Set(now),
            seen_at: Set(now),
        };
        let tx = house.house.db.begin().await.unwrap();
        worker::Entity::insert(row).exec_without_returning(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let alive = || async { admin.get("/operations").await.ok(200)["workers"][0]["alive"].clone() };
        assert_eq!((alive().await, finding(&house.house, "jobs.worker").await.0), (json!(true), Mark::Well));
        house.advance(TimeDelta::minutes(3));
        let (mark, said) = finding(&house.house, "jobs.worker").await;
        assert!(mark == Mark::Wrong && said.contains("depuis 3 min"), "{said}");
        assert_eq!(alive().await, json!(false));
        house.advance(TimeDelta::hours(24));
        leave(house, "house.sweep").await;
        house.work_off().await;
        assert_eq!(worker::Entity::find().count(&house.house.db.read).await.unwrap(), 0);
    }

    async fn a_backup_is_made_every_night_the_newest_are_kept_and_each_can_be_put_back(house) {
        let camille = house.coordinator().await;
        camille.post("/members", json!({"name": "La Cigogne", "kind": "association"})).await.ok(201);
        house.work_off().await;
        let dir = tempfile::tempdir().unwrap();
        let inside = with_backups(house, dir.path());
        for _ in 0..3 {
            leave(house, "house.backup").await;
            assert_eq!(jobs::work_off(&inside).await.unwrap(), 1);
            house.advance(TimeDelta::days(1));
        }
        let mut names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["maillage-2026-11-24-090000.zip", "maillage-2026-11-25-090000.zip"]);

        let there = tempfile::tempdir().unwrap();
        let engine = if house.house.db.is_sqlite() { Engine::Sqlite } else { Engine::Postgres };
        let database = Database::empty(engine, there.path()).await;
        let settings = Settings {
            data_dir: there.path().to_owned(),
            database_url: database.url.clone(),
            ..house.house.settings.clone()
        };
        let path = dir.path().join(&names[1]);
        let wishes = Wishes {
            path: &path,
            only_check: false,
            replace: None,
            forget_secrets: false,
            hold_mail: false,
            now: house.house.now(),
            tell: &|_, _| (),
        };
        backup::restore(&settings, wishes).await.unwrap();
        let restored = TestHouse::on(database, there).await;
        restored.advance(TimeDelta::days(3));
        let members = restored.administrator().await.get("/members").await.ok(200);
        assert_eq!(items(&members)[0]["name"], "La Cigogne");
        // The backup that was being made is in itself; without a folder nothing is left to do for it.
        restored.work_off().await;
        restored.close().await;
    }
}
