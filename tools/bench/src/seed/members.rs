//! Members with their people, addresses, topics, history, and values in fields of the club.

use chrono::{DateTime, Days, NaiveDate, Utc};
use kernel::{
    cadence::Cadence,
    ids::new_id,
    trade::{Consent, Deliverability, FieldKind, MemberKind, MemberSize, MemberStatus, Precision, Visibility},
    words,
};
use maillage::features::members::{blank, search_text};
use sea_orm::{DatabaseTransaction, EntityTrait};
use serde_json::json;
use tables::{
    address, contact, contact_text, member, member_field, member_status, member_text, member_topic, member_value,
    person, postponement, topic,
};
use uuid::Uuid;

use super::{Club, Rows, chance};
use crate::Outcome;

const FIRST: [&str; 12] = [
    "Association",
    "Amicale",
    "Boulangerie",
    "École",
    "Ferme",
    "Repair Café",
    "Ludothèque",
    "Menuiserie",
    "Foyer rural",
    "Ressourcerie",
    "Jardin partagé",
    "Épicerie",
];
const SECOND: [&str; 16] = [
    "Les Vieux Rabots",
    "La Cigogne Économe",
    "du Four à Pain",
    "des Tilleuls",
    "du Ried",
    "La Ruche",
    "des Trois Ponts",
    "du Moulin",
    "Les Pinsons",
    "de l’Ill",
    "du Château",
    "Les Épluchures",
    "La Grange",
    "du Vignoble",
    "Le Lien",
    "des Écrivains",
];
const GIVEN: [&str; 10] =
    ["Anne", "Béatrice", "Camille", "Denis", "Élodie", "Fabien", "Gaëlle", "Hugo", "Inès", "Jérôme"];
const FAMILY: [&str; 12] = [
    "Muller",
    "Schmitt",
    "Weber",
    "Kieffer",
    "Lang",
    "Rotrieder",
    "Walter",
    "Sutter",
    "Ehrhart",
    "Zimmer",
    "Fuchs",
    "Baur",
];
const FUNCTIONS: [&str; 6] =
    ["Présidente", "Trésorier", "Secrétaire", "Directrice", "Responsable des achats", "Bénévole"];
const CADENCE: Cadence = Cadence { months: 3, soon_days: 30, newsletter_counts: true };

struct Tables {
    members: Rows<member::Model>,
    texts: Rows<member_text::Model>,
    steps: Rows<member_status::Model>,
    people: Rows<person::Model>,
    addresses: Rows<address::Model>,
    contacts: Rows<contact::Model>,
    functions: Rows<contact_text::Model>,
    topics: Rows<member_topic::Model>,
    values: Rows<member_value::Model>,
    put_off: Rows<postponement::Model>,
}

impl Tables {
    /// Whoever refers comes after whom it refers to.
    async fn flush(&mut self, tx: &DatabaseTransaction) -> Outcome<()> {
        self.members.flush(tx).await?;
        self.texts.flush(tx).await?;
        self.steps.flush(tx).await?;
        self.people.flush(tx).await?;
        self.addresses.flush(tx).await?;
        self.contacts.flush(tx).await?;
        self.functions.flush(tx).await?;
        self.topics.flush(tx).await?;
        self.values.flush(tx).await?;
        self.put_off.flush(tx).await
    }
}

