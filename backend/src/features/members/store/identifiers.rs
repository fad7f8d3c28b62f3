//! Identifiers belong to one member each: who holds them, and what is said when somebody else does.

use kernel::problem::{Problem, say};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QuerySelect, SqlErr,
};
use tables::member;
use uuid::Uuid;

use super::CHUNK;

/// A broken uniqueness that no check before could see: another writer was faster.
pub fn taken(error: DbErr) -> Problem {
    let Some(SqlErr::UniqueConstraintViolation(text)) = error.sql_err() else { return error.into() };
    let field = ["siret", "siren", "rna", "amalia", "insee"].into_iter().find(|field| text.contains(field));
    let pointer = match field {
        Some("insee") => "/insee_code".to_owned(),
        Some(field) => format!("/{field}"),
        None => return error.into(),
    };
    identifier_taken(&pointer, None)
}

/// 409: another member holds this identifier.
pub fn identifier_taken(pointer: &str, holder: Option<(Uuid, &str)>) -> Problem {
    let problem = Problem::conflict_at(pointer, "members.identifier_taken", taken_by(holder));
    match holder {
        Some((id, name)) => problem.with("holder", serde_json::json!({"id": id, "name": name})),
        None => problem,
    }
}

fn taken_by(holder: Option<(Uuid, &str)>) -> kernel::problem::Say {
    match holder {
        Some((_, name)) => say(
            format!("Cet identifiant est celui de «\u{202f}{name}\u{202f}»."),
            format!("This identifier is that of “{name}”."),
        ),
        None => say("Un autre membre porte cet identifiant.", "Another member has this identifier."),
    }
}

/// The identifiers of a member that no other may have.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Holder {
    pub id: Uuid,
    pub name: String,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub rna: Option<String>,
    pub amalia: Option<String>,
    pub insee_code: Option<String>,
}

impl Holder {
    pub fn of(row: &member::Model) -> Holder {
        Holder {
            id: row.id,
            name: row.name.clone(),
            siren: row.siren.clone(),
            siret: row.siret.clone(),
            rna: row.rna.clone(),
            amalia: row.amalia.clone(),
            insee_code: row.insee_code.clone(),
        }
    }

    pub fn same_numbers(&self, other: &Holder) -> bool {
        (&self.siren, &self.siret, &self.rna, &self.amalia, &self.insee_code)
            == (&other.siren, &other.siret, &other.rna, &other.amalia, &other.insee_code)
    }

    /// The numbers that no other member may have, with their fields, as the partial indexes say it: a SIREN alone
    /// names one member, while establishments of one company differ by their SIRET.
    pub fn keys(&self) -> Vec<(&'static str, String)> {
        let siren = self.siren.as_ref().filter(|_| self.siret.is_none());
        let numbers = [
            ("siret", self.siret.as_ref()),
            ("siren", siren),
            ("rna", self.rna.as_ref()),
            ("amalia", self.amalia.as_ref()),
            ("insee_code", self.insee_code.as_ref()),
        ];
        numbers.into_iter().filter_map(|(field, number)| Some((field, number?.clone()))).collect()
    }

    /// The field by which these two can't both be.
    pub fn clashes(&self, other: &Holder) -> Option<&'static str> {
        let theirs = other.keys();
        self.keys().into_iter().find(|mine| theirs.contains(mine)).map(|(field, _)| field)
    }
}

/// Members, not archived, that hold one of the identifiers of `wanted`.
pub async fn holders<C: ConnectionTrait>(db: &C, wanted: &[Holder]) -> Result<Vec<Holder>, Problem> {
    let mut found = Vec::new();
    for chunk in wanted.chunks(CHUNK) {
        let values = |pick: fn(&Holder) -> &Option<String>| -> Vec<&str> {
            chunk.iter().filter_map(|one| pick(one).as_deref()).collect()
        };
        let mut any = Condition::any();
        for (column, values) in [
            (member::Column::Siren, values(|one| &one.siren)),
            (member::Column::Siret, values(|one| &one.siret)),
            (member::Column::Rna, values(|one| &one.rna)),
            (member::Column::Amalia, values(|one| &one.amalia)),
            (member::Column::InseeCode, values(|one| &one.insee_code)),
        ] {
            if !values.is_empty() {
                any = any.add(column.is_in(values));
            }
        }
        if any.is_empty() {
            continue;
        }
        found.extend(
            member::Entity::find()
                .select_only()
                .columns([
                    member::Column::Id,
                    member::Column::Name,
                    member::Column::Siren,
                    member::Column::Siret,
                    member::Column::Rna,
                    member::Column::Amalia,
                    member::Column::InseeCode,
                ])
                .filter(member::Column::ArchivedAt.is_null())
                .filter(any)
                .into_model::<Holder>()
                .all(db)
                .await?,
        );
    }
    Ok(found)
}

/// Takes the identifiers off these members, before they are written with others.
pub async fn free_numbers<C: ConnectionTrait>(tx: &C, ids: &[Uuid]) -> Result<(), Problem> {
    for chunk in ids.chunks(CHUNK) {
        let none = member::ActiveModel {
            siren: Set(None),
            siret: Set(None),
            rna: Set(None),
            amalia: Set(None),
            insee_code: Set(None),
            ..Default::default()
        };
        member::Entity::update_many()
            .set(none)
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// 409 when another member, not archived, holds an identifier of this one.
pub async fn no_clash<C: ConnectionTrait>(db: &C, row: &member::Model) -> Result<(), Problem> {
    let mine = Holder::of(row);
    for other in holders(db, std::slice::from_ref(&mine)).await? {
        if other.id != mine.id
            && let Some(field) = mine.clashes(&other)
        {
            return Err(identifier_taken(&format!("/{field}"), Some((other.id, &other.name))));
        }
    }
    Ok(())
}
