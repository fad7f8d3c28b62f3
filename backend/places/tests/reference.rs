//! What the shipped reference holds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use places::{demo_territory, places};

#[test]
fn the_whole_country_is_there() {
    let places = places();
    assert_eq!(places.vintage(), "6.0.0");
    assert_eq!(places.communes().len(), 34_969);
    assert_eq!(places.epcis("", usize::MAX).len(), 1_255);
    let inhabitants: u64 = places.communes().filter_map(|commune| commune.population).map(u64::from).sum();
    assert!((66_000_000..71_000_000).contains(&inhabitants), "{inhabitants}");
}

#[test]
fn a_commune_is_found_by_its_code_whatever_its_shape() {
    let selestat = places().commune("67462").unwrap();
    assert_eq!(selestat.name, "Sélestat");
    assert_eq!(selestat.siren, Some("216704627"));
    assert_eq!(selestat.population, Some(19_589));
    assert_eq!(selestat.epci_siren, Some("246700967"));
    assert_eq!(selestat.postal_codes().collect::<Vec<_>>(), ["67600"]);
    assert_eq!(places().commune("67447").unwrap().name, "Schiltigheim");
    assert_eq!(places().commune("2A004").unwrap().name, "Ajaccio");
    assert_eq!(places().commune("97105").unwrap().name, "Basse-Terre");
    assert_eq!(places().commune("75056").unwrap().postal_codes().count(), 21);
    for nothing in ["", "6746", "674622", "99999", "20004", "68031", "75115"] {
        assert_eq!(places().commune(nothing), None, "{nothing}");
    }
}

#[test]
fn a_code_of_the_past_leads_to_the_commune_of_today() {
    let today = |code| places().former(code).map(|commune| commune.name);
    assert_eq!(today("20004"), Some("Ajaccio"));
    assert_eq!(today("68031"), Some("Bernwiller"), "a merged commune");
    assert_eq!(today("67007"), Some("Wissembourg"), "an associated commune");
    assert_eq!(today("75115"), Some("Paris"));
    assert_eq!(today("69383"), Some("Lyon"));
    assert_eq!(today("13201"), Some("Marseille"));
    assert_eq!(today("67462"), None, "a commune of today is not of the past");
    assert_eq!(today("00000"), None);
}

#[test]
fn an_epci_knows_its_communes() {
    let epci = places().epci("246700967").unwrap();
    assert_eq!((epci.name, epci.communes), ("CC de Sélestat", 12));
    let communes = places().communes_of(epci.siren);
    assert_eq!(communes.len(), 12);
    assert!(communes.iter().all(|commune| commune.epci_siren == Some("246700967")));
    assert_eq!(communes.iter().filter_map(|commune| commune.population).sum::<u32>(), epci.population);
    assert!(places().epci("246700968").is_none());
    assert!(places().communes_of("").is_empty());
}

#[test]
fn a_postal_code_is_shared() {
    let names: Vec<_> = places().communes_at("67730").iter().map(|commune| commune.name).collect();
    assert_eq!(names, ["Châtenois", "La Vancelle"]);
    assert!(places().communes_at("67604").is_empty());
    assert!(places().communes_at("6760").is_empty());
}

/// Six EPCI without the ten communes of the Canton d'Erstein that another syndicate serves are the demo's ninety.
#[test]
fn a_territory_is_these_epci_without_these_communes() {
    let erstein = places().epcis("canton erstein", 1)[0].siren;
    let epcis = ["246700967", "200030526", "246700777", "200034270", "246800395", erstein];
    let demo = demo_territory();
    let ninety: BTreeSet<_> = demo.iter().map(|commune| commune.insee_code).collect();
    let all: BTreeSet<_> = epcis.iter().flat_map(|epci| places().communes_of(epci)).map(|c| c.insee_code).collect();
    let outside: Vec<_> = all.difference(&ninety).copied().collect();
    assert_eq!(all.len(), 100);
    assert!(ninety.is_subset(&all));
    assert_eq!(outside.len(), 10);
    assert!(outside.iter().all(|code| places().commune(code).and_then(|c| c.epci_siren) == Some(erstein)));
    let population: u32 = ninety.iter().filter_map(|code| places().commune(code)?.population).sum();
    assert_eq!(population, 131_634);
}

#[test]
fn every_commune_of_the_demo_has_a_place_on_the_map() {
    let demo = demo_territory();
    assert_eq!(demo.len(), 90);
    for commune in demo {
        assert!((48.1..48.5).contains(&commune.latitude), "{commune:?}");
        assert!((7.1..7.8).contains(&commune.longitude), "{commune:?}");
        assert!(places().commune(commune.insee_code).is_some());
    }
}
