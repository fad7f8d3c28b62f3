//! One way in: the guard first, and only then path, query and body are read. actix polls all extractors of a handler
//! together, so a bad body could beat a waiting guard; here there is only one extractor.

use std::{collections::BTreeMap, future::Future, pin::Pin};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web};
use futures_util::StreamExt;
use kernel::problem::{Fault, Problem, Say, say};
use serde::de::DeserializeOwned;
use serde_json::Value;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::{guard::Guard, problem::Refused};
use crate::{asker::Asker, house::House};

/// The largest JSON body, in bytes.
pub const BODY_LIMIT: usize = 1024 * 1024;
/// The longest text in a JSON body, in characters; fields set shorter bounds of their own.
const TEXT_LIMIT: usize = 50_000;

/// A request that its guard let in. `input` is `Nothing`, `Query<T>`, `Body<T>` or both.
pub struct Asked<G, I = Nothing> {
    pub house: House,
    pub by: Asker,
    pub guard: G,
    pub input: I,
    pub http: HttpRequest,
}

impl<G, I> Asked<G, I> {
    /// The revision that `If-Match` says the change is based on; 428 when it says nothing.
    pub fn based_on(&self) -> Result<i64, Problem> {
        let header = self.http.headers().get(header::IF_MATCH).and_then(|value| value.to_str().ok());
        let header = header.ok_or_else(Problem::revision_needed)?;
        header
            .trim()
            .strip_prefix("\"r")
            .and_then(|rest| rest.strip_suffix('"'))
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| {
                Problem::malformed(
                    "house.bad_revision",
                    say(
                        "L’en-tête If-Match doit reprendre l’ETag reçu, tel que \"r3\".",
                        "If-Match must repeat the ETag received, such as \"r3\".",
                    ),
                )
            })
    }

    /// The id in the path.
    pub fn id(&self, name: &str) -> Result<uuid::Uuid, Problem> {
        super::guard::path_id(&self.http, name)
    }
}

/// What is read of a request once its guard let it in.
pub trait Input: Sized + 'static {
    fn read(req: &HttpRequest, payload: &mut Payload) -> impl Future<Output = Result<Self, Problem>>;
}

impl<G: Guard, I: Input> FromRequest for Asked<G, I> {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let http = req.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let house = http.app_data::<web::Data<House>>().ok_or_else(|| Problem::bug("no house"))?.get_ref().clone();
            let by = http.extensions().get::<Asker>().cloned().ok_or_else(|| Problem::bug("nobody asked"))?;
            let guard = G::admit(&house, &by, &http).await?;
            let input = I::read(&http, &mut payload).await?;
            Ok(Asked { house, by, guard, input, http })
        })
    }
}

/// Neither query nor body.
pub struct Nothing;

impl Input for Nothing {
    async fn read(_: &HttpRequest, _: &mut Payload) -> Result<Nothing, Problem> {
        Ok(Nothing)
    }
}

/// The query string. Unknown parameters are refused, so that a typo never widens a list.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> Input for Query<T> {
    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Query<T>, Problem> {
        read_query(req.query_string()).map(Query)
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> Input for Body<T> {
    async fn read(req: &HttpRequest, payload: &mut Payload) -> Result<Body<T>, Problem> {
        read_body(req, payload).await.map(Body)
    }
}

impl<A: Input, B: Input> Input for (A, B) {
    async fn read(req: &HttpRequest, payload: &mut Payload) -> Result<(A, B), Problem> {
        let first = A::read(req, payload).await?;
        Ok((first, B::read(req, payload).await?))
    }
}

/// The raw stream, for uploads.
pub struct Upload(pub Payload);

impl Input for Upload {
    async fn read(_: &HttpRequest, payload: &mut Payload) -> Result<Upload, Problem> {
        Ok(Upload(payload.take()))
    }
}

/// Reads a query string, with the parameter named when it is wrong.
pub fn read_query<T: DeserializeOwned + Validate>(text: &str) -> Result<T, Problem> {
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
    let value = Value::Object(
        seen.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, Value::String(value)))
            .collect(),
    );
    let form: T = serde_path_to_error::deserialize(QueryValue(value)).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        let name = named_in(&inner.to_string()).filter(|_| path == "." || path == "?").unwrap_or(path);
        Problem::invalid_field(format!("?{name}"), "house.wrong_parameter", wrong_value(&inner.to_string()))
            .because(inner)
    })?;
    checked(form, "?")
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

    parsed! { deserialize_bool => visit_bool, deserialize_i64 => visit_i64, deserialize_u64 => visit_u64, deserialize_u32 => visit_u32, deserialize_f64 => visit_f64 }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u128 f32 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

