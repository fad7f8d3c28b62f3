//! A person as a cell names them: « M. DUPONT Jean-Michel », « Odile Pastourelles », « Mme le Maire ».
//! What can't be told apart is kept whole as the family name: nothing is lost, and people can correct it.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::words::{fold, without_accents};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Civility {
    Mister,
    Madam,
}

/// Who a cell names. A function without a name has neither given nor family name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadPerson {
    pub civility: Option<Civility>,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub function: Option<String>,
}

impl ReadPerson {
    pub fn is_named(&self) -> bool {
        self.given_name.is_some() || self.family_name.is_some()
    }
}

const FUNCTIONS: [&str; 44] = [
    "maire",
    "adjoint",
    "adjointe",
    "president",
    "presidente",
    "secretaire",
    "secretariat",
    "directeur",
    "directrice",
    "tresorier",
    "tresoriere",
    "gerant",
    "gerante",
    "responsable",
    "accueil",
    "dgs",
    "mairie",
    "administration",
    "bureau",
    "principal",
    "principale",
    "proviseur",
    "proviseure",
    "intendant",
    "intendante",
    "animateur",
    "animatrice",
    "benevole",
    "technicien",
    "technicienne",
    "agent",
    "conseiller",
    "conseillere",
    "vice",
    "referent",
    "referente",
    "cheffe",
    "chef",
    "general",
    "generale",
    "communication",
    "environnement",
    "exploitant",
    "exploitante",
];
const SMALL_WORDS: [&str; 13] = ["le", "la", "l", "les", "de", "du", "des", "d", "et", "a", "au", "aux", "qualite"];
const PARTICLES: [&str; 9] = ["de", "du", "des", "d", "von", "van", "la", "le", "der"];

/// Given names common enough to tell « Muhlgassel Estelle » from « Estelle Muhlgassel » when neither is in capitals.
const GIVEN_NAMES: &str = "adele adrien agathe agnes aime aimee alain albert alex alexandra alexandre alexis alice aline alphonse amandine \
amelie anais andre andree anne annette annick annie antoine antoinette ariane armand arnaud arthur astrid aude audrey aurelie aurelien \
auguste axel baptiste barbara bastien beatrice benedicte benjamin benoit bernadette bernard bertrand blandine brigitte bruno camille \
carine carole caroline catherine cecile cedric celine chantal charles charlotte chloe christelle christian christiane christine \
christophe claire clara claude claudette claudine clement clementine colette coralie corinne cyril damien daniel daniele danielle david \
deborah delphine denis denise didier dominique dorothee edith edmond edouard elisabeth elise elodie eloise emilie emma emmanuel \
emmanuelle eric ernest estelle esther etienne eugene eva evelyne fabien fabienne fabrice fanny fernand flora florence florent florian \
france francine francis francois francoise frederic frederique gabriel gabrielle gael gaelle gaston genevieve georges georgette gerald \
geraldine gerard germaine ghislaine gilbert gilles ginette gregoire gregory guillaume guy helene henri henriette herve hubert hugo \
hugues ines irene isabelle jacqueline jacques jean jeanne jeannine jennifer jeremie jeremy jerome joel joelle jonathan jose joseph \
josephine josette josiane judith jules julia julie julien juliette justine karim karine laetitia laure laurence laurent lea leon \
leonie liliane lionel lise loic louis louise luc lucas lucie lucien lucienne ludovic lydie mael maeva magali manon manuel marc marcel \
marcelle marguerite maria marianne marie marielle marine marion marius marthe martial martin martine mathias mathieu mathilde matthias \
matthieu maurice max maxime melanie melissa michel michele micheline mireille monique muriel myriam nadege nadia nadine natacha nathalie \
nathan nicolas nicole nina noel noelle noemie odette odile olga olivia olivier pascal pascale patrice patricia patrick paul paule \
pauline philippe pierre pierrette quentin rachel raphael raymond raymonde rebecca regine regis remi remy rene renee richard robert \
robin roger roland romain roselyne roxane sabine sabrina salome samuel sandra sandrine sarah sebastien serge simon simone solange sonia \
sophie stephane stephanie suzanne sylvain sylvie tatiana theo therese thibault thierry thomas valentin valerie vanessa veronique victor \
victoire vincent violette virginie viviane xavier yann yannick yasmine yves yvette yvonne zoe";

/// Reads a cell that names a person.
pub fn read(cell: &str) -> ReadPerson {
    let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return ReadPerson::default();
    }
    if text.chars().any(|c| !(c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | ','))) {
        return ReadPerson { family_name: Some(text), ..ReadPerson::default() };
    }
    let (civility, rest) = without_civility(&text);
    if rest.is_empty() {
        return ReadPerson { civility, family_name: Some(text), ..ReadPerson::default() };
    }
    if is_function(rest) {
        return ReadPerson { civility, function: Some(function_of(rest)), ..ReadPerson::default() };
    }
    let (given, family) = split(rest);
    ReadPerson { civility, given_name: given, family_name: family, function: None }
}

fn without_civility(text: &str) -> (Option<Civility>, &str) {
    let Some((first, rest)) = text.split_once([' ', '.']) else { return (None, text) };
    let civility = match first.trim_end_matches('.').to_lowercase().as_str() {
        "m" | "mr" | "monsieur" | "mrs" => Some(Civility::Mister),
        "mme" | "mlle" | "madame" | "mademoiselle" | "mmes" => Some(Civility::Madam),
        _ => None,
    };
    match civility {
        Some(civility) => (Some(civility), rest.trim_start_matches(['.', ' '])),
        None => (None, text),
    }
}

