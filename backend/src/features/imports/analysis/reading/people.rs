//! The people of a row: one person, several addresses and telephones, and the rules by which they go together.
//! Every address becomes a contact of its own, since deliverability and consent belong to an address.

use documents::Cell;
use kernel::cells::ValueFault;
use kernel::email::{self, ReadEmail};
use kernel::person_name::{self, ReadPerson};
use kernel::phone::{self, PhoneRepair, ReadPhone};
use kernel::words::fold;

use super::{Pass, Reading, spreadsheet_error};
use crate::features::imports::analysis::draft::{ContactDraft, shown_phone};
use crate::features::imports::analysis::fields::Field;
use crate::features::imports::analysis::findings::Findings;

impl Pass<'_, '_> {
    pub(super) fn people(&self, reading: &mut Reading) {
        let findings = &mut reading.findings;
        let person = self.person(findings);
        let function = self
            .only(Field::Function)
            .and_then(|input| self.text(&input, findings))
            .or_else(|| person.function.clone());
        let mut emails = self.emails_of(Field::Email, findings);
        let (phone, mobile) = self.phones(findings);

        let mut main = ContactDraft {
            given_name: person.given_name.unwrap_or_default(),
            family_name: person.family_name.unwrap_or_default(),
            function,
            phone,
            mobile,
            ..ContactDraft::default()
        };
        let own = own_address(&main, &emails);
        if let Some(own) = own {
            let read = emails.remove(own);
            complete_name(&mut main, read.name.as_deref(), &reading.draft.name);
            main.email = Some(read.email.into_string());
        }
        let reachable = main.email.is_some() || main.phone.is_some() || main.mobile.is_some();
        if reachable || main.is_named() {
            reading.draft.contacts.push(main);
        }
        for read in emails {
            let mut other = ContactDraft::default();
            complete_name(&mut other, read.name.as_deref(), &reading.draft.name);
            other.email = Some(read.email.into_string());
            reading.draft.contacts.push(other);
        }
        told_whose(reading);
    }

    /// Whoever was erased, or objected before, does not come back by a file: neither the address nor who goes with it.
    pub(super) fn leave_in_peace(&self, reading: &mut Reading) {
        let suppressed = self.reader.context.suppressed;
        let stays = |email: &Option<String>| email.as_deref().is_none_or(|email| !suppressed.holds(email));
        let there = reading.draft.contacts.len();
        reading.draft.contacts.retain(|contact| stays(&contact.email));
        let own = stays(&reading.draft.email);
        if !own {
            reading.draft.email = None;
        }
        let of_people = (reading.draft.contacts.len() < there).then_some(Field::Email);
        for field in of_people.into_iter().chain((!own).then_some(Field::MemberEmail)) {
            let Some(input) = self.only(field) else { continue };
            reading.findings.warn(
                &input.place(),
                ValueFault::new(
                    "email.suppressed",
                    "Cette personne a demandé à ne plus figurer ici : elle n’est pas reprise.",
                    "This person asked not to be kept here any more: they are not taken.",
                ),
            );
        }
    }

    /// The address and the telephone of the organisation itself: one of each.
    pub(super) fn house(&self, reading: &mut Reading) {
        let findings = &mut reading.findings;
        let mut emails = self.emails_of(Field::MemberEmail, findings).into_iter();
        reading.draft.email = emails.next().map(|read| read.email.into_string());
        let mut phones = self.phones_of(Field::MemberPhone, findings).into_iter();
        reading.draft.phone = phones.next().map(|read| read.phone.into_string());
        for (field, rest) in [
            (Field::MemberEmail, emails.map(|read| read.email.into_string()).collect::<Vec<_>>()),
            (Field::MemberPhone, phones.map(|read| read.phone.national()).collect()),
        ] {
            let Some(input) = self.only(field).filter(|_| !rest.is_empty()) else { continue };
            let rest = rest.join(", ");
            findings.warn(
                &input.place(),
                ValueFault::new(
                    "house.only_one",
                    format!("Une organisation en a un seul ici\u{202f}: {rest} n’est pas repris."),
                    format!("An organisation has one only here: {rest} is not taken."),
                ),
            );
        }
    }

