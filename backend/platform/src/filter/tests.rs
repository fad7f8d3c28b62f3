use super::*;
use sea_orm::{EntityTrait, QueryFilter, QueryTrait};
use serde_json::json;
use tables::member;

fn fields() -> Vec<Field> {
    vec![
        Field::column("name", Kind::Text, member::Column::Name),
        Field::column(
            "kind",
            Kind::Choice(vec![
                Choice::new("commune", "Commune", "Commune"),
                Choice::new("company", "Entreprise", "Company"),
            ]),
            member::Column::Kind,
        ),
        Field::column("joined_on", Kind::Day, member::Column::JoinedOn),
        Field::column("updated_at", Kind::Instant, member::Column::UpdatedAt),
        Field::column("ex_officio", Kind::YesNo, member::Column::ExOfficio),
        Field::column("referent", Kind::Id, member::Column::ReferentId),
        Field::column("number", Kind::Number, member::Column::Revision),
    ]
}

fn context() -> Context {
    Context {
        today: "2026-11-23".parse().unwrap(),
        time_zone: chrono_tz::Europe::Paris,
        soon_days: 30,
        backend: DatabaseBackend::Sqlite,
    }
}

fn sql(tree: Value) -> String {
    let condition = read(&tree.to_string(), "?filter", &fields(), &context()).unwrap().condition(&context());
    let text = member::Entity::find().filter(condition).build(DatabaseBackend::Sqlite).to_string();
    text.split(" WHERE ").nth(1).unwrap().replace("\"member\".", "").replace('"', "")
}

fn refused(tree: Value) -> (String, String) {
    let problem = read(&tree.to_string(), "?filter", &fields(), &context()).err().unwrap();
    assert_eq!(problem.status(), 422);
    (problem.errors()[0].pointer.clone(), problem.errors()[0].code.to_string())
}

#[test]
fn a_tree_becomes_a_condition() {
    let tree = json!({"and": [
        {"field": "kind", "op": "in", "value": ["commune", "company"]},
        {"or": [{"field": "joined_on", "op": "before", "value": "2016-01-01"}, {"field": "joined_on", "op": "empty", "value": true}]},
    ]});
    assert_eq!(
        sql(tree),
        "kind IN ('commune', 'company') AND kind IS NOT NULL AND \
         ((joined_on < '2016-01-01' AND joined_on IS NOT NULL) OR joined_on IS NULL)"
    );
}

#[test]
fn a_day_of_an_instant_is_the_clubs() {
    let tree = json!({"field": "updated_at", "op": "before", "value": "2026-07-01"});
    assert_eq!(sql(tree), "updated_at < '2026-06-30 22:00:00.000000 +00:00' AND updated_at IS NOT NULL");
    let tree = json!({"field": "updated_at", "op": "after", "value": "2026-01-01"});
    assert_eq!(sql(tree), "updated_at >= '2026-01-01 23:00:00.000000 +00:00' AND updated_at IS NOT NULL");
}

#[test]
fn not_gives_exactly_the_others() {
    let tree = json!({"field": "joined_on", "op": "ne", "value": "2016-01-01"});
    assert_eq!(sql(tree), "NOT (joined_on IN ('2016-01-01') AND joined_on IS NOT NULL)");
}

#[test]
fn days_are_counted_from_today() {
    assert_eq!(
        sql(json!({"field": "joined_on", "op": "within_days", "value": 1})),
        "joined_on > '2026-11-21' AND joined_on < '2026-11-25' AND joined_on IS NOT NULL"
    );
    assert_eq!(
        sql(json!({"field": "joined_on", "op": "older_than_days", "value": 90})),
        "joined_on < '2026-08-25' AND joined_on IS NOT NULL"
    );
}

