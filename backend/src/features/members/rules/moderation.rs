//! What members may change of their own record, what of it waits for the team, and to whom each field is shown: decided
//! here and nowhere else. Pure.

use std::collections::BTreeMap;

use kernel::{
    problem::{Fault, Problem, Say, say},
    trade::{Audience, Treatment, Visibility},
};

use super::super::custom::Definitions;

/// The people of a member, as one group.
pub const PEOPLE: &str = "people";
/// Logo and pictures, as one group.
pub const PICTURES: &str = "pictures";
/// To whom the fields are shown: always the member's own to say.
pub const VISIBILITY: &str = "visibility";
/// Fields of the club stand under this.
pub const CUSTOM: &str = "custom.";

use Audience::{Club, Public};
use Treatment::{Applies, StaffOnly, Waits};

/// What holds for one field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub treatment: Treatment,
    /// What a member that says nothing shows it to; none for what is shown along with another field, or never.
    pub audience: Option<Audience>,
    /// Whether anyone may ever see it.
    pub may_be_public: bool,
    /// Whether a change of it can wait.
    pub may_wait: bool,
}

/// As the house has it: field, what becomes of a change, to whom it is shown. Kind, size and commune are shown with the
/// name, the postal code with the street, the court with the AMALIA number; people never to the public.
const FIELDS: [(&str, Treatment, Option<Audience>); 20] = [
    ("name", Waits, Some(Public)),
    ("kind", Waits, None),
    ("size", Waits, None),
    ("legal_name", Waits, Some(Club)),
    ("description", Applies, Some(Public)),
    ("topics", Applies, Some(Public)),
    ("email", Applies, Some(Club)),
    ("phone", Applies, Some(Club)),
    ("website", Applies, Some(Public)),
    ("street", Waits, Some(Club)),
    ("postal_code", Waits, None),
    ("commune", Waits, None),
    ("siren", Waits, Some(Club)),
    ("siret", Waits, Some(Club)),
    ("rna", Waits, Some(Club)),
    ("amalia", Waits, Some(Club)),
    ("amalia_court", Waits, None),
    ("insee_code", Waits, None),
    (PICTURES, Applies, Some(Public)),
    (PEOPLE, Applies, None),
];

/// What the club has set, in the place of what the house has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moderation(pub BTreeMap<String, (Option<Treatment>, Option<Audience>)>);

impl Moderation {
    /// What holds for a field; none for one that is never a member's, or does not exist for it.
    pub fn rule(&self, field: &str, definitions: &Definitions) -> Option<Rule> {
        let mut rule = as_made(field, definitions)?;
        if let Some((treatment, audience)) = self.0.get(field) {
            rule.treatment = treatment.filter(|wanted| rule.may_wait || *wanted != Waits).unwrap_or(rule.treatment);
            let chosen = audience.filter(|wanted| rule.may_be_public || *wanted == Club);
            rule.audience = rule.audience.map(|made| chosen.unwrap_or(made));
        }
        Some(rule)
    }

    pub fn treatment(&self, field: &str, definitions: &Definitions) -> Option<Treatment> {
        if field == VISIBILITY {
            return Some(Applies);
        }
        self.rule(field, definitions).map(|rule| rule.treatment)
    }

    /// To whom a member shows a field: as it said, else as the club has it.
    pub fn shown_to(&self, field: &str, said: &serde_json::Value, definitions: &Definitions) -> Option<Audience> {
        let rule = self.rule(field, definitions)?;
        let said = said[field].as_str().and_then(|word| word.parse().ok());
        let said = said.filter(|wanted| rule.may_be_public || *wanted == Club);
        rule.audience.map(|usual| said.unwrap_or(usual))
    }

    /// Every field that is a member's, in the order of the screens.
    pub fn fields(&self, definitions: &Definitions) -> Vec<(String, Rule)> {
        let built_in = FIELDS.iter().map(|(field, ..)| (*field).to_owned());
        let custom = definitions.0.iter().map(|definition| format!("{CUSTOM}{}", definition.key));
        built_in.chain(custom).filter_map(|field| Some((field.clone(), self.rule(&field, definitions)?))).collect()
    }

    /// Whether members do what they ask with their people; `None` when they may not touch them.
    pub fn people(&self) -> Treatment {
        self.rule(PEOPLE, &Definitions::default()).map_or(StaffOnly, |rule| rule.treatment)
    }

    pub fn pictures(&self) -> Treatment {
        self.rule(PICTURES, &Definitions::default()).map_or(StaffOnly, |rule| rule.treatment)
    }
}