pub async fn write(
    tx: &DatabaseTransaction,
    club: Club,
    ids: &[Uuid],
    contacted: &[(Option<NaiveDate>, Option<NaiveDate>)],
) -> Outcome<()> {
    let now = Utc::now();
    let topics: Vec<Uuid> = topic::Entity::find().all(tx).await?.into_iter().map(|row| row.id).collect();
    let fields = fields(tx, now).await?;
    let communes = club.communes();
    let mut tables = Tables {
        members: Rows::new(),
        texts: Rows::new(),
        steps: Rows::new(),
        people: Rows::new(),
        addresses: Rows::new(),
        contacts: Rows::new(),
        functions: Rows::new(),
        topics: Rows::new(),
        values: Rows::new(),
        put_off: Rows::new(),
    };
    for (n, id) in ids.iter().enumerate() {
        let mut row = member_of(*id, n, club, communes[chance(n, 11) % communes.len()], now);
        // One in a hundred is a commune, a member by right; one in fifty was put away, some as doubles of another.
        if let (7, Some(commune)) = (n % 100, communes.get(n / 100)) {
            by_right(&mut row, *commune);
        }
        if club == Club::Grown && n % 50 == 3 {
            row.archived_at = Some(now - Days::new(n as u64 % 300));
            row.merged_into = (n % 200 == 3).then(|| ids[n - 1]);
        }
        if n % 100 == 20 {
            tables.put_off.add(put_off(*id, n, now));
        }
        (row.last_contact_on, row.last_personal_contact_on) = contacted[n];
        row.contact_due_on = row.last_contact_on.map(|day| CADENCE.due_on(day));
        let mut known = Vec::new();
        for position in 0..1 + chance(n, 12) % 2 {
            let email = format!("{}.{n}.{position}@personnes.example", FAMILY[chance(n, 14) % 12].to_lowercase());
            let (given, family) =
                (GIVEN[chance(n + position, 13) % 10], format!("{}{}", FAMILY[chance(n, 14) % 12], n % 900));
            known.extend([format!("{given} {family}"), email.clone()]);
            let (person_id, address_id) = (new_id(), new_id());
            tables.people.add(person_of(person_id, given, &family, now));
            tables.addresses.add(address_of(address_id, &email, n));
            let contact = contact_of(*id, person_id, address_id, n, position, now);
            let function = contact.function.as_deref().map(words::fold);
            tables.functions.add(contact_text::Model { contact_id: contact.id, function });
            tables.contacts.add(contact);
        }
        row.search = search_text(&row, &known);
        let since = row.joined_on.unwrap_or(now.date_naive());
        if let Some(left) = row.left_on {
            tables.steps.add(step_of(*id, MemberStatus::Active, since, now));
            tables.steps.add(step_of(*id, row.status, left, now));
        } else {
            tables.steps.add(step_of(*id, row.status, since, now));
        }
        tables.texts.add(texts_of(&row));
        tables.members.add(row);
        if !topics.is_empty() {
            let first = chance(n, 15) % topics.len();
            for topic_id in [Some(first), (n % 3 == 0).then_some((first + 1) % topics.len())].into_iter().flatten() {
                tables.topics.add(member_topic::Model { member_id: *id, topic_id: topics[topic_id] });
            }
        }
        for value in values_of(*id, n, &fields) {
            tables.values.add(value);
        }
        if n % 250 == 249 {
            tables.flush(tx).await?;
        }
    }
    tables.flush(tx).await
}

