//! The fields a column can be mapped to, and the many words by which French spreadsheets call them.

use std::collections::HashMap;
use std::sync::OnceLock;

use kernel::words::fold;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::features::members::{Definitions, OF_THE_CLUB};

/// What a column holds. The same word on the wire, in the mapping kept for next time, and in the member itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Name,
    LegalName,
    Kind,
    Size,
    Status,
    ExOfficio,
    JoinedOn,
    LeftOn,
    ExternalRef,
    MemberId,
    Siren,
    Siret,
    Rna,
    Amalia,
    InseeCode,
    Street,
    PostalCode,
    Commune,
    /// Of the organisation itself, not of a person.
    MemberEmail,
    MemberPhone,
    PersonName,
    GivenName,
    FamilyName,
    Function,
    Email,
    Phone,
    Mobile,
    LastContactOn,
    CharterAnswer,
    NewsletterWish,
    Topics,
    Website,
    Description,
    InternalNotes,
    /// One that the club has made.
    Custom(CustomKey),
}

/// The key of a field of the club, in place: a row holds many fields, and a key is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomKey {
    bytes: [u8; 48],
    length: u8,
}

impl CustomKey {
    pub fn new(key: &str) -> Option<CustomKey> {
        let mut bytes = [0; 48];
        bytes.get_mut(..key.len())?.copy_from_slice(key.as_bytes());
        Some(CustomKey { bytes, length: u8::try_from(key.len()).ok()? })
    }

    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// What stands before the key of a field of the club.
const CUSTOM: &str = "custom.";

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.word())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
        let word = String::deserialize(deserializer)?;
        Field::parse(&word).ok_or_else(|| D::Error::custom(format!("there is no field {word}")))
    }
}

/// Where a field stands in the list people choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    Member,
    Identifiers,
    Address,
    Contact,
    FollowUp,
    Texts,
    Custom,
}

/// One line of the table below.
struct Entry {
    field: Field,
    name: &'static str,
    group: Group,
    fr: &'static str,
    en: &'static str,
    /// Titles of columns, folded, apart by `|`.
    titles: &'static str,
}

use Group::{Address, Contact, FollowUp, Identifiers, Member, Texts};

macro_rules! entries {
    ($($field:ident $name:literal $group:ident $fr:literal $en:literal $titles:literal;)+) => {
        const ENTRIES: &[Entry] = &[$(Entry { field: Field::$field, name: $name, group: $group, fr: $fr, en: $en, titles: $titles }),+];
    };
}

