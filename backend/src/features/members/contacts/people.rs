//! A form read into a contact: who the person is, what their address is, what each value means.

use chrono::NaiveDate;
use kernel::{
    email::Email,
    patch::Change,
    phone::Phone,
    problem::{Fault, Problem, say},
};
use platform::Work;
use tables::contact;
use uuid::Uuid;

use super::{super::join::JoinPerson, schema::ContactChanges, store};

const NAME: usize = 100;
const FUNCTION: usize = 200;
const ADDRESS: usize = 300;

/// What a form comes to, beside the row of the contact.
pub struct Read {
    pub given_name: String,
    pub family_name: String,
    /// `None` when the address stays as it is.
    pub email: Option<Option<Email>>,
    pub faults: Vec<Fault>,
}

/// Puts the form's values into `row`; the person was called `given`, `family` until now.
pub fn read(row: &mut contact::Model, given: &str, family: &str, changes: &ContactChanges) -> Read {
    let mut faults = Vec::new();
    let given_name = name(given, &changes.given_name, "/given_name", &mut faults);
    let family_name = name(family, &changes.family_name, "/family_name", &mut faults);
    if given_name.is_empty() && family_name.is_empty() {
        let needed = say("Donnez le nom de cette personne.", "Give this person's name.");
        faults.push(Fault::at("/family_name", "members.contact_name_needed", needed));
    }
    match &changes.function {
        Change::Keep => {}
        Change::Clear => row.function = None,
        Change::Set(text) if text.chars().count() > FUNCTION => faults.push(too_long("/function", FUNCTION)),
        Change::Set(text) => row.function = Some(on_one_line(text)).filter(|text| !text.is_empty()),
    }
    phone(&mut row.phone, &changes.phone, "/phone", &mut faults);
    phone(&mut row.mobile, &changes.mobile, "/mobile", &mut faults);
    let email = match &changes.email {
        Change::Keep => None,
        Change::Clear => Some(None),
        Change::Set(text) if text.trim().is_empty() => Some(None),
        Change::Set(text) if text.chars().count() > ADDRESS => {
            faults.push(too_long("/email", ADDRESS));
            None
        }
        Change::Set(text) => match Email::parse(text) {
            Ok(email) => Some(Some(email)),
            Err(fault) => {
                faults.push(fault.at("/email", "members"));
                None
            }
        },
    };
    if let Some(channel) = changes.preferred_channel.clone().into_option() {
        row.preferred_channel = channel;
    }
    if let Some(wish) = changes.newsletter_wish.clone().into_option() {
        row.newsletter_wish = wish;
    }
    day(&mut row.from_on, &changes.from_on);
    day(&mut row.to_on, &changes.to_on);
    day(&mut row.informed_on, &changes.informed_on);
    if let Some(basis) = changes.basis.clone().into_option() {
        row.basis = basis;
    }
    if let Some(source) = changes.source.as_deref().map(on_one_line).filter(|source| !source.is_empty()) {
        row.source = source;
    }
    if let (Some(from), Some(to)) = (row.from_on, row.to_on)
        && to < from
    {
        faults.push(Fault::at(
            "/to_on",
            "members.contact_ends_before_it_begins",
            say("Le dernier jour précède le premier.", "The last day comes before the first."),
        ));
    }
    Read { given_name, family_name, email, faults }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn too_long(pointer: &str, most: usize) -> Fault {
    Fault::at(
        pointer,
        "house.length",
        say(format!("Au plus {most} caractères."), format!("At most {most} characters.")),
    )
}

fn name(now: &str, change: &Change<String>, pointer: &str, faults: &mut Vec<Fault>) -> String {
    match change {
        Change::Keep => now.to_owned(),
        Change::Clear => String::new(),
        Change::Set(text) if text.chars().count() > NAME => {
            faults.push(too_long(pointer, NAME));
            now.to_owned()
        }
        Change::Set(text) => on_one_line(text),
    }
}

fn phone(field: &mut Option<String>, change: &Change<String>, pointer: &str, faults: &mut Vec<Fault>) {
    match change {
        Change::Keep => {}
        Change::Clear => *field = None,
        Change::Set(text) if text.trim().is_empty() => *field = None,
        Change::Set(text) => match Phone::parse(text) {
            Ok(read) => *field = Some(read.phone.into_string()),
            Err(fault) => faults.push(fault.at(pointer, "members")),
        },
    }
}

fn day(field: &mut Option<NaiveDate>, change: &Change<NaiveDate>) {
    if let Some(day) = change.clone().into_option() {
        *field = day;
    }
}

/// Somebody who asks for an organisation, read the way a contact is.
pub struct Applicant {
    pub given_name: String,
    pub family_name: String,
    pub function: Option<String>,
    pub email: Option<Email>,
    pub phone: Option<String>,
    /// At `/person/…`.
    pub faults: Vec<Fault>,
}

pub fn read_applicant(form: &JoinPerson) -> Applicant {
    let mut faults = Vec::new();
    let given_name = name("", &Change::Set(form.given_name.clone()), "/given_name", &mut faults);
    let family_name = name("", &Change::Set(form.family_name.clone()), "/family_name", &mut faults);
    for (text, pointer) in [(&given_name, "/given_name"), (&family_name, "/family_name")] {
        if text.is_empty() {
            faults.push(Fault::at(pointer, "members.contact_name_needed", say("Donnez votre nom.", "Give your name.")));
        }
    }
    let mut number = None;
    phone(&mut number, &form.phone.clone().map_or(Change::Keep, Change::Set), "/phone", &mut faults);
    let email = Email::parse(&form.email).map_err(|fault| faults.push(fault.at("/email", "members"))).ok();
    for fault in &mut faults {
        fault.pointer = format!("/person{}", fault.pointer);
    }
    let function = form.function.as_deref().map(on_one_line).filter(|text| !text.is_empty());
    Applicant { given_name, family_name, function, email, phone: number, faults }
}

/// Who this is: somebody of the same name with the same e-mail is the same person; else a new one.
pub async fn recognise(work: &Work, read: &Read) -> Result<Uuid, Problem> {
    if let Some(Some(email)) = &read.email {
        let key = store::person_key(&read.given_name, &read.family_name);
        if let Some(id) = store::namesakes(work.tx(), &email.key(), &key).await?.first() {
            return Ok(*id);
        }
    }
    store::insert_person(work, &read.given_name, &read.family_name).await
}
