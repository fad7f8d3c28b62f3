//! Backups: whole, the same on both databases, and held to their word before anything is touched.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Read, Write},
    path::{Path, PathBuf},
};

use chrono::TimeDelta;
use maillage::commands::demo;
use platform::{
    backup::{self, Manifest, Wanted, Wishes},
    settings::Settings,
};
use serde_json::{Value, json};

use crate::{
    harness::{Database, Engine, TestHouse, beginning},
    members_own_record::member,
    privacy_world::{EMAIL, add, asked_to_join, erase, everything, traces},
};

async fn back_up(house: &TestHouse, path: &Path) -> backup::Made {
    let wanted = Wanted { path, secret: None, tell: &|_, _| () };
    backup::make(&house.house, &house.by_house(), wanted).await.unwrap()
}

fn wishes(path: &Path) -> Wishes<'_> {
    Wishes {
        path,
        only_check: false,
        replace: None,
        forget_secrets: false,
        hold_mail: false,
        now: beginning(),
        tell: &|_, _| (),
    }
}

fn settings(database: &Database, dir: &Path, secret: &str) -> Settings {
    let given = [
        ("MAILLAGE_DATA_DIR", dir.display().to_string()),
        ("MAILLAGE_DATABASE_URL", database.url.clone()),
        ("MAILLAGE_SECRET", secret.to_owned()),
    ];
    Settings::read(given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()).unwrap()
}

const SECRET: &str = "a secret for tests, of more than 32 characters";

/// The rows of each table, in one order whatever the database gave. What backups and restores note of themselves in the
/// audit is left out.
fn content(path: &Path) -> (Manifest, BTreeMap<String, Vec<String>>) {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let manifest: Manifest = serde_json::from_reader(zip.by_name("manifest.json").unwrap()).unwrap();
    let mut all = BTreeMap::new();
    for table in &manifest.tables {
        let mut text = String::new();
        zip.by_name(&table.content.entry).unwrap().read_to_string(&mut text).unwrap();
        let own = |row: &Value| table.name == "audit" && row["record"] == "house";
        let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut rows: Vec<String> = rows.filter(|row| !own(row)).map(|row| row.to_string()).collect();
        rows.sort();
        all.insert(table.name.clone(), rows);
    }
    (manifest, all)
}

/// The entries of a backup, changed, as a ZIP of its own.
fn changed(path: &Path, into: &Path, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) {
    let mut from = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut to = zip::ZipWriter::new(std::fs::File::create(into).unwrap());
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&name, bytes) {
            to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            to.write_all(&bytes).unwrap();
        }
    }
    to.finish().unwrap();
}

fn in_manifest(path: &Path, into: &Path, change: impl Fn(&mut Value)) {
    changed(path, into, |name, bytes| {
        if name != "manifest.json" {
            return Some(bytes);
        }
        let mut manifest: Value = serde_json::from_slice(&bytes).unwrap();
        change(&mut manifest);
        Some(serde_json::to_vec(&manifest).unwrap())
    });
}

