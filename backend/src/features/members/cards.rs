//! Rows made into cards and pages, for one caller: what it may see, what it may do, where each member stands today.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    cadence::Cadence,
    caller::Caller,
    problem::{Language, Problem},
    trade::{Deliverability, MemberStatus, Treatment},
};
use platform::{
    Asker, House,
    packed::{self, Place},
    web::abilities::{Abilities, Ability},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};
use serde::Deserialize;
use tables::{address, contact, member, person};
use uuid::Uuid;

use super::{
    contacts,
    custom::{self, schema::CustomValue},
    profile,
    rules::{self, Sight, Standing, Verb, moderation},
    schema::{MainContact, MemberCard, MemberCommune, MemberPage, MemberRecord, MemberTopic, Referent, StatusStep},
    store::{self, CardRow, Keeper},
};
use crate::features::club;

/// Through what members are looked at: who looks, in which language, on which day of the club.
#[derive(Debug, Clone)]
pub struct Lens {
    pub caller: Caller,
    pub language: Language,
    pub sight: Sight,
    pub today: NaiveDate,
    pub time_zone: chrono_tz::Tz,
    pub cadence: Cadence,
    /// What becomes of a change that members make to their people.
    people: Treatment,
}

impl Lens {
    /// The lens of this caller; 403 or 401 for one who sees no member.
    pub async fn of(house: &House, by: &Asker) -> Result<Lens, Problem> {
        let sight = sight(by)?;
        let settings = club::settings_to_read(house).await?;
        Lens::with(&house.db.read, house.now(), by, sight, settings).await
    }

    /// The same inside a transaction.
    pub async fn within<C: ConnectionTrait>(db: &C, now: DateTime<Utc>, by: &Asker) -> Result<Lens, Problem> {
        let sight = sight(by)?;
        let settings = club::settings(db).await?;
        Lens::with(db, now, by, sight, settings).await
    }

    async fn with<C: ConnectionTrait>(
        db: &C,
        now: DateTime<Utc>,
        by: &Asker,
        sight: Sight,
        settings: club::ClubSettings,
    ) -> Result<Lens, Problem> {
        let people = match sight {
            Sight::Own(_) => profile::in_force(db).await?.people(),
            _ => Treatment::Applies,
        };
        Ok(Lens {
            people,
            caller: by.caller.clone(),
            language: by.language,
            sight,
            today: settings.today(now),
            time_zone: settings.time_zone,
            cadence: settings.cadence(),
        })
    }

    fn abilities(&self, standing: Standing) -> Abilities {
        let of = |verb: Verb| {
            let may = rules::may(verb, &self.caller, standing);
            let kept = verb == Verb::EditContacts && self.people == Treatment::StaffOnly;
            let may = if kept { may.and(Err(moderation::refused(Vec::new()))) } else { may };
            Ability::of(&may, self.language)
        };
        Verb::ALL.into_iter().map(|verb| (verb.as_str(), of(verb))).collect()
    }
}

fn sight(by: &Asker) -> Result<Sight, Problem> {
    Sight::of(&by.caller).ok_or_else(|| platform::web::guard::refuse(by))
}

#[derive(Deserialize)]
struct MainRow {
    member_id: Uuid,
    id: Uuid,
    function: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
    given_name: String,
    family_name: String,
    email: Option<String>,
    deliverability: Option<Deliverability>,
}
platform::by_place! {
    MainRow { member_id, id, function, phone, mobile, given_name, family_name, email, deliverability }
}

