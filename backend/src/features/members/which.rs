//! Which members a query names: the same for the list, its counts, exports.

use chrono::TimeDelta;
use kernel::{
    identifiers::InseeCommune,
    problem::{Problem, say},
    trade::{FollowUp, MemberKind, MemberStatus},
    words,
};
use places::places;
use platform::{
    House,
    filter::{self, Context},
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseBackend, ExprTrait, IdenStatic,
    sea_query::{Expr, SimpleExpr},
};
use tables::member;
use uuid::Uuid;

use super::{cards::Lens, fields, kept_filters::incomplete, rules::Sight, schema::MemberFilters};

/// So far apart the clocks of several processes may be: what changed shortly before is told again rather than never.
const CLOCKS: TimeDelta = TimeDelta::seconds(10);

/// The condition that the query's filters and the caller's sight make together.
pub async fn condition(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<Condition, Problem> {
    let all = whenever(house, lens, filters).await?;
    Ok(match filters.archived {
        // What was merged is no archive: it can't be restored. Whoever keeps a copy must learn of it all the same.
        Some(true) => all
            .add(member::Column::ArchivedAt.is_not_null())
            .add_option(filters.updated_since.is_none().then(|| member::Column::MergedInto.is_null())),
        Some(false) => all.add(member::Column::ArchivedAt.is_null()),
        // Whoever keeps a copy must learn of what was archived.
        None if filters.updated_since.is_some() => all,
        None => all.add(member::Column::ArchivedAt.is_null()),
    })
}

/// The same, whether archived or not.
pub async fn whenever(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<Condition, Problem> {
    use member::Column as C;
    let context = context(house, lens);
    let mut all = Condition::all();
    if let Sight::Own(own) = &lens.sight {
        all = all.add(C::Id.is_in(own.iter().copied()));
        // What a member does not see it can't ask after either.
        for (name, given) in [
            ("follow_up", filters.follow_up.is_some()),
            ("referent", filters.referent.is_some()),
            ("filter", filters.filter.is_some()),
            ("segment", filters.segment.is_some()),
            ("view", filters.view.is_some()),
        ] {
            if given {
                return Err(staff_filter(name));
            }
        }
    }
    if let Some(since) = filters.updated_since {
        let settled = house.db.settled(house.now()).await?;
        all = all.add(C::UpdatedAt.gte(since - CLOCKS)).add(C::UpdatedAt.lte(settled));
    }
    if let Some(text) = &filters.q {
        all = all.add(fields::has_words(text, context.backend, lens.sight.sees_contacts()));
    }
    if let Some(kinds) = several::<MemberKind>("kind", filters.kind.as_deref())? {
        all = all.add(beside_the_order(C::Kind, &context).is_in(kinds));
    }
    if let Some(states) = several::<MemberStatus>("status", filters.status.as_deref())? {
        all = all.add(beside_the_order(C::Status, &context).is_in(states));
    }
    if let Some(states) = several::<FollowUp>("follow_up", filters.follow_up.as_deref())? {
        all = all.add(fields::any_state(states, &context));
    }
    if let Some(text) = &filters.commune {
        all = all.add(in_communes(text));
    }
    if let Some(topics) = several::<Uuid>("topic", filters.topic.as_deref())? {
        all = all.add(fields::with_topics(&topics, &context));
    }
    if let Some(ex_officio) = filters.ex_officio {
        all = all.add(C::ExOfficio.eq(ex_officio));
    }
    if let Some(text) = &filters.referent {
        all = all.add(referred(text, lens)?);
    }
    if filters.filter.is_some() || filters.segment.is_some() || filters.view.is_some() {
        let known = house.fields.of(house, record(lens)).await?;
        if let Some(text) = &filters.filter {
            all = all.add(filter::read(text, "?filter", &known, &context)?);
        }
        for (name, kept) in [("segment", filters.segment), ("view", filters.view)] {
            let Some(id) = kept else { continue };
            let recalled = house.fields.recall(house, fields::RECORD, &lens.caller, id).await?;
            let recalled = recalled.ok_or_else(|| wrong(name, &id.to_string()))?;
            let Some(tree) = recalled.filter else { continue };
            match filter::of_kept_tree(&tree, &known, &context) {
                Ok(condition) => all = all.add(condition),
                Err(missing) => return Err(incomplete(&house.db.read, &recalled.name, &known, missing).await?),
            }
        }
    }
    Ok(all)
}

/// The condition that a filter alone makes with the caller's sight.
pub async fn filtered(house: &House, lens: &Lens, tree: &str) -> Result<Condition, Problem> {
    condition(house, lens, &MemberFilters { filter: Some(tree.to_owned()), ..Default::default() }).await
}

/// Whether the query names every member that is not archived.
pub fn is_everyone(lens: &Lens, filters: &MemberFilters) -> bool {
    let nothing_else = MemberFilters { archived: filters.archived, ..Default::default() };
    !matches!(lens.sight, Sight::Own(_)) && filters.archived != Some(true) && *filters == nothing_else
}

/// Whether perhaps few members pass, of whom no index of an order tells anything. What was changed since is read along its
/// own order, and words have one index of theirs.
pub fn is_sieve(lens: &Lens, filters: &MemberFilters) -> bool {
    let of_the_order = MemberFilters {
        archived: filters.archived,
        kind: filters.kind.clone(),
        status: filters.status.clone(),
        ex_officio: filters.ex_officio,
        ..Default::default()
    };
    !matches!(lens.sight, Sight::Own(_))
        && filters.archived != Some(true)
        && filters.updated_since.is_none()
        && filters.q.is_none()
        && *filters != of_the_order
}

/// The same condition for a query that `is_sieve`, where SQLite should read members as they stand: nearly none is archived,
/// and the index that tells which are would lead to each of them on its own.
pub async fn sieve(house: &House, lens: &Lens, filters: &MemberFilters) -> Result<Condition, Problem> {
    let all = whenever(house, lens, filters).await?;
    Ok(all.add(beside_the_order(member::Column::ArchivedAt, &context(house, lens)).is_null()))
}

/// A column of few values, in which many members are alike: SQLite would rather read and sort them all than walk the
/// order of a list, whose index holds them too. The sign keeps it from doing so.
fn beside_the_order(column: member::Column, context: &Context) -> SimpleExpr {
    match context.backend {
        DatabaseBackend::Sqlite => Expr::cust(format!("+member.{}", column.as_str())),
        _ => Expr::col(column.as_column_ref()),
    }
}

/// Under which word the fields stand that this caller's filters may name.
pub fn record(lens: &Lens) -> &'static str {
    if lens.sight.sees_contacts() { fields::RECORD } else { fields::WITHOUT_PEOPLE }
}

pub fn context(house: &House, lens: &Lens) -> Context {
    Context {
        today: lens.today,
        time_zone: lens.time_zone,
        soon_days: lens.cadence.soon_days,
        backend: house.db.backend(),
    }
}

/// `commune,association`: one or several words.
pub fn several<T: std::str::FromStr>(name: &str, text: Option<&str>) -> Result<Option<Vec<T>>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let read: Option<Vec<T>> = text.split(',').map(|word| word.trim().parse().ok()).collect();
    match read {
        Some(values) if values.len() <= 50 => Ok(Some(values)),
        _ => Err(wrong(name, text)),
    }
}