entries! {
    Name "name" Member "Organisation" "Organisation"
        "nom de la structure|structure|nom|nom structure|raison sociale|organisme|nom de l organisme|organisation|nom de l organisation|etablissement|nom etablissement|nom de l etablissement|association|nom association|nom de l association|nom de l asso|asso|denomination|intitule|membre|nom du membre|adherent|nom de l adherent|entite|societe|nom de la societe|entreprise|nom de l entreprise|collectivite|nom de la collectivite|nom usuel|nom complet|nom de l etablissement public|name|libelle|structure relais|nom du relais|nom de la commune|nom du lieu|enseigne|club|nom du club";
    LegalName "legal_name" Member "Nom officiel" "Legal name" "denomination legale|nom legal|nom juridique|denomination sociale|nom statutaire";
    Kind "kind" Member "Type" "Kind"
        "categorie|nature|type de structure|type structure|type de membre|type membre|type d organisme|type d organisation|genre|famille|type d adherent|type adherent|kind|cat|categorie de membre|nature de la structure";
    Size "size" Member "Taille" "Size" "taille de l entreprise|taille entreprise|size";
    Status "status" Member "Statut" "Status" "etat|situation|membre actif|actif|statut du membre|statut membre|etat du membre|status|adherent actif";
    ExOfficio "ex_officio" Member "Membre de droit" "Member by right" "de droit|membre droit";
    JoinedOn "joined_on" Member "Membre depuis" "Member since"
        "adhesion|adhesion le|date adhesion|date d adhesion|adherent depuis|membre depuis|date d entree|date entree|date inscription|date d inscription|inscription|inscrit le|adhere le|depuis|depuis le|entree|entree le|date d arrivee|joined on|date de signature|ouvert le|relais depuis|partenaire depuis|actif depuis|date";
    LeftOn "left_on" Member "Parti le" "Left on" "date de depart|date de sortie|date sortie|depart|depart le|sorti le|sortie|fin d adhesion|parti le|left on";
    ExternalRef "external_ref" Member "Numéro d’adhérent" "Membership number"
        "n adherent|n d adherent|no adherent|num adherent|numero adherent|ref|reference|id|matricule|code adherent|numero de membre|n membre|n de membre|external ref|ref externe";
    MemberId "member_id" Member "Identifiant Maillage" "Maillage identifier" "identifiant du membre|member id";
    Siren "siren" Identifiers "SIREN" "SIREN" "n siren|no siren|numero siren|numero de siren";
    Siret "siret" Identifiers "SIRET" "SIRET" "n siret|no siret|numero siret|numero de siret|n de siret";
    Rna "rna" Identifiers "RNA" "RNA" "n rna|no rna|numero rna|waldec|numero waldec|n waldec";
    Amalia "amalia" Identifiers "AMALIA" "AMALIA" "numero amalia|amalia number|n amalia|no amalia";
    InseeCode "insee_code" Identifiers "Code INSEE" "INSEE code" "insee|code commune|code insee commune|code insee de la commune|cog|n insee";
    Street "street" Address "Adresse" "Address"
        "rue|adresse postale|voie|adresse 1|adresse siege|adresse du siege|siege|adresse complete|n et rue|n et voie|numero et rue|street|address|localisation";
    PostalCode "postal_code" Address "Code postal" "Postal code" "cp|c p|code post|codepostal|postal code|code postal du siege";
    Commune "commune" Address "Commune" "Commune" "ville|localite|commune du siege|commune siege|commune ville|ville commune|village|city";
    MemberEmail "member_email" Address "E-mail de l’organisation" "E-mail of the organisation"
        "courriel de la structure|mail de la structure|mail structure|email de la structure|email structure|courriel structure|courriel de l organisme|mail de l organisme|email de l organisme|courriel general|mail general|email general|mail accueil|courriel de l accueil";
    MemberPhone "member_phone" Address "Téléphone de l’organisation" "Phone of the organisation"
        "telephone de la structure|tel de la structure|tel structure|telephone structure|telephone de l organisme|tel de l organisme|telephone de l accueil|tel accueil";
    PersonName "person_name" Contact "Contact (nom et prénom)" "Contact (full name)"
        "contact|responsable|interlocuteur|interlocutrice|personne|personne contact|personne a contacter|personne ressource|nom du contact|nom contact|nom du responsable|nom responsable|referent|referente|correspondant|correspondante|directeur|directrice|directeur directrice|president|presidente|president e|representant|representant e|nom prenom|prenom nom|nom et prenom|prenom et nom|nom et prenom du contact|maire|gerant|contact principal|gardien|gerante|tenancier|animateur|animatrice|responsable nom prenom|contacts";
    GivenName "given_name" Contact "Prénom" "Given name" "prenom du contact|prenom contact|prenom du responsable|prenoms|first name";
    FamilyName "family_name" Contact "Nom de famille" "Family name" "nom patronymique|nom du contact seul|last name|nom d usage";
    Function "function" Contact "Fonction" "Function" "qualite|role|titre|poste|fonction du contact|mandat|function";
    Email "email" Contact "E-mail" "E-mail"
        "adresse electronique|mel|mels|mail|mails|email|emails|e mail|e mails|courriel|courriels|adresse mail|adresse mel|adresse email|adresse e mail|adresse courriel|messagerie|mail contact|email contact|mail 1|mail 2|email 1|email 2|mel 1|mel 2|courriel 1|courriel 2|adresse de messagerie|@";
    Phone "phone" Contact "Téléphone" "Phone"
        "tel|tels|telephones|tel fixe|telephone fixe|fixe|phone|tel 1|tel 2|telephone 1|telephone 2|numero de telephone|n de telephone|n tel|n de tel|num tel|tel bureau|standard|tel contact|tel portable ou fixe|numero|coordonnees telephoniques";
    Mobile "mobile" Contact "Mobile" "Mobile" "telephone mobile|mobile phone|portable|tel mobile|tel portable|telephone portable|gsm|port|n portable|tel port";
    LastContactOn "last_contact_on" FollowUp "Dernier contact" "Last contact"
        "date du dernier contact|date dernier contact|vu le|contacte le|contact le|dernier echange|derniere visite|dernier rdv|rencontre le|last contact|derniere prise de contact|derniere relance|visite le";
    CharterAnswer "charter_answer" FollowUp "Charte signée" "Charter signed" "charte|signature charte|signature de la charte|a signe la charte|charte d engagement|engagement charte";
    NewsletterWish "newsletter_wish" FollowUp "Souhaite la lettre" "Wants the letter"
        "lettre d information|lettre d info|lettre info|newsletter|infolettre|lettre|abonne|abonnement|abonne a la lettre|inscrit newsletter|recoit la lettre|lettre d infos|veut la lettre|envoi de la lettre";
    Topics "topics" FollowUp "Thématiques" "Topics" "themes|theme|thematique|thematiques|mots cles|sujets|interets|centres d interet|domaines|themes d interet|topics";
    Website "website" Texts "Site web" "Website" "site internet|site|site web|url|web|www|adresse du site|page web|website|facebook";
    Description "description" Texts "Description" "Description" "activite|activites|presentation|objet|objet social|descriptif|en quelques mots|secteur|secteur d activite";
    InternalNotes "internal_notes" Texts "Notes internes" "Internal notes"
        "remarques internes|remarque|remarques|observation|observations|commentaire|commentaires|notes|note|notes internes|divers|obs|infos|informations|precisions|rq|a savoir|internal notes";
}