/// Collects a body of at most `limit` bytes; 413 beyond.
pub async fn collect(payload: &mut Payload, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| {
            Problem::malformed("house.body_cut", say("L’envoi a été interrompu.", "The upload was cut short."))
                .because(error)
        })?;
        if body.len() + chunk.len() > limit {
            return Err(too_large(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

pub fn too_large(limit: usize) -> Problem {
    Problem::new(
        413,
        "house.too_large",
        say(
            format!("L’envoi dépasse la taille permise ({} Mo).", limit.div_ceil(1024 * 1024)),
            format!("The upload is larger than allowed ({} MB).", limit.div_ceil(1024 * 1024)),
        ),
    )
}

async fn read_body<T: DeserializeOwned + Validate>(req: &HttpRequest, payload: &mut Payload) -> Result<T, Problem> {
    let media = req.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !matches!(media.as_str(), "application/json" | "application/merge-patch+json") {
        return Err(Problem::new(
            415,
            "house.wrong_media_type",
            say("Envoyez ce contenu en application/json.", "Send this content as application/json."),
        ));
    }
    let body = collect(payload, BODY_LIMIT).await?;
    let value: Value = serde_json::from_slice(&body).map_err(|error| {
        Problem::malformed(
            "house.malformed_json",
            say(
                format!("Le JSON ne peut pas être lu (ligne {}, colonne {}).", error.line(), error.column()),
                format!("The JSON can't be read (line {}, column {}).", error.line(), error.column()),
            ),
        )
    })?;
    read_value(value)
}

/// Reads a JSON value as a form: unknown fields, wrong types and broken bounds are told by JSON pointer.
pub fn read_value<T: DeserializeOwned + Validate>(value: Value) -> Result<T, Problem> {
    let mut faults = Vec::new();
    check_texts(&value, "", &mut faults);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let form: T = serde_path_to_error::deserialize(value).map_err(|error| {
        let mut pointer: String = error
            .path()
            .iter()
            .filter_map(|segment| match segment {
                serde_path_to_error::Segment::Seq { index } => Some(format!("/{index}")),
                serde_path_to_error::Segment::Map { key } => {
                    Some(format!("/{}", key.replace('~', "~0").replace('/', "~1")))
                }
                _ => None,
            })
            .collect();
        let inner = error.into_inner().to_string();
        let (code, detail) = if inner.starts_with("unknown field") {
            ("house.unknown_field", say("Ce champ n’existe pas ici.", "There is no such field here."))
        } else if inner.starts_with("missing field") {
            if let Some(name) = named_in(&inner) {
                pointer.push('/');
                pointer.push_str(&name);
            }
            ("house.missing_field", say("Ce champ est nécessaire.", "This field is needed."))
        } else {
            ("house.wrong_value", wrong_value(&inner))
        };
        Problem::invalid_field(pointer, code, detail)
    })?;
    checked(form, "/")
}

/// The word between the first backquotes of a serde message: a field's name.
fn named_in(message: &str) -> Option<String> {
    message.split('`').nth(1).map(str::to_owned)
}

fn wrong_value(message: &str) -> Say {
    if message.starts_with("unknown field") {
        return say("Ce paramètre n’existe pas ici.", "There is no such parameter here.");
    }
    match message.split_once("expected ") {
        Some((_, expected)) => {
            let expected = expected.split(" at line").next().unwrap_or(expected).replace('`', "");
            say(
                format!("Cette valeur ne convient pas ; attendu : {expected}."),
                format!("This value does not fit; expected: {expected}."),
            )
        }
        None => say("Cette valeur ne convient pas.", "This value does not fit."),
    }
}

fn control_characters() -> Say {
    say(
        "Ce texte contient des caractères invisibles non admis.",
        "This text holds invisible characters that are not allowed.",
    )
}

fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

fn check_texts(value: &Value, pointer: &str, faults: &mut Vec<Fault>) {
    match value {
        Value::String(text) => {
            if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
                faults.push(Fault::at(pointer, "house.control_characters", control_characters()));
            } else if text.len() > TEXT_LIMIT && text.chars().count() > TEXT_LIMIT {
                faults.push(Fault::at(
                    pointer,
                    "house.too_long",
                    say("Ce texte est trop long.", "This text is too long."),
                ));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_texts(item, &format!("{pointer}/{index}"), faults);
            }
        }
        Value::Object(map) => {
            for (name, item) in map {
                check_texts(item, &format!("{pointer}/{}", printable(name)), faults);
            }
        }
        _ => {}
    }
}

/// Runs the form's own bounds.
fn checked<T: Validate>(form: T, root: &str) -> Result<T, Problem> {
    match form.validate() {
        Ok(()) => Ok(form),
        Err(errors) => {
            let mut faults = Vec::new();
            gather(&errors, root, &mut faults);
            faults.sort_by(|a, b| a.pointer.cmp(&b.pointer));
            Err(Problem::invalid(faults))
        }
    }
}

fn gather(errors: &ValidationErrors, root: &str, faults: &mut Vec<Fault>) {
    for (field, kind) in errors.errors() {
        let pointer = format!("{root}{field}");
        match kind {
            ValidationErrorsKind::Field(list) => faults.extend(list.iter().map(|error| {
                let number = |name: &str| error.params.get(name).and_then(Value::as_f64);
                let detail = bounds(&error.code, number("min"), number("max"));
                Fault::at(pointer.clone(), format!("house.{}", error.code), detail)
            })),
            ValidationErrorsKind::Struct(inner) => gather(inner, &format!("{pointer}/"), faults),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    gather(inner, &format!("{pointer}/{index}/"), faults);
                }
            }
        }
    }
}

