//! The fields of filters as a builder shows them, with the club's own topics, people, communes.

use std::collections::BTreeMap;

use kernel::problem::{Problem, Say, say};
use places::places;
use platform::{
    House,
    filter::{Choice, Field, Kind, PERIODS, operators},
};

use super::{
    cards::Lens,
    custom::KEY,
    list::SORTS,
    schema::{FilterChoice, FilterField, FilterFields, FilterOperator, FilterPeriod, Words},
    store::{self, Keeper},
    which,
};

/// So many values of a list are offered with the fields; a longer one is asked for word by word.
const MOST_OFFERED: usize = 500;

pub async fn all(house: &House, lens: &Lens) -> Result<FilterFields, Problem> {
    let db = &house.db.read;
    let topics = store::all_topics(db).await?;
    let referents = store::keepers(db).await?;
    let codes = store::territory(db).await?;
    let communes: BTreeMap<String, String> = codes
        .iter()
        .filter_map(|code| places().commune(code))
        .map(|commune| (commune.name.to_owned(), commune.insee_code.to_owned()))
        .collect();
    let epcis: BTreeMap<String, String> = codes
        .iter()
        .filter_map(|code| places().commune(code)?.epci_siren)
        .filter_map(|siren| places().epci(siren))
        .map(|epci| (epci.name.to_owned(), epci.siren.to_owned()))
        .collect();
    let offered = |field: &Field| -> Vec<FilterChoice> {
        let named = |pairs: &mut dyn Iterator<Item = (String, String)>| -> Vec<FilterChoice> {
            pairs
                .take(MOST_OFFERED)
                .map(|(value, name)| choice(&Choice::new(value, name.as_str(), name.as_str())))
                .collect()
        };
        match (&field.kind, field.lookup) {
            (Kind::Choice(choices), _) => choices.iter().map(choice).collect(),
            (_, Some("topics")) => named(&mut topics.iter().map(|(id, name)| (id.to_string(), name.clone()))),
            (_, Some("referents")) => referents.iter().take(MOST_OFFERED).map(referent).collect(),
            (_, Some("communes")) => named(&mut communes.iter().map(|(name, code)| (code.clone(), name.clone()))),
            (_, Some("epcis")) => named(&mut epcis.iter().map(|(name, siren)| (siren.clone(), name.clone()))),
            _ => Vec::new(),
        }
    };
    let fields = house.fields.of(house, which::record(lens)).await?;
    Ok(FilterFields {
        fields: fields
            .iter()
            .map(|field| FilterField {
                key: field.name.to_string(),
                kind: field.kind.as_str().to_owned(),
                label: words(&field.label),
                group: field.group.to_owned(),
                operators: operators(&field.kind)
                    .iter()
                    .map(|operator| FilterOperator {
                        op: operator.word.to_owned(),
                        takes: operator.takes.as_str().to_owned(),
                        label: words(&operator.label()),
                    })
                    .collect(),
                choices: offered(field),
                lookup: field.lookup.map(str::to_owned),
                sortable: field.name.starts_with(KEY) || SORTS.contains(&field.name.as_ref()),
            })
            .collect(),
        periods: PERIODS
            .iter()
            .map(|(value, fr, en)| FilterPeriod { value: (*value).to_owned(), label: words(&say(*fr, *en)) })
            .collect(),
    })
}

fn words(label: &Say) -> Words {
    Words { fr: label.fr.clone(), en: label.en.clone() }
}

fn referent(keeper: &Keeper) -> FilterChoice {
    let (fr, en) = match keeper.gone {
        true => (format!("{} (a quitté l’équipe)", keeper.name), format!("{} (has left the team)", keeper.name)),
        false => (keeper.name.clone(), keeper.name.clone()),
    };
    choice(&Choice::new(keeper.id.to_string(), fr, en))
}

fn choice(choice: &Choice) -> FilterChoice {
    FilterChoice { value: choice.value.to_string(), label: words(&choice.label) }
}