fn as_made(field: &str, definitions: &Definitions) -> Option<Rule> {
    if let Some(key) = field.strip_prefix(CUSTOM) {
        let may_be_public = match definitions.get(key)?.visibility {
            Visibility::Staff => return None,
            Visibility::Member => false,
            Visibility::Public => true,
        };
        let audience = Some(if may_be_public { Public } else { Club });
        return Some(Rule { treatment: Applies, audience, may_be_public, may_wait: true });
    }
    let (_, treatment, audience) = FIELDS.iter().find(|(name, ..)| *name == field)?;
    // A picture is sent in once: there is no place where it could wait.
    Some(Rule {
        treatment: *treatment,
        audience: *audience,
        may_be_public: field != PEOPLE,
        may_wait: field != PICTURES,
    })
}

/// Names the field that its member may not change.
pub fn team_alone(pointer: impl Into<String>) -> Fault {
    Fault::at(pointer, "members.staff_only_field", theirs())
}

/// 403: the team alone changes this.
pub fn refused(faults: Vec<Fault>) -> Problem {
    Problem::refused("members.staff_only_field", theirs()).with_errors(faults)
}

fn theirs() -> Say {
    say(
        "Seule l’équipe du club modifie ceci : écrivez-lui ce qui a changé.",
        "Only the club’s team changes this: tell them what has changed.",
    )
}

#[cfg(test)]
mod tests {
    use kernel::trade::FieldKind;
    use uuid::Uuid;

    use super::super::super::custom::Definition;
    use super::*;

    fn club_fields() -> Definitions {
        let field = |key: &str, visibility| Definition {
            id: Uuid::nil(),
            key: key.to_owned(),
            name: key.to_owned(),
            kind: FieldKind::Text,
            choices: Vec::new(),
            visibility,
        };
        Definitions(vec![
            field("secret", Visibility::Staff),
            field("own", Visibility::Member),
            field("open", Visibility::Public),
        ])
    }

    #[test]
    fn what_waits_by_itself_is_who_one_is_and_where() {
        let (moderation, none) = (Moderation::default(), Definitions::default());
        for field in ["name", "kind", "siren", "siret", "rna", "amalia", "street", "postal_code", "commune"] {
            assert_eq!(moderation.treatment(field, &none), Some(Waits), "{field}");
        }
        for field in ["email", "phone", "website", "description", "topics", PEOPLE, PICTURES, VISIBILITY] {
            assert_eq!(moderation.treatment(field, &none), Some(Applies), "{field}");
        }
        for field in ["status", "joined_on", "ex_officio", "referent_id", "internal_notes", "verified_on", "nonsense"] {
            assert_eq!(moderation.treatment(field, &none), None, "{field}");
        }
    }

    #[test]
    fn the_club_sets_each_field_but_those_that_are_never_a_members() {
        let all = ["name", "phone", "status", PICTURES, "custom.secret", "custom.own", PEOPLE];
        let set =
            |treatment| Moderation(all.iter().map(|field| ((*field).to_owned(), (Some(treatment), None))).collect());
        let fields = club_fields();
        for treatment in Treatment::all() {
            let moderation = set(treatment);
            for field in ["name", "phone", "custom.own", PEOPLE] {
                assert_eq!(moderation.treatment(field, &fields), Some(treatment), "{field}");
            }
            assert_eq!(moderation.treatment("status", &fields), None);
            assert_eq!(moderation.treatment("custom.secret", &fields), None);
        }
        assert_eq!(set(Waits).treatment(PICTURES, &fields), Some(Applies));
        assert_eq!(set(StaffOnly).treatment(PICTURES, &fields), Some(StaffOnly));
    }

    #[test]
    fn the_public_never_sees_what_its_field_keeps_within_the_club() {
        let said =
            serde_json::json!({"custom.own": "public", "custom.open": "club", "phone": "public", PEOPLE: "public"});
        let (moderation, fields) = (Moderation::default(), club_fields());
        let shown = |field| moderation.shown_to(field, &said, &fields);
        assert_eq!(shown("custom.own"), Some(Club));
        assert_eq!(shown("custom.open"), Some(Club));
        assert_eq!(shown("custom.secret"), None);
        assert_eq!(shown("phone"), Some(Public));
        assert_eq!(shown("email"), Some(Club));
        assert_eq!(shown(PEOPLE), None);
        let set = Moderation(BTreeMap::from([("custom.own".to_owned(), (None, Some(Public)))]));
        assert_eq!(set.shown_to("custom.own", &serde_json::json!({}), &fields), Some(Club));
    }
}