fn member_of(id: Uuid, n: usize, club: Club, commune: places::Commune, now: DateTime<Utc>) -> member::Model {
    let any = chance(n, 10);
    let name = format!("{} {} {n}", FIRST[any % 12], SECOND[any / 12 % 16]);
    let status = match any / 200 % 20 {
        _ if club == Club::Shown => MemberStatus::Active,
        0..12 => MemberStatus::Active,
        12..15 => MemberStatus::Prospect,
        15 => MemberStatus::Invited,
        16 => MemberStatus::Paused,
        _ => MemberStatus::Left,
    };
    let kind = match any / 4000 % 10 {
        0..6 => MemberKind::Association,
        6..9 => MemberKind::Company,
        _ => MemberKind::PublicBody,
    };
    let joined = now.date_naive() - Days::new(any as u64 % 4_000);
    // One in ten is reached by its people only.
    let email = (n % 10 != 9).then(|| format!("contact{n}@organisation.example"));
    let siren = n.is_multiple_of(2).then(|| format!("{:09}", 100_000_000 + n));
    member::Model {
        id,
        kind,
        size: (kind == MemberKind::Company).then_some(if n % 2 == 0 { MemberSize::Small } else { MemberSize::Large }),
        status,
        name_key: words::name_key(&name),
        match_key: words::match_key(&name),
        legal_name: n.is_multiple_of(3).then(|| format!("{name} (société)")),
        name,
        joined_on: (status != MemberStatus::Prospect).then_some(joined),
        left_on: (status == MemberStatus::Left).then(|| joined + Days::new(400)),
        verified_on: n.is_multiple_of(4).then(|| now.date_naive() - Days::new(n as u64 % 700)),
        siret: siren.as_ref().filter(|_| n.is_multiple_of(4)).map(|siren| format!("{siren}00012")),
        siren,
        rna: (kind == MemberKind::Association && n.is_multiple_of(3)).then(|| format!("W67{n:07}")),
        street: Some(format!("{} rue du Général Leclerc", n % 180)),
        postal_code: commune.postal_codes().next().map(str::to_owned),
        commune_code: Some(commune.insee_code.to_owned()),
        commune_name: Some(commune.name.to_owned()),
        commune_key: Some(words::name_key(commune.name)),
        email_key: email.clone(),
        email,
        phone: Some(format!("+333{:08}", 53_000_000 + n)),
        website: n.is_multiple_of(5).then(|| format!("https://organisation{n}.example")),
        description: Some("Une organisation comme il y en a beaucoup, avec ses gens et ses projets. ".repeat(3)),
        ..blank(now - chrono::TimeDelta::minutes(n as i64), "bench")
    }
}

fn by_right(row: &mut member::Model, commune: places::Commune) {
    row.name = commune.name.to_owned();
    row.name_key = words::name_key(commune.name);
    row.match_key = words::match_key(commune.name);
    (row.kind, row.size, row.ex_officio, row.rna) = (MemberKind::Commune, None, true, None);
    row.insee_code = Some(commune.insee_code.to_owned());
    row.commune_code = Some(commune.insee_code.to_owned());
    row.commune_name = Some(commune.name.to_owned());
    row.commune_key = Some(words::name_key(commune.name));
}

/// Some to a day that has come.
fn put_off(member_id: Uuid, n: usize, now: DateTime<Utc>) -> postponement::Model {
    let until_on = now.date_naive() + Days::new(n as u64 % 40) - Days::new(10);
    postponement::Model {
        member_id,
        until_on,
        reason: "Rappeler après les fêtes".to_owned(),
        by_id: None,
        created_at: now,
    }
}

fn texts_of(row: &member::Model) -> member_text::Model {
    let folded = |text: &Option<String>| text.as_deref().map(words::fold);
    member_text::Model {
        member_id: row.id,
        street: folded(&row.street),
        legal_name: folded(&row.legal_name),
        source: words::fold(&row.source),
        website: folded(&row.website),
        description: folded(&row.description),
    }
}

fn step_of(member_id: Uuid, status: MemberStatus, since: NaiveDate, now: DateTime<Utc>) -> member_status::Model {
    member_status::Model {
        id: new_id(),
        member_id,
        status,
        since,
        precision: Precision::Day,
        reason: None,
        seq: 0,
        recorded_at: now,
    }
}

fn person_of(id: Uuid, given: &str, family: &str, now: DateTime<Utc>) -> person::Model {
    person::Model {
        id,
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        name_key: words::name_key(&format!("{family} {given}")),
        language: "fr".to_owned(),
        created_at: now,
        updated_at: now,
    }
}

fn address_of(id: Uuid, email: &str, n: usize) -> address::Model {
    address::Model {
        id,
        email: email.to_owned(),
        email_key: email.to_lowercase(),
        deliverability: match chance(n, 16) % 20 {
            0 => Deliverability::Bounced,
            1..6 => Deliverability::Ok,
            _ => Deliverability::Unknown,
        },
        deliverability_on: None,
        consent: Consent::None,
        consent_on: None,
        consent_origin: None,
    }
}