async fn main_contacts<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, MainContact>, Problem> {
    use contact::Column as Of;
    let of_contact = [Of::MemberId, Of::Id, Of::Function, Of::Phone, Of::Mobile].map(Place::of);
    let of_person = [person::Column::GivenName, person::Column::FamilyName].map(Place::of);
    let of_address = [address::Column::Email, address::Column::Deliverability].map(Place::of);
    let places: Vec<Place> = of_contact.into_iter().chain(of_person).chain(of_address).collect();
    let mut found = HashMap::new();
    for chunk in ids.chunks(store::CHUNK) {
        let query = contact::Entity::find()
            .join(JoinType::InnerJoin, contact::Relation::Person.def())
            .join(JoinType::LeftJoin, contact::Relation::Address.def())
            .filter(packed::among(contact::Column::MemberId, chunk, db.get_database_backend()))
            .filter(contact::Column::Main.eq(true))
            .filter(Condition::any().add(contact::Column::ToOn.is_null()).add(contact::Column::ToOn.gte(today)));
        let rows: Vec<MainRow> = packed::all(db, query, &places).await?;
        found.extend(rows.into_iter().map(|row| {
            let contact = MainContact {
                id: row.id,
                name: format!("{} {}", row.given_name, row.family_name).trim().to_owned(),
                function: row.function,
                email_deliverability: row.deliverability,
                email: row.email,
                phone: row.mobile.or(row.phone),
            };
            (row.member_id, contact)
        }));
    }
    Ok(found)
}

/// Rows as cards, in their order: three more queries, however many they are.
pub async fn of_rows<C: ConnectionTrait>(
    db: &C,
    lens: &Lens,
    rows: Vec<impl Into<CardRow>>,
) -> Result<Vec<MemberCard>, Problem> {
    let rows: Vec<CardRow> = rows.into_iter().map(Into::into).collect();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut topics = store::topics(db, &ids).await?;
    let mut contacts =
        if lens.sight.sees_contacts() { main_contacts(db, &ids, lens.today).await? } else { HashMap::new() };
    let mut custom = custom::shown(db, &ids, lens.sight.sees_follow_up()).await?;
    // What staff may do with a member hangs on how it stands, not on which it is, and most stand alike.
    let mut abilities: HashMap<Standing, Abilities> = HashMap::new();
    let is_own = matches!(lens.sight, Sight::Own(_));
    let cards = rows.into_iter().map(|row| {
        let (topics, contact) = (topics.remove(&row.id).unwrap_or_default(), contacts.remove(&row.id));
        let custom = custom.remove(&row.id).unwrap_or_default();
        let standing = Standing {
            id: row.id,
            archived: row.archived_at.is_some(),
            ex_officio: row.ex_officio,
            merged_into: row.merged_into,
        };
        let alike = if is_own { standing } else { Standing { id: Uuid::nil(), ..standing } };
        let abilities = abilities.entry(alike).or_insert_with(|| lens.abilities(standing)).clone();
        card(lens, row, topics, custom, contact, abilities)
    });
    Ok(cards.collect())
}

/// Rows as cards that tell the rest of the record too: one more query.
pub async fn with_records<C: ConnectionTrait>(
    db: &C,
    lens: &Lens,
    rows: Vec<member::Model>,
) -> Result<Vec<MemberCard>, Problem> {
    let referents = referents(db, lens, &rows).await?;
    let records: Vec<MemberRecord> = rows.iter().map(|row| record(lens, row, &referents)).collect();
    let mut cards = of_rows(db, lens, rows).await?;
    for (card, record) in cards.iter_mut().zip(records) {
        card.record = Some(record);
    }
    Ok(cards)
}

/// The cards of these members, in this order; what the caller does not see or does not exist is left out.
pub async fn of_ids<C: ConnectionTrait>(db: &C, lens: &Lens, ids: &[Uuid]) -> Result<Vec<MemberCard>, Problem> {
    of_rows(db, lens, rows(db, lens, ids).await?).await
}

/// The same, with the rest of their records.
pub async fn records_of_ids<C: ConnectionTrait>(db: &C, lens: &Lens, ids: &[Uuid]) -> Result<Vec<MemberCard>, Problem> {
    with_records(db, lens, rows(db, lens, ids).await?).await
}

async fn rows<C: ConnectionTrait>(db: &C, lens: &Lens, ids: &[Uuid]) -> Result<Vec<member::Model>, Problem> {
    let seen: Vec<Uuid> = ids.iter().copied().filter(|id| lens.sight.covers(*id)).collect();
    store::in_order(db, &seen).await
}