both! {
    async fn every_table_is_backed_up_or_left_out_with_a_reason(house) {
        use sea_orm::{ConnectionTrait, Statement};
        let sql = match house.house.db.is_sqlite() {
            true => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            false => "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()",
        };
        let tx = house.house.db.begin_snapshot().await.unwrap();
        let rows = tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await.unwrap();
        tx.rollback().await.unwrap();
        // What searches by words keeps beside a table is made anew by its triggers.
        let there: BTreeSet<String> = rows
            .iter()
            .map(|row| row.try_get::<String>("", "name").unwrap())
            .filter(|name| !name.contains("_fts") && !name.contains("_search"))
            .collect();
        let kept: BTreeSet<String> = backup::kept().into_iter().map(|table| table.name).collect();
        let left_out: BTreeSet<String> = backup::LEFT_OUT.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert!(kept.is_disjoint(&left_out));
        let told: BTreeSet<String> = kept.union(&left_out).cloned().collect();
        assert_eq!(told, there);
        for table in backup::kept() {
            for (column, kind) in table.columns {
                assert!(kind.is_some(), "a backup does not know the kind of {}.{column}", table.name);
                // What a restore without the secret has to forget.
                let sealed = backup::SEALED.contains(&(table.name.as_str(), column.as_str()));
                assert_eq!(sealed, column.ends_with("sealed"), "{}.{column}", table.name);
            }
        }
    }

    async fn a_backup_never_overwrites_and_leaves_no_draft(house) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("club.zip");
        back_up(house, &path).await;
        let before = std::fs::read(&path).unwrap();
        let wanted = Wanted { path: &path, secret: None, tell: &|_, _| () };
        let refused = backup::make(&house.house, &house.by_house(), wanted).await.unwrap_err();
        assert_eq!(refused.code(), "backup.already_there");
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        let (at, name) = backup::last(&house.house.db.begin_snapshot().await.unwrap()).await.unwrap().unwrap();
        assert_eq!((at, name.as_str()), (beginning(), "club.zip"));
    }

    async fn a_backup_that_is_not_sound_is_refused_and_nothing_is_made(house) {
        let dir = tempfile::tempdir().unwrap();
        let sound = dir.path().join("sound.zip");
        back_up(house, &sound).await;
        let bad = |name: &str| dir.path().join(name);
        let mut cases: Vec<(PathBuf, &str)> = Vec::new();

        let bytes = std::fs::read(&sound).unwrap();
        std::fs::write(bad("short"), &bytes[..bytes.len() / 2]).unwrap();
        cases.push((bad("short"), "backup.damaged"));
        std::fs::write(bad("text"), "bonjour").unwrap();
        cases.push((bad("text"), "backup.damaged"));
        cases.push((bad("absent"), "backup.unreadable"));
        changed(&sound, &bad("foreign"), |name, bytes| (name != "manifest.json").then_some(bytes));
        cases.push((bad("foreign"), "backup.foreign"));
        in_manifest(&sound, &bad("format"), |manifest| manifest["format"] = json!(99));
        cases.push((bad("format"), "backup.newer"));
        in_manifest(&sound, &bad("steps"), |manifest| {
            manifest["steps"].as_array_mut().unwrap().push(json!("m9999_flying_cars"));
        });
        cases.push((bad("steps"), "backup.newer"));
        // A row more than announced, and a table less.
        changed(&sound, &bad("row"), |name, mut bytes| {
            if name == "tables/topic.jsonl" { bytes.extend_from_slice(b"{}\n"); }
            Some(bytes)
        });
        cases.push((bad("row"), "backup.damaged"));
        changed(&sound, &bad("table"), |name, bytes| (name != "tables/topic.jsonl").then_some(bytes));
        cases.push((bad("table"), "backup.damaged"));
        // Names that lead out of the store are nothing that a manifest may announce.
        in_manifest(&sound, &bad("path"), |manifest| {
            manifest["tables"][0]["content"]["entry"] = json!("../../etc/passwd");
        });
        cases.push((bad("path"), "backup.damaged"));
        // Nor may an earlier schema name what a restore fills by itself.
        in_manifest(&sound, &bad("steps_of_its_own"), |manifest| {
            manifest["steps"].as_array_mut().unwrap().pop();
            manifest["tables"][0]["name"] = json!("seaql_migrations");
        });
        cases.push((bad("steps_of_its_own"), "backup.damaged"));

        for (path, code) in cases {
            let target = tempfile::tempdir().unwrap();
            let url = target.path().join("new.sqlite");
            let given = [
                ("MAILLAGE_DATA_DIR", target.path().display().to_string()),
                ("MAILLAGE_DATABASE_URL", format!("sqlite:{}", url.display())),
                ("MAILLAGE_SECRET", SECRET.to_owned()),
            ];
            let given = given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let refused = backup::restore(&Settings::read(given).unwrap(), wishes(&path)).await.unwrap_err();
            assert_eq!(refused.code(), code, "{}", path.display());
            assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 0, "{}", path.display());
        }
    }
}

