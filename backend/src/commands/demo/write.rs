//! The plan, written: members and people in bulk, what happened through the ledger, sign-ins through accounts.

use kernel::{
    caller::{Caller, StaffRole},
    ids::new_id,
    problem::Problem,
    trade::{Channel, Consent, MemberKind, MemberStatus, Precision},
    words::{match_key, name_key},
};
use platform::{Asker, House, Work};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};
use tables::{account, address, club, contact, member, member_status, member_topic, person, territory_commune, topic};
use uuid::Uuid;

use super::{
    campaign, doors, events,
    plan::{Organisation, Plan},
    sheets,
    trace::{self, Hands},
};
use crate::features::{
    club::{DemoAccount, keep_demo_accounts},
    follow_up::{self, Attestation, Source},
    members,
};

/// Rows per statement: SQLite takes 32,766 values at once.
const CHUNK: usize = 300;

pub async fn is_in_use(house: &House) -> Result<bool, Problem> {
    let db = &house.db.read;
    Ok(member::Entity::find().count(db).await? > 0 || account::Entity::find().count(db).await? > 0)
}

pub async fn all(house: &House, by: &Asker, plan: Plan) -> Result<(), Problem> {
    let doors = doors::all(&plan);
    let mut hashes = Vec::with_capacity(doors.len());
    for door in &doors {
        hashes.push(door.hash().await?);
    }
    let mut work = house.begin(by).await?;
    name_the_club(&work).await?;
    draw_the_territory(&work, &plan).await?;
    let topics = topic::Entity::find().order_by_asc(topic::Column::Position).all(work.tx()).await?;
    let ids = write_members(&work, &plan, &topics).await?;
    let callers = doors::write(&work, &doors, hashes, &ids).await?;
    let hand_of = |role: StaffRole| {
        let found = callers.iter().find(|caller| caller.role == Some(role)).cloned();
        found.map_or_else(|| work.by.caller.clone(), Caller::Person)
    };
    let hands = Hands { coordinator: hand_of(StaffRole::Coordinator), administrator: hand_of(StaffRole::Admin) };
    let subjects: Vec<Uuid> = topics.iter().map(|topic| topic.id).collect();
    let names: Vec<String> = topics.into_iter().map(|topic| topic.name).collect();
    let accounts: Vec<(Uuid, String)> = callers.into_iter().map(|caller| (caller.account_id, caller.name)).collect();
    trace::write(&work, &plan, &ids, &names, &accounts, &hands).await?;
    // What was noted by hand was noted by the coordinator.
    work.by.caller = hands.coordinator;
    let stated: Vec<Attestation> = plan
        .exchanges
        .iter()
        // Who came to an event is stated with it.
        .filter(|exchange| exchange.channel != Channel::Event)
        .map(|exchange| Attestation {
            source: Source { kind: exchange.kind.into(), id: new_id() },
            on: exchange.on,
            channel: exchange.channel,
            direction: exchange.direction,
            outcome: exchange.outcome,
            summary: exchange.summary.map(str::to_owned),
            contact_id: None,
            members: exchange.members.iter().map(|at| ids[*at]).collect(),
        })
        .collect();
    follow_up::attest_all(&work, &stated).await?;
    campaign::write(&work, &plan, &ids).await?;
    sheets::write(&work, &plan, &ids, &subjects).await?;
    events::write(&work, &plan, &ids, &subjects).await?;
    let offered: Vec<DemoAccount> = doors.into_iter().map(|door| door.offered()).collect();
    keep_demo_accounts(&work, &offered).await?;
    work.note_one("make_demo", "club", Uuid::nil(), "Démonstration").await?;
    work.commit().await
}

