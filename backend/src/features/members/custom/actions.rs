//! Making, changing, archiving fields.

use kernel::{
    problem::{Problem, say},
    trade::Visibility,
    words::name_key,
};
use platform::{
    Asker, House, Work,
    audit::{self, Entry, differences},
    web::guard::refuse,
};
use serde_json::{Value as Json, json};
use tables::member_field;
use uuid::Uuid;

use super::{
    definition::{self, FieldChoice, MOST_FIELDS},
    schema::{self, FieldQuery, MemberField, MemberFieldChanges, NewMemberField},
    store,
};

pub fn view(row: member_field::Model, used_by: Option<i64>) -> Result<MemberField, Problem> {
    let choices: Vec<FieldChoice> = serde_json::from_value(row.choices)?;
    Ok(MemberField {
        id: row.id,
        key: row.key,
        name: row.name,
        kind: row.kind,
        choices: choices.into_iter().map(|choice| schema::FieldChoice { id: choice.id, name: choice.name }).collect(),
        visibility: row.visibility,
        position: row.position,
        used_by,
        archived_at: row.archived_at,
        revision: row.revision,
    })
}

/// The fields, in their order; those that staff keep for themselves only for whoever sees all members.
pub async fn list(house: &House, sees_all: bool, query: FieldQuery) -> Result<Vec<MemberField>, Problem> {
    let db = &house.db.read;
    let rows = store::rows(db, query.archived == Some(true)).await?;
    let used = if sees_all { Some(store::used(db).await?) } else { None };
    rows.into_iter()
        .filter(|row| sees_all || row.visibility != Visibility::Staff)
        .map(|row| {
            let used_by = used.as_ref().map(|used| used.get(&row.id).copied().unwrap_or(0));
            view(row, used_by)
        })
        .collect()
}

async fn begin(house: &House, by: &Asker) -> Result<(Work, Vec<member_field::Model>), Problem> {
    let work = house.begin(by).await?;
    if !definition::may_define(&by.caller) {
        return Err(refuse(by));
    }
    let rows = store::hold(work.tx()).await?;
    Ok((work, rows))
}

fn is_there(row: &member_field::Model) -> bool {
    row.archived_at.is_none()
}

fn room_for_one(rows: &[member_field::Model]) -> Result<(), Problem> {
    if rows.iter().filter(|row| is_there(row)).count() < MOST_FIELDS {
        return Ok(());
    }
    Err(Problem::conflict(
        "members.too_many_fields",
        say(
            format!("Il y a déjà {MOST_FIELDS} champs\u{202f}: archivez-en d’abord."),
            format!("There are {MOST_FIELDS} fields already: archive some first."),
        ),
    ))
}

fn last(rows: &[member_field::Model]) -> i64 {
    rows.iter().filter(|row| is_there(row)).map(|row| row.position).max().unwrap_or(0)
}

/// Makes a field, behind the others.
pub async fn create(house: &House, by: &Asker, form: NewMemberField) -> Result<MemberField, Problem> {
    let name = definition::name(&form.name, "/name").map_err(|fault| Problem::invalid(vec![fault]))?;
    let choices = definition::choices(form.kind, &[], form.choices)?;
    let (work, rows) = begin(house, by).await?;
    room_for_one(&rows)?;
    if rows.iter().any(|row| is_there(row) && row.name_key == name_key(&name)) {
        return Err(store::exists());
    }
    let taken = rows.iter().map(|row| row.key.clone()).collect();
    let row = member_field::Model {
        id: kernel::ids::new_id(),
        key: definition::key_of(&name, &taken),
        name_key: name_key(&name),
        name,
        kind: form.kind,
        choices: json!(choices),
        visibility: form.visibility.unwrap_or(Visibility::Staff),
        position: last(&rows) + 1,
        revision: 1,
        archived_at: None,
        created_at: work.now,
        updated_at: work.now,
    };
    store::insert(work.tx(), row.clone()).await?;
    work.note(vec![
        Entry::new("create", "member_field", row.id, &row.name).with(differences(&Json::Null, &told(&row))),
    ])
    .await?;
    work.commit().await?;
    view(row, Some(0))
}

fn told(row: &member_field::Model) -> Json {
    let names: Vec<&str> =
        row.choices.as_array().into_iter().flatten().filter_map(|choice| choice["name"].as_str()).collect();
    json!({
        "name": row.name,
        "kind": row.kind,
        "choices": names,
        "visibility": row.visibility,
        "position": row.position,
        "archived": row.archived_at.is_some(),
    })
}

fn take(rows: &[member_field::Model], id: Uuid) -> Result<member_field::Model, Problem> {
    rows.iter().find(|row| row.id == id).cloned().ok_or_else(Problem::not_found)
}

