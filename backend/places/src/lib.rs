//! The communes of France and their intercommunal bodies (EPCI), shipped with the product: no network is asked.
//!
//! Words: a *commune* is named by its INSEE code (5 characters, `67462`, `2A004`, `97105`); an *EPCI* (with own
//! taxation) by its SIREN (9 digits). A *former place* is one that lives on inside another commune: a merged commune
//! (déléguée, associée, or gone altogether) or an arrondissement of Paris, Lyon or Marseille.
//! Populations are the municipal ones of the vintage; an EPCI's is the sum of its communes'.
//!
//! Source: `@etalab/decoupage-administratif` 6.0.0 (vintage 2026, code MIT, data under Licence Ouverte 2.0, from INSEE,
//! DGCL and La Poste), made compact by `tools/places/build.mjs`. Historical names: `data/old-names.csv`, ours.
//!
//! Everything is read once, on first use, into about 4 MB; every answer borrows from there.

mod demo;
mod read;
mod resolve;
mod search;
mod spelling;

use std::ops::Range;
use std::sync::OnceLock;

pub use demo::{DemoCommune, demo_territory};
pub use resolve::{Because, Resolved};

/// A commune of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commune {
    /// INSEE code, 5 characters.
    pub insee_code: &'static str,
    /// Official name with its article, accents and hyphens: `Le Hohwald`.
    pub name: &'static str,
    /// 9 digits; a few overseas and uninhabited communes have none.
    pub siren: Option<&'static str>,
    /// Inhabitants; unknown for a few overseas communes.
    pub population: Option<u32>,
    /// SIREN of the EPCI; islands and some overseas communes belong to none.
    pub epci_siren: Option<&'static str>,
    postal_codes: &'static str,
}

impl Commune {
    /// Postal codes, 5 digits each. A commune may have several, and share them with others.
    pub fn postal_codes(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.postal_codes.split(',').filter(|code| !code.is_empty())
    }
}

/// An intercommunal body with own taxation (communauté de communes, d'agglomération, urbaine, métropole).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epci {
    /// 9 digits.
    pub siren: &'static str,
    /// With its kind in short: `CC de Sélestat`.
    pub name: &'static str,
    /// How many communes it has.
    pub communes: usize,
    /// Sum of the communes' inhabitants.
    pub population: u32,
}

/// The national reference. Made once by [`places`].
///
/// One blob of text holds all strings; the rest are sorted numbers into it (a row is a commune's place in the
/// order of INSEE codes, and fits 16 bits), which keeps 35,000 communes and their indexes within a few MB.
#[derive(Default)]
pub struct Places {
    vintage: &'static str,
    /// One line per commune, by INSEE code; parsed when asked for.
    communes: Vec<&'static str>,
    epcis: Vec<Epci>,
    /// Rows of communes grouped by EPCI, and where each group starts.
    epci_rows: Vec<u16>,
    epci_starts: Vec<u32>,
    /// (postal code, row), sorted.
    postal: Vec<(u32, u16)>,
    /// (former INSEE code, row of today), sorted.
    former_codes: Vec<(&'static str, u16)>,
    /// Former places and historical names, numbered after the communes in `by_key`.
    former_names: Vec<(&'static str, u16)>,
    /// Spelling keys of communes, then of former names, in one blob.
    keys: String,
    key_starts: Vec<u32>,
    /// Communes and former names sorted by their key without blanks.
    by_key: Vec<u16>,
}

/// The reference, read on first use (some 40 ms in a release build).
pub fn places() -> &'static Places {
    static PLACES: OnceLock<Places> = OnceLock::new();
    // The file is part of the binary and a test reads it whole; an unreadable one would leave the reference empty
    // rather than stop a server that can do without.
    PLACES.get_or_init(|| read::embedded().unwrap_or_default())
}

impl Places {
    /// Version of the source package; its major number changes with the year of the data.
    pub fn vintage(&self) -> &'static str {
        self.vintage
    }

    /// All communes, by INSEE code.
    pub fn communes(&self) -> impl ExactSizeIterator<Item = Commune> + '_ {
        self.communes.iter().map(|line| self.parse(line))
    }

    /// A commune of today by its INSEE code; a former code gives nothing here, see [`Places::former`].
    pub fn commune(&self, insee_code: &str) -> Option<Commune> {
        self.row_of(insee_code).map(|row| self.at(row))
    }

    /// The commune that stands today where `insee_code` stood: a merged commune, an arrondissement of Paris, Lyon or
    /// Marseille, a code changed with the département (`20004` → `2A004`).
    pub fn former(&self, insee_code: &str) -> Option<Commune> {
        let found = self.former_codes.binary_search_by(|(code, _)| (*code).cmp(insee_code)).ok()?;
        self.former_codes.get(found).map(|(_, row)| self.at(*row))
    }

    /// An EPCI by its SIREN.
    pub fn epci(&self, siren: &str) -> Option<Epci> {
        self.epci_index(siren).and_then(|index| self.epcis.get(index).copied())
    }

    /// The communes of an EPCI, by INSEE code; empty for an unknown SIREN.
    pub fn communes_of(&self, siren: &str) -> Vec<Commune> {
        self.rows_of(siren).iter().map(|row| self.at(*row)).collect()
    }

    /// The communes that have this postal code (5 digits), by INSEE code; empty for an unknown one.
    pub fn communes_at(&self, postal_code: &str) -> Vec<Commune> {
        self.rows_at(postal_code).map(|row| self.at(row)).collect()
    }

    fn rows_of(&self, siren: &str) -> &[u16] {
        let range = self.epci_index(siren).and_then(|index| {
            let start = *self.epci_starts.get(index)? as usize;
            let end = *self.epci_starts.get(index + 1)? as usize;
            Some(Range { start, end })
        });
        range.and_then(|range| self.epci_rows.get(range)).unwrap_or_default()
    }

    fn rows_at(&self, postal_code: &str) -> impl Iterator<Item = u16> + '_ {
        let wanted = match postal_code.len() {
            5 => postal_code.parse::<u32>().ok(),
            _ => None,
        };
        let start = wanted.map_or(self.postal.len(), |wanted| self.postal.partition_point(|(code, _)| *code < wanted));
        self.postal[start..].iter().take_while(move |(code, _)| Some(*code) == wanted).map(|(_, row)| *row)
    }

    fn epci_index(&self, siren: &str) -> Option<usize> {
        self.epcis.binary_search_by(|epci| epci.siren.cmp(siren)).ok()
    }

    fn row_of(&self, insee_code: &str) -> Option<u16> {
        let row = self.communes.binary_search_by(|line| insee_of(line).cmp(insee_code)).ok()?;
        u16::try_from(row).ok()
    }

    fn at(&self, row: u16) -> Commune {
        self.parse(self.communes[usize::from(row)])
    }

    fn parse(&self, line: &'static str) -> Commune {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let (insee_code, name, siren, population, postal_codes, epci) =
            (next(), next(), next(), next(), next(), next());
        Commune {
            insee_code,
            name,
            siren: (!siren.is_empty()).then_some(siren),
            population: population.parse().ok(),
            epci_siren: epci.parse::<usize>().ok().and_then(|at| self.epcis.get(at)).map(|epci| epci.siren),
            postal_codes,
        }
    }
}

fn insee_of(line: &'static str) -> &'static str {
    line.split('\t').next().unwrap_or_default()
}