async fn name_the_club(work: &Work) -> Result<(), Problem> {
    let named = club::ActiveModel {
        name: Set("Le Fil vert".to_owned()),
        tagline: Set("Club des acteurs de la prévention des déchets".to_owned()),
        address: Set("Syndicat du Fil vert, 1 place du Marché, 67600 Sélestat".to_owned()),
        contact_name: Set("Camille Rotrieder, coordinatrice".to_owned()),
        contact_email: Set("club@filvert.example".to_owned()),
        contact_phone: Set("+33353010018".to_owned()),
        privacy_contact: Set("donnees@filvert.example".to_owned()),
        legal_notice: Set("Démonstration : organisations et personnes inventées.".to_owned()),
        setup_step: Set("done".to_owned()),
        demo: Set(true),
        updated_at: Set(work.now),
        ..Default::default()
    };
    club::Entity::update_many().set(named).filter(club::Column::Id.eq(1)).exec(work.tx()).await?;
    Ok(())
}

async fn draw_the_territory(work: &Work, plan: &Plan) -> Result<(), Problem> {
    let known = places::places();
    let since = plan.members.iter().filter_map(|one| one.history.first()).map(|(_, since)| *since).min();
    let rows: Vec<territory_commune::ActiveModel> = places::demo_territory()
        .into_iter()
        .filter_map(|commune| {
            Some(territory_commune::ActiveModel {
                insee_code: Set(commune.insee_code.to_owned()),
                name: Set(known.commune(commune.insee_code)?.name.to_owned()),
                latitude: Set(Some(commune.latitude)),
                longitude: Set(Some(commune.longitude)),
                added_on: Set(since?),
                removed_on: Set(None),
            })
        })
        .collect();
    let inside: std::collections::BTreeSet<&str> = places::demo_territory().iter().map(|one| one.insee_code).collect();
    let epcis: std::collections::BTreeSet<&str> =
        inside.iter().filter_map(|code| known.commune(code)?.epci_siren).collect();
    let without: Vec<&str> = epcis
        .iter()
        .flat_map(|epci| known.communes_of(epci))
        .map(|commune| commune.insee_code)
        .filter(|code| !inside.contains(code))
        .collect();
    territory_commune::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
    let drawn = club::ActiveModel {
        territory: Set(serde_json::json!({"epcis": epcis, "without": without, "with": []})),
        ..Default::default()
    };
    club::Entity::update_many().set(drawn).filter(club::Column::Id.eq(1)).exec(work.tx()).await?;
    Ok(())
}

fn row_of(work: &Work, one: &Organisation) -> member::Model {
    let mut row = members::blank(work.now, "demo");
    let place = places::places().commune(one.commune);
    row.name.clone_from(&one.name);
    row.name_key = name_key(&one.name);
    row.match_key = match_key(&one.name);
    row.kind = one.kind;
    row.size = one.size;
    row.ex_officio = one.kind == MemberKind::Commune;
    if let Some((status, since)) = one.history.last() {
        row.status = *status;
        row.left_on = (*status == MemberStatus::Left).then_some(*since);
    }
    row.joined_on = one.history.iter().find(|(status, _)| *status == MemberStatus::Active).map(|(_, since)| *since);
    row.siret.clone_from(&one.siret);
    row.siren = one.siret.as_ref().map(|siret| siret.chars().take(9).collect());
    row.amalia.clone_from(&one.amalia);
    row.email.clone_from(&one.email);
    row.phone.clone_from(&one.phone);
    row.email_key = one.email.as_ref().map(|email| email.to_lowercase());
    row.internal_notes = one.notes.map(str::to_owned);
    if let Some(place) = place {
        row.commune_code = Some(place.insee_code.to_owned());
        row.commune_name = Some(place.name.to_owned());
        row.commune_key = Some(name_key(place.name));
        row.postal_code = place.postal_codes().next().map(str::to_owned);
        if one.kind == MemberKind::Commune {
            row.insee_code = Some(place.insee_code.to_owned());
            row.siren = place.siren.map(str::to_owned);
        }
    }
    let people: Vec<String> = one
        .people
        .iter()
        .flat_map(|person| {
            [Some(format!("{} {}", person.given, person.family)), person.email.clone(), person.phone.clone()]
        })
        .flatten()
        .collect();
    row.search = members::search_text(&row, &people);
    row
}

