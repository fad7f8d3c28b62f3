//! What a search asks for, and how well a member answers it.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{problem::Problem, trade::MemberKind, words};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Func, LikeExpr, SimpleExpr},
};
use tables::{address, contact, member, person};
use uuid::Uuid;

use super::{
    record,
    schema::MatchedPerson,
    store::{self, Named},
};

/// More words than this tell no member from another.
const WORDS: usize = 12;

/// The words a search asks for, each once: a telephone number is one, however it is typed.
pub fn asked(text: &str) -> Vec<String> {
    if let Some(number) = typed_number(text) {
        return vec![number];
    }
    let folded = words::fold(text);
    let mut seen: Vec<String> =
        folded.split(' ').filter(|word| !word.is_empty()).take(WORDS).map(str::to_owned).collect();
    seen.sort_unstable();
    seen.dedup();
    seen
}

/// What is kept to be searched, of a word of the record: `+33353010004` is found as `0353010004`.
pub fn found_by(text: &str) -> String {
    match text.strip_prefix('+') {
        Some(digits) if digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) => national(digits),
        _ => words::fold(text),
    }
}

/// `03 53 01…`, `+33 (0)3 53…`, `0033353…`, or the beginning of one; other numbers are words like any other.
fn typed_number(text: &str) -> Option<String> {
    let plain = text.trim().replace("(0)", "");
    let fits = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '+');
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 4 || !plain.chars().all(fits) {
        return None;
    }
    if plain.starts_with('+') || (digits.len() == 11 && digits.starts_with("33")) {
        return Some(national(&digits));
    }
    match digits.strip_prefix("00") {
        Some(rest) => Some(national(rest)),
        None => digits.starts_with('0').then_some(digits),
    }
}

fn national(digits: &str) -> String {
    match digits.strip_prefix("33") {
        Some(tail) => format!("0{tail}"),
        None => digits.to_owned(),
    }
}

/// Where a text stands in a column, from 1; 0 when it is not there. Both databases take (where, what), and LIKE would
/// fold case once more, for nothing.
pub fn place(column: member::Column, text: &str, backend: DatabaseBackend) -> SimpleExpr {
    let find = Alias::new(if backend == DatabaseBackend::Sqlite { "instr" } else { "strpos" });
    Expr::expr(Func::cust(find).arg(Expr::col((member::Entity, column))).arg(text))
}

/// Whether a column holds a text. On PostgreSQL in the words that its index of trigrams understands.
pub fn holds(column: member::Column, text: &str, backend: DatabaseBackend) -> SimpleExpr {
    if backend == DatabaseBackend::Sqlite {
        return place(column, text, backend).gt(0);
    }
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    Expr::col((member::Entity, column)).like(LikeExpr::new(format!("%{escaped}%")).escape('\\'))
}

/// How well names answer a search, best first: that very name; the commune itself; a name that begins so; a word that
/// begins so; the rest.
#[derive(Debug, Clone)]
pub struct Likeness {
    wanted: String,
    backend: DatabaseBackend,
}

impl Likeness {
    /// To these words; `None` when there are none.
    pub fn to(text: &str, backend: DatabaseBackend) -> Option<Likeness> {
        let wanted = words::fold(text);
        (!wanted.is_empty()).then_some(Likeness { wanted, backend })
    }

    /// How many stretches of equal rank there are: the last holds two.
    pub const STRETCHES: usize = 4;
    /// The last one, whose order no index gives.
    pub const REST: usize = 3;

    /// The stretch of a rank.
    pub fn stretch_of(rank: usize) -> usize {
        rank.min(Likeness::REST)
    }

    /// The members of a stretch, as SQL: the first three are read off an index.
    pub fn stretch(&self, stretch: usize) -> Condition {
        use member::Column as C;
        let wanted = self.wanted.as_str();
        // Nothing that a name is sorted by is greater.
        let end = format!("{wanted}\u{10FFFF}");
        let commune = Condition::all().add(C::Kind.eq(MemberKind::Commune)).add(C::CommuneKey.eq(wanted));
        let is_no_commune = || {
            let communes = member::Entity::find().select_only().column(C::Id).filter(commune.clone()).into_query();
            C::Id.not_in_subquery(communes)
        };
        let other_name = C::NameKey.ne(wanted);
        match stretch {
            0 => Condition::all().add(C::NameKey.eq(wanted)),
            1 => commune.add(other_name),
            2 => Condition::all().add(C::NameKey.gt(wanted)).add(C::NameKey.lt(end)).add(is_no_commune()),
            // Not « less or greater »: two halves of an index would be walked and joined.
            _ => Condition::all()
                .add(other_name)
                .add(Condition::all().add(C::NameKey.gte(wanted)).add(C::NameKey.lt(end)).not())
                .add(is_no_commune()),
        }
    }

