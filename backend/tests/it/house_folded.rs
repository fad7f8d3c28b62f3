//! Texts are found however they are written: capitals with accents, ligatures, hyphens; and those of before their step.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use sea_orm_migration::MigratorTrait;
use serde_json::{Value, json};
use tables::{contact_text, member_text};
use uuid::Uuid;

use crate::{
    harness::{Database, Engine, TestHouse, Visitor, beginning},
    members_fields::one_of_each,
    members_list::{encoded, filtered, made},
};

fn holds(field: &str, text: &str) -> Value {
    json!({"field": field, "op": "contains", "value": text})
}

async fn school(house: &TestHouse) -> Uuid {
    let camille = house.coordinator().await;
    one_of_each(&camille).await;
    let school = json!({
        "name": "École des Tilleuls", "kind": "association", "legal_name": "ŒUVRES SCOLAIRES D’ÉBERSHEIM",
        "street": "2 rue de l’Église", "description": "À Noël : un marché, 50 % de récup. Écrire à Ève (Sainte-Marie-aux-Mines).",
        "website": "https://www.tilleuls-d-alsace.example/Été", "custom": {"slogan": "Prête son ÉVIER"},
    });
    let id = made(&camille, school).await;
    made(&camille, json!({"name": "Autre", "kind": "company", "street": "1 rue du Stade"})).await;
    let person = json!({"given_name": "Ève", "family_name": "Weiss", "function": "Élue à la Sœur-Terre"});
    camille.post(&format!("/members/{id}/contacts"), person).await.ok(201);
    id
}

/// The first contact of a member.
async fn first_contact(visitor: &Visitor<'_>, member: Uuid) -> (String, i64) {
    let list = visitor.get(&format!("/members/{member}/contacts")).await.ok(200);
    let revision = visitor.get(&format!("/members/{member}")).await.ok(200)["revision"].as_i64().unwrap();
    (format!("/contacts/{}", list["items"][0]["id"].as_str().unwrap()), revision)
}

