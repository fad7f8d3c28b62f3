//! Query strings: read as the form wants them, each parameter once; one that is wrong is named.

use std::collections::BTreeMap;

use kernel::problem::{Problem, say};
use serde::de::DeserializeOwned;
use serde_json::Value;
use validator::Validate;

use super::faults::{checked, control_characters, named_in, printable, wrong_value};

/// What a query string is read into. A parameter that it does not know is refused.
pub trait Form: Sized {
    fn read(texts: BTreeMap<String, String>) -> Result<Self, Problem>;
}

impl<T: DeserializeOwned + Validate> Form for T {
    fn read(texts: BTreeMap<String, String>) -> Result<T, Problem> {
        let texts = texts.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        let form: T = serde_path_to_error::deserialize(QueryValue(Value::Object(texts))).map_err(|error| {
            let path = error.path().to_string();
            let inner = error.into_inner();
            let name = named_in(&inner.to_string()).filter(|_| path == "." || path == "?").unwrap_or(path);
            Problem::invalid_field(format!("?{name}"), "house.wrong_parameter", wrong_value(&inner.to_string()))
                .because(inner)
        })?;
        checked(form, "?")
    }
}

/// Two forms in one query string: what the first knows is its own, the rest is the second's. (Serde's `flatten` would
/// let unknown parameters through.)
pub struct Both<A, B>(pub A, pub B);

impl<A: DeserializeOwned + Validate, B: Form> Form for Both<A, B> {
    fn read(texts: BTreeMap<String, String>) -> Result<Both<A, B>, Problem> {
        let names = names_of::<A>();
        let (first, rest) = texts.into_iter().partition(|(name, _)| names.contains(&name.as_str()));
        match (A::read(first), B::read(rest)) {
            (Ok(first), Ok(rest)) => Ok(Both(first, rest)),
            (Err(problem), Err(more)) => {
                let faults = [problem.errors(), more.errors()].concat();
                Err(problem.with_errors(faults))
            }
            (Err(problem), Ok(_)) | (Ok(_), Err(problem)) => Err(problem),
        }
    }
}

/// Reads a query string, with the parameter named when it is wrong.
pub fn read_query<T: Form>(text: &str) -> Result<T, Problem> {
    let pairs: Vec<(String, String)> = form_pairs(text).collect();
    if let Some((name, _)) =
        pairs.iter().find(|(name, value)| name.contains(char::is_control) || value.contains(char::is_control))
    {
        return Err(Problem::invalid_field(
            format!("?{}", printable(name)),
            "house.control_characters",
            control_characters(),
        ));
    }
    let mut seen = BTreeMap::new();
    for (name, value) in pairs {
        if seen.insert(name.clone(), value).is_some() {
            return Err(Problem::invalid_field(
                format!("?{name}"),
                "house.repeated",
                say("Ce paramètre est donné deux fois.", "This parameter is given twice."),
            ));
        }
    }
    seen.retain(|_, value| !value.is_empty());
    T::read(seen)
}

/// The names of a form's fields, as it would tell them to whoever fills it in.
fn names_of<T: DeserializeOwned>() -> &'static [&'static str] {
    struct Names<'a>(&'a mut &'static [&'static str]);

    impl<'de> serde::Deserializer<'de> for Names<'_> {
        type Error = serde::de::value::Error;

        fn deserialize_any<V: serde::de::Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(serde::de::Error::custom("only its names are wanted"))
        }

        fn deserialize_struct<V: serde::de::Visitor<'de>>(
            self,
            _: &'static str,
            names: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Self::Error> {
            *self.0 = names;
            self.deserialize_any(visitor)
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
            newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    let mut names: &'static [&'static str] = &[];
    T::deserialize(Names(&mut names)).err();
    names
}

fn form_pairs(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    text.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decoded(name), decoded(value))
    })
}

