//! What is held in memory of a large club says what the database says, in the same order, and is never old.

use std::time::Duration;

use actix_web::{
    test::{self as at, TestRequest},
    web,
};
use chrono::{NaiveDate, TimeDelta};
use kernel::trade::MemberStatus;
use maillage::app;
use maillage::features::members::{self, KeptFilters, Lens, MemberFilters, MemberStretch, PeopleQuery};
use platform::{
    House,
    filter::{self, Context, Said},
    settings::Settings,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, Database, DatabaseConnection, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Statement, sea_query::Expr,
};
use serde_json::{Value, json};
use tables::{address, campaign, campaign_recipient, member, practice_sheet};
use uuid::Uuid;

use crate::{
    harness::{Reply, TestHouse},
    members_fields::one_of_each,
    members_list::made,
};

const MEMBERS: usize = 60;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn form(n: usize, topics: &[Value]) -> Value {
    let every = |so_many: usize, value: Value| if n.is_multiple_of(so_many) { value } else { Value::Null };
    let kind = ["association", "company", "public_body", "association"][n % 4];
    let name = match n % 6 {
        0 => format!("Café {n}"),
        1 => "Amicale du Four à Pain".to_owned(),
        2 => format!("Saint-Étienne {n}"),
        3 => format!("Repair Café {}", n % 9),
        4 => format!("École {n}"),
        _ => format!("Cafétéria {n}"),
    };
    let status = ["active", "active", "prospect"][n % 3];
    let commune = [Some("67462"), Some("68066"), None][n % 3];
    let some: Vec<&Value> = topics.iter().enumerate().filter(|(at, _)| n % (at + 2) == 1).map(|(_, id)| id).collect();
    json!({
        "name": name,
        "kind": kind,
        "size": if kind == "company" { json!(["small", "large"][n / 4 % 2]) } else { Value::Null },
        "status": status,
        "legal_name": every(5, json!(format!("ASSOCIATION DES AMIS N° {n}"))),
        "street": every(3, json!(["1 rue de l’Église", "2 place du Général"][n / 3 % 2])),
        "postal_code": every(2, json!(["67600", "68000"][n / 2 % 2])),
        "commune": commune,
        "email": every(2, json!(format!("contact{n}@cafe.example"))),
        "phone": every(4, json!("03 53 01 00 04")),
        "website": every(6, json!(format!("https://cafe{n}.example"))),
        "description": every(3, json!("Des gens qui réparent, pour 10 € par an")),
        "topics": some,
        "custom": {
            "slogan": every(4, json!(["Réparer plutôt que jeter", "À table", "Zéro déchet"][n % 3])),
            "nombre_de_gobelets": every(3, json!(n as f64 * 1.5)),
            "derniere_visite_du_broyeur": every(5, json!(format!("2026-{:02}-15", n % 12 + 1))),
            "matiere": every(2, json!(["metal", "plastique", "bois"][n % 3])),
            "prete_des_gobelets": every(7, json!(n % 2 == 0)),
        },
    })
}

