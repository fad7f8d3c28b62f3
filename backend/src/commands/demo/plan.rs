//! The invented club, before it is written: who is a member since when, with which people, and what happened.

use chrono::{Datelike, Days, NaiveDate};
use kernel::trade::{Channel, Deliverability, Direction, MemberKind, MemberSize, MemberStatus, Outcome};

use super::{
    invent::{Dice, phone, siren, siret, slug},
    words::{CALLS, CLUBS, FAMILY, GIVEN, MEETINGS, NICKNAMES, NOTES, SCHOOLS, TRADES, TREES, VISITS},
};

pub struct Plan {
    pub today: NaiveDate,
    pub members: Vec<Organisation>,
    /// The association that a volunteer who signs in acts for.
    pub volunteered: usize,
    pub exchanges: Vec<Exchange>,
}

pub struct Organisation {
    pub name: String,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    /// INSEE code of the commune where it is, or that it is.
    pub commune: &'static str,
    /// Dated steps, first to last.
    pub history: Vec<(MemberStatus, NaiveDate)>,
    pub siret: Option<String>,
    pub amalia: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub notes: Option<&'static str>,
    /// Places among the club's topics.
    pub topics: Vec<usize>,
    pub people: Vec<Contact>,
}

pub struct Contact {
    pub given: &'static str,
    pub family: &'static str,
    pub function: &'static str,
    pub email: Option<String>,
    pub deliverability: Deliverability,
    pub phone: Option<String>,
}

/// Something that happened with some members, by their place in `Plan::members`.
pub struct Exchange {
    pub kind: &'static str,
    pub on: NaiveDate,
    pub channel: Channel,
    pub direction: Direction,
    pub outcome: Outcome,
    pub summary: Option<&'static str>,
    pub members: Vec<usize>,
}

/// Members at the end of the first three years: associations, public bodies, companies; and 90 communes from the first.
const GROWTH: [(i32, [usize; 3]); 3] = [(2014, [27, 2, 11]), (2015, [71, 17, 32]), (2016, [118, 37, 60])];
const KINDS: [MemberKind; 3] = [MemberKind::Association, MemberKind::PublicBody, MemberKind::Company];
/// Organisations that nothing has reached yet.
const NEVER: usize = 11;

pub fn club_of(today: NaiveDate) -> Plan {
    let mut dice = Dice::new(20_140_901);
    let mut members: Vec<Organisation> = communes(&mut dice);
    let mut made = [0usize; 3];
    let mut join = |year: i32, upto: [usize; 3], members: &mut Vec<Organisation>, dice: &mut Dice| {
        for (place, kind) in KINDS.into_iter().enumerate() {
            while made[place] < upto[place] {
                let since = day_of(year, today, dice);
                members.push(organisation(kind, made[place], since, dice));
                made[place] += 1;
            }
        }
    };
    for (year, upto) in GROWTH {
        join(year, upto, &mut members, &mut dice);
    }
    // A little growth each year since, and one who leaves.
    let [mut associations, mut bodies, mut companies] = GROWTH[2].1;
    for year in 2017..=today.year() {
        associations += 2;
        bodies += usize::from(year % 3 == 0);
        companies += usize::from(year % 2 == 0);
        join(year, [associations, bodies, companies], &mut members, &mut dice);
    }
    stand(&mut members, today, &mut dice);
    let volunteered = keep_whole(&mut members);
    let exchanges = exchanges(&members, today, &mut dice);
    Plan { today, members, volunteered, exchanges }
}

/// A working day of that year, not after today.
fn day_of(year: i32, today: NaiveDate, dice: &mut Dice) -> NaiveDate {
    let first = if year == 2014 { 244 } else { 12 };
    let last = if year == today.year() { today.ordinal().saturating_sub(3).max(13) } else { 350 };
    let ordinal = first + dice.under(u64::from(last.saturating_sub(first).max(1))) as u32;
    NaiveDate::from_yo_opt(year, ordinal).unwrap_or(today).min(today)
}

