//! What a person types, and the communes and EPCI it finds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use places::places;

fn first(q: &str) -> &'static str {
    places().search(q, 10).first().map_or("nothing", |commune| commune.name)
}

fn names(q: &str, limit: usize) -> Vec<&'static str> {
    places().search(q, limit).iter().map(|commune| commune.name).collect()
}

#[test]
fn accents_case_hyphens_and_saints_are_forgiven() {
    for (q, name) in [
        ("selestat", "Sélestat"),
        ("SÉLESTAT", "Sélestat"),
        ("seles", "Sélestat"),
        ("St Pierre Bois", "Saint-Pierre-Bois"),
        ("STE-MARIE AUX MI", "Sainte-Marie-aux-Mines"),
        ("hohwald", "Le Hohwald"),
        ("neuveeglise", "Neuve-Église"),
        ("schoenau", "Schœnau"),
        ("Schönau", "Schœnau"),
        ("boesenb", "Bœsenbiesen"),
        ("aux mines croix", "Sainte-Croix-aux-Mines"),
        ("l'hay", "L'Haÿ-les-Roses"),
    ] {
        assert_eq!(first(q), name, "{q}");
    }
}

#[test]
fn the_very_name_comes_first_then_the_most_populated() {
    assert_eq!(first("barr"), "Barr");
    assert_eq!(names("ville", 2), ["Villé", "Ville"]);
    assert_eq!(names("stras", 1), ["Strasbourg"]);
    let found = places().search("saint-m", 50);
    let peopled: Vec<_> = found.iter().map(|commune| commune.population).collect();
    assert!(peopled.is_sorted_by(|a, b| a >= b), "{peopled:?}");
}

#[test]
fn codes_are_found_too() {
    assert_eq!(first("67462"), "Sélestat");
    assert_eq!(names("67730", 10), ["Châtenois", "La Vancelle"]);
    assert_eq!(first("2a004"), "Ajaccio");
}

#[test]
fn a_search_is_limited_and_may_find_nothing() {
    assert_eq!(names("", 3), ["Paris", "Marseille", "Lyon"]);
    assert_eq!(names("a", 7).len(), 7);
    assert!(names("trifouillis", 10).is_empty());
    assert!(names("%_\u{0}", 3).len() <= 3);
}

#[test]
fn an_epci_can_be_searched_alone() {
    let found: Vec<_> = places().search_in("246700967", "sch", 10).iter().map(|commune| commune.name).collect();
    assert_eq!(found, ["Scherwiller"]);
    assert_eq!(places().search_in("246700967", "", 50).len(), 12);
    assert!(places().search_in("000000000", "", 50).is_empty());
}

#[test]
fn an_epci_is_found_by_words_in_any_order() {
    assert_eq!(places().epcis("ried marckolsheim", 5)[0].siren, "200030526");
    assert_eq!(places().epcis("vallee ville", 5)[0].siren, "246700777");
    assert_eq!(places().epcis("val argent", 5)[0].siren, "246800395", "Argenton comes after");
    assert!(places().epcis("2467009", 5).iter().any(|epci| epci.siren == "246700967"));
    assert!(places().epcis("nulle part", 5).is_empty());
}
