//! The commune cells of real spreadsheets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use places::{Because, Resolved, demo_territory, places};

fn resolve(text: &str, postal_code: &str) -> Resolved {
    let territory: BTreeSet<_> = demo_territory().into_iter().map(|commune| commune.insee_code).collect();
    let postal_code = (!postal_code.is_empty()).then_some(postal_code);
    places().resolve(text, postal_code, &|code| territory.contains(code))
}

fn anywhere(text: &str, postal_code: &str) -> Resolved {
    places().resolve(text, (!postal_code.is_empty()).then_some(postal_code), &|_| false)
}

fn spelled(insee_code: &'static str) -> Resolved {
    Resolved::Spelled { insee_code }
}

fn proposed(insee_code: &'static str, why: Because) -> Resolved {
    Resolved::Proposed { insee_code, why }
}

#[test]
fn every_commune_of_the_territory_is_known_by_its_own_name() {
    for commune in demo_territory() {
        let name = places().commune(commune.insee_code).unwrap().name;
        assert_eq!(resolve(name, ""), Resolved::Exact { insee_code: commune.insee_code }, "{name}");
        let capitals = resolve(&name.to_uppercase(), "");
        assert_eq!(capitals, spelled(commune.insee_code), "{name}");
    }
}

#[test]
fn spellings_of_a_coordinators_sheet_are_repaired() {
    for (text, insee_code) in [
        (" Barr", "67021"),
        ("Boesenbiesen", "67053"),
        ("Chatenois", "67073"),
        ("Dambach la Ville", "67084"),
        ("Epfig\u{a0}", "67125"),
        ("HOHWALD (LE)", "67210"),
        ("Hohwald, Le", "67210"),
        ("Neuve Eglise", "67320"),
        ("St Martin", "67426"),
        ("ST MAURICE", "67427"),
        ("St-Pierre", "67429"),
        ("St Pierre Bois", "67430"),
        ("SCHOENAU", "67453"),
        ("SELESTAT CEDEX", "67462"),
        ("SELESTAT CEDEX 2", "67462"),
        ("Thanville", "67490"),
        ("Triembach au Val", "67493"),
        ("Vancelle (La)", "67505"),
        ("VILLE", "67507"),
        ("LIEPVRE", "68185"),
        ("Ste Croix-aux-Mines", "68294"),
        ("STE MARIE AUX MINES", "68298"),
        ("Selestat", "67462"),
        ("67600 Sélestat", "67462"),
        ("Sélestat (67)", "67462"),
        ("Sélestat - 67600", "67462"),
        ("Mairie de Sélestat", "67462"),
        ("Commune du Hohwald", "67210"),
        ("Se\u{301}lestat", "67462"),
        ("67462", "67462"),
    ] {
        assert_eq!(resolve(text, ""), spelled(insee_code), "{text:?}");
    }
}

#[test]
fn near_names_of_neighbours_stay_apart() {
    assert_eq!(resolve("Saint-Pierre", "67140"), Resolved::Exact { insee_code: "67429" });
    assert_eq!(resolve("Saint-Pierre-Bois", "67220"), Resolved::Exact { insee_code: "67430" });
    assert_eq!(resolve("Breitenau", "67220"), Resolved::Exact { insee_code: "67062" });
    assert_eq!(resolve("Breitenbach", "67220"), Resolved::Exact { insee_code: "67063" });
}

#[test]
fn names_of_the_past_are_proposed_never_applied() {
    for (text, insee_code) in [
        ("Meissengott", "67280"),
        ("L'Allemand-Rombach", "68283"),
        ("Kestenholz", "67073"),
        ("Markirch", "68298"),
        ("MARKIRCH", "68298"),
        ("Schlettstadt", "67462"),
        ("Wanzel", "67505"),
        ("Müttersholz", "67311"),
    ] {
        assert_eq!(resolve(text, ""), proposed(insee_code, Because::OldName), "{text}");
    }
    assert_eq!(anywhere("Altenstadt", "67160"), proposed("67544", Because::OldName), "merged into Wissembourg");
    assert_eq!(anywhere("Marseille 1er Arrondissement", ""), proposed("13055", Because::OldName));
}

#[test]
fn former_codes_are_proposed() {
    assert_eq!(anywhere("68031", ""), proposed("68006", Because::FormerCode));
    assert_eq!(anywhere("75115", ""), proposed("75056", Because::FormerCode));
}

#[test]
fn the_postal_code_chooses_between_homonyms() {
    assert_eq!(anywhere("Saint-Martin", "67220"), Resolved::Exact { insee_code: "67426" });
    assert_eq!(anywhere("Saint Martin", "65360"), spelled("65392"));
    assert_eq!(anywhere("Villé", "67220"), Resolved::Exact { insee_code: "67507" });
    assert_eq!(anywhere("VILLE", "60400"), spelled("60676"));
    assert_eq!(resolve("SELESTAT CEDEX", "67604"), spelled("67462"), "a CEDEX code is nobody's");
}

#[test]
fn without_anything_to_choose_by_homonyms_are_told() {
    let Resolved::Ambiguous(codes) = anywhere("Saint-Martin", "") else { panic!("not ambiguous") };
    assert!(codes.contains(&"67426") && codes.len() > 3);
    assert!(matches!(resolve("Saint-Martin", "33000"), Resolved::Ambiguous(_)), "not the one of the territory");
}

#[test]
fn an_unknown_name_is_proposed_from_the_postal_code_only_if_that_tells_one() {
    assert_eq!(resolve("Trifouillis-les-Oies", "67750"), proposed("67445", Because::PostalCode));
    assert_eq!(resolve("67750", ""), proposed("67445", Because::PostalCode));
    assert_eq!(resolve("Trifouillis-les-Oies", "67140"), Resolved::Unknown);
    assert_eq!(resolve("Trifouillis-les-Oies", ""), Resolved::Unknown);
}

#[test]
fn a_typing_error_is_proposed_never_applied() {
    assert_eq!(resolve("Selesta", ""), proposed("67462", Because::NearName));
    assert_eq!(resolve("Marckolshiem", "67390"), proposed("67281", Because::NearName));
    assert_eq!(resolve("Dambach", "67650"), proposed("67084", Because::NearName), "Dambach has another postal code");
    assert_eq!(resolve("Sainte-Marie", "68160"), proposed("68298", Because::NearName));
    assert_eq!(anywhere("Selesta", ""), Resolved::Unknown);
}

#[test]
fn cells_without_a_name_are_unknown() {
    for text in ["", "  ", "\u{a0}", "-", "()", "?", "99999", "2A", "é", "(", "0", "cedex", "le"] {
        assert_eq!(resolve(text, "").decided(), None, "{text:?}");
    }
}