fn communes(dice: &mut Dice) -> Vec<Organisation> {
    let founded = NaiveDate::from_ymd_opt(2014, 9, 1).unwrap_or_default();
    places::demo_territory()
        .into_iter()
        .filter_map(|commune| places::places().commune(commune.insee_code))
        .enumerate()
        .map(|(number, commune)| {
            let town = slug(commune.name);
            let mut people =
                vec![person(dice, "Secrétariat de mairie", Some(format!("mairie@{town}.example")), number)];
            if dice.once_in(2) {
                let elected = person(dice, "Élu référent déchets", None, number + 90);
                let email = format!("{}@{town}.example", slug(&format!("{} {}", elected.given, elected.family)));
                people.push(Contact { email: Some(email), ..elected });
            }
            Organisation {
                name: commune.name.to_owned(),
                kind: MemberKind::Commune,
                size: None,
                commune: commune.insee_code,
                history: vec![(MemberStatus::Active, founded)],
                siret: None,
                amalia: None,
                email: Some(format!("mairie@{town}.example")),
                phone: people.first().and_then(|main| main.phone.clone()),
                notes: dice.once_in(6).then(|| dice.pick(&NOTES)),
                topics: topics(dice),
                people,
            }
        })
        .collect()
}

fn topics(dice: &mut Dice) -> Vec<usize> {
    let (first, second) = (dice.under(14) as usize, dice.under(14) as usize);
    if dice.once_in(3) || first == second { vec![first] } else { vec![first, second] }
}

fn person(dice: &mut Dice, function: &'static str, email: Option<String>, number: usize) -> Contact {
    Contact {
        given: dice.pick(&GIVEN),
        family: dice.pick(&FAMILY),
        function,
        email,
        deliverability: Deliverability::Unknown,
        phone: Some(phone(number)),
    }
}

fn organisation(kind: MemberKind, number: usize, since: NaiveDate, dice: &mut Dice) -> Organisation {
    let territory = places::demo_territory();
    let commune = territory[dice.under(territory.len() as u64) as usize].insee_code;
    let town = places::places().commune(commune).map(|commune| commune.name).unwrap_or_default();
    let (name, function) = match kind {
        MemberKind::PublicBody => {
            let name = format!("{} {}", SCHOOLS[number % SCHOOLS.len()], TREES[number % TREES.len()]);
            (format!("{name} de {town}").replace(" de Le ", " du ").replace(" de Les ", " des "), "Direction")
        }
        MemberKind::Company => {
            (format!("{} {}", TRADES[number % TRADES.len()], FAMILY[number % FAMILY.len()]), "Gérance")
        }
        _ => (format!("{} {}", CLUBS[number % CLUBS.len()], NICKNAMES[number % NICKNAMES.len()]), "Présidence"),
    };
    let host = slug(&name);
    let reachable = !dice.once_in(14);
    let mut main = person(dice, function, reachable.then(|| format!("contact@{host}.example")), number + 200);
    if dice.once_in(20) {
        main.deliverability = Deliverability::Bounced;
    }
    let mut people = vec![main];
    if kind == MemberKind::Association && dice.once_in(3) {
        people.push(person(dice, "Trésorerie", Some(format!("tresorerie@{host}.example")), number + 400));
    }
    Organisation {
        kind,
        size: (kind == MemberKind::Company).then_some(if number % 7 == 3 {
            MemberSize::Large
        } else {
            MemberSize::Small
        }),
        commune,
        history: vec![(MemberStatus::Active, since)],
        siret: (kind != MemberKind::Association)
            .then(|| siret(&siren(number + if kind == MemberKind::Company { 0 } else { 500 }))),
        amalia: (kind == MemberKind::Association && number.is_multiple_of(3)).then(|| format!("A2014SEL{number:06}")),
        email: None,
        phone: None,
        notes: dice.once_in(8).then(|| dice.pick(&NOTES)),
        topics: topics(dice),
        people,
        name,
    }
}