impl Field {
    pub fn all() -> impl Iterator<Item = Field> {
        ENTRIES.iter().map(|entry| entry.field)
    }

    fn entry(self) -> Option<&'static Entry> {
        ENTRIES.iter().find(|entry| entry.field == self)
    }

    /// The word on the wire.
    pub fn word(self) -> String {
        match self {
            Field::Custom(key) => format!("{CUSTOM}{}", key.as_str()),
            field => field.entry().map(|entry| entry.name.to_owned()).unwrap_or_default(),
        }
    }

    pub fn parse(word: &str) -> Option<Field> {
        match word.strip_prefix(CUSTOM) {
            Some(key) => CustomKey::new(key).map(Field::Custom),
            None => ENTRIES.iter().find(|entry| entry.name == word).map(|entry| entry.field),
        }
    }

    /// The field of the club with this key.
    pub fn custom(key: &str) -> Option<Field> {
        CustomKey::new(key).map(Field::Custom)
    }

    /// Whether a column can be mapped to it: a field of the club may have gone.
    pub fn is_known(self, custom: &Definitions) -> bool {
        match self {
            Field::Custom(key) => custom.get(key.as_str()).is_some(),
            _ => true,
        }
    }

    pub fn group(self) -> Group {
        self.entry().map_or(Group::Custom, |entry| entry.group)
    }

    pub fn label_fr(self) -> &'static str {
        self.entry().map_or("", |entry| entry.fr)
    }

    pub fn label_en(self) -> &'static str {
        self.entry().map_or("", |entry| entry.en)
    }

    /// Several columns may hold these; of the others only one counts.
    pub fn is_many(self) -> bool {
        matches!(
            self,
            Field::Email | Field::Phone | Field::Mobile | Field::Topics | Field::InternalNotes | Field::Description
        )
    }

    /// A false value in one of these refuses the row; elsewhere it is a warning.
    pub fn refuses(self) -> bool {
        matches!(
            self,
            Field::Name
                | Field::Kind
                | Field::JoinedOn
                | Field::Siren
                | Field::Siret
                | Field::Rna
                | Field::Amalia
                | Field::InseeCode
        )
    }

    /// The field a title names exactly, once folded.
    pub(super) fn titled(folded: &str) -> Option<Field> {
        static TITLES: OnceLock<HashMap<String, Field>> = OnceLock::new();
        let titles = TITLES.get_or_init(|| {
            let of = |entry: &'static Entry| {
                let titles = entry.titles.split('|').map(str::to_owned).chain([fold(entry.fr), fold(entry.en)]);
                titles.map(|title| (title, entry.field))
            };
            ENTRIES.iter().flat_map(of).collect()
        });
        titles.get(folded).copied()
    }

    /// The field of the club that has this title for its name.
    pub(super) fn named(folded: &str, custom: &Definitions) -> Option<Field> {
        // An export adds a word where a field of the club is called as one that every member has.
        let bare = OF_THE_CLUB.iter().find_map(|end| folded.strip_suffix(&fold(end))).map_or(folded, str::trim_end);
        let field = custom
            .0
            .iter()
            .find(|field| [folded, bare].contains(&fold(&field.name).as_str()))
            .or_else(|| custom.0.iter().find(|field| fold(&field.key) == folded))?;
        Field::custom(&field.key)
    }

    /// The field that a word inside a longer title gives away.
    pub(super) fn hinted(folded: &str) -> Option<Field> {
        let words: Vec<&str> = folded.split(' ').collect();
        let has = |word: &str| words.contains(&word);
        if ["nb", "nombre", "montant", "taux"].iter().any(|word| has(word)) {
            return None;
        }
        let hints: [(&[&str], Field); 20] = [
            (&["structure", "organisme"], Field::Name),
            (&["siret"], Field::Siret),
            (&["siren"], Field::Siren),
            (&["rna"], Field::Rna),
            (&["amalia"], Field::Amalia),
            (&["insee"], Field::InseeCode),
            (&["courriel", "mail", "email", "mel", "courriels", "mails", "emails"], Field::Email),
            (&["portable", "mobile"], Field::Mobile),
            (&["tel", "telephone"], Field::Phone),
            (&["postal", "cp"], Field::PostalCode),
            (&["prenom"], Field::GivenName),
            (&["adhesion"], Field::JoinedOn),
            (&["charte"], Field::CharterAnswer),
            (&["newsletter", "infolettre"], Field::NewsletterWish),
            (&["adresse"], Field::Street),
            (&["commune", "ville"], Field::Commune),
            (&["fonction"], Field::Function),
            (&["thematiques", "themes"], Field::Topics),
            (&["remarques", "observations", "commentaires"], Field::InternalNotes),
            (&["contact", "responsable", "interlocuteur"], Field::PersonName),
        ];
        hints.iter().find(|(names, _)| names.iter().any(|name| has(name))).map(|(_, field)| *field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_word() {
        for entry in ENTRIES {
            assert_eq!(serde_json::to_value(entry.field).unwrap(), entry.name);
            assert_eq!(Field::parse(entry.name), Some(entry.field));
        }
        let custom = Field::custom("prete_des_gobelets").unwrap();
        assert_eq!(custom.word(), "custom.prete_des_gobelets");
        assert_eq!(Field::parse(&custom.word()), Some(custom));
        assert_eq!(Field::parse(&format!("custom.{}", "x".repeat(49))), None);
        assert_eq!(Field::parse("nothing"), None);
    }

    #[test]
    fn the_titles_of_an_export_are_read_again() {
        for (key, titles) in crate::features::members::read_titles() {
            let word = match key {
                "id" => "member_id",
                "email" => "member_email",
                "phone" => "member_phone",
                "person_email" => "email",
                "person_phone" => "phone",
                key => key,
            };
            for title in titles {
                assert_eq!(Field::titled(&fold(title)), Field::parse(word), "{title}");
            }
        }
    }

    #[test]
    fn no_title_names_two_fields() {
        let mut seen = std::collections::HashMap::new();
        for entry in ENTRIES {
            for title in entry.titles.split('|').map(str::to_owned).chain([fold(entry.fr), fold(entry.en)]) {
                let other = seen.insert(title.clone(), entry.name);
                assert!(other.is_none_or(|other| other == entry.name), "{title} is of {} and {other:?}", entry.name);
                assert!(title == "@" || fold(&title) == title, "{title} is not folded");
            }
        }
    }
}
