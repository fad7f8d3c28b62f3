//! A file sent as `multipart/form-data` (RFC 7578): the part `file`, and a few short fields beside it.

use std::collections::BTreeMap;

use actix_multipart::Multipart;
use actix_web::{HttpRequest, dev::Payload, http::header};
use futures_util::{StreamExt, TryStreamExt};
use kernel::problem::{Problem, say};

use super::{body::too_large, request::Input};
use crate::files::LARGEST;

/// The longest field beside the file, in bytes.
const FIELD_LIMIT: usize = 16 * 1024;
/// The most parts; a form has a handful.
const MOST_PARTS: usize = 20;

/// What was sent. Use it as the input of a handler: it is read once the guard let the caller in.
#[derive(Debug)]
pub struct Sent {
    /// As its sender called it; not to be trusted.
    pub file_name: String,
    pub bytes: Vec<u8>,
    fields: BTreeMap<String, String>,
}

impl Sent {
    /// A field beside the file; none when absent or empty.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Refuses fields that nobody asked for, so that a slip is told and not ignored.
    pub fn only(self, known: &[&str]) -> Result<Sent, Problem> {
        match self.fields.keys().find(|name| !known.contains(&name.as_str())) {
            Some(other) => Err(Problem::invalid_field(
                format!("/{other}"),
                "house.unknown_field",
                say("Ce champ n’existe pas ici.", "There is no such field here."),
            )),
            None => Ok(self),
        }
    }
}

impl Input for Sent {
    async fn read(req: &HttpRequest, payload: &mut Payload) -> Result<Sent, Problem> {
        let media = req.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !media.to_ascii_lowercase().starts_with("multipart/form-data") {
            return Err(Problem::new(
                415,
                "house.wrong_media_type",
                say("Envoyez le fichier en multipart/form-data.", "Send the file as multipart/form-data."),
            ));
        }
        let mut parts = Multipart::new(req.headers(), payload.take());
        let (mut file, mut fields, mut count) = (None, BTreeMap::new(), 0);
        while let Some(mut part) = parts.try_next().await.map_err(cut_short)? {
            count += 1;
            let name: String = part.name().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
            let file_name = part.content_disposition().and_then(|said| said.get_filename()).map(str::to_owned);
            let limit = if name == "file" { LARGEST } else { FIELD_LIMIT };
            let mut bytes = Vec::new();
            while let Some(chunk) = part.next().await {
                let chunk = chunk.map_err(cut_short)?;
                if bytes.len() + chunk.len() > limit {
                    return Err(too_large(limit));
                }
                bytes.extend_from_slice(&chunk);
            }
            let again = if name == "file" {
                file.replace((file_name.unwrap_or_default(), bytes)).is_some()
            } else {
                let text = String::from_utf8(bytes).map_err(cut_short)?;
                fields.insert(name.clone(), text).is_some()
            };
            if again || count > MOST_PARTS {
                return Err(Problem::invalid_field(
                    format!("/{name}"),
                    "house.repeated",
                    say("Ce champ est donné deux fois.", "This field is given twice."),
                ));
            }
        }
        let (file_name, bytes) = file.ok_or_else(|| {
            Problem::invalid_field(
                "/file",
                "house.missing_field",
                say("Joignez un fichier (partie « file »).", "Attach a file (part “file”)."),
            )
        })?;
        Ok(Sent { file_name, bytes, fields })
    }
}

fn cut_short(cause: impl ToString) -> Problem {
    Problem::malformed(
        "house.body_cut",
        say("L’envoi a été interrompu ou ne peut pas être lu.", "The upload was cut short or can't be read."),
    )
    .because(cause)
}

#[cfg(test)]
mod tests {
    use actix_web::{FromRequest, test::TestRequest, web::Bytes};

    use super::*;

    async fn read(body: &[u8], media: &str) -> Result<Sent, Problem> {
        let (req, mut payload) = TestRequest::post()
            .insert_header(("content-type", media))
            .set_payload(Bytes::copy_from_slice(body))
            .to_http_parts();
        assert!(Bytes::from_request(&req, &mut Payload::None).await.is_ok());
        Sent::read(&req, &mut payload).await
    }

    const FORM: &str = "multipart/form-data; boundary=x";

    #[actix_web::test]
    async fn a_file_and_its_fields_are_read() {
        let body = b"--x\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n picture \r\n\
            --x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a b.png\"\r\n\r\n\x89PNG\r\n--x--\r\n";
        let sent = read(body, FORM).await.unwrap();
        assert_eq!((sent.file_name.as_str(), sent.bytes.as_slice()), ("a b.png", b"\x89PNG".as_slice()));
        assert_eq!((sent.field("kind"), sent.field("public")), (Some("picture"), None));
        assert_eq!(sent.only(&["public"]).unwrap_err().errors()[0].pointer, "/kind");
    }

    #[actix_web::test]
    async fn what_is_no_upload_is_told_so() {
        assert_eq!(read(b"{}", "application/json").await.unwrap_err().status(), 415);
        assert_eq!(read(b"--x\r\ncontent-disposition: form-data; name=\"fi", FORM).await.unwrap_err().status(), 400);
        let empty = b"--x\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\na\r\n--x--\r\n";
        assert_eq!(read(empty, FORM).await.unwrap_err().errors()[0].pointer, "/file");
        let large = [
            b"--x\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n".as_slice(),
            &[b'a'; FIELD_LIMIT + 1],
            b"\r\n--x--\r\n",
        ]
        .concat();
        assert_eq!(read(&large, FORM).await.unwrap_err().status(), 413);
    }
}