both! {
    async fn contains_finds_a_text_however_it_is_written(house) {
        school(house).await;
        let camille = house.coordinator().await;
        for (field, texts) in [
            ("name", vec!["École", "ÉCOLE", "ecole", "cole des Till"]),
            ("legal_name", vec!["œuvres", "Oeuvres", "OEUVRES SCOLAIRES", "ébersheim", "d’Éber", "d'eber"]),
            ("street", vec!["Église", "église", "eglise", "EGLISE", "glise", "l'Église", "de l Eg"]),
            ("description", vec!["à noël", "NOEL", "Écrire", "ecrire a eve", "ste marie aux mines", "Sainte Marie", "Noël : un"]),
            ("website", vec!["tilleuls-d-alsace", "Tilleuls d’Alsace", "ÉTÉ", "www.tilleuls"]),
            ("contact_function", vec!["Élue", "elue", "soeur terre", "Sœur-Terre", "SŒUR"]),
            ("custom.slogan", vec!["évier", "EVIER", "Prête son"]),
        ] {
            for text in texts {
                assert_eq!(filtered(&camille, holds(field, text)).await, ["École des Tilleuls"], "{field} {text}");
            }
            assert_eq!(filtered(&camille, json!({"not": holds(field, "Église d’ailleurs")})).await.len(), 2, "{field}");
        }
        // Part of a word, where it is a word of its own elsewhere.
        assert_eq!(filtered(&camille, holds("street", "st")).await, ["Autre"]);
        // Signs are only signs; what has no letter is looked for as it stands.
        assert_eq!(filtered(&camille, holds("description", "%")).await, ["École des Tilleuls"]);
        assert!(filtered(&camille, holds("street", "%")).await.is_empty());
        assert!(filtered(&camille, holds("description", "_")).await.is_empty());
    }

    async fn what_is_found_follows_the_record(house) {
        let id = school(house).await;
        let camille = house.coordinator().await;
        let (contact, revision) = first_contact(&camille, id).await;
        camille.patch(&contact, revision, json!({"function": "Trésorière"})).await.ok(200);
        assert!(filtered(&camille, holds("contact_function", "élue")).await.is_empty());
        assert_eq!(filtered(&camille, holds("contact_function", "TRÉSORIÈRE")).await, ["École des Tilleuls"]);
        let path = format!("/members/{id}");
        let changed = camille.patch(&path, revision + 1, json!({"street": "3 place de l’Hôtel-de-Ville", "website": null})).await.ok(200);
        assert!(filtered(&camille, holds("street", "église")).await.is_empty());
        assert!(filtered(&camille, holds("website", "tilleuls")).await.is_empty());
        assert_eq!(filtered(&camille, json!({"field": "website", "op": "empty", "value": true})).await.len(), 2);
        // Changed as a grid does it.
        let change = json!({"changes": [{"id": id, "revision": changed["revision"], "set": {"street": "4 quai des Pêcheurs"}}]});
        let done = camille.post("/members/changes", change).await.ok(200);
        assert_eq!(done["rows"][0]["outcome"], "changed", "{done}");
        assert_eq!(filtered(&camille, holds("street", "PÊCHEURS")).await, ["École des Tilleuls"]);
        let texts = member_text::Entity::find().filter(member_text::Column::MemberId.eq(id)).all(&house.house.db.read).await.unwrap();
        assert_eq!((texts.len(), texts[0].street.as_deref(), texts[0].website.as_deref()), (1, Some("4 quai des pecheurs"), None));
        assert_eq!(contact_text::Entity::find().all(&house.house.db.read).await.unwrap()[0].function.as_deref(), Some("tresoriere"));
    }

    async fn the_journal_and_the_mails_are_searched_alike(house) {
        let id = school(house).await;
        let admin = house.administrator().await;
        for q in ["École", "école des", "ECOLE", "ecole"] {
            let found = admin.get(&format!("/audit?record=member&verb=create&q={}", encoded(q))).await.ok(200);
            assert_eq!(found["items"][0]["record_id"], json!(id), "{q}");
            assert_eq!(found["items"].as_array().unwrap().len(), 1, "{q}");
        }
        let invitation = json!({"given_name": "Éloïse", "family_name": "Œhler", "email": "eloise@club.example", "role": "reader"});
        admin.post_once("/accounts", invitation).await.ok(201);
        for q in ["Éloïse", "ELOISE OEHLER", "œhler", "eloise@club.example"] {
            let found = admin.get(&format!("/deliveries?q={}", encoded(q))).await.ok(200);
            assert_eq!(found["items"].as_array().unwrap().len(), 1, "{q}");
        }
    }
}

const STEP: &str = "m0022_folded_texts";

async fn put(db: &DatabaseConnection, table: &str, row: Vec<(&str, Expr)>) {
    let (columns, values): (Vec<&str>, Vec<Expr>) = row.into_iter().unzip();
    let columns = columns.into_iter().map(Alias::new);
    let insert = Query::insert().into_table(Alias::new(table)).columns(columns).values_panic(values).to_owned();
    db.execute(&insert).await.unwrap();
}

/// One text of the row with this id.
async fn text(db: &DatabaseConnection, table: &str, key: &str, id: Uuid, column: &str) -> Option<String> {
    let by_id = Expr::col(Alias::new(key)).eq(Expr::value(id));
    let select = Query::select().column(Alias::new(column)).from(Alias::new(table)).and_where(by_id).to_owned();
    db.query_one(&select).await.unwrap().unwrap().try_get("", column).unwrap()
}

/// So many rows that they go in several bundles.
const ROWS: usize = 1_203;

