//! What becomes of refusals that come from below: of the database, of what is kept in it.

use sea_orm::{DbErr, SqlErr};

use super::{Problem, say};

/// A database refusal becomes a problem one can act on: a broken uniqueness is a conflict, a full or
/// read-only disk and a lost server are 503, the rest is ours to mend.
impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Problem {
        if let Some(SqlErr::UniqueConstraintViolation(which)) = error.sql_err() {
            return Problem::conflict(
                "house.already_exists",
                say("Un autre enregistrement porte déjà cette valeur.", "Another record already holds this value."),
            )
            .because(which);
        }
        let text = error.to_string();
        let storage = [
            "database or disk is full",
            "readonly database",
            "read-only",
            "disk I/O error",
            "unable to open database",
            "No space left",
            "could not extend file",
        ];
        if storage.iter().any(|sign| text.contains(sign)) {
            return Problem::unavailable(
                "house.storage_unavailable",
                say(
                    "L’espace de stockage est plein ou en lecture seule : rien n’a été enregistré, rien n’est perdu. Prévenez la personne qui administre le serveur, puis réessayez.",
                    "The storage is full or read-only: nothing was saved, nothing is lost. Tell whoever runs the server, then try again.",
                ),
            )
            .because(text);
        }
        let away = matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_))
            || [
                "database is locked",
                "terminating connection",
                "connection closed",
                "Connection refused",
                "too many clients",
                "deadlock detected",
                "could not serialize",
            ]
            .iter()
            .any(|sign| text.contains(sign));
        if away {
            return Problem::unavailable(
                "house.database_unavailable",
                say(
                    "La base de données ne répond pas pour le moment : rien n’a été enregistré. Réessayez dans un instant.",
                    "The database does not answer at the moment: nothing was saved. Try again shortly.",
                ),
            )
            .because(text);
        }
        Problem::bug(text)
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Problem {
        Problem::bug(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_unavailable_and_tells_when_to_come_back() {
        let problem = Problem::from(DbErr::Custom("database or disk is full".to_owned()));
        assert_eq!((problem.status(), problem.retry_after()), (503, Some(30)));
    }
}