/// Changes a field: name, choices, who sees it, where it stands.
pub async fn change(
    house: &House,
    by: &Asker,
    id: Uuid,
    based_on: i64,
    changes: MemberFieldChanges,
) -> Result<MemberField, Problem> {
    let name = changes.name.as_deref().map(|name| definition::name(name, "/name")).transpose();
    let name = name.map_err(|fault| Problem::invalid(vec![fault]))?;
    let (work, rows) = begin(house, by).await?;
    let before = take(&rows, id)?;
    if before.revision != based_on {
        return Err(audit::stale(work.tx(), "member_field", id, before.revision).await?);
    }
    if !is_there(&before) {
        return Err(archived());
    }
    let mut row = before.clone();
    if let Some(name) = name {
        if rows.iter().any(|other| is_there(other) && other.id != id && other.name_key == name_key(&name)) {
            return Err(store::exists());
        }
        row.name_key = name_key(&name);
        row.name = name;
    }
    row.visibility = changes.visibility.unwrap_or(row.visibility);
    if let Some(given) = changes.choices {
        let old: Vec<FieldChoice> = serde_json::from_value(row.choices.clone())?;
        let new = definition::choices(row.kind, &old, given)?;
        let gone: Vec<String> =
            old.iter().map(|choice| choice.id.clone()).filter(|id| new.iter().all(|choice| choice.id != *id)).collect();
        free_to_go(&work, id, &old, &gone).await?;
        row.choices = json!(new);
    }
    let mut moved = match changes.position {
        Some(wanted) => reordered(&rows, id, wanted),
        None => Vec::new(),
    };
    if let Some(at) = moved.iter().position(|other| other.id == id) {
        row.position = moved.remove(at).position;
    }
    let changes = differences(&told(&before), &told(&row));
    if changes.is_empty() && row == before {
        return view(row, None);
    }
    row.revision += 1;
    row.updated_at = work.now;
    store::overwrite(work.tx(), moved).await?;
    store::overwrite(work.tx(), vec![row.clone()]).await?;
    if row.choices != before.choices {
        store::rank(work.tx(), &store::definition(&row)?).await?;
    }
    work.note(vec![Entry::new("update", "member_field", id, &row.name).with(changes)]).await?;
    work.commit().await?;
    view(row, None)
}

/// 409 unless nobody has the choices that are left out.
async fn free_to_go(work: &Work, field: Uuid, old: &[FieldChoice], gone: &[String]) -> Result<(), Problem> {
    if gone.is_empty() {
        return Ok(());
    }
    let used = store::choosing(work.tx(), field, gone).await?;
    let Some((id, count)) = used.into_iter().next() else { return Ok(()) };
    let name = old.iter().find(|choice| choice.id == id).map_or(id.as_str(), |choice| choice.name.as_str());
    let (of_whom, them) =
        if count == 1 { ("d’un membre".to_owned(), "lui") } else { (format!("de {count} membres"), "leur") };
    let whose = if count == 1 { "one member".to_owned() } else { format!("{count} members") };
    let problem = Problem::conflict_at(
        "/choices",
        "members.choice_in_use",
        say(
            format!("«\u{202f}{name}\u{202f}» est le choix {of_whom}\u{202f}: donnez-{them}-en d’abord un autre."),
            format!("“{name}” is the choice of {whose}: give them another one first."),
        ),
    );
    Err(problem.with("choice", json!({"id": id, "name": name, "used_by": count})))
}

/// The fields whose place is another once one of them stands at `wanted`.
fn reordered(rows: &[member_field::Model], id: Uuid, wanted: i64) -> Vec<member_field::Model> {
    let mut there: Vec<&member_field::Model> = rows.iter().filter(|row| is_there(row)).collect();
    there.sort_by_key(|row| (row.position, row.id));
    let Some(from) = there.iter().position(|row| row.id == id) else { return Vec::new() };
    let moving = there.remove(from);
    let to = usize::try_from(wanted - 1).unwrap_or(0).min(there.len());
    there.insert(to, moving);
    let placed = (1..).zip(there).filter(|(position, row)| row.position != *position);
    placed.map(|(position, row)| member_field::Model { position, ..row.clone() }).collect()
}

fn archived() -> Problem {
    Problem::conflict(
        "members.field_archived",
        say("Ce champ est archivé\u{202f}: restaurez-le d’abord.", "This field is archived: restore it first."),
    )
}

/// Archives a field: its values stay, and are shown nowhere.
pub async fn archive(house: &House, by: &Asker, id: Uuid) -> Result<(), Problem> {
    let (work, rows) = begin(house, by).await?;
    let mut row = take(&rows, id)?;
    if !is_there(&row) {
        return Err(archived());
    }
    row.archived_at = Some(work.now);
    row.updated_at = work.now;
    row.revision += 1;
    let (id, name) = (row.id, row.name.clone());
    store::overwrite(work.tx(), vec![row]).await?;
    work.note_one("archive", "member_field", id, &name).await?;
    work.commit().await
}

/// Takes an archived field back, with its values, behind the others.
pub async fn restore(house: &House, by: &Asker, id: Uuid) -> Result<MemberField, Problem> {
    let (work, rows) = begin(house, by).await?;
    let mut row = take(&rows, id)?;
    if is_there(&row) {
        return Err(Problem::conflict(
            "members.field_not_archived",
            say("Ce champ n’est pas archivé.", "This field is not archived."),
        ));
    }
    room_for_one(&rows)?;
    if rows.iter().any(|other| is_there(other) && other.name_key == row.name_key) {
        return Err(store::exists());
    }
    row.archived_at = None;
    row.position = last(&rows) + 1;
    row.updated_at = work.now;
    row.revision += 1;
    store::overwrite(work.tx(), vec![row.clone()]).await?;
    work.note_one("restore", "member_field", id, &row.name).await?;
    work.commit().await?;
    view(row, None)
}