    fn person(&self, findings: &mut Findings) -> ReadPerson {
        let given = self.only(Field::GivenName).and_then(|input| self.text(&input, findings));
        let family = self.only(Field::FamilyName).and_then(|input| self.text(&input, findings));
        if given.is_some() || family.is_some() {
            return ReadPerson { given_name: given, family_name: family, ..ReadPerson::default() };
        }
        let Some(input) = self.only(Field::PersonName) else { return ReadPerson::default() };
        let Some(text) = self.text(&input, findings) else { return ReadPerson::default() };
        let read = person_name::read(&text);
        if !read.is_named()
            && let Some(function) = &read.function
        {
            findings.warn(
                &input.place(),
                ValueFault::new(
                    "person.function_only",
                    format!("« {text} » est une fonction ({function}) sans nom : le nom reste à compléter."),
                    format!("“{text}” is a function ({function}) without a name: the name is still to be filled in."),
                ),
            );
        }
        read
    }

    fn emails_of(&self, field: Field, findings: &mut Findings) -> Vec<ReadEmail> {
        let mut found: Vec<ReadEmail> = Vec::new();
        for input in self.inputs(field) {
            if let Cell::Error(_) = input.cell.as_ref() {
                findings.warn(&input.place(), spreadsheet_error(&input.raw));
                continue;
            }
            let plain = input.plain();
            let read = email::read_cell(&plain.text);
            let shown: Vec<&str> = read.emails.iter().map(|read| read.email.as_str()).collect();
            if read.emails.len() > 1 && field == Field::Email {
                let (fr, en) = (
                    "Plusieurs adresses dans la cellule : un contact pour chacune.",
                    "Several addresses in the cell: one contact each.",
                );
                findings.repaired(&input.place(), &shown.join(ADDRESSES), "email.several", fr, en);
            } else if !read.emails.is_empty() && (plain.is_repaired() || read.emails.iter().any(|read| read.cleaned)) {
                let (fr, en) = ("Adresse débarrassée de ce qui l’entourait.", "Address freed of what was around it.");
                findings.repaired(&input.place(), &shown.join(" ; "), "email.cleaned", fr, en);
            }
            for (piece, fault) in read.faults {
                let place = super::Place { cell: &piece, ..input.place() };
                findings.warn(&place, fault);
            }
            for read in read.emails {
                if let Some(suspicion) = &read.suspicion {
                    findings.warn(&input.place(), suspicion.clone());
                }
                if !found.iter().any(|known| known.email.key() == read.email.key()) {
                    found.push(read);
                }
            }
        }
        found
    }

    /// The telephone and the mobile of the main contact.
    fn phones(&self, findings: &mut Findings) -> (Option<String>, Option<String>) {
        let landlines = self.phones_of(Field::Phone, findings);
        let mobiles = self.phones_of(Field::Mobile, findings);
        let only_one = landlines.len() + mobiles.len() == 1;
        // One number stays where its column has it; of several, what is a mobile number is the mobile.
        if only_one {
            let text = |phones: Vec<ReadPhone>| phones.into_iter().next().map(|read| read.phone.into_string());
            return (text(landlines), text(mobiles));
        }
        let mut all: Vec<ReadPhone> = Vec::new();
        for read in mobiles.iter().chain(&landlines) {
            if !all.iter().any(|known| known.phone == read.phone) {
                all.push(read.clone());
            }
        }
        let take = |all: &mut Vec<ReadPhone>, mobile: bool| {
            all.iter().position(|read| read.phone.is_mobile() == mobile).map(|at| all.remove(at).phone.into_string())
        };
        let mut mobile = take(&mut all, true);
        let mut landline = take(&mut all, false);
        for slot in [&mut landline, &mut mobile] {
            if slot.is_none() && !all.is_empty() {
                *slot = Some(all.remove(0).phone.into_string());
            }
        }
        if let Some(input) = self.only(Field::Phone).filter(|_| !all.is_empty()) {
            let rest: Vec<String> = all.iter().map(|read| read.phone.national()).collect();
            let rest = rest.join(", ");
            findings.warn(
                &input.place(),
                ValueFault::new(
                    "phone.too_many",
                    format!("Plus de deux numéros : {rest} n’est pas repris."),
                    format!("More than two numbers: {rest} is not taken."),
                ),
            );
        }
        (landline, mobile)
    }

