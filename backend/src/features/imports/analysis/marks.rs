//! What a row says that others may say too: names, numbers, addresses, place.

use kernel::trade::MemberKind;
use kernel::words::{fold, match_key};

use super::draft::MemberDraft;
use super::known::Number;
use super::reading::Reading;

/// What a row says that others may say too.
pub(super) struct Marks<'r> {
    pub draft: &'r MemberDraft,
    pub spot: &'r str,
    pub kind: MemberKind,
    pub key: String,
    pub folded: String,
    pub numbers: Vec<Number>,
    pub emails: Vec<String>,
}

impl<'r> Marks<'r> {
    pub fn of(reading: &'r Reading) -> Marks<'r> {
        let draft = &reading.draft;
        let kind = draft.kind.unwrap_or(MemberKind::Association);
        let mut numbers = Vec::new();
        numbers.extend(draft.siret.clone().map(Number::Siret));
        numbers.extend(draft.rna.clone().map(Number::Rna));
        numbers.extend(draft.amalia.clone().map(Number::Amalia));
        numbers.extend(draft.insee_code.clone().filter(|_| reading.insee_by_number).map(Number::Insee));
        let by_siret = draft.siret.as_deref().and_then(|siret| siret.get(..9)).map(str::to_owned);
        numbers.extend(draft.siren.clone().or(by_siret).map(Number::Siren));
        Marks {
            draft,
            spot: &reading.spot,
            kind,
            key: match_key(&draft.name),
            folded: fold(&draft.name),
            numbers,
            emails: draft
                .contacts
                .iter()
                .filter_map(|contact| contact.email.as_deref())
                .map(str::to_lowercase)
                .collect(),
        }
    }
}