/// From one database to the other and back, and each value is what it was.
async fn moves_there_and_back(first: Engine, second: Engine) {
    let out = tempfile::tempdir().unwrap();
    let house = TestHouse::open(first).await;
    demo::make(&house.house).await.unwrap();
    house.work_off().await;
    let path = out.path().join("0.zip");
    back_up(&house, &path).await;
    let (database, _dir) = house.leave().await;
    database.drop().await;
    let (_, before) = content(&path);
    assert!(before["member"].len() > 300);

    let mut path = path;
    for (turn, engine) in [second, first].into_iter().enumerate() {
        let dir = tempfile::tempdir().unwrap();
        let database = Database::empty(engine, dir.path()).await;
        let restored = backup::restore(&settings(&database, dir.path(), SECRET), wishes(&path)).await.unwrap();
        assert!(restored.former.is_none());
        let house = TestHouse::on(database, dir).await;
        path = out.path().join(format!("{}.zip", turn + 1));
        let made = back_up(&house, &path).await;
        assert!(made.missing.is_empty(), "{:?}", made.missing);
        let (_, after) = content(&path);
        for (table, rows) in &before {
            assert!(
                rows == &after[table],
                "{table} is another after turn {turn}: {} rows, {}",
                rows.len(),
                after[table].len()
            );
        }
        // Keys that the secret sealed sign, and guards read the rows that came.
        let by = house.administrator().await;
        assert!(by.get("/members?limit=1&with_total=true").await.ok(200)["total"].as_u64().unwrap() > 300);
        let (database, dir) = house.leave().await;

        // Who holds a club keeps it, unless its name is given.
        let there = settings(&database, dir.path(), SECRET);
        let refused = backup::restore(&there, wishes(&path)).await.unwrap_err();
        assert_eq!(refused.code(), "restore.not_empty");
        let other = Wishes { replace: Some("Un autre club"), ..wishes(&path) };
        assert_eq!(backup::restore(&there, other).await.unwrap_err().code(), "restore.other_club");
        let stranger = settings(&database, dir.path(), "another secret, of more than 32 characters too");
        assert_eq!(backup::restore(&stranger, wishes(&path)).await.unwrap_err().code(), "restore.other_secret");
        let (manifest, _) = content(&path);
        let named = Wishes { replace: Some(&manifest.club), ..wishes(&path) };
        let replaced = backup::restore(&there, named).await.unwrap();
        assert_eq!(replaced.former.is_some(), engine == Engine::Sqlite);
        database.drop().await;
    }
}

#[actix_web::test]
async fn a_club_moves_from_sqlite_to_postgres_and_back() {
    moves_there_and_back(Engine::Sqlite, Engine::Postgres).await;
}

#[actix_web::test]
async fn a_club_moves_from_postgres_to_sqlite_and_back() {
    moves_there_and_back(Engine::Postgres, Engine::Sqlite).await;
}

/// A backup whose rows don't go together is found out late; the secret that it holds is not left behind.
async fn leaves_no_secret_when_rows_are_refused(engine: Engine) {
    use sha2::{Digest, Sha256};

    let out = tempfile::tempdir().unwrap();
    let (sound, bad) = (out.path().join("sound.zip"), out.path().join("bad.zip"));
    let house = TestHouse::open(engine).await;
    house.administrator().await.post("/topics", json!({"name": "Compost"})).await.ok(201);
    let wanted = Wanted { path: &sound, secret: Some(SECRET), tell: &|_, _| () };
    backup::make(&house.house, &house.by_house(), wanted).await.unwrap();
    house.leave().await.0.drop().await;

    // Each topic twice, as if it were meant.
    let twice = |bytes: &[u8]| [bytes, bytes].concat();
    let mut rows = Vec::new();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&sound).unwrap()).unwrap();
    zip.by_name("tables/topic.jsonl").unwrap().read_to_end(&mut rows).unwrap();
    let told = twice(&rows);
    changed(&sound, &bad, |name, bytes| {
        Some(match name {
            "tables/topic.jsonl" => twice(&bytes),
            "manifest.json" => {
                let mut manifest: Value = serde_json::from_slice(&bytes).unwrap();
                let topics = manifest["tables"].as_array_mut().unwrap().iter_mut().find(|one| one["name"] == "topic");
                let topics = topics.unwrap();
                topics["rows"] = json!(topics["rows"].as_u64().unwrap() * 2);
                topics["content"]["bytes"] = json!(told.len());
                topics["content"]["sha256"] = json!(hex::encode(Sha256::digest(&told)));
                serde_json::to_vec(&manifest).unwrap()
            }
            _ => bytes,
        })
    });
    for (path, refused) in [(&bad, Some("backup.inconsistent")), (&sound, None)] {
        let dir = tempfile::tempdir().unwrap();
        let database = Database::empty(engine, dir.path()).await;
        let given =
            [("MAILLAGE_DATA_DIR", dir.path().display().to_string()), ("MAILLAGE_DATABASE_URL", database.url.clone())];
        let there = Settings::read(given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()).unwrap();
        let restored = backup::restore(&there, wishes(path)).await;
        assert_eq!(restored.err().map(|problem| problem.code().to_owned()).as_deref(), refused);
        assert_eq!(dir.path().join("instance.secret").exists(), refused.is_none());
        database.drop().await;
    }
}

#[actix_web::test]
async fn refused_rows_leave_no_secret_behind_on_sqlite() {
    leaves_no_secret_when_rows_are_refused(Engine::Sqlite).await;
}

#[actix_web::test]
async fn refused_rows_leave_no_secret_behind_on_postgres() {
    leaves_no_secret_when_rows_are_refused(Engine::Postgres).await;
}