/// Members of all sorts, with people, exchanges, values; some are archived, one was merged, a campaign was closed.
pub async fn world(house: &TestHouse) {
    let camille = house.coordinator().await;
    one_of_each(&camille).await;
    let mut topics = Vec::new();
    for name in ["Pots de yaourt", "Girouettes", "Cerfs-volants"] {
        topics.push(camille.post("/topics", json!({"name": name})).await.ok(201)["id"].clone());
    }
    let referent = house.account(Some(kernel::caller::StaffRole::Reader), "René", "Lehr").await;
    let mut ids: Vec<Uuid> = Vec::new();
    for n in 0..MEMBERS {
        let id = made(&camille, form(n, &topics)).await;
        if n % 3 == 0 {
            let own = format!("contact{n}@cafe.example");
            let email = [json!(format!("odile{n}@kern.example")), Value::Null, json!(own)][n / 3 % 3].clone();
            let function = [json!("Présidente"), json!("Trésorier adjoint"), Value::Null][n / 6 % 3].clone();
            let odile = json!({"given_name": "Odile", "family_name": format!("Kern {n}"), "function": function, "email": email});
            camille.post(&format!("/members/{id}/contacts"), odile).await.ok(201);
        }
        if n % 9 == 1 {
            let last = ["2026-11-22", "2026-11-23"][n / 9 % 2];
            let gone = json!({"given_name": "Marc", "family_name": "Roth", "function": "Trésorier", "to_on": last});
            camille.post(&format!("/members/{id}/contacts"), gone).await.ok(201);
        }
        for (every, channel, on, outcome) in [
            (4, "visit", "2026-11-02", "reached"),
            (5, "call", "2026-10-02", "no_answer"),
            (6, "email", "2025-12-31", "reached"),
            (7, "call", "2026-03-02", "reached"),
            (8, "meeting", "2026-01-01", "reached"),
        ] {
            if n % every == 1 {
                let exchange = json!({"channel": channel, "direction": "outbound", "on": on, "outcome": outcome});
                camille.post(&format!("/members/{id}/interactions"), exchange).await.ok(201);
            }
        }
        if n % 10 == 4 && n % 3 < 2 {
            camille.post(&format!("/members/{id}/postpone"), json!({"until": "2026-12-24", "reason": "Fermée jusqu’à Noël"})).await.ok(204);
        }
        ids.push(id);
    }
    made(&camille, json!({"name": "Sélestat", "kind": "commune", "commune": "67462"})).await;
    let tx = house.house.db.begin().await.unwrap();
    for (n, id) in ids.iter().enumerate() {
        let row = member::Entity::find_by_id(*id).one(&tx).await.unwrap().unwrap();
        let created = row.created_at + TimeDelta::milliseconds(n as i64 * 250);
        let mut row = row.into_active_model();
        row.referent_id = Set((n % 4 == 2).then_some(referent));
        row.charter_answer = Set([Some("yes".to_owned()), Some("no".to_owned()), None][n % 3].clone());
        row.verified_on = Set((n % 5 == 3).then(|| day("2026-02-28")));
        row.siren = Set((n % 3 == 1).then(|| format!("{}", 732_000_000 + n)));
        row.rna = Set((n % 4 == 3).then(|| format!("W67{n:07}")));
        row.amalia = Set((n % 6 == 5).then(|| format!("A{n}")));
        if n % 10 == 6 {
            row.status = Set(if n % 20 == 6 { MemberStatus::Paused } else { MemberStatus::Left });
            row.left_on = Set(Some(day("2026-06-30")));
        }
        if n % 11 == 4 {
            row.contact_due_on = Set(Some(day(["2026-11-22", "2026-11-23", "2026-12-23", "2026-12-24"][n / 11 % 4])));
        }
        if n % 13 == 7 {
            row.archived_at = Set(Some(created));
            row.merged_into = Set((n == 20).then_some(ids[0]));
        }
        row.updated_at = Set(created);
        row.update(&tx).await.unwrap();
    }
    address::Entity::update_many()
        .col_expr(address::Column::Deliverability, Expr::val("bounced"))
        .filter(address::Column::EmailKey.is_in([
            "odile0@kern.example",
            "odile18@kern.example",
            "contact6@cafe.example",
        ]))
        .exec(&tx)
        .await
        .unwrap();
    let sent = Some(house.house.now());
    let closed = campaign::Model {
        id: Uuid::now_v7(),
        name: "Automne".to_owned(),
        audience: None,
        words: String::new(),
        state: "closed".to_owned(),
        rounds: 1,
        by_name: "Camille Rotrieder".to_owned(),
        created_at: house.house.now(),
        sent_at: sent,
        reminded_at: None,
        closed_on: Some(day("2026-11-01")),
    };
    let recipients: Vec<campaign_recipient::Model> = ids
        .iter()
        .enumerate()
        .filter(|(n, _)| n % 2 == 1)
        .map(|(n, id)| campaign_recipient::Model {
            id: Uuid::now_v7(),
            campaign_id: closed.id,
            member_id: *id,
            contact_id: None,
            delivery_id: None,
            letters: 1,
            unreached: None,
            answer: (n % 6 == 1).then(|| "right".to_owned()),
            answered_at: sent.filter(|_| n % 6 == 1),
        })
        .collect();
    campaign::Entity::insert(closed.into_active_model()).exec_without_returning(&tx).await.unwrap();
    platform::many::insert::<campaign_recipient::Entity, _>(&tx, recipients).await.unwrap();
    let sheets = ids.iter().enumerate().filter(|(n, _)| n % 4 == 3).map(|(n, id)| sheet_of(house, *id, n % 8 == 3));
    platform::many::insert::<practice_sheet::Entity, _>(&tx, sheets.collect()).await.unwrap();
    tx.commit().await.unwrap();
    house.work_off().await;
}