/// Where they stand today: some have left or pause, some are only prospects.
fn stand(members: &mut Vec<Organisation>, today: NaiveDate, dice: &mut Dice) {
    let voluntary: Vec<usize> =
        members.iter().enumerate().filter(|(_, one)| one.kind != MemberKind::Commune).map(|(at, _)| at).collect();
    for (number, at) in voluntary.iter().enumerate().filter(|(number, _)| number % 31 == 17) {
        let status = if number % 2 == 0 { MemberStatus::Paused } else { MemberStatus::Left };
        let since = today - Days::new(60 + dice.under(700));
        // Nobody leaves before the first years are over: their figures are the club's history.
        let since = since.max(NaiveDate::from_ymd_opt(2017, 2, 1).unwrap_or(today));
        members[*at].history.push((status, since));
    }
    for number in 0..8 {
        // Far from the numbers of members, so that names and addresses differ.
        let mut prospect =
            organisation(MemberKind::Company, 240 + number, today - Days::new(20 + 9 * number as u64), dice);
        let status = if number % 3 == 0 { MemberStatus::Invited } else { MemberStatus::Prospect };
        prospect.history = vec![(status, prospect.history[0].1)];
        members.push(prospect);
    }
}

/// Associations keep their address and number on their people. One has its own as well, so that whoever acts for it finds
/// something to keep right. Gives its place.
fn keep_whole(members: &mut [Organisation]) -> usize {
    let is_reached = |one: &Organisation| one.people.first().is_some_and(|main| main.email.is_some());
    let whole = |one: &Organisation| {
        one.kind == MemberKind::Association && one.is_active() && one.gets_letters() && is_reached(one)
    };
    let at = members.iter().position(whole).unwrap_or(0);
    if let Some(one) = members.get_mut(at) {
        one.email = Some(format!("bonjour@{}.example", slug(&one.name)));
        one.phone = Some(phone(190));
    }
    at
}

impl Organisation {
    fn is_active(&self) -> bool {
        self.history.last().is_some_and(|(status, _)| *status == MemberStatus::Active)
    }

    fn joined(&self) -> NaiveDate {
        self.history[0].1
    }

    fn gets_letters(&self) -> bool {
        self.people.iter().any(|person| person.email.is_some() && person.deliverability != Deliverability::Bounced)
    }
}

