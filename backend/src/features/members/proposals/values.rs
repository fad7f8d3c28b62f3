//! What fields are now, and values as people read them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{problem::Problem, trade::ProposalAbout};
use places::places;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Map, Value, json};
use tables::{audit, member, proposal, proposal_field};
use uuid::Uuid;

use super::{
    super::{
        actions::draft,
        contacts,
        custom::{self, Definitions},
        rules::moderation::CUSTOM,
        store as members,
    },
    ask::REPLACES,
};

/// The fields of records and people as they are, as a form sets them.
pub struct Now {
    records: HashMap<Uuid, Map<String, Value>>,
    people: HashMap<Uuid, Map<String, Value>>,
    pub members: HashMap<Uuid, member::Model>,
    /// The names of the people.
    pub names: HashMap<Uuid, String>,
}

impl Now {
    /// Five queries, however many proposals.
    pub async fn of<C: ConnectionTrait>(db: &C, rows: &[proposal::Model]) -> Result<Now, Problem> {
        let mut ids: Vec<Uuid> = rows.iter().map(|row| row.member_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let contacts: Vec<Uuid> = rows.iter().filter_map(|row| row.contact_id).collect();
        let members: HashMap<Uuid, member::Model> = member::Entity::find()
            .filter(member::Column::Id.is_in(ids.iter().copied()))
            .all(db)
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        let topics = members::topics(db, &ids).await?;
        let values = custom::values(db, &ids).await?;
        let none = (Vec::new(), custom::Values::new());
        let records = members.values().map(|row| {
            let topics = topics.get(&row.id).unwrap_or(&none.0);
            (row.id, draft::as_set(row, topics, values.get(&row.id).unwrap_or(&none.1)))
        });
        let records = records.collect();
        let (mut people, mut names) = (HashMap::new(), HashMap::new());
        for known in contacts::known_by_ids(db, &contacts).await? {
            names.insert(known.contact.id, contacts::name_of(&known));
            people.insert(known.contact.id, contacts::as_set(&known));
        }
        Ok(Now { records, people, members, names })
    }

    /// Learns the names of those in whose place somebody new comes.
    pub async fn learn<'a, C: ConnectionTrait>(
        &mut self,
        db: &C,
        fields: impl Iterator<Item = &'a proposal_field::Model>,
    ) -> Result<(), Problem> {
        let replaced = fields.filter(|field| field.field == REPLACES).filter_map(replaced).collect::<Vec<_>>();
        for known in contacts::known_by_ids(db, &replaced).await? {
            self.names.insert(known.contact.id, contacts::name_of(&known));
        }
        Ok(())
    }

    /// In whose place somebody new comes; nothing of who was forgotten since.
    pub fn name_of_replaced(&self, field: &proposal_field::Model) -> Option<Value> {
        let name = replaced(field).and_then(|id| self.names.get(&id));
        (field.field == REPLACES).then(|| json!(name))
    }

    /// What the field of a proposal is now.
    pub fn value(&self, row: &proposal::Model, field: &str) -> Option<Value> {
        let fields = match (row.about, row.contact_id) {
            (ProposalAbout::Record, _) => self.records.get(&row.member_id),
            (_, Some(contact)) => self.people.get(&contact),
            _ => None,
        };
        fields?.get(field).filter(|value| !value.is_null()).cloned()
    }

    /// Whether the field is another by now than when its change was asked for. What is already as asked is not.
    pub fn is_stale(&self, row: &proposal::Model, field: &proposal_field::Model) -> bool {
        let now = self.value(row, &field.field);
        !same(now.as_ref(), field.before.as_ref()) && !same(now.as_ref(), field.after.as_ref())
    }
}

fn replaced(field: &proposal_field::Model) -> Option<Uuid> {
    field.after.as_ref()?.as_str().and_then(|id| Uuid::try_parse(id).ok())
}

/// The same, whatever the order of a list.
pub fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    let sorted = |value: &Value| {
        let mut texts: Vec<String> = value.as_array()?.iter().map(Value::to_string).collect();
        texts.sort();
        Some(texts)
    };
    let empty = |value: Option<&Value>| value.is_none_or(|value| value.as_array().is_some_and(Vec::is_empty));
    match (one, other) {
        (Some(one), Some(other)) => one == other || sorted(one).is_some_and(|list| Some(list) == sorted(other)),
        (one, other) => empty(one) && empty(other),
    }
}

/// What values are told by.
pub struct Telling {
    pub definitions: Definitions,
    topics: HashMap<String, String>,
}

impl Telling {
    pub async fn of<C: ConnectionTrait>(db: &C) -> Result<Telling, Problem> {
        let topics = members::all_topics(db).await?;
        let topics = topics.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        Ok(Telling { definitions: custom::definitions(db).await?, topics })
    }

    /// A value as people read it: topics, communes and choices by name.
    pub fn told(&self, field: &str, value: Option<&Value>) -> Value {
        let Some(value) = value else { return Value::Null };
        match (field, value) {
            ("topics", Value::Array(ids)) => {
                let names = ids
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|id| self.topics.get(id).cloned().unwrap_or_else(|| "…".to_owned()));
                names.collect()
            }
            ("commune", Value::String(code)) => {
                places().commune(code).map_or_else(|| value.clone(), |commune| json!(commune.name))
            }
            (field, Value::String(choice)) => {
                let definition = field.strip_prefix(CUSTOM).and_then(|key| self.definitions.get(key));
                let named = definition.filter(|known| known.is_choice()).and_then(|known| known.choice(choice));
                named.map_or_else(|| value.clone(), |choice| json!(choice.name))
            }
            _ => value.clone(),
        }
    }

    /// The club's name for one of its fields.
    pub fn name(&self, field: &str) -> Option<String> {
        field.strip_prefix(CUSTOM).and_then(|key| self.definitions.get(key)).map(|known| known.name.clone())
    }
}

/// Who last changed each field of these members since, by member and field as the audit names it.
pub async fn last_touched<C: ConnectionTrait>(
    db: &C,
    members: &[Uuid],
    since: DateTime<Utc>,
) -> Result<HashMap<(Uuid, String), (String, DateTime<Utc>)>, Problem> {
    let mut touched = HashMap::new();
    if members.is_empty() {
        return Ok(touched);
    }
    let lines: Vec<(Option<Uuid>, String, DateTime<Utc>, Value)> = audit::Entity::find()
        .select_only()
        .columns([audit::Column::RecordId, audit::Column::ByName, audit::Column::At, audit::Column::Changes])
        .filter(audit::Column::Record.eq("member"))
        .filter(audit::Column::RecordId.is_in(members.iter().copied()))
        .filter(audit::Column::At.gte(since))
        .order_by_asc(audit::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    for (member, by, at, changes) in lines {
        let Some(member) = member else { continue };
        for field in changes.as_array().into_iter().flatten().filter_map(|change| change["field"].as_str()) {
            touched.insert((member, field.to_owned()), (by.clone(), at));
        }
    }
    Ok(touched)
}

/// How the audit names a field of a proposal.
pub fn in_audit(row: &proposal::Model, field: &str) -> String {
    if row.about == ProposalAbout::Record { field.to_owned() } else { format!("contact.{field}") }
}
