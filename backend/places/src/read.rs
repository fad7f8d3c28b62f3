//! Reads the shipped file into [`Places`]. Its lines are described in `tools/places/build.mjs`.

use std::io::Read;

use flate2::read::GzDecoder;

use crate::spelling::{key, without_blanks};
use crate::{Epci, Places, insee_of};

const PLACES: &[u8] = include_bytes!("../data/places.tsv.gz");
const OLD_NAMES: &str = include_str!("../data/old-names.csv");

/// The shipped file; nothing if it is not what the generator writes.
pub fn embedded() -> Option<Places> {
    let mut text = String::new();
    GzDecoder::new(PLACES).read_to_string(&mut text).ok()?;
    text.shrink_to_fit();
    // Read once per process and kept until its end: every name of an answer is a slice of it.
    let text: &'static str = text.leak();

    let mut places = Places::default();
    let mut former = Vec::new();
    for line in text.lines() {
        let (tag, rest) = line.split_once('\t')?;
        match tag {
            "V" => places.vintage = rest,
            "E" => {
                let (siren, name) = rest.split_once('\t')?;
                places.epcis.push(Epci { siren, name, communes: 0, population: 0 });
            }
            "C" => places.communes.push(rest),
            "F" => former.push(rest),
            _ => return None,
        }
    }
    index_communes(&mut places)?;
    index_former(&mut places, &former)?;
    index_names(&mut places)?;
    Some(places)
}

fn index_communes(places: &mut Places) -> Option<()> {
    let mut by_epci = Vec::with_capacity(places.communes.len());
    for (row, line) in (0..).zip(&places.communes) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [_, _, _, population, postal, epci, former] = fields[..] else { return None };
        for code in postal.split(',').filter(|code| !code.is_empty()) {
            places.postal.push((code.parse().ok()?, row));
        }
        for code in former.split(',').filter(|code| !code.is_empty()) {
            places.former_codes.push((code, row));
        }
        if !epci.is_empty() {
            let index: usize = epci.parse().ok()?;
            let epci = places.epcis.get_mut(index)?;
            epci.communes += 1;
            epci.population += population.parse::<u32>().unwrap_or(0);
            by_epci.push((index, row));
        }
    }
    places.postal.sort_unstable();
    by_epci.sort_unstable();
    places.epci_starts =
        (0..=places.epcis.len()).map(|index| by_epci.partition_point(|(of, _)| *of < index) as u32).collect();
    places.epci_rows = by_epci.into_iter().map(|(_, row)| row).collect();
    Some(())
}

fn index_former(places: &mut Places, lines: &[&'static str]) -> Option<()> {
    for line in lines {
        let mut fields = line.split('\t');
        let (code, name, today) = (fields.next()?, fields.next()?, fields.next()?);
        let row = places.row_of(today)?;
        if code != today {
            places.former_codes.push((code, row));
        }
        if name != places.at(row).name {
            places.former_names.push((name, row));
        }
    }
    for line in OLD_NAMES.lines().skip(1) {
        let mut fields = line.split(',');
        let (name, today) = (fields.next()?, fields.next()?);
        let row = places.row_of(today)?;
        places.former_names.push((name, row));
    }
    // A code that stands for a commune of today is never a former one.
    places.former_codes.sort_unstable();
    places.former_codes.dedup();
    let Places { former_codes, communes, .. } = places;
    former_codes.retain(|(code, _)| communes.binary_search_by(|line| insee_of(line).cmp(code)).is_err());
    Some(())
}

fn index_names(places: &mut Places) -> Option<()> {
    let mut names: Vec<&'static str> = places.communes().map(|commune| commune.name).collect();
    names.extend(places.former_names.iter().map(|(name, _)| *name));
    places.key_starts.push(0);
    for name in &names {
        places.keys.push_str(&key(name));
        places.key_starts.push(u32::try_from(places.keys.len()).ok()?);
    }
    places.keys.shrink_to_fit();
    let mut order: Vec<u16> = (0..u16::try_from(names.len()).ok()?).collect();
    order.sort_by(|a, b| without_blanks(places.key_at(*a)).cmp(without_blanks(places.key_at(*b))));
    places.by_key = order;
    Some(())
}
