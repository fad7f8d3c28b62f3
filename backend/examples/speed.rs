//! How long the member list takes with many members: `cargo run --release -p maillage --example speed`, or `make bench`.
//! On a fresh SQLite file, and on the PostgreSQL of `MAILLAGE_BENCH_POSTGRES_URL` (an empty database) when it is given.
//! `MAILLAGE_BENCH_MEMBERS` says how many members; 100,000 when it does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{future::Future, sync::Arc, time::Instant};

use chrono::{Days, NaiveDate};
use kernel::{
    clock::{Clock, SystemClock},
    trade::{MemberKind, MemberStatus, Precision},
    words,
};
use maillage::{
    app,
    features::members::{self, DuplicateQuery, Lens, MemberFilters, MemberStretch},
};
use platform::{Asker, House, Way, db::Db, files::Files, house::HouseParts, secrets::Vault, settings::Settings};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use tables::{member, member_status};
use uuid::Uuid;

#[tokio::main]
async fn main() {
    let how_many = std::env::var("MAILLAGE_BENCH_MEMBERS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let dir = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", dir.path().join("speed.sqlite").display());
    for url in [Some(file), std::env::var("MAILLAGE_BENCH_POSTGRES_URL").ok()].into_iter().flatten() {
        println!("{}, {how_many} members", url.split(':').next().unwrap_or_default());
        let house = open(&url, dir.path()).await;
        fill(&house, how_many).await;
        measure_all(&house, how_many).await;
    }
}

async fn open(url: &str, dir: &std::path::Path) -> House {
    let given = [
        ("MAILLAGE_DATA_DIR", dir.display().to_string()),
        ("MAILLAGE_DATABASE_URL", url.to_owned()),
        ("MAILLAGE_SECRET", "a secret for measuring, of more than 32 characters".to_owned()),
    ];
    let settings = Settings::read(given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()).unwrap();
    let db = Db::connect(&settings).await.unwrap();
    db.migrate(&settings).await.unwrap();
    let house = House::new(HouseParts {
        vault: Vault::of("a secret for measuring, of more than 32 characters"),
        files: Files::open(&settings).unwrap(),
        settings,
        db,
        clock: Arc::new(SystemClock),
        book: app::book(),
        fields: app::fields(),
        bell: Default::default(),
        memo: Default::default(),
    });
    app::prepare(&house).await.unwrap();
    house
}

const FIRST: [&str; 12] = [
    "Association",
    "Amicale",
    "Boulangerie",
    "École",
    "Ferme",
    "Repair Café",
    "Ludothèque",
    "Menuiserie",
    "Foyer rural",
    "Ressourcerie",
    "Jardin partagé",
    "Épicerie",
];
const SECOND: [&str; 16] = [
    "Les Vieux Rabots",
    "La Cigogne Économe",
    "du Four à Pain",
    "des Tilleuls",
    "du Ried",
    "La Ruche",
    "des Trois Ponts",
    "du Moulin",
    "Les Pinsons",
    "de l’Ill",
    "du Château",
    "Les Épluchures",
    "La Grange",
    "du Vignoble",
    "Le Lien",
    "des Écrivains",
];