fn bounds(code: &str, min: Option<f64>, max: Option<f64>) -> Say {
    let length = code == "length";
    match (length, min, max) {
        (true, Some(1.0), None) => say("Ce champ ne peut pas être vide.", "This field can't be empty."),
        (true, Some(min), Some(max)) => {
            say(format!("De {min} à {max} caractères."), format!("From {min} to {max} characters."))
        }
        (true, None, Some(max)) => say(format!("Au plus {max} caractères."), format!("At most {max} characters.")),
        (true, Some(min), None) => say(format!("Au moins {min} caractères."), format!("At least {min} characters.")),
        (false, Some(min), Some(max)) => say(format!("Entre {min} et {max}."), format!("Between {min} and {max}.")),
        (false, Some(min), None) => say(format!("Au moins {min}."), format!("At least {min}.")),
        (false, None, Some(max)) => say(format!("Au plus {max}."), format!("At most {max}.")),
        _ => say("Cette valeur ne convient pas.", "This value does not fit."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Form {
        #[validate(length(min = 1, max = 5))]
        name: String,
        #[serde(default)]
        #[validate(nested)]
        people: Vec<Someone>,
    }

    #[derive(Debug, Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Someone {
        #[validate(range(min = 1, max = 9))]
        rank: u32,
    }

    fn pointers(value: Value) -> Vec<(String, String)> {
        read_value::<Form>(value)
            .unwrap_err()
            .errors()
            .iter()
            .map(|f| (f.pointer.clone(), f.code.to_string()))
            .collect()
    }

    #[test]
    fn a_wrong_field_is_named_by_its_pointer() {
        let one = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(pointers(serde_json::json!({})), one("/name", "house.missing_field"));
        assert_eq!(pointers(serde_json::json!({"name": "a", "x": 1})), one("/x", "house.unknown_field"));
        assert_eq!(pointers(serde_json::json!({"name": 3})), one("/name", "house.wrong_value"));
        assert_eq!(pointers(serde_json::json!({"name": "abcdef"})), one("/name", "house.length"));
        assert_eq!(pointers(serde_json::json!({"name": "a\u{0}"})), one("/name", "house.control_characters"));
        assert_eq!(
            pointers(serde_json::json!({"name": "a", "people": [{"rank": 1}, {"rank": 10}]})),
            one("/people/1/rank", "house.range")
        );
        assert_eq!(
            pointers(serde_json::json!({"name": "a", "people": [{"rank": "x"}]})),
            one("/people/0/rank", "house.wrong_value")
        );
    }

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
}