/// The secret is lost, and mail must not leave a second time: the rest of the club comes back all the same.
async fn comes_back_without_secret(engine: Engine) {
    use platform::mail;
    use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::Expr};
    use tables::{account, delivery, mail_relay, recovery_code, secret};

    let house = TestHouse::open(engine).await;
    let by = house.administrator().await;
    by.get("/members?limit=1").await.ok(200);
    let tx = house.house.db.begin().await.unwrap();
    account::Entity::update_many()
        .col_expr(account::Column::TotpSealed, Expr::value(vec![1u8]))
        .col_expr(account::Column::TotpNextSealed, Expr::value(vec![2u8]))
        .col_expr(account::Column::TotpConfirmedAt, Expr::value(beginning()))
        .exec(&tx)
        .await
        .unwrap();
    let relay = mail_relay::ActiveModel {
        id: Set(1),
        host: Set("smtp.club.example".to_owned()),
        port: Set(587),
        security: Set("starttls".to_owned()),
        username: Set("club".to_owned()),
        password_sealed: Set(Some(vec![3])),
        sender: Set("club@club.example".to_owned()),
        revision: Set(1),
        updated_at: Set(beginning()),
    };
    mail_relay::Entity::insert(relay).exec_without_returning(&tx).await.unwrap();
    let letter = delivery::ActiveModel {
        id: Set(kernel::ids::new_id()),
        purpose: Set("invitation".to_owned()),
        state: Set(mail::QUEUED.to_owned()),
        to_address: Set("eve@mairie.example".to_owned()),
        to_name: Set(String::new()),
        person_id: Set(None),
        subject: Set("Invitation".to_owned()),
        letter: Set(false),
        html: Set("<p>Venez</p>".to_owned()),
        text: Set("Venez".to_owned()),
        token: Set("t".to_owned()),
        message_id: Set("<1.2@club.example>".to_owned()),
        dedupe_key: Set(None),
        confidential: Set(false),
        attempts: Set(0),
        next_attempt_at: Set(Some(beginning())),
        last_error: Set(None),
        created_at: Set(beginning()),
        sent_at: Set(None),
        failed_at: Set(None),
        retried_at: Set(None),
        search: Set(String::new()),
    };
    delivery::Entity::insert(letter).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("club.zip");
    back_up(&house, &path).await;
    let (database, _dir) = house.leave().await;
    database.drop().await;

    let dir = tempfile::tempdir().unwrap();
    let database = Database::empty(engine, dir.path()).await;
    let there = settings(&database, dir.path(), "another secret, of more than 32 characters too");
    let refused = backup::restore(&there, wishes(&path)).await.unwrap_err();
    assert_eq!(refused.code(), "restore.other_secret");
    let wishes = Wishes { forget_secrets: true, hold_mail: true, ..wishes(&path) };
    let restored = backup::restore(&there, wishes).await.unwrap();
    assert_eq!(restored.mail_waiting, 0);

    let db = platform::db::look(&there).await.unwrap().unwrap();
    assert!(secret::Entity::find().all(&db).await.unwrap().is_empty());
    assert!(recovery_code::Entity::find().all(&db).await.unwrap().is_empty());
    let accounts = account::Entity::find().all(&db).await.unwrap();
    assert!(!accounts.is_empty());
    for account in accounts {
        assert_eq!((account.totp_sealed, account.totp_next_sealed, account.totp_confirmed_at), (None, None, None));
    }
    let relay = mail_relay::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!((relay.host.as_str(), relay.password_sealed), ("smtp.club.example", None));
    let letters = delivery::Entity::find().all(&db).await.unwrap();
    let letters: Vec<_> = letters.iter().map(|one| (one.state.as_str(), one.next_attempt_at)).collect();
    assert_eq!(letters, [(mail::UNCERTAIN, None)]);
    db.close().await.unwrap();
    database.drop().await;
}

#[actix_web::test]
async fn without_the_secret_a_club_comes_back_to_sqlite_and_its_mail_can_be_held() {
    comes_back_without_secret(Engine::Sqlite).await;
}

#[actix_web::test]
async fn without_the_secret_a_club_comes_back_to_postgres_and_its_mail_can_be_held() {
    comes_back_without_secret(Engine::Postgres).await;
}