/// Writes all members with their history, people and topics. Gives their ids in the order of the plan.
async fn write_members(work: &Work, plan: &Plan, topics: &[topic::Model]) -> Result<Vec<Uuid>, Problem> {
    let mut ids = Vec::with_capacity(plan.members.len());
    let (mut rows, mut steps, mut subjects) = (Vec::new(), Vec::new(), Vec::new());
    let mut people = People::default();
    for one in &plan.members {
        let row = row_of(work, one);
        ids.push(row.id);
        for (seq, (status, since)) in one.history.iter().enumerate() {
            steps.push(step(work, row.id, *status, *since, seq));
        }
        subjects.extend(
            one.topics
                .iter()
                .filter_map(|at| topics.get(*at))
                .map(|topic| member_topic::ActiveModel { member_id: Set(row.id), topic_id: Set(topic.id) }),
        );
        people.take(work, row.id, one);
        rows.push(row);
    }
    let tx = work.tx();
    members::insert(tx, rows).await?;
    for chunk in steps.chunks(CHUNK) {
        member_status::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    for chunk in subjects.chunks(CHUNK) {
        member_topic::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    people.write(work).await?;
    Ok(ids)
}

fn step(
    work: &Work,
    member: Uuid,
    status: MemberStatus,
    since: chrono::NaiveDate,
    seq: usize,
) -> member_status::ActiveModel {
    member_status::ActiveModel {
        id: Set(new_id()),
        member_id: Set(member),
        status: Set(status),
        since: Set(since),
        precision: Set(Precision::Day),
        reason: Set(None),
        seq: Set(seq as i64),
        recorded_at: Set(work.now),
    }
}

#[derive(Default)]
struct People {
    persons: Vec<person::ActiveModel>,
    addresses: Vec<address::ActiveModel>,
    contacts: Vec<contact::Model>,
}

impl People {
    fn take(&mut self, work: &Work, member: Uuid, one: &Organisation) {
        for (position, someone) in one.people.iter().enumerate() {
            let person_id = new_id();
            self.persons.push(person::ActiveModel {
                id: Set(person_id),
                given_name: Set(someone.given.to_owned()),
                family_name: Set(someone.family.to_owned()),
                name_key: Set(name_key(&format!("{} {}", someone.family, someone.given))),
                language: Set("fr".to_owned()),
                created_at: Set(work.now),
                updated_at: Set(work.now),
            });
            let address_id = someone.email.as_ref().map(|email| {
                let id = new_id();
                self.addresses.push(address::ActiveModel {
                    id: Set(id),
                    email: Set(email.clone()),
                    email_key: Set(email.to_lowercase()),
                    deliverability: Set(someone.deliverability),
                    deliverability_on: Set(None),
                    consent: Set(Consent::None),
                    consent_on: Set(None),
                    consent_origin: Set(None),
                });
                id
            });
            self.contacts.push(contact::Model {
                id: new_id(),
                member_id: member,
                person_id: person_id,
                address_id: address_id,
                function: Some(someone.function.to_owned()),
                phone: someone.phone.clone(),
                mobile: None,
                preferred_channel: None,
                main: position == 0,
                from_on: one.history.first().map(|(_, since)| *since),
                to_on: None,
                source: "demo".to_owned(),
                informed_on: None,
                basis: None,
                newsletter_wish: None,
                position: position as i64,
                created_at: work.now,
                updated_at: work.now,
            });
        }
    }

    async fn write(self, work: &Work) -> Result<(), Problem> {
        let tx = work.tx();
        for chunk in self.persons.chunks(CHUNK) {
            person::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
        }
        for chunk in self.addresses.chunks(CHUNK) {
            address::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
        }
        for chunk in self.contacts.chunks(CHUNK) {
            let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
            contact::Entity::insert_many(rows).exec_without_returning(tx).await?;
        }
        members::keep_contact_texts(tx, &self.contacts).await
    }
}