/// A sheet of a member, published or archived.
fn sheet_of(house: &TestHouse, member: Uuid, is_published: bool) -> practice_sheet::Model {
    practice_sheet::Model {
        id: Uuid::now_v7(),
        kind: "good_practice".to_owned(),
        state: if is_published { "published" } else { "archived" }.to_owned(),
        title: "Un atelier chaque mois".to_owned(),
        title_key: "un atelier chaque mois".to_owned(),
        member_id: Some(member),
        content: json!({}),
        version: 1,
        published_revision: Some(1),
        published_on: Some(day("2026-11-02")),
        updated_on: Some(day("2026-11-02")),
        review_due_on: None,
        created_by: None,
        created_by_name: "Camille Rotrieder".to_owned(),
        revision: 1,
        created_at: house.house.now(),
        updated_at: house.house.now(),
    }
}

const TEXTS: [&str; 12] = [
    "e",
    "St",
    "Étienne",
    "CAFÉ",
    "€",
    "trésorier",
    "Présidente",
    "67600",
    "contact0@cafe.example",
    "0353010004",
    "Réparer plutôt que jeter",
    "1 rue de l’Église",
];

/// Values to try with an operator of a field, as a builder is told of them.
fn values(field: &Value, takes: &str) -> Vec<Value> {
    let choices: Vec<Value> =
        field["choices"].as_array().unwrap().iter().map(|choice| choice["value"].clone()).collect();
    let of_field = || -> Vec<Value> {
        match field["kind"].as_str().unwrap() {
            "number" => vec![json!(0), json!(4.5), json!(40)],
            "date" | "instant" => {
                ["2026-11-23", "2026-11-02", "2025-12-31", "2026-03-02"].map(|day| json!(day)).to_vec()
            }
            "yes_no" => vec![json!(true), json!(false)],
            "id" => choices.iter().cloned().chain([json!(Uuid::nil())]).collect(),
            "choice" => choices.clone(),
            _ => choices.iter().cloned().take(4).chain(TEXTS.map(|text| json!(text))).collect(),
        }
    };
    match takes {
        "one" => of_field(),
        "many" => vec![json!(of_field()), json!([of_field()[0]])],
        "text" => TEXTS.map(|text| json!(text)).to_vec(),
        "day" => ["2026-11-23", "2026-03-02", "2026-01-01"].map(|day| json!(day)).to_vec(),
        "days" => vec![json!(0), json!(30), json!(365)],
        "period" => {
            ["2026", "this_quarter", "last_year", "until_today", "2026-03"].map(|period| json!(period)).to_vec()
        }
        _ => vec![json!(true), json!(false)],
    }
}

pub fn trees() -> Vec<Value> {
    let association = json!({"field": "kind", "op": "eq", "value": "association"});
    let quiet = json!({"field": "last_contact_on", "op": "nothing_since_days", "value": 90});
    let undelivered = json!({"field": "deliverable_address", "op": "eq", "value": false});
    let metal = json!({"field": "custom.matiere", "op": "in", "value": ["metal", "bois"]});
    vec![
        json!({"and": [association, quiet, {"field": "commune", "op": "in", "value": ["67462", "68066"]}]}),
        json!({"and": [{"field": "follow_up", "op": "in", "value": ["overdue", "never"]}, undelivered]}),
        json!({"or": [{"field": "met_on", "op": "in_period", "value": "2026"}, {"not": metal}]}),
        json!({"not": {"or": [association, {"and": [quiet, {"not": undelivered}]}, {"field": "topic", "op": "empty", "value": true}]}}),
    ]
}