fn exchanges(members: &[Organisation], today: NaiveDate, dice: &mut Dice) -> Vec<Exchange> {
    let active: Vec<usize> = (0..members.len()).filter(|at| members[*at].is_active()).collect();
    let never: Vec<usize> =
        active.iter().copied().filter(|at| members[*at].kind != MemberKind::Commune).rev().take(NEVER).collect();
    let known: Vec<usize> = active.into_iter().filter(|at| !never.contains(at)).collect();
    // Some did not get the newest letter: they are overdue, or soon, unless something else reached them.
    let missed: Vec<usize> = known.iter().copied().filter(|at| at % 6 == 4).collect();
    let mut all = Vec::new();
    for number in 0..12u64 {
        let on = today - Days::new(38 + 91 * number);
        let got = |at: &usize| {
            members[*at].gets_letters() && members[*at].joined() < on && !(number == 0 && missed.contains(at))
        };
        all.push(Exchange {
            kind: "newsletter",
            on,
            channel: Channel::Newsletter,
            direction: Direction::Outbound,
            outcome: Outcome::Reached,
            summary: None,
            members: known.iter().copied().filter(got).collect(),
        });
    }
    for (number, title) in MEETINGS.into_iter().enumerate() {
        let on = today - Days::new(72 + 183 * number as u64);
        let present =
            known.iter().copied().filter(|at| (at + number) % 13 == 0 && members[*at].joined() < on).collect();
        all.push(typed(on, Channel::Event, Direction::Outbound, Outcome::Reached, Some(title), present));
    }
    for at in known {
        // Nobody known is unreached: one call at least, lately for some of those who missed the letter.
        let ago = if at % 12 == 4 { 66 + dice.under(20) } else { 100 + dice.under(150) };
        if at % 6 == 4 || !members[at].gets_letters() {
            let on = today - Days::new(ago);
            let on = on.max(members[at].joined());
            all.push(typed(
                on,
                Channel::Call,
                Direction::Outbound,
                Outcome::Reached,
                Some(dice.pick(&CALLS)),
                vec![at],
            ));
        }
        for _ in 0..dice.under(4) {
            let on = today - Days::new(5 + dice.under(1_000));
            if on <= members[at].joined() {
                continue;
            }
            let inbound = if dice.once_in(3) { Direction::Inbound } else { Direction::Outbound };
            all.push(match dice.under(10) {
                0 | 1 => {
                    typed(on, Channel::Visit, Direction::Outbound, Outcome::Reached, Some(dice.pick(&VISITS)), vec![at])
                }
                2 | 3 => typed(on, Channel::Email, inbound, Outcome::Reached, Some(dice.pick(&CALLS)), vec![at]),
                4 => typed(on, Channel::Call, Direction::Outbound, Outcome::NoAnswer, None, vec![at]),
                _ => typed(on, Channel::Call, inbound, Outcome::Reached, Some(dice.pick(&CALLS)), vec![at]),
            });
        }
    }
    all
}

fn typed(
    on: NaiveDate,
    channel: Channel,
    direction: Direction,
    outcome: Outcome,
    summary: Option<&'static str>,
    members: Vec<usize>,
) -> Exchange {
    Exchange { kind: "typed", on, channel, direction, outcome, summary, members }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn the_first_three_years_are_those_of_the_record() {
        let plan = club_of(today());
        for (year, total) in [(2014, 130), (2015, 210), (2016, 305)] {
            let end = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
            let there = plan.members.iter().filter(|one| {
                one.history
                    .iter()
                    .rev()
                    .find(|(_, since)| *since <= end)
                    .is_some_and(|(status, _)| *status == MemberStatus::Active)
            });
            assert_eq!(there.count(), total, "{year}");
        }
    }

    #[test]
    fn no_two_members_have_the_same_name_and_nothing_happens_tomorrow() {
        for today in [today(), NaiveDate::from_ymd_opt(2027, 1, 2).unwrap()] {
            let plan = club_of(today);
            let names: HashSet<&String> = plan.members.iter().map(|one| &one.name).collect();
            assert_eq!(names.len(), plan.members.len());
            let addresses: Vec<&String> =
                plan.members.iter().flat_map(|one| &one.people).filter_map(|person| person.email.as_ref()).collect();
            assert_eq!(addresses.iter().collect::<HashSet<_>>().len(), addresses.len());
            assert!(plan.exchanges.iter().all(|exchange| exchange.on <= today));
            assert!(plan.members.iter().all(|one| one.history.iter().all(|(_, since)| *since <= today)));
        }
    }

    #[test]
    fn who_volunteers_has_a_whole_record_to_keep_right() {
        let plan = club_of(today());
        let one = &plan.members[plan.volunteered];
        assert_eq!(one.kind, MemberKind::Association);
        assert!(one.email.is_some() && one.phone.is_some());
        assert!(one.people[0].email.is_some() && one.people[0].phone.is_some());
    }

    #[test]
    fn the_same_day_gives_the_same_club() {
        let (one, other) = (club_of(today()), club_of(today()));
        assert!(one.members.iter().zip(&other.members).all(|(a, b)| a.name == b.name && a.history == b.history));
        assert_eq!(one.exchanges.len(), other.exchanges.len());
    }
}