fn contact_of(
    member_id: Uuid,
    person_id: Uuid,
    address_id: Uuid,
    n: usize,
    position: usize,
    now: DateTime<Utc>,
) -> contact::Model {
    contact::Model {
        id: new_id(),
        member_id,
        person_id,
        address_id: Some(address_id),
        function: Some(FUNCTIONS[chance(n + position, 17) % FUNCTIONS.len()].to_owned()),
        phone: Some(format!("+336{:08}", 10_000_000 + n)),
        mobile: None,
        preferred_channel: None,
        main: position == 0,
        from_on: None,
        // Some of the second ones have gone.
        to_on: (position > 0 && n.is_multiple_of(20)).then(|| now.date_naive() - Days::new(90)),
        source: "bench".to_owned(),
        informed_on: None,
        basis: None,
        newsletter_wish: None,
        position: position as i64,
        created_at: now,
        updated_at: now,
    }
}

/// One field of each kind.
async fn fields(tx: &DatabaseTransaction, now: DateTime<Utc>) -> Outcome<Vec<member_field::Model>> {
    let wanted = [
        ("Note de visite", FieldKind::Text),
        ("Gobelets prêtés", FieldKind::Number),
        ("Dernière réserve", FieldKind::Date),
        ("Matière", FieldKind::Choice),
        ("Prête des gobelets", FieldKind::YesNo),
    ];
    let choices =
        json!([{"id": "bois", "name": "Bois"}, {"id": "metal", "name": "Métal"}, {"id": "verre", "name": "Verre"}]);
    let mut rows = Rows::new();
    let mut made = Vec::new();
    for (position, (name, kind)) in (1..).zip(wanted) {
        let row = member_field::Model {
            id: new_id(),
            key: words::name_key(name).replace(' ', "_"),
            name: name.to_owned(),
            name_key: words::name_key(name),
            kind,
            choices: if kind == FieldKind::Choice { choices.clone() } else { json!([]) },
            visibility: Visibility::Staff,
            position,
            revision: 1,
            archived_at: None,
            created_at: now,
            updated_at: now,
        };
        made.push(row.clone());
        rows.add(row);
    }
    rows.flush(tx).await?;
    Ok(made)
}

/// Two thirds of the members have a value in each field.
fn values_of(member_id: Uuid, n: usize, fields: &[member_field::Model]) -> Vec<member_value::Model> {
    let with = |series: u64, field: &&member_field::Model| chance(n, 20 + series + field.position as u64) % 3 > 0;
    let value = |field: &member_field::Model| {
        let any = chance(n, 40 + field.position as u64);
        let mut row = member_value::Model {
            member_id,
            field_id: field.id,
            text: None,
            text_key: None,
            folded: None,
            number: None,
            day: None,
            yes: None,
            choice: None,
            rank: None,
        };
        match field.kind {
            FieldKind::Text => {
                let text = format!("Vu {} au marché, {}", GIVEN[any % 10], SECOND[any / 10 % 16]);
                row.text_key = Some(words::name_key(&text).chars().take(80).collect());
                row.folded = Some(words::fold(&text));
                row.text = Some(text);
            }
            FieldKind::Number => row.number = Some((any % 500) as i64 * 1_000_000),
            FieldKind::Date => row.day = Some(Utc::now().date_naive() - Days::new(any as u64 % 900)),
            FieldKind::Choice => {
                row.choice = Some(["bois", "metal", "verre"][any % 3].to_owned());
                row.rank = Some((any % 3) as i64);
            }
            FieldKind::YesNo => row.yes = Some(any % 2 == 0),
        }
        row
    };
    fields.iter().filter(|field| with(0, field)).map(value).collect()
}
