//! Which operators there are, for which kinds of field, and what value each takes.

use kernel::problem::{Say, say};

use super::fields::Kind;

/// What an operator is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One value of the field.
    One,
    /// A list of them.
    Many,
    Text,
    Day,
    /// A number of days.
    Days,
    /// A word of `PERIODS`, a year (`2016`), a month (`2016-03`) or a quarter (`2016-Q4`).
    Period,
    YesNo,
}

impl Takes {
    pub fn as_str(self) -> &'static str {
        match self {
            Takes::One => "one",
            Takes::Many => "many",
            Takes::Text => "text",
            Takes::Day => "day",
            Takes::Days => "days",
            Takes::Period => "period",
            Takes::YesNo => "yes_no",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Operator {
    pub word: &'static str,
    pub takes: Takes,
    fr: &'static str,
    en: &'static str,
}

impl Operator {
    pub fn label(&self) -> Say {
        say(self.fr, self.en)
    }
}

macro_rules! operators {
    ($($name:ident $word:literal $takes:ident $fr:literal $en:literal;)+) => {
        $(const $name: Operator = Operator { word: $word, takes: Takes::$takes, fr: $fr, en: $en };)+
    };
}

operators! {
    EQ "eq" One "est" "is";
    NE "ne" One "n’est pas" "is not";
    IN "in" Many "est l’un de" "is one of";
    CONTAINS "contains" Text "contient" "contains";
    LT "lt" One "est plus petit que" "is less than";
    LTE "lte" One "est au plus" "is at most";
    GT "gt" One "est plus grand que" "is greater than";
    GTE "gte" One "est au moins" "is at least";
    BEFORE "before" Day "est avant le" "is before";
    AFTER "after" Day "est après le" "is after";
    IN_PERIOD "in_period" Period "tombe dans la période" "falls within";
    LAST_DAYS "last_days" Days "date des derniers jours (nombre)" "is in the last days (number)";
    NEXT_DAYS "next_days" Days "vient dans les prochains jours (nombre)" "is in the next days (number)";
    WITHIN_DAYS "within_days" Days "est à moins de (jours)" "is within (days)";
    OLDER_THAN_DAYS "older_than_days" Days "remonte à plus de (jours)" "is older than (days)";
    NOTHING_SINCE_DAYS "nothing_since_days" Days "rien depuis (jours)" "nothing since (days)";
    EMPTY "empty" YesNo "est vide" "is empty";
}

/// The operators that a field of this kind takes.
pub fn operators(kind: &Kind) -> &'static [Operator] {
    match kind {
        Kind::Text => &[CONTAINS, EQ, NE, IN, EMPTY],
        Kind::Code | Kind::Choice(_) | Kind::Id => &[EQ, NE, IN, EMPTY],
        Kind::Number => &[EQ, NE, IN, LT, LTE, GT, GTE, EMPTY],
        Kind::Day => &[
            IN_PERIOD,
            NOTHING_SINCE_DAYS,
            OLDER_THAN_DAYS,
            LAST_DAYS,
            NEXT_DAYS,
            WITHIN_DAYS,
            EQ,
            NE,
            IN,
            BEFORE,
            AFTER,
            EMPTY,
        ],
        Kind::Instant => {
            &[IN_PERIOD, NOTHING_SINCE_DAYS, OLDER_THAN_DAYS, LAST_DAYS, NEXT_DAYS, WITHIN_DAYS, BEFORE, AFTER, EMPTY]
        }
        Kind::YesNo => &[EQ, NE, EMPTY],
    }
}
