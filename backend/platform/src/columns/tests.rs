use super::*;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Five records: names, days and numbers, and rows of another table that belong to three of them.
fn columns() -> Columns {
    let mut columns = Columns::of((1..=5).map(Uuid::from_u128).collect());
    let mut own = Gathering::of(5);
    for (row, (name, last, cups)) in [
        (Some("Cafe"), Some("2026-03-15"), Some(2_000_000)),
        (Some("Ecole"), None, None),
        (None, Some("2026-03-16"), Some(-1)),
        (Some("Cafe"), Some("2025-12-31"), Some(2_000_001)),
        (Some("Amicale"), None, Some(0)),
    ]
    .into_iter()
    .enumerate()
    {
        own.word(row, "name", name);
        own.day(row, "last", last.map(on));
        own.number(row, "cups", cups);
    }
    columns.add(own);
    let mut calls = Gathering::of(4);
    for (row, channel) in ["call", "visit", "call", "call"].into_iter().enumerate() {
        calls.word(row, "channel", Some(channel));
    }
    columns.add_others("exchanges", vec![0, 1, 0, 4], calls);
    columns
}

fn rows(bits: Option<Bits>) -> Vec<usize> {
    bits.unwrap().rows().collect()
}

fn one_of(texts: &[&str]) -> Test {
    Test::OneOf(texts.iter().map(|text| Operand::Text((*text).to_owned())).collect())
}

#[test]
fn a_test_means_what_it_means_of_a_column_of_the_database() {
    let columns = columns();
    let passing = |column: &str, test: Test| rows(columns.own().test(column, &test, None));
    assert_eq!(passing("name", Test::Empty), [2]);
    assert_eq!(passing("name", one_of(&["Cafe", "cafe"])), [0, 3]);
    assert_eq!(passing("name", Test::Contains("CA".to_owned())), [0, 3, 4]);
    assert_eq!(passing("last", Test::Empty), [1, 4]);
    let between =
        |after: Option<&str>, before: Option<&str>| Test::Between { after: after.map(on), before: before.map(on) };
    assert_eq!(passing("last", between(Some("2026-03-15"), None)), [2]);
    assert_eq!(passing("last", between(None, Some("2026-03-15"))), [3]);
    assert_eq!(passing("last", between(Some("2025-12-31"), Some("2026-03-16"))), [0]);
    assert_eq!(passing("last", Test::OneOf(vec![Operand::Day(on("2026-03-16"))])), [2]);
    assert_eq!(passing("cups", Test::Numbers { least: Some(2_000_001), most: None }), [3]);
    assert_eq!(passing("cups", Test::Numbers { least: None, most: Some(0) }), [2, 4]);
    assert!(columns.own().test("nothing", &Test::Empty, None).is_none());
    // Folded texts are searched as the database searches them; what folding leaves nothing of, it answers alone.
    assert!(columns.own().holds("name", "€").is_none());
}

#[test]
fn a_day_of_an_instant_is_the_clubs() {
    let mut columns = Columns::of((1..=3).map(Uuid::from_u128).collect());
    let mut own = Gathering::of(3);
    for (row, at) in ["2026-06-30T21:59:59Z", "2026-06-30T22:00:00Z", "2026-07-01T22:00:00Z"].into_iter().enumerate() {
        own.number(row, "at", Some(instant(at.parse().unwrap())));
    }
    columns.add(own);
    let zone = Some(chrono_tz::Europe::Paris);
    let before = Test::Between { after: None, before: Some(on("2026-07-01")) };
    assert_eq!(rows(columns.own().test("at", &before, zone)), [0]);
    let after = Test::Between { after: Some(on("2026-07-01")), before: None };
    assert_eq!(rows(columns.own().test("at", &after, zone)), [2]);
}

#[test]
fn records_are_found_by_rows_that_belong_to_them() {
    let columns = columns();
    let called = columns.having("exchanges", |rows| rows.test("channel", &one_of(&["call"]), None));
    assert_eq!(rows(called.clone()), [0, 4]);
    let yes = Test::OneOf(vec![Operand::YesNo(true)]);
    let no = Test::OneOf(vec![Operand::YesNo(false)]);
    assert_eq!(yes_or_no(&yes, called.clone().unwrap(), 5).rows().collect::<Vec<_>>(), [0, 4]);
    assert_eq!(yes_or_no(&no, called.clone().unwrap(), 5).rows().collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(yes_or_no(&Test::Empty, called.unwrap(), 5).count(), 0);
    assert!(columns.having("nothing", |_| None).is_none());
}

#[test]
fn an_order_puts_those_without_a_value_last_in_both_directions() {
    let columns = columns();
    let walked = |by: &[&str], descending: bool| columns.order(by).unwrap().walk(descending).collect::<Vec<_>>();
    assert_eq!(walked(&["name"], false), [4, 0, 3, 1, 2]);
    assert_eq!(walked(&["name"], true), [1, 3, 0, 4, 2]);
    assert_eq!(walked(&["last", "name"], false), [3, 0, 2, 4, 1]);
    assert_eq!(walked(&["last", "name"], true), [2, 0, 3, 1, 4]);
    assert_eq!(walked(&[], true), [4, 3, 2, 1, 0]);
    assert!(columns.order(&["nothing"]).is_none());
}

#[test]
fn a_walk_goes_on_behind_any_place() {
    let columns = columns();
    let behind = |by: &[&str], keys: &[&str], id: u128, is_empty: bool, descending: bool| {
        let keys: Vec<Option<String>> = keys.iter().map(|key| Some((*key).to_owned())).collect();
        let order = columns.order(by).unwrap();
        let of_place = if is_empty { &by[1..] } else { by };
        let place = columns.place(of_place, &keys, Uuid::from_u128(id)).unwrap();
        order.walk_behind(is_empty, descending, |row| place.compare(&columns, row)).collect::<Vec<_>>()
    };
    assert_eq!(behind(&["name"], &["Cafe"], 1, false, false), [3, 1, 2]);
    assert_eq!(behind(&["name"], &["Cafe"], 4, false, true), [0, 4, 2]);
    // A record that has gone meanwhile leaves its place.
    assert_eq!(behind(&["name"], &["Bar"], 9, false, false), [0, 3, 1, 2]);
    assert_eq!(behind(&["last", "name"], &["2026-03-15", "Cafe"], 1, false, false), [2, 4, 1]);
    assert_eq!(behind(&["last", "name"], &["Amicale"], 5, true, false), [1]);
    assert_eq!(behind(&["cups"], &["0"], 5, false, true), [2, 1]);
    assert!(columns.place(&["last"], &[Some("soon".to_owned())], Uuid::nil()).is_none());
}
