//! What the text of an address says: street, postal code and town; the commune behind « Mairie de … ».

use kernel::identifiers::PostalCode;
use kernel::words::fold;

/// Splits `Mairie\n1, place de l'Église\n67140 ANDLAU` (or the same on one line) into street, and postal code with town.
pub(super) fn split_address(text: &str) -> (Option<String>, Option<(String, String)>) {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if let Some((last, above)) = lines.split_last() {
        if let Some(found) = code_and_town(last) {
            let street = above.join("\n");
            return ((!street.is_empty()).then_some(street), Some(found));
        }
        // One line: « 12 rue du Puits, 67600 Sélestat ».
        if above.is_empty()
            && let Some(at) = last.match_indices(' ').map(|(i, _)| i + 1).find(|i| code_and_town(&last[*i..]).is_some())
        {
            let street = last[..at].trim().trim_end_matches([',', '-', ';']).trim();
            // « BP 10000 » and « CS 10000 » are numbers of post boxes.
            if street.ends_with("BP") || street.ends_with("CS") {
                return (Some((*last).to_owned()), None);
            }
            return ((!street.is_empty()).then(|| street.to_owned()), code_and_town(&last[at..]));
        }
    }
    (Some(lines.join("\n")), None)
}

fn code_and_town(line: &str) -> Option<(String, String)> {
    let (code, town) = line.split_once(' ')?;
    let is_code = code.len() == 5 && PostalCode::parse(code).is_ok();
    let town = town.trim();
    (is_code && town.chars().next().is_some_and(char::is_alphabetic)).then(|| (code.to_owned(), town.to_owned()))
}

/// « Mairie d'Andlau », « Baldenheim (mairie) », « Ville de Barr » → the name of the commune.
pub(super) fn without_town_hall(name: &str) -> String {
    let bare = name.replace("(mairie)", "").replace("(Mairie)", "");
    let bare = bare.trim();
    for head in ["commune", "mairie", "ville", "municipalité", "village"] {
        let Some(rest) =
            bare.get(..head.len()).filter(|start| start.to_lowercase() == head).and_then(|_| bare.get(head.len()..))
        else {
            continue;
        };
        for link in [" de la ", " de l'", " de l’", " de ", " d'", " d’"] {
            if let Some(town) = rest.strip_prefix(link) {
                return town.trim().to_owned();
            }
        }
        for (link, article) in [(" du ", "Le "), (" des ", "Les ")] {
            if let Some(town) = rest.strip_prefix(link) {
                return format!("{article}{}", town.trim());
            }
        }
    }
    bare.to_owned()
}

/// By which two rows are in the same place: the commune's code, decided or proposed; else its name as written; else the
/// postal code; else nothing.
pub(in crate::features::imports::analysis) fn spot(
    code: Option<&str>,
    name: Option<&str>,
    postal_code: Option<&str>,
) -> String {
    match (code, name.map(fold).filter(|name| !name.is_empty()), postal_code) {
        (Some(code), _, _) => code.to_owned(),
        (None, Some(name), _) => format!("~{name}"),
        (None, None, Some(code)) => format!("#{code}"),
        (None, None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_its_postal_code_and_town() {
        let split = |text: &str| {
            let (street, town) = split_address(text);
            (street.unwrap_or_default(), town.unwrap_or_default())
        };
        let expect = |street: &str, code: &str, town: &str| (street.to_owned(), (code.to_owned(), town.to_owned()));
        assert_eq!(
            split("Mairie\n1, place de l'Église\n67140 ANDLAU"),
            expect("Mairie\n1, place de l'Église", "67140", "ANDLAU")
        );
        assert_eq!(split("12 rue du Puits, 67600 Sélestat"), expect("12 rue du Puits", "67600", "Sélestat"));
        assert_eq!(split("12 rue du Puits"), expect("12 rue du Puits", "", ""));
        assert_eq!(split("BP 10000 rue du Puits"), expect("BP 10000 rue du Puits", "", ""));
    }

    #[test]
    fn the_town_hall_is_taken_off_a_commune() {
        for (name, commune) in [
            ("Commune d'Albé", "Albé"),
            ("Baldenheim (mairie)", "Baldenheim"),
            ("Ville de Barr", "Barr"),
            ("Commune du Hohwald", "Le Hohwald"),
            ("Mairie de STE MARIE AUX MINES", "STE MARIE AUX MINES"),
            ("Villé", "Villé"),
            ("Commune de La Vancelle", "La Vancelle"),
        ] {
            assert_eq!(without_town_hall(name), commune);
        }
    }
}