fn is_function(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ').filter(|word| !SMALL_WORDS.contains(word)).peekable();
    words.peek().is_some() && words.all(|word| FUNCTIONS.contains(&word))
}

/// « le Maire » → « Maire ».
fn function_of(text: &str) -> String {
    let bare = ["le ", "la ", "les ", "Le ", "La ", "l'", "l’", "L'"]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(text);
    let mut letters = bare.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => bare.to_owned(),
    }
}

fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

fn given_names() -> &'static HashSet<&'static str> {
    static NAMES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    NAMES.get_or_init(|| GIVEN_NAMES.split(' ').collect())
}

fn is_given_name(word: &str) -> bool {
    let plain = without_accents(&word.to_lowercase());
    let mut parts = plain.split('-').filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| given_names().contains(part))
}

/// Given and family name. Capitals mark the family name; else a known given name does; else the given name comes first.
fn split(text: &str) -> (Option<String>, Option<String>) {
    if let Some((family, given)) = text.split_once(',') {
        return (not_empty(given.trim()), not_empty(&titled(family.trim())));
    }
    let words: Vec<&str> = text.split(' ').collect();
    if let [only] = words[..] {
        return (None, Some(titled(only)));
    }
    let capitals: Vec<bool> = words.iter().map(|word| is_capitals(word)).collect();
    if capitals.iter().any(|is| *is) && !capitals.iter().all(|is| *is) {
        let is_family = |i: usize| {
            capitals[i]
                || (PARTICLES.contains(&words[i].to_lowercase().as_str()) && (capitals.get(i + 1) == Some(&true)))
        };
        let pick = |family: bool| {
            let picked: Vec<&str> = (0..words.len()).filter(|i| is_family(*i) == family).map(|i| words[i]).collect();
            picked.join(" ")
        };
        return (not_empty(&pick(false)), not_empty(&titled(&pick(true))));
    }
    let last = words.len() - 1;
    let family_first = is_given_name(words[last]) && !is_given_name(words[0]);
    let (given, family) = if family_first {
        (words[last].to_owned(), words[..last].join(" "))
    } else {
        (words[0].to_owned(), words[1..].join(" "))
    };
    (not_empty(&titled(&given)), not_empty(&titled(&family)))
}

fn not_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// `MONTREBLAY` → `Montreblay`, `D'ARGENT` → `D'Argent`; a word that has its own capitals keeps them.
fn titled(text: &str) -> String {
    if text.chars().any(char::is_lowercase) && !text.split(' ').any(is_capitals) {
        return text.to_owned();
    }
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            if !is_capitals(word) {
                return word.to_owned();
            }
            let mut titled = String::with_capacity(word.len());
            let mut begins = true;
            for c in word.chars() {
                if begins {
                    titled.push(c);
                } else {
                    titled.extend(c.to_lowercase());
                }
                begins = !c.is_alphabetic();
            }
            titled
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_and_family_names_are_told_apart() {
        for (cell, given, family) in [
            ("M. DUPONT Jean-Michel", Some("Jean-Michel"), "Dupont"),
            ("MONTREBLAY Benoît", Some("Benoît"), "Montreblay"),
            ("Odile Pastourelles", Some("Odile"), "Pastourelles"),
            ("Muhlgassel Estelle", Some("Estelle"), "Muhlgassel"),
            ("Karine HAGELWEISS", Some("Karine"), "Hagelweiss"),
            ("M. Pastourelles", None, "Pastourelles"),
            ("Mme KRAUTGRUND Geneviève", Some("Geneviève"), "Krautgrund"),
            ("Anne TALMÜHLER", Some("Anne"), "Talmühler"),
            ("Jean de La Fontaine", Some("Jean"), "de La Fontaine"),
            ("MARTIN Paul", Some("Paul"), "Martin"),
            ("Dupont, Jean", Some("Jean"), "Dupont"),
            ("Monsieur de VIGNY Alfred", Some("Alfred"), "de Vigny"),
        ] {
            let read = read(cell);
            assert_eq!((read.given_name.as_deref(), read.family_name.as_deref()), (given, Some(family)), "{cell}");
            assert_eq!(read.function, None, "{cell}");
        }
    }

    #[test]
    fn a_function_is_no_name() {
        for (cell, function) in [
            ("Mme le Maire", "Maire"),
            ("M. le Président", "Président"),
            ("Secrétariat", "Secrétariat"),
            ("Le maire", "Maire"),
        ] {
            let read = read(cell);
            assert!(!read.is_named(), "{cell}");
            assert_eq!(read.function.as_deref(), Some(function), "{cell}");
        }
    }

    #[test]
    fn what_is_no_name_is_kept_as_it_is() {
        for cell in ["=cmd|'/C calc'!A1", "=DDE(\"cmd\";\"/C calc\";\"x\")", "<script>alert(1)</script>"] {
            let read = read(cell);
            assert_eq!((read.given_name, read.family_name.as_deref()), (None, Some(cell)));
        }
        assert_eq!(read(" "), ReadPerson::default());
    }
}
