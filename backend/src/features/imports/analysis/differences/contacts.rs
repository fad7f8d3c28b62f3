//! The people of a row against those of a member: the same contact completed, or one more.

use kernel::words::fold;

use super::super::draft::{ContactDraft, shown_phone};
use super::super::fields::Field;
use super::super::known::KnownContact;
use super::{Comparison, ContactChange};

impl Comparison {
    pub(super) fn contacts(&mut self, known: &[KnownContact], drafts: &[ContactDraft]) {
        let mut taken = vec![false; known.len()];
        for draft in drafts {
            let Some(position) = same_contact(known, &taken, draft) else {
                self.differs(Field::PersonName, None, draft.line());
                self.change.contacts.push(ContactChange { position: None, contact_id: None, set: draft.clone() });
                continue;
            };
            taken[position] = true;
            self.contact(position, &known[position], draft);
        }
    }

    fn contact(&mut self, position: usize, known: &KnownContact, draft: &ContactDraft) {
        let mut set = ContactDraft::default();
        let known_name = format!("{} {}", known.given_name, known.family_name).trim().to_owned();
        let says_more = draft.is_named()
            && (known_name.is_empty() || (known.given_name.is_empty() && !draft.given_name.is_empty()));
        if says_more {
            self.differs(Field::PersonName, (!known_name.is_empty()).then_some(known_name), draft.full_name());
            set.given_name = draft.given_name.clone();
            set.family_name = draft.family_name.clone();
        }
        if known.email.is_none() {
            set.email = self.text(Field::Email, &known.email, &draft.email);
        }
        let same_function = |a: &Option<String>, b: &Option<String>| a.as_deref().map(fold) == b.as_deref().map(fold);
        if !same_function(&known.function, &draft.function) {
            set.function = self.text(Field::Function, &known.function, &draft.function);
        }
        let elsewhere =
            |number: &Option<String>| number.is_some() && (*number == known.phone || *number == known.mobile);
        for (field, before, after) in
            [(Field::Phone, &known.phone, &draft.phone), (Field::Mobile, &known.mobile, &draft.mobile)]
        {
            if elsewhere(after) || !self.takes(before.as_ref(), after.as_ref()) {
                continue;
            }
            self.differs(
                field,
                before.as_deref().map(shown_phone),
                after.as_deref().map(shown_phone).unwrap_or_default(),
            );
            match field {
                Field::Phone => set.phone = after.clone(),
                _ => set.mobile = after.clone(),
            }
        }
        if self.takes(known.newsletter_wish.as_ref(), draft.newsletter_wish.as_ref())
            && let Some(wish) = draft.newsletter_wish
        {
            let word = |yes: bool| if yes { "oui" } else { "non" };
            self.differs(Field::NewsletterWish, known.newsletter_wish.map(|yes| word(yes).to_owned()), word(wish));
            set.newsletter_wish = Some(wish);
        }
        if set != ContactDraft::default() {
            let contact_id = (!known.id.is_nil()).then_some(known.id);
            self.change.contacts.push(ContactChange { position: Some(position), contact_id, set });
        }
    }
}

/// The contact that a row speaks of: the same address and no other person, the same person, the same telephone.
fn same_contact(known: &[KnownContact], taken: &[bool], draft: &ContactDraft) -> Option<usize> {
    let named = |contact: &KnownContact| !contact.given_name.is_empty() || !contact.family_name.is_empty();
    let same_person = |contact: &KnownContact| {
        draft.is_named()
            && named(contact)
            && fold(&contact.family_name) == fold(&draft.family_name)
            && (fold(&contact.given_name) == fold(&draft.given_name)
                || contact.given_name.is_empty()
                || draft.given_name.is_empty())
    };
    let email = draft.email.as_deref().map(str::to_lowercase);
    let same_email =
        |contact: &KnownContact| email.is_some() && contact.email.as_deref().map(str::to_lowercase) == email;
    let number = |number: &Option<String>, contact: &KnownContact| {
        number.is_some() && (*number == contact.phone || *number == contact.mobile)
    };
    let find = |is: &dyn Fn(&KnownContact) -> bool| (0..known.len()).find(|i| !taken[*i] && is(&known[*i]));
    find(&|contact| same_email(contact) && same_person(contact))
        .or_else(|| find(&|contact| same_email(contact) && !(draft.is_named() && named(contact))))
        .or_else(|| {
            find(&|contact| {
                same_person(contact)
                    && email.is_none()
                    && (number(&draft.phone, contact) || number(&draft.mobile, contact))
            })
        })
        .or_else(|| find(&|contact| same_person(contact) && (email.is_none() || contact.email.is_none())))
        .or_else(|| {
            let only_a_number = email.is_none() && !draft.is_named();
            find(&|contact| only_a_number && (number(&draft.phone, contact) || number(&draft.mobile, contact)))
        })
}