/// Two processes of one house: one that holds the members in memory, and one that asks the database alone.
pub fn two(house: &TestHouse) -> (House, House) {
    let settings = || house.house.settings.clone();
    let quick = house.with_settings(Settings { roll_from: 0, ..settings() });
    (quick, house.with_settings(Settings { roll_memory: 0, ..settings() }))
}

/// Asks until the members are in hand.
pub async fn ready(quick: &House, lens: &Lens) {
    for _ in 0..200 {
        members::counts(quick, lens, &MemberFilters::default()).await.unwrap();
        if members::roll_is_at_hand(quick).await.unwrap() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the members are not in hand");
}

/// A walk through a list, page by page, each asked of the next house in turn; with the total that all of them tell.
async fn walked(houses: [&House; 2], lens: &Lens, filters: &MemberFilters, sort: &str) -> (Vec<Uuid>, Vec<u64>) {
    let (mut ids, mut totals, mut cursor) = (Vec::new(), Vec::new(), None);
    for house in houses.into_iter().cycle() {
        let stretch = MemberStretch {
            sort: Some(sort.to_owned()),
            limit: Some(17),
            cursor,
            with_total: Some(true),
            ..Default::default()
        };
        let page = members::list(house, lens, filters, stretch).await.unwrap();
        ids.extend(page.items.iter().map(|card| card.id));
        totals.extend(page.total);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    totals.dedup();
    (ids, totals)
}

pub async fn counted(house: &House, lens: &Lens, filters: &MemberFilters) -> Value {
    serde_json::to_value(members::counts(house, lens, filters).await.unwrap()).unwrap()
}

pub async fn mark(db: &impl ConnectionTrait) -> (i64, i64) {
    let sql = "SELECT count(*), CAST(coalesce(sum(id + times), 0) AS bigint) FROM member_touch";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap())
}

/// As another program writes.
pub async fn elsewhere(house: &TestHouse) -> DatabaseConnection {
    Database::connect(house.house.settings.database_url.clone()).await.unwrap()
}

both! {
    async fn every_test_of_every_field_says_the_same_in_hand(house) {
        world(house).await;
        let camille = house.coordinator().await;
        let told = camille.get("/members/filter-fields").await.ok(200);
        let lens = Lens::of(&house.house, &house.by_house()).await.unwrap();
        let context = Context {
            today: lens.today,
            time_zone: lens.time_zone,
            soon_days: lens.cadence.soon_days,
            backend: house.house.db.backend(),
        };
        let known = house.house.fields.of(&house.house, members::RECORD).await.unwrap();
        let tx = house.house.db.begin_snapshot().await.unwrap();
        let columns = house.house.fields.columns(&tx, members::RECORD).await.unwrap();
        let mut all: Vec<Value> = trees();
        for field in told["fields"].as_array().unwrap() {
            for operator in field["operators"].as_array().unwrap() {
                for value in values(field, operator["takes"].as_str().unwrap()) {
                    all.push(json!({"field": field["key"], "op": operator["op"], "value": value}));
                }
            }
        }
        assert!(all.len() > 1_000, "{}", all.len());
        let (mut telling, how_many) = (0, all.len());
        for tree in all {
            let said: Said = filter::read(&tree.to_string(), "?filter", &known, &context).unwrap();
            let Some(rows) = said.rows(&context, &columns) else {
                // What folding leaves nothing of is searched for in the texts as they are written.
                assert_eq!(tree["value"], "€", "{tree} is not held");
                continue;
            };
            let expected: Vec<Uuid> = member::Entity::find()
                .select_only()
                .column(member::Column::Id)
                .filter(said.condition(&context))
                .order_by_asc(member::Column::Id)
                .into_tuple()
                .all(&tx)
                .await
                .unwrap();
            let found: Vec<Uuid> = rows.rows().filter_map(|row| columns.id(row)).collect();
            assert_eq!(found, expected, "{tree}");
            telling += usize::from(!found.is_empty() && found.len() <= MEMBERS);
        }
        assert!(telling * 5 > how_many, "{telling} of {how_many} tell some from others");
        tx.rollback().await.unwrap();
    }

    async fn lists_and_counts_are_the_same_in_hand(house) {
        world(house).await;
        let (quick, slow) = two(house);
        let camille = house.coordinator().await;
        let lens = Lens::of(&house.house, &house.by_house()).await.unwrap();
        ready(&quick, &lens).await;
        let asks = |q: &str| MemberFilters { q: Some(q.to_owned()), ..Default::default() };
        let mut questions = vec![
            MemberFilters::default(),
            asks("e"),
            MemberFilters { filter: Some(trees()[2].to_string()), ..Default::default() },
        ];
        let wide = questions.len();
        questions.extend(["cafe", "kern", "selestat association", "St", "03 53 01", "amicale du four à pain", "%", "introuvable"].map(asks));
        questions.extend(trees().into_iter().map(|tree| MemberFilters { filter: Some(tree.to_string()), ..asks("a") }));
        questions.extend([
            MemberFilters { archived: Some(true), ..Default::default() },
            MemberFilters { kind: Some("company,commune".to_owned()), status: Some("active".to_owned()), ..Default::default() },
            MemberFilters { commune: Some("Sélestat,68066".to_owned()), ex_officio: Some(false), ..Default::default() },
            MemberFilters { follow_up: Some("overdue,never".to_owned()), referent: Some("none".to_owned()), ..Default::default() },
        ]);
        let told = camille.get("/members/filter-fields").await.ok(200);
        let sortable = told["fields"].as_array().unwrap().iter().filter(|field| field["sortable"] == true);
        let mut sorts: Vec<String> = sortable.map(|field| field["key"].as_str().unwrap().to_owned()).collect();
        sorts.insert(0, "relevance".to_owned());
        sorts.insert(1, "last_contact_on".to_owned());
        for (place, filters) in questions.iter().enumerate() {
            assert_eq!(counted(&quick, &lens, filters).await, counted(&slow, &lens, filters).await, "{filters:?}");
            let few = if place < wide { sorts.len() } else { 2 };
            for sort in sorts.iter().take(few).flat_map(|sort| [sort.clone(), format!("-{sort}")]) {
                let expected = walked([&slow, &slow], &lens, filters, &sort).await;
                assert_eq!(expected.1, [expected.0.len() as u64], "{filters:?} {sort}");
                assert_eq!(walked([&quick, &quick], &lens, filters, &sort).await, expected, "{filters:?} {sort}");
                assert_eq!(walked([&quick, &slow], &lens, filters, &sort).await, expected, "{filters:?} {sort}");
                let from = MemberStretch { sort: Some(sort.clone()), limit: Some(20), offset: Some(31), with_total: Some(true), ..Default::default() };
                let far = members::list(&quick, &lens, filters, from).await.unwrap();
                let far: Vec<Uuid> = far.items.iter().map(|card| card.id).collect();
                assert_eq!(far, expected.0.iter().copied().skip(31).take(20).collect::<Vec<_>>(), "{filters:?} {sort}");
            }
        }
        for q in ["ke", "kern 1", "odile", "odile1", "ODILE0@k", "contact", "roth ma", "introuvable", "%%", "rené"] {
            let found = async |of: &House| {
                let query = PeopleQuery { q: q.to_owned(), limit: Some(15) };
                let people = members::people(of, &query).await.unwrap();
                people.items.iter().map(|person| person.id).collect::<Vec<_>>()
            };
            assert_eq!(found(&quick).await, found(&slow).await, "{q}");
        }
        let trees = trees();
        let kept: Vec<Option<&Value>> = trees.iter().map(Some).chain([None]).collect();
        let counts = async |of: &House| KeptFilters::of(of, &lens).await.unwrap().count(&of.db.read, &kept).await.unwrap();
        assert_eq!(counts(&quick).await, counts(&slow).await);
        let web = at::init_service(app::application(web::Data::new(quick.clone()), house.built_contract())).await;
        for path in ["/follow-up/counts", "/follow-up/due?with_total=true&limit=5", "/follow-up/due?with_total=true&postponed=true&state=overdue,never,ok"] {
            let request = TestRequest::get().uri(&format!("/api/v1{path}")).peer_addr("127.0.0.1:40000".parse().unwrap());
            let request = request.insert_header(("Authorization", format!("Bearer {}", camille.token.as_ref().unwrap())));
            let reply = Reply::read(at::call_service(&web, request.to_request()).await).await;
            assert_eq!(reply.ok(200), camille.get(path).await.ok(200), "{path}");
        }
        assert!(members::roll_is_at_hand(&quick).await.unwrap(), "nothing was written meanwhile");
    }

    async fn what_another_writes_is_seen_at_once(house) {
        world(house).await;
        let (quick, slow) = two(house);
        let lens = Lens::of(&house.house, &house.by_house()).await.unwrap();
        let other = elsewhere(house).await;
        let filters = MemberFilters { filter: Some(trees()[0].to_string()), ..Default::default() };
        for write in [
            "UPDATE member SET last_contact_on = '2026-11-20' WHERE last_contact_on IS NULL AND kind = 'association'",
            "DELETE FROM member_topic",
        ] {
            ready(&quick, &lens).await;
            let before = counted(&quick, &lens, &filters).await;
            other.execute_unprepared(write).await.unwrap();
            assert!(!members::roll_is_at_hand(&quick).await.unwrap(), "{write}");
            let now = counted(&quick, &lens, &filters).await;
            assert_eq!(now, counted(&slow, &lens, &filters).await, "{write}");
            assert_eq!(before == now, !write.contains("last_contact_on"), "{write}");
            // Read anew, it says the same.
            ready(&quick, &lens).await;
            assert_eq!(counted(&quick, &lens, &filters).await, now, "{write}");
        }
        other.close().await.unwrap();
    }

    async fn whatever_the_roll_is_read_from_leaves_a_mark(house) {
        world(house).await;
        let other = elsewhere(house).await;
        let communes = "INSERT INTO territory_commune (insee_code, name, added_on) VALUES ('67999', 'Ailleurs', '2026-01-01')";
        other.execute_unprepared(communes).await.unwrap();
        for (table, column) in [
            ("member", "name"),
            ("member_text", "street"),
            ("member_topic", "topic_id"),
            ("member_field", "name"),
            ("member_value", "number"),
            ("contact", "function"),
            ("contact_text", "function"),
            ("person", "name_key"),
            ("address", "deliverability"),
            ("interaction_member", "happened_on"),
            ("territory_commune", "removed_on"),
            ("campaign", "closed_on"),
            ("campaign_recipient", "answer"),
        ] {
            let before = mark(&other).await;
            other.execute_unprepared(&format!("UPDATE {table} SET {column} = {column}")).await.unwrap();
            assert_ne!(mark(&other).await, before, "{table}");
        }
        let before = mark(&other).await;
        other.execute_unprepared("UPDATE practice_sheet SET state = 'archived' WHERE state = 'published'").await.unwrap();
        assert_ne!(mark(&other).await, before, "practice_sheet");
        // What is written in a sheet while one types leaves none.
        let before = mark(&other).await;
        other.execute_unprepared("UPDATE practice_sheet SET title = 'Un autre', state = state").await.unwrap();
        assert_eq!(mark(&other).await, before);
        // Who only reads, or works, leaves none.
        let reader = house.reader().await;
        let before = mark(&other).await;
        reader.get("/members?limit=1").await.ok(200);
        house.work_off().await;
        assert_eq!(mark(&other).await, before);
        other.close().await.unwrap();
    }

    async fn a_small_club_and_limited_keys_are_answered_by_the_database(house) {
        world(house).await;
        let quick = house.with_settings(Settings { roll_from: 1_000, ..house.house.settings.clone() });
        let lens = Lens::of(&house.house, &house.by_house()).await.unwrap();
        for _ in 0..10 {
            members::counts(&quick, &lens, &MemberFilters::default()).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert!(!members::roll_is_at_hand(&quick).await.unwrap());
        }
    }
}
