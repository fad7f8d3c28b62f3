//! Large files.

use std::fmt::Write;

use super::*;

/// Associations whose names share most of their words, all in a handful of communes.
fn alike(rows: usize) -> String {
    let communes = ["Sélestat", "Barr", "Benfeld", "Villé"];
    let mut text = String::from("Structure;Type;Commune;Contact;Mél;Tél.;Date d'adhésion\n");
    for i in 0..rows {
        let commune = communes[i % communes.len()];
        let _ = writeln!(
            text,
            "Association des amis du four {i};Association;{commune};Anne MURR;four{i}@amis.example;03 53 {:02} {:02} {:02};{:02}/03/2015",
            i / 10_000 % 100,
            i / 100 % 100,
            i % 100,
            i % 28 + 1
        );
    }
    text
}

#[test]
fn many_names_alike_are_each_a_member_of_its_own() {
    let workbook = documents::read(alike(1_000).as_bytes(), "grand.csv", &Limits::default()).unwrap();
    let dry = dry_run(&workbook, &Choices::default(), &[]);
    assert_eq!(dry.counts(), [1_000, 1_000, 0, 0, 0, 0]);
}