fn wrong(name: &str, text: &str) -> Problem {
    Problem::invalid_field(
        format!("?{name}"),
        "house.wrong_parameter",
        say(format!("«\u{202f}{text}\u{202f}» ne convient pas ici."), format!("“{text}” does not fit here.")),
    )
}

fn staff_filter(name: &str) -> Problem {
    Problem::invalid_field(
        format!("?{name}"),
        "members.staff_filter",
        say("Ce filtre est réservé à l’équipe du club.", "This filter is for the club’s team."),
    )
}

/// INSEE codes or names, separated by commas.
fn in_communes(text: &str) -> Condition {
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).fold(Condition::any(), |any, word| {
        match InseeCommune::parse(word) {
            Ok(code) => any.add(member::Column::CommuneCode.eq(code.as_str())),
            Err(_) => match places().resolve(word, None, &|_| false).decided() {
                Some(code) => any.add(member::Column::CommuneCode.eq(code)),
                None => any.add(member::Column::CommuneKey.eq(words::name_key(word))),
            },
        }
    })
}

/// An account, `me`, or `none`.
fn referred(text: &str, lens: &Lens) -> Result<Condition, Problem> {
    let column = member::Column::ReferentId;
    let all = Condition::all();
    match text {
        "none" => Ok(all.add(column.is_null())),
        "me" => match lens.caller.person() {
            Some(person) => Ok(all.add(column.eq(person.account_id))),
            None => Err(wrong("referent", text)),
        },
        text => Uuid::try_parse(text).map(|id| all.add(column.eq(id))).map_err(|_| wrong("referent", text)),
    }
}