#[test]
fn nothing_since_gives_those_to_whom_nothing_ever_happened_too() {
    assert_eq!(
        sql(json!({"field": "joined_on", "op": "nothing_since_days", "value": 90})),
        "NOT (joined_on > '2026-08-24' AND joined_on IS NOT NULL)"
    );
    assert_eq!(
        sql(json!({"field": "joined_on", "op": "next_days", "value": 7})),
        "joined_on > '2026-11-22' AND joined_on < '2026-12-01' AND joined_on IS NOT NULL"
    );
}

#[test]
fn periods_move_with_today_or_are_named() {
    for (word, after, before) in [
        ("this_year", "2025-12-31", "2027-01-01"),
        ("last_quarter", "2026-06-30", "2026-10-01"),
        ("this_week", "2026-11-22", "2026-11-30"),
        ("last_month", "2026-09-30", "2026-11-01"),
        ("2016", "2015-12-31", "2017-01-01"),
        ("2016-02", "2016-01-31", "2016-03-01"),
        ("2016-Q4", "2016-09-30", "2017-01-01"),
    ] {
        let expected = format!("joined_on > '{after}' AND joined_on < '{before}' AND joined_on IS NOT NULL");
        assert_eq!(sql(json!({"field": "joined_on", "op": "in_period", "value": word})), expected, "{word}");
    }
    for wrong in ["", "soon", "16", "2016-13", "2016-Q5", "2016-1", "20161", "éé16", "-001"] {
        let told = refused(json!({"field": "joined_on", "op": "in_period", "value": wrong}));
        assert_eq!(told, ("?filter/value".to_owned(), "house.filter_wrong_value".to_owned()), "{wrong}");
    }
}

#[test]
fn numbers_are_compared_exactly() {
    assert_eq!(
        sql(json!({"field": "number", "op": "gt", "value": 1.5})),
        "revision >= 1500001 AND revision IS NOT NULL"
    );
    assert_eq!(
        sql(json!({"field": "number", "op": "lte", "value": -2})),
        "revision <= -2000000 AND revision IS NOT NULL"
    );
    assert_eq!(refused(json!({"field": "number", "op": "eq", "value": 1e300})).1, "house.filter_wrong_value");
    assert_eq!(refused(json!({"field": "number", "op": "eq", "value": "1"})).1, "house.filter_wrong_value");
}

#[test]
fn a_kept_tree_says_all_of_it_or_names_what_it_can_not_say() {
    let leaf = json!({"field": "ex_officio", "op": "eq", "value": true});
    let tree = json!({"and": [
        {"field": "custom.gone", "op": "eq", "value": 1},
        {"not": {"field": "custom.gone", "op": "empty", "value": true}},
        {"or": [{"field": "kind", "op": "eq", "value": "town"}, leaf]},
    ]});
    assert_eq!(of_kept_tree(&tree, &fields(), &context()).err().unwrap(), ["custom.gone", "kind"]);
    let condition = of_kept_tree(&json!({"not": leaf}), &fields(), &context()).unwrap().condition(&context());
    let text = member::Entity::find().filter(condition).build(DatabaseBackend::Sqlite).to_string();
    assert!(
        text.ends_with("NOT (\"member\".\"ex_officio\" IN (TRUE) AND \"member\".\"ex_officio\" IS NOT NULL)"),
        "{text}"
    );
    // What was never a tree names nobody.
    assert!(of_kept_tree(&json!([]), &fields(), &context()).err().unwrap().is_empty());
}