async fn texts_of_before_are_found_after_their_step(engine: Engine) {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::empty(engine, dir.path()).await;
    let connection = database.open().await;
    let db = &connection;
    let place = migrations::Migrator::migrations().iter().position(|one| one.name() == STEP).unwrap();
    migrations::Migrator::up(db, Some(place as u32)).await.unwrap();
    let now = Expr::value(beginning());
    let ids: Vec<Uuid> = (0..ROWS).map(|_| Uuid::now_v7()).collect();
    for (number, id) in ids.iter().enumerate() {
        let member = vec![
            ("id", Expr::value(*id)),
            ("kind", "association".into()),
            ("name", "École".into()),
            ("name_key", "ecole".into()),
            ("match_key", "ecole".into()),
            ("search", "ecole".into()),
            ("status", "active".into()),
            ("ex_officio", false.into()),
            ("source", "Été".into()),
            ("street", Expr::value(Some(format!("{number} rue de l’Église")))),
            ("created_at", now.clone()),
            ("updated_at", now.clone()),
        ];
        put(db, "member", member).await;
        let line = vec![
            ("id", Expr::value(*id)),
            ("at", now.clone()),
            ("by_kind", "house".into()),
            ("by_name", "house".into()),
            ("way", "job".into()),
            ("verb", "create".into()),
            ("record", "member".into()),
            ("label", Expr::value(format!("École {number}"))),
            ("changes", Expr::value(json!([]))),
        ];
        put(db, "audit", line).await;
    }
    let (first, last) = (ids[0], ids[ROWS - 1]);
    let person = vec![
        ("id", Expr::value(first)),
        ("given_name", "Ève".into()),
        ("family_name", "Weiss".into()),
        ("name_key", "weiss eve".into()),
        ("language", "fr".into()),
        ("created_at", now.clone()),
        ("updated_at", now.clone()),
    ];
    put(db, "person", person).await;
    let contact = vec![
        ("id", Expr::value(first)),
        ("member_id", Expr::value(first)),
        ("person_id", Expr::value(first)),
        ("function", "Élue".into()),
        ("main", true.into()),
        ("source", "api".into()),
        ("position", 1.into()),
        ("created_at", now.clone()),
        ("updated_at", now.clone()),
    ];
    put(db, "contact", contact).await;
    let letter = vec![
        ("id", Expr::value(first)),
        ("purpose", "invitation".into()),
        ("state", "kept".into()),
        ("to_address", "eve@ecole.example".into()),
        ("to_name", "Ève Weiss".into()),
        ("subject", "Œuvrons !".into()),
        ("html", "".into()),
        ("text", "".into()),
        ("token", "t".into()),
        ("message_id", "m".into()),
        ("confidential", false.into()),
        ("attempts", 0.into()),
        ("created_at", now.clone()),
    ];
    put(db, "delivery", letter).await;

    migrations::Migrator::up(db, Some(1)).await.unwrap();
    let of = |id: Uuid, column: &'static str| text(db, "member_text", "member_id", id, column);
    assert_eq!(of(first, "street").await.as_deref(), Some("0 rue de l eglise"));
    assert_eq!(of(last, "street").await, Some(format!("{} rue de l eglise", ROWS - 1)));
    assert_eq!((of(last, "source").await.as_deref(), of(last, "website").await), (Some("ete"), None));
    for (id, number) in [(first, 0), (ids[500], 500), (last, ROWS - 1)] {
        assert_eq!(text(db, "audit", "id", id, "label_key").await, Some(format!("ecole {number}")));
    }
    assert_eq!(text(db, "contact_text", "contact_id", first, "function").await.as_deref(), Some("elue"));
    assert_eq!(
        text(db, "delivery", "id", first, "search").await.as_deref(),
        Some("eve ecole example eve weiss oeuvrons")
    );
    migrations::Migrator::down(db, Some(1)).await.unwrap();
    migrations::Migrator::up(db, None).await.unwrap();
    assert_eq!(of(last, "source").await.as_deref(), Some("ete"));
    connection.close().await.unwrap();
    database.drop().await;
}

#[actix_web::test]
async fn texts_of_before_are_found_after_their_step_on_sqlite() {
    texts_of_before_are_found_after_their_step(Engine::Sqlite).await;
}

#[actix_web::test]
async fn texts_of_before_are_found_after_their_step_on_postgres() {
    texts_of_before_are_found_after_their_step(Engine::Postgres).await;
}