/// The same members every time: numbers stand for chance.
async fn fill(house: &House, how_many: usize) {
    let begun = Instant::now();
    let communes: Vec<_> =
        places::places().communes().filter(|one| one.insee_code.starts_with("67")).take(90).collect();
    let (now, today) = (SystemClock.now(), SystemClock.now().date_naive());
    let tx = house.db.begin().await.unwrap();
    let mut rows = Vec::new();
    let mut steps = Vec::new();
    for number in 0..how_many {
        let chance = number.wrapping_mul(2_654_435_761) % 1_000_003;
        let commune = &communes[chance % communes.len()];
        let name = format!("{} {} {number}", FIRST[chance % 12], SECOND[chance / 12 % 16]);
        let status =
            [MemberStatus::Active, MemberStatus::Active, MemberStatus::Prospect, MemberStatus::Left][chance % 4];
        let kind = [MemberKind::Association, MemberKind::Company, MemberKind::PublicBody][chance / 7 % 3];
        let day = |back: usize| today.checked_sub_days(Days::new(back as u64)).unwrap_or(NaiveDate::MIN);
        let last = (chance % 5 > 0).then(|| day(chance % 200));
        let email = format!("contact{number}@organisation.example");
        let person = format!("prenom{} nom{}", chance % 500, chance % 3000);
        let id = kernel::ids::new_id();
        rows.push(
            member::Model {
                search: words::fold(&format!("{name} {} {email} {person}", commune.name)),
                name_key: words::name_key(&name),
                match_key: words::match_key(&name),
                commune_code: Some(commune.insee_code.to_owned()),
                commune_name: Some(commune.name.to_owned()),
                commune_key: Some(words::name_key(commune.name)),
                postal_code: commune.postal_codes().next().map(str::to_owned),
                joined_on: (status != MemberStatus::Prospect).then(|| day(chance % 4000)),
                contact_due_on: last.map(|day| day + Days::new(90)),
                last_contact_on: last,
                email_key: Some(email.clone()),
                email: Some(email),
                description: Some(
                    "Une organisation comme il y en a beaucoup, avec ses gens et ses projets. ".repeat(3),
                ),
                ..member_of(id, kind, status, name, now)
            }
            .into_active_model(),
        );
        steps.push(member_status::ActiveModel {
            id: Set(kernel::ids::new_id()),
            member_id: Set(id),
            status: Set(status),
            since: Set(day(chance % 4000)),
            precision: Set(Precision::Day),
            reason: Set(None),
            seq: Set(0),
            recorded_at: Set(now),
        });
        if rows.len() == 500 || number + 1 == how_many {
            member::Entity::insert_many(std::mem::take(&mut rows)).exec_without_returning(&tx).await.unwrap();
            member_status::Entity::insert_many(std::mem::take(&mut steps)).exec_without_returning(&tx).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let analysed = house.db.begin().await.unwrap();
    analysed.execute_unprepared("ANALYZE").await.unwrap();
    analysed.commit().await.unwrap();
    println!("  filled in {:.1?}", begun.elapsed());
}

fn member_of(
    id: Uuid,
    kind: MemberKind,
    status: MemberStatus,
    name: String,
    now: chrono::DateTime<chrono::Utc>,
) -> member::Model {
    member::Model { id, kind, status, name, ..members::blank(now, "bench") }
}

async fn measure_all(house: &House, how_many: usize) {
    let lens = Lens::of(house, &Asker::house("bench", Way::Command)).await.unwrap();
    let ask = |filters: MemberFilters, stretch: MemberStretch| {
        let lens = &lens;
        move || {
            let (filters, stretch) = (filters.clone(), stretch.clone());
            async move { drop(members::list(house, lens, &filters, stretch).await.unwrap()) }
        }
    };
    let (all, first) = (MemberFilters::default, MemberStretch::default);
    let text = |text: &str| Some(text.to_owned());
    measure("list by name", ask(all(), first())).await;
    measure("with total", ask(all(), MemberStretch { with_total: Some(true), ..first() })).await;
    for sort in ["joined_on", "-last_contact_on", "contact_due_on", "commune", "status", "kind", "-updated_at"] {
        measure(&format!("sort {sort}"), ask(all(), MemberStretch { sort: text(sort), ..first() })).await;
    }
    let far = Some(how_many as u64 * 9 / 10);
    measure("jump to nine tenths", ask(all(), MemberStretch { offset: far, ..first() })).await;
    measure("jump, nulls last", ask(all(), MemberStretch { offset: far, sort: text("last_contact_on"), ..first() }))
        .await;
    for q in ["cafe", "ecole ried", "repair vieux rabots 1234", "contact99999", "introuvable"] {
        measure(&format!("search {q:?}"), ask(MemberFilters { q: text(q), ..all() }, first())).await;
    }
    measure(
        "search, with total",
        ask(MemberFilters { q: text("cafe"), ..all() }, MemberStretch { with_total: Some(true), ..first() }),
    )
    .await;
    let overdue = MemberFilters { follow_up: text("overdue"), ..all() };
    measure("overdue by name", ask(overdue.clone(), first())).await;
    measure("overdue by due day", ask(overdue, MemberStretch { sort: text("contact_due_on"), ..first() })).await;
    measure("one commune", ask(MemberFilters { commune: text("67008"), ..all() }, first())).await;
    let tree = r#"{"and":[{"field":"kind","op":"eq","value":"company"},{"field":"last_contact_on","op":"older_than_days","value":90}]}"#;
    measure("filter tree", ask(MemberFilters { filter: text(tree), ..all() }, first())).await;
    measure("counts", || async { drop(members::counts(house, &lens, &all()).await.unwrap()) }).await;
    let past = NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
    measure("counts of a past day", || async { drop(members::counts_on(house, &lens, &all(), past).await.unwrap()) })
        .await;
    for commune in [None, text("67008")] {
        let typed = DuplicateQuery { name: text("Amicale du Four a Pain 77"), commune, ..Default::default() };
        measure("duplicates while typing", || async {
            drop(members::duplicates(house, &lens, typed.clone()).await.unwrap());
        })
        .await;
    }
}

/// The middle of several tries, and the slowest.
async fn measure<F: Future<Output = ()>>(what: &str, run: impl Fn() -> F) {
    const TIMES: usize = 9;
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begun = Instant::now();
        run().await;
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    println!("  {what}: {:.1?} (slowest {:.1?})", took[TIMES / 2], took[TIMES - 1]);
}