#[test]
fn what_a_tree_says_to_the_database_it_says_to_columns() {
    let mut columns = crate::columns::Columns::of((1..=4).map(uuid::Uuid::from_u128).collect());
    let mut own = crate::columns::Gathering::of(4);
    for (row, (kind, joined)) in
        [("commune", Some("2015-01-01")), ("company", None), ("commune", Some("2026-11-20")), ("company", None)]
            .into_iter()
            .enumerate()
    {
        own.word(row, "kind", Some(kind));
        own.day(row, "joined_on", joined.map(|day| day.parse().unwrap()));
    }
    columns.add(own);
    let rows = |tree: Value| {
        let said = read(&tree.to_string(), "?filter", &fields(), &context()).unwrap();
        said.rows(&context(), &columns).map(|rows| rows.rows().collect::<Vec<_>>())
    };
    let commune = json!({"field": "kind", "op": "eq", "value": "commune"});
    let recent = json!({"field": "joined_on", "op": "nothing_since_days", "value": 90});
    assert_eq!(rows(commune.clone()), Some(vec![0, 2]));
    assert_eq!(rows(json!({"not": commune})), Some(vec![1, 3]));
    assert_eq!(rows(recent.clone()), Some(vec![0, 1, 3]));
    assert_eq!(rows(json!({"and": [commune, recent]})), Some(vec![0]));
    assert_eq!(
        rows(json!({"or": [{"not": commune}, {"field": "joined_on", "op": "before", "value": "2016-01-01"}]})),
        Some(vec![0, 1, 3])
    );
    // What is not held is left to the database, with all that hangs on it.
    assert_eq!(rows(json!({"or": [commune, {"field": "name", "op": "empty", "value": true}]})), None);
}

#[test]
fn signs_of_patterns_are_only_signs() {
    let text = sql(json!({"field": "name", "op": "contains", "value": "100%_\\"}));
    assert!(text.contains("100\\%\\_\\\\"), "{text}");
}

#[test]
fn what_does_not_fit_is_told_by_its_pointer() {
    for (tree, pointer, code) in [
        (json!([]), "?filter", "house.filter_shape"),
        (json!({}), "?filter", "house.filter_shape"),
        (json!({"and": []}), "?filter", "house.filter_shape"),
        (
            json!({"and": [{"field": "nope", "op": "eq", "value": 1}]}),
            "?filter/and/0/field",
            "house.filter_unknown_field",
        ),
        (json!({"not": {"field": "kind", "op": "like", "value": 1}}), "?filter/not/op", "house.filter_unknown_op"),
        (json!({"field": "kind", "op": "eq", "value": "town"}), "?filter/value", "house.filter_wrong_value"),
        (json!({"field": "kind", "op": "in", "value": ["commune", 3]}), "?filter/value/1", "house.filter_wrong_value"),
        (json!({"field": "kind", "op": "in", "value": []}), "?filter/value", "house.filter_wrong_value"),
        (json!({"field": "joined_on", "op": "after", "value": "hier"}), "?filter/value", "house.filter_wrong_value"),
        (json!({"field": "updated_at", "op": "eq", "value": "2026-01-01"}), "?filter/op", "house.filter_unknown_op"),
        (json!({"field": "ex_officio", "op": "eq", "value": "oui"}), "?filter/value", "house.filter_wrong_value"),
        (json!({"field": "referent", "op": "eq", "value": "moi"}), "?filter/value", "house.filter_wrong_value"),
        (json!({"field": "name", "op": "eq", "value": "x", "also": 1}), "?filter/also", "house.filter_unknown_key"),
    ] {
        assert_eq!(refused(tree.clone()), (pointer.to_owned(), code.to_owned()), "{tree}");
    }
}

#[test]
fn a_filter_has_bounds() {
    let leaf = json!({"field": "ex_officio", "op": "eq", "value": true});
    let deep = (0..8).fold(leaf.clone(), |inner, _| json!({"not": inner}));
    assert_eq!(refused(deep).1, "house.filter_too_large");
    let wide: Vec<Value> = (0..100).map(|_| leaf.clone()).collect();
    assert_eq!(refused(json!({"or": wide})).1, "house.filter_too_large");
    assert_eq!(read(&" ".repeat(20_001), "?filter", &[], &context()).err().unwrap().status(), 422);
    let abyss = format!("{}{}", r#"{"not":"#.repeat(1000), "}".repeat(1000));
    assert_eq!(read(&abyss, "?filter", &[], &context()).err().unwrap().errors()[0].code, "house.filter_too_large");
    assert_eq!(read("{", "?filter", &[], &context()).err().unwrap().status(), 422);
}