    fn phones_of(&self, field: Field, findings: &mut Findings) -> Vec<ReadPhone> {
        let mut found: Vec<ReadPhone> = Vec::new();
        for input in self.inputs(field) {
            if let Cell::Error(_) = input.cell.as_ref() {
                findings.warn(&input.place(), spreadsheet_error(&input.raw));
                continue;
            }
            let plain = input.plain();
            let read = phone::read_cell(&plain.text);
            let shown: Vec<String> = read.phones.iter().map(|read| read.phone.national()).collect();
            let shown = shown.join(NUMBERS);
            if read.phones.len() > 1 {
                let (fr, en) =
                    ("Plusieurs numéros dans la cellule, séparés.", "Several numbers in the cell, taken apart.");
                findings.repaired(&input.place(), &shown, "phone.several", fr, en);
            } else if let Some(repair) = read.phones.iter().find_map(|read| read.repair) {
                let (code, fr, en) = match repair {
                    PhoneRepair::LeadingZero => {
                        ("phone.leading_zero", "Zéro initial rétabli.", "Leading zero put back.")
                    }
                    PhoneRepair::LeadingPlus => {
                        ("phone.leading_plus", "Indicatif international rétabli.", "International prefix put back.")
                    }
                };
                findings.repaired(&input.place(), &shown, code, fr, en);
            } else if plain.is_repaired() && !read.phones.is_empty() {
                super::told_disguises(&input, &kernel::cells::Plain { text: shown, ..plain }, findings);
            }
            for (piece, fault) in read.faults {
                let place = super::Place { cell: &piece, ..input.place() };
                findings.warn(&place, fault);
            }
            found.extend(read.phones);
        }
        found
    }
}

/// Between several addresses, or numbers, of one cell.
const ADDRESSES: &str = " ; ";
const NUMBERS: &str = " / ";

/// Of several in one cell, whose each address will be and where each number will stand: known once all is read.
fn told_whose(reading: &mut Reading) {
    let Reading { draft, findings, .. } = reading;
    let contacts = &draft.contacts;
    let whose = |email: &str, nameless: &str| {
        let name = contacts
            .iter()
            .find(|contact| contact.email.as_deref().is_some_and(|other| other.eq_ignore_ascii_case(email)))
            .map(ContactDraft::full_name);
        format!("{email} ({})", name.filter(|name| !name.is_empty()).unwrap_or_else(|| nameless.to_owned()))
    };
    let main = contacts.first();
    let stands = |number: &str, [phone, mobile, nowhere]: [&str; 3]| {
        let is = |kept: Option<&String>| kept.is_some_and(|kept| shown_phone(kept) == number);
        let place = if is(main.and_then(|main| main.phone.as_ref())) {
            phone
        } else if is(main.and_then(|main| main.mobile.as_ref())) {
            mobile
        } else {
            nowhere
        };
        format!("{number} ({place})")
    };
    for repair in &mut findings.repairs {
        let (fr, en): (Vec<String>, Vec<String>) = match (repair.code.as_str(), repair.field) {
            ("email.several", Field::Email) => {
                let told = |email| (whose(email, "sans nom dans le fichier"), whose(email, "no name in the file"));
                repair.after.split(ADDRESSES).map(told).unzip()
            }
            ("phone.several", Field::Phone | Field::Mobile) => {
                let fr = ["téléphone", "mobile", "non repris"];
                let en = ["phone", "mobile", "not taken"];
                repair.after.split(NUMBERS).map(|number| (stands(number, fr), stands(number, en))).unzip()
            }
            _ => continue,
        };
        repair.after = fr.join(ADDRESSES);
        repair.after_en = Some(en.join(ADDRESSES));
    }
}

/// Which of several addresses is the named person's: the one that bears the name, else the first.
fn own_address(person: &ContactDraft, emails: &[ReadEmail]) -> Option<usize> {
    let family = fold(&person.family_name).replace(' ', "");
    let bears_name = |read: &ReadEmail| {
        let local = read.email.as_str().split('@').next().unwrap_or_default();
        !family.is_empty() && fold(local).replace(' ', "").contains(&family)
    };
    emails.iter().position(bears_name).or((!emails.is_empty()).then_some(0))
}

/// The name written before `<a@b>` fills what the contact column left out; it never contradicts it.
fn complete_name(contact: &mut ContactDraft, name: Option<&str>, organisation: &str) {
    let Some(name) = name.filter(|name| fold(name) != fold(organisation)) else { return };
    let read = person_name::read(name);
    let (Some(given), Some(family)) = (read.given_name, read.family_name) else { return };
    let same_family = fold(&family) == fold(&contact.family_name);
    if !contact.is_named() || (contact.given_name.is_empty() && same_family) {
        contact.given_name = given;
        contact.family_name = family;
    }
}