    /// Within the last stretch: names in which a word begins so, then the others.
    pub fn rank_of_rest(&self) -> SimpleExpr {
        let begins = place(member::Column::NameKey, &format!(" {}", self.wanted), self.backend).gt(0);
        CaseStatement::new().case(begins, 3).finally(4).into()
    }

    /// How well a row answers, from 0.
    pub fn rank_of(&self, row: &Named) -> usize {
        if row.name_key == self.wanted {
            0
        } else if row.kind == MemberKind::Commune && row.commune_key == Some(&self.wanted) {
            1
        } else if row.name_key.starts_with(&self.wanted) {
            2
        } else if row.name_key.contains(&format!(" {}", self.wanted)) {
            3
        } else {
            4
        }
    }
}

#[derive(FromQueryResult)]
struct PersonRow {
    member_id: Uuid,
    id: Uuid,
    person_id: Uuid,
    given_name: String,
    family_name: String,
    function: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
}

/// The people by whom these members were found: where a word is none of the member's own. One query.
pub async fn people<C: ConnectionTrait>(
    db: &C,
    rows: &[member::Model],
    text: &str,
    today: NaiveDate,
) -> Result<HashMap<Uuid, MatchedPerson>, Problem> {
    let words = asked(text);
    let missing: HashMap<Uuid, Vec<&String>> = rows
        .iter()
        .map(|row| {
            let own = record::search_text(row, &[]);
            (row.id, words.iter().filter(|word| !own.contains(word.as_str())).collect::<Vec<_>>())
        })
        .filter(|(_, missing)| !missing.is_empty())
        .collect();
    let mut best: HashMap<Uuid, (usize, MatchedPerson)> = HashMap::new();
    let ids: Vec<Uuid> = missing.keys().copied().collect();
    for chunk in ids.chunks(store::CHUNK) {
        for row in people_of(db, chunk, today).await? {
            let name = format!("{} {}", row.given_name, row.family_name).trim().to_owned();
            let known = [Some(&name), row.email.as_ref(), row.phone.as_ref(), row.mobile.as_ref()];
            let known = known.into_iter().flatten().map(|text| found_by(text)).collect::<Vec<_>>().join(" ");
            let wanted = missing.get(&row.member_id).map(Vec::as_slice).unwrap_or_default();
            let held = wanted.iter().filter(|word| known.contains(word.as_str())).count();
            if held > best.get(&row.member_id).map_or(0, |(most, _)| *most) {
                let matched =
                    MatchedPerson { contact_id: row.id, person_id: row.person_id, name, function: row.function };
                best.insert(row.member_id, (held, matched));
            }
        }
    }
    Ok(best.into_iter().map(|(id, (_, matched))| (id, matched)).collect())
}

async fn people_of<C: ConnectionTrait>(db: &C, ids: &[Uuid], today: NaiveDate) -> Result<Vec<PersonRow>, Problem> {
    use contact::Column as C;
    Ok(contact::Entity::find()
        .select_only()
        .columns([C::MemberId, C::Id, C::PersonId, C::Function, C::Phone, C::Mobile])
        .columns([person::Column::GivenName, person::Column::FamilyName])
        .column(address::Column::Email)
        .join(JoinType::InnerJoin, contact::Relation::Person.def())
        .join(JoinType::LeftJoin, contact::Relation::Address.def())
        .filter(C::MemberId.is_in(ids.iter().copied()))
        .filter(Condition::any().add(C::ToOn.is_null()).add(C::ToOn.gte(today)))
        .order_by_desc(C::Main)
        .order_by_asc(C::Position)
        .into_model()
        .all(db)
        .await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_word_however_it_is_typed() {
        for typed in [
            "0353010004",
            "03 53 01 00 04",
            "03.53.01.00.04",
            "+33 3 53 01 00 04",
            "+33 (0)3 53 01 00 04",
            "0033353010004",
            "33353010004",
        ] {
            assert_eq!(asked(typed), ["0353010004"], "{typed}");
        }
        assert_eq!(asked("03 53"), ["0353"]);
        assert_eq!(asked("+49 7821 123456"), ["497821123456"]);
        assert_eq!(found_by("+33353010004"), "0353010004");
        assert_eq!(found_by("+497821123456"), "497821123456");
    }

    #[test]
    fn other_numbers_stay_words() {
        assert_eq!(asked("732 829 320"), ["320", "732", "829"]);
        assert_eq!(asked("Bilan 2014-2016"), ["2014", "2016", "bilan"]);
        assert_eq!(found_by("+1"), "1");
    }
}
