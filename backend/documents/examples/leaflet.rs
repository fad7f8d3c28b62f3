//! Sets a leaflet and a poster of usual length a hundred times, and prints how long one takes.
//!
//! `cargo run --release -p documents --example leaflet`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{error::Error, time::Instant};

use documents::{
    pdf::{Code, Form, Leaflet, Part},
    prose,
};

const TIMES: u32 = 100;

fn main() -> Result<(), Box<dyn Error>> {
    for form in [Form::Pages, Form::Poster] {
        let begun = Instant::now();
        let first = leaflet(0).set(form)?;
        println!("{form:?}: {} kB, the first in {:?}", first.len() / 1024, begun.elapsed());
        let begun = Instant::now();
        for number in 1..=TIMES {
            leaflet(number).set(form)?;
        }
        println!("{form:?}: each of {TIMES} others in {:?}", begun.elapsed() / TIMES);
    }
    Ok(())
}

fn leaflet(number: u32) -> Leaflet {
    let text = "Chaque été, la fête du village laissait vingt sacs de gobelets derrière elle. ".repeat(8);
    let part = |title: &str| Part { title: title.to_owned(), blocks: prose::read(&text), ..Part::default() };
    Leaflet {
        language: "fr".into(),
        over: "Partage d’expérience".into(),
        title: format!("Une fête sans vaisselle jetable {number}"),
        author: "Amicale du four à pain".into(),
        summary: "Mille deux cents gobelets lavés sur place.".into(),
        keywords: vec!["Fêtes".into()],
        brand: "#0F5C43".into(),
        spark: "#F3B73B".into(),
        picture: None,
        parts: ["Contexte", "Objectifs", "Résultats", "Description", "Difficultés"].map(part).to_vec(),
        facts: vec![("Contact".into(), "Mireille Kern".into())],
        figures: vec![("1\u{202f}200".into(), "Gobelets lavés".into())],
        code: Code {
            url: format!("https://club.example/fiches/{number}"),
            shown: format!("club.example/fiches/{number}"),
            alt: "Code QR de la page".into(),
            words: "La fiche en ligne".into(),
        },
        foot: "Le Fil vert".into(),
    }
}