fn card(
    lens: &Lens,
    row: CardRow,
    topics: Vec<(Uuid, String)>,
    custom: BTreeMap<String, CustomValue>,
    main_contact: Option<MainContact>,
    abilities: Abilities,
) -> MemberCard {
    let told = lens.sight.sees_follow_up();
    let is_followed = told && row.status == MemberStatus::Active && row.archived_at.is_none();
    MemberCard {
        id: row.id,
        kind: row.kind,
        size: row.size,
        follow_up: is_followed.then(|| lens.cadence.state(row.contact_due_on, lens.today)),
        status: row.status,
        ex_officio: row.ex_officio,
        commune: row.commune_name.map(|name| MemberCommune { insee_code: row.commune_code, name }),
        name: row.name,
        postal_code: row.postal_code,
        main_contact,
        matched: None,
        email: row.email,
        phone: row.phone,
        topics: topics.into_iter().map(|(id, name)| MemberTopic { id, name }).collect(),
        custom,
        joined_on: row.joined_on,
        last_contact_on: row.last_contact_on.filter(|_| told),
        last_personal_contact_on: row.last_personal_contact_on.filter(|_| told),
        contact_due_on: row.contact_due_on.filter(|_| told),
        archived_at: row.archived_at,
        merged_into: row.merged_into,
        updated_at: row.updated_at,
        revision: row.revision,
        abilities,
        record: None,
    }
}

/// The names of those who look after these members, for whoever may know.
async fn referents<C: ConnectionTrait>(
    db: &C,
    lens: &Lens,
    rows: &[member::Model],
) -> Result<HashMap<Uuid, Keeper>, Problem> {
    if !lens.sight.sees_follow_up() {
        return Ok(HashMap::new());
    }
    let mut ids: Vec<Uuid> = rows.iter().filter_map(|row| row.referent_id).collect();
    ids.sort_unstable();
    ids.dedup();
    store::keepers_named(db, &ids).await
}

fn record(lens: &Lens, row: &member::Model, referents: &HashMap<Uuid, Keeper>) -> MemberRecord {
    let told = lens.sight.sees_follow_up();
    let referent = row.referent_id.filter(|_| told).and_then(|id| referents.get(&id));
    let referent =
        referent.map(|keeper| Referent { account_id: keeper.id, name: keeper.name.clone(), gone: keeper.gone });
    MemberRecord {
        legal_name: row.legal_name.clone(),
        street: row.street.clone(),
        siren: row.siren.clone(),
        siret: row.siret.clone(),
        rna: row.rna.clone(),
        amalia: row.amalia.clone(),
        amalia_court: row.amalia_court.clone(),
        insee_code: row.insee_code.clone(),
        website: row.website.clone(),
        description: row.description.clone(),
        internal_notes: row.internal_notes.clone().filter(|_| lens.sight.sees_notes()),
        referent,
        left_on: row.left_on,
        verified_on: row.verified_on,
        charter_answer: row.charter_answer.as_deref().filter(|_| told).map(|answer| answer == "yes"),
        source: Some(row.source.clone()).filter(|_| told),
        created_at: row.created_at,
        next_statuses: rules::next_statuses(row.status, row.joined_on.is_some(), row.ex_officio),
    }
}

/// All of one member.
pub async fn page<C: ConnectionTrait>(db: &C, lens: &Lens, row: member::Model) -> Result<MemberPage, Problem> {
    let id = row.id;
    let told = lens.sight.sees_follow_up();
    let steps = store::histories(db, &[id]).await?.remove(&id).unwrap_or_default();
    let rest = record(lens, &row, &referents(db, lens, std::slice::from_ref(&row)).await?);
    let revision = row.revision;
    let mut cards = of_rows(db, lens, vec![row]).await?;
    let card = cards.pop().ok_or_else(Problem::not_found)?;
    let contacts = match lens.sight.sees_contacts() {
        true => contacts::all_of(db, &lens.caller, id, revision, lens.today).await?,
        false => Vec::new(),
    };
    Ok(MemberPage {
        card,
        rest,
        contacts,
        status_history: steps
            .into_iter()
            .map(|step| StatusStep {
                status: step.status,
                since: step.since,
                precision: step.precision,
                // Reasons are written by staff for staff.
                reason: step.reason.filter(|_| told),
            })
            .collect(),
    })
}