/// `application/x-www-form-urlencoded` decoding; what is not UTF-8 becomes U+FFFD.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let raw = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = raw.get(at) {
        let escaped = raw
            .get(at + 1..at + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (byte, escaped) {
            (b'%', Some(value)) => {
                bytes.push(value);
                at += 2;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A flat map of texts read as numbers, booleans or texts, as the form wants them.
struct QueryValue(Value);

impl<'de> serde::Deserializer<'de> for QueryValue {
    type Error = serde_json::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        let Value::Object(map) = self.0 else { return Err(serde::de::Error::custom("not a query")) };
        visitor.visit_map(serde::de::value::MapDeserializer::new(
            map.into_iter().map(|(name, value)| (name, QueryText(value.as_str().unwrap_or_default().to_owned()))),
        ))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct QueryText(String);

impl serde::de::IntoDeserializer<'_, serde_json::Error> for QueryText {
    type Deserializer = QueryText;
    fn into_deserializer(self) -> QueryText {
        self
    }
}

macro_rules! parsed {
    ($($method:ident => $visit:ident),+) => { $(
        fn $method<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(serde::de::Error::invalid_value(serde::de::Unexpected::Str(&self.0), &visitor)),
            }
        }
    )+ };
}

impl<'de> serde::Deserializer<'de> for QueryText {
    type Error = serde_json::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_string(self.0)
    }

    fn deserialize_option<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: serde::de::Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: serde::de::Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_enum(serde::de::value::StringDeserializer::new(self.0))
    }

    parsed! { deserialize_bool => visit_bool, deserialize_i32 => visit_i32, deserialize_i64 => visit_i64, deserialize_u64 => visit_u64, deserialize_u32 => visit_u32, deserialize_f64 => visit_f64 }

    serde::forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u128 f32 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Filters {
        q: Option<String>,
        #[validate(range(min = 1, max = 200))]
        limit: Option<u64>,
        kind: Option<kernel::trade::MemberKind>,
        archived: Option<bool>,
    }

    #[test]
    fn a_query_is_read_as_the_form_wants_it() {
        let filters: Filters = read_query("q=L%27%C3%A9cole+x&limit=20&kind=public_body&archived=true&").unwrap();
        assert_eq!(filters.q.as_deref(), Some("L'école x"));
        assert_eq!(
            (filters.limit, filters.kind, filters.archived),
            (Some(20), Some(kernel::trade::MemberKind::PublicBody), Some(true))
        );
        for (text, name) in [
            ("limit=201", "?limit"),
            ("limit=x", "?limit"),
            ("kind=x", "?kind"),
            ("nope=1", "?nope"),
            ("q=a&q=b", "?q"),
            ("q=%00", "?q"),
        ] {
            let problem = read_query::<Filters>(text).unwrap_err();
            assert_eq!((problem.status(), problem.errors()[0].pointer.as_str()), (422, name), "{text}");
        }
    }

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct File {
        format: String,
        people: Option<bool>,
    }

    #[test]
    fn two_forms_share_a_query_and_refuse_what_neither_knows() {
        let Both(filters, file) = read_query::<Both<Filters, File>>("format=csv&q=x&people=true&limit=3").unwrap();
        assert_eq!((filters.q.as_deref(), filters.limit), (Some("x"), Some(3)));
        assert_eq!((file.format.as_str(), file.people), ("csv", Some(true)));
        for (text, names) in [
            ("format=csv&nope=1", vec!["?nope"]),
            ("q=x", vec!["?format"]),
            ("format=csv&limit=0&people=x", vec!["?limit", "?people"]),
            ("format=csv&format=ods", vec!["?format"]),
        ] {
            let problem = read_query::<Both<Filters, File>>(text).err().unwrap();
            let pointers: Vec<_> = problem.errors().iter().map(|fault| fault.pointer.as_str()).collect();
            assert_eq!((problem.status(), pointers), (422, names), "{text}");
        }
    }
}