/// Puts a backup back in the place of the club that goes on, and once more before its jobs are done.
async fn put_back(house: TestHouse, path: &Path) -> (TestHouse, Option<backup::Again>) {
    let (database, dir) = house.leave().await;
    let there = settings(&database, dir.path(), SECRET);
    let (manifest, _) = content(path);
    let named = |now| Wishes { replace: Some(&manifest.club), now, ..wishes(path) };
    let first = backup::restore(&there, named(beginning() - TimeDelta::seconds(1))).await.unwrap();
    let restored = backup::restore(&there, named(beginning())).await.unwrap();
    assert_eq!(restored.again, first.again);
    let house = TestHouse::on(database, dir).await;
    assert!(!traces(&everything(&house).await).is_empty(), "the backup knew her");
    house.work_off().await;
    let after = traces(&everything(&house).await);
    assert!(after.is_empty(), "{after:#?}");
    (house, restored.again)
}

/// Who was erased and who objected after the backup is told by the club that it replaces.
async fn brings_nobody_back(engine: Engine) {
    let house = TestHouse::open(engine).await;
    let camille = house.coordinator().await;
    let cigogne = member(&camille, json!({"name": "La Cigogne", "kind": "association", "status": "active"})).await;
    let zebuline = json!({"given_name": "Zébuline", "family_name": "Quackenbusch", "email": EMAIL});
    let person = add(&camille, cigogne, zebuline.clone()).await["person"]["id"].as_str().unwrap().to_owned();
    let odile = json!({"given_name": "Odile", "family_name": "Kern", "email": "odile@kern.example"});
    let odile = add(&camille, cigogne, odile).await["person"]["id"].as_str().unwrap().to_owned();
    let firmin = json!({"given_name": "Firmin", "family_name": "Roth", "email": "firmin@roth.example"});
    let firmin = add(&camille, cigogne, firmin).await["person"]["id"].as_str().unwrap().to_owned();
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("club.zip");
    back_up(&house, &path).await;
    erase(&house, &camille, &person).await;
    for (who, origin) in [(&odile, "Appel du matin"), (&firmin, "Appel du soir")] {
        let no = json!({"purpose": "messages", "action": "objected", "way": "phone", "origin": origin});
        camille.post(&format!("/people/{who}/consents"), no).await.ok(201);
    }
    house.work_off().await;

    let (house, again) = put_back(house, &path).await;
    assert_eq!(again, Some(backup::Again { erasures: 1, objections: 2 }));
    let camille = house.coordinator().await;
    let contacts = camille.get(&format!("/members/{cigogne}")).await.ok(200)["contacts"].clone();
    let said = |one: &Value| {
        [&one["person"]["name"], &one["consent"]["state"], &one["consent"]["origin"]].map(Value::to_string)
    };
    let mut said: Vec<_> = contacts.as_array().unwrap().iter().map(said).collect();
    said.sort();
    let each = [["Firmin Roth", "objected", "Appel du soir"], ["Odile Kern", "objected", "Appel du matin"]];
    assert_eq!(said, each.map(|one| one.map(|text| json!(text).to_string())));
    // The mark of her address is there too: by hand she comes back as somebody who is not written to.
    assert_eq!(add(&camille, cigogne, zebuline).await["consent"]["state"], "objected");
    house.work_off().await;
    house.leave().await.0.drop().await;

    // Where nobody is yet, nobody can tell.
    let (database, dir) = TestHouse::open(engine).await.leave().await;
    let restored = backup::restore(&settings(&database, dir.path(), SECRET), wishes(&path)).await.unwrap();
    assert_eq!(restored.again, None);
    database.drop().await;
}

/// The same of a request to join that still waited then.
async fn brings_no_request_back(engine: Engine) {
    let house = TestHouse::open(engine).await;
    let (admin, camille) = (house.administrator().await, house.coordinator().await);
    let request = format!("/join-requests/{}", asked_to_join(&house, &camille, "Ferme du Lac").await);
    house.work_off().await;
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("club.zip");
    back_up(&house, &path).await;
    camille.post(&format!("{request}/refuse"), json!({"reason": "Voyez le club voisin."})).await.ok(200);
    admin.delete(&request).await.ok(204);
    house.work_off().await;

    let (house, again) = put_back(house, &path).await;
    assert_eq!(again, Some(backup::Again { erasures: 1, objections: 0 }));
    let told = everything(&house).await;
    assert!(!told.iter().any(|(_, text)| text.contains("Ferme du Lac")));
    house.leave().await.0.drop().await;
}

#[actix_web::test]
async fn a_restore_on_sqlite_brings_back_nobody_who_was_erased_since() {
    brings_nobody_back(Engine::Sqlite).await;
    brings_no_request_back(Engine::Sqlite).await;
}

#[actix_web::test]
async fn a_restore_on_postgres_brings_back_nobody_who_was_erased_since() {
    brings_nobody_back(Engine::Postgres).await;
    brings_no_request_back(Engine::Postgres).await;
}
