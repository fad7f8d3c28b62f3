//! The ways an action answers. The type says the status, so that the contract and the code can't part.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder, Responder,
    body::{BoxBody, SizedStream},
    http::{StatusCode, header},
    web::Bytes,
};
use futures_util::stream;
use kernel::problem::weighed;
use serde::Serialize;
use tokio::io::AsyncReadExt;

use super::problem::Refused;

pub type Answer<T> = Result<T, Refused>;

/// The strong entity tag of a revision (RFC 9110 §8.8.3).
pub fn etag(revision: i64) -> String {
    format!("\"r{revision}\"")
}

/// 200 with a JSON body.
pub struct Json<T> {
    value: T,
    revision: Option<i64>,
    link_next: Option<String>,
}

impl<T> Json<T> {
    pub fn of(value: T) -> Json<T> {
        Json { value, revision: None, link_next: None }
    }

    /// With the ETag of this revision.
    pub fn at(value: T, revision: i64) -> Json<T> {
        Json { value, revision: Some(revision), link_next: None }
    }
}

impl<T: Serialize> Json<kernel::page::PageOf<T>> {
    /// A stretch of a list, with `Link: rel="next"` (RFC 8288) where there is more.
    pub fn page(page: kernel::page::PageOf<T>) -> Json<kernel::page::PageOf<T>> {
        let link_next = page.next_cursor.clone();
        Json { value: page, revision: None, link_next }
    }
}

/// 200 with a JSON body, or 308: the thing goes on elsewhere.
pub enum JsonOrMoved<T> {
    Here(Json<T>),
    Moved { location: String },
}

/// 200 with what anyone may know, and keep for a minute: pages of other sites read it too. 304 to whoever has it already.
pub struct Published {
    pub body: Bytes,
    /// The body is packed with brotli, for a reader that [`takes_brotli`].
    pub packed: bool,
    pub media_type: &'static str,
    /// Another one as soon as what is said is.
    pub tag: String,
    /// Under which anyone may use it (RFC 4946).
    pub licence: &'static str,
    pub next_cursor: Option<String>,
    /// Of a file to be saved.
    pub file_name: Option<String>,
}

/// [`Published`], or 308: the thing goes on elsewhere.
pub enum PublishedOrMoved {
    Here(Published),
    Moved { location: String },
}

/// 201 with `Location`.
pub struct Created<T> {
    pub value: T,
    pub location: String,
    pub revision: Option<i64>,
}

/// 202: taken in, done later; the body says where to look.
pub struct Accepted<T>(pub T);

/// 204.
pub struct NoContent;

/// A file to be saved.
pub struct Download {
    pub bytes: Vec<u8>,
    pub media_type: &'static str,
    pub file_name: String,
}

/// A file to be saved, too long for the memory: it was written before the answer began, so that nothing can fail but the
/// way to the reader, and a transfer that breaks off is shorter than announced.
pub struct LongDownload {
    /// Read from its beginning.
    pub file: std::fs::File,
    pub media_type: &'static str,
    pub file_name: String,
}

/// Bytes of a long download held at once.
const PIECE: usize = 64 * 1024;

/// The content of a kept file. A picture may be shown in a page; anything else is to be saved, and if it is opened
/// all the same it has no rights (ASVS 3.2.1).
pub struct FileContent {
    pub file: tables::file::Model,
    pub bytes: Vec<u8>,
}

fn write<T: Serialize>(status: StatusCode, value: &T, revision: Option<i64>) -> HttpResponse {
    match serde_json::to_vec(value) {
        Ok(body) => {
            let mut response = HttpResponse::build(status);
            response.content_type("application/json").insert_header((header::CACHE_CONTROL, "private, no-cache"));
            if let Some(revision) = revision {
                response.insert_header((header::ETAG, etag(revision)));
            }
            response.body(body)
        }
        Err(error) => HttpResponse::from_error(Refused::from(error)),
    }
}

impl<T: Serialize> Responder for Json<T> {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        // Never 304: the revision says what a change is based on, not what the answer holds. Abilities differ by caller,
        // derived columns move without it, and one browser may serve two people.
        let mut response = write(StatusCode::OK, &self.value, self.revision);
        if let Some(Ok(link)) = self.link_next.map(|cursor| link_next(req, &cursor).parse()) {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

/// The same question from there on (RFC 8288).
fn link_next(req: &HttpRequest, cursor: &str) -> String {
    let kept = req
        .query_string()
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("cursor=") && !part.starts_with("offset="));
    let query = kept.chain([format!("cursor={cursor}").as_str()]).collect::<Vec<_>>().join("&");
    format!("<{}?{query}>; rel=\"next\"", req.path())
}

/// Whether the reader has what bears this tag already (RFC 9110 §13.1.2); a proxy that packs may have made it a weak one.
fn has(req: &HttpRequest, tag: &header::EntityTag) -> bool {
    match req.get_header::<header::IfNoneMatch>() {
        Some(header::IfNoneMatch::Any) => true,
        Some(header::IfNoneMatch::Items(tags)) => tags.iter().any(|one| one.weak_eq(tag)),
        None => false,
    }
}

/// Whether the reader unpacks brotli.
pub fn takes_brotli(req: &HttpRequest) -> bool {
    let accepted = req.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    weighed(accepted).any(|(name, weight)| name == "br" && weight > 0.0)
}

/// Where a thing goes on. A merge can be undone: nobody may remember the way for longer than this answer.
fn moved(location: String) -> HttpResponseBuilder {
    let mut response = HttpResponse::PermanentRedirect();
    response.insert_header((header::LOCATION, location)).insert_header((header::CACHE_CONTROL, "no-store"));
    response
}

impl Responder for Published {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        // Packed it is another sequence of bytes, and so has another strong tag (RFC 9110 §8.8.3.3).
        let tag = header::EntityTag::new_strong(if self.packed { format!("{}-br", self.tag) } else { self.tag });
        let links = self.next_cursor.map(|cursor| link_next(req, &cursor)).into_iter();
        let links = links.chain([format!("<{}>; rel=\"license\"", self.licence)]).collect::<Vec<_>>().join(", ");
        let mut response = match self.file_name {
            Some(name) => to_save(self.media_type, name),
            None => HttpResponse::Ok(),
        };
        response
            .content_type(self.media_type)
            .insert_header(header::ETag(tag.clone()))
            .insert_header((header::LINK, links))
            .insert_header((header::CACHE_CONTROL, "public, max-age=60, stale-while-revalidate=600"))
            // Whether it is packed; what is said depends on nothing else of the request.
            .insert_header((header::VARY, "Accept-Encoding"))
            .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .insert_header((header::ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Link"));
        if has(req, &tag) {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        if self.packed {
            response.insert_header((header::CONTENT_ENCODING, "br"));
        }
        response.body(self.body)
    }
}

impl Responder for PublishedOrMoved {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        match self {
            PublishedOrMoved::Here(published) => published.respond_to(req),
            PublishedOrMoved::Moved { location } => {
                moved(location).insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")).finish()
            }
        }
    }
}

impl<T: Serialize> Responder for JsonOrMoved<T> {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        match self {
            JsonOrMoved::Here(json) => json.respond_to(req),
            JsonOrMoved::Moved { location } => moved(location).finish(),
        }
    }
}

impl<T: Serialize> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = write(StatusCode::CREATED, &self.value, self.revision);
        if let Ok(location) = self.location.parse() {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    }
}

impl<T: Serialize> Responder for Accepted<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        write(StatusCode::ACCEPTED, &self.0, None)
    }
}

/// What was asked is done, or 202: it was taken in, and somebody decides it.
pub enum DoneOrAsked<D, A> {
    Done(D),
    Asked(A),
}

impl<D: Responder<Body = BoxBody>, A: Serialize> Responder for DoneOrAsked<D, A> {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        match self {
            DoneOrAsked::Done(done) => done.respond_to(req),
            DoneOrAsked::Asked(asked) => Accepted(asked).respond_to(req),
        }
    }
}

impl Responder for NoContent {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().insert_header((header::CACHE_CONTROL, "no-store")).finish()
    }
}

/// A file to be saved under this name (RFC 6266, RFC 8187).
fn to_save(media_type: &str, file_name: String) -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .content_type(media_type)
        .insert_header(header::ContentDisposition {
            disposition: header::DispositionType::Attachment,
            parameters: vec![header::DispositionParam::FilenameExt(header::ExtendedValue {
                charset: header::Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: file_name.into_bytes(),
            })],
        })
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"));
    response
}

impl Responder for Download {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        to_save(self.media_type, self.file_name).body(self.bytes)
    }
}

impl Responder for LongDownload {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let length = match self.file.metadata() {
            Ok(told) => told.len(),
            Err(error) => return HttpResponse::from_error(Refused::from(kernel::problem::Problem::bug(error))),
        };
        let pieces = stream::try_unfold(tokio::fs::File::from_std(self.file), |mut file| async move {
            let mut piece = vec![0; PIECE];
            let read = file.read(&mut piece).await?;
            piece.truncate(read);
            Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
        });
        to_save(self.media_type, self.file_name).body(SizedStream::new(length, pieces))
    }
}

impl Responder for FileContent {
    type Body = BoxBody;

    fn respond_to(self, req: &HttpRequest) -> HttpResponse {
        let FileContent { file, bytes } = self;
        // A content never changes under its id; whether one may read it can.
        let caching = if file.public { "public, max-age=3600" } else { "private, no-cache" };
        let tag = header::EntityTag::new_strong(file.sha256);
        let mut response = HttpResponse::Ok();
        response.insert_header(header::ETag(tag.clone())).insert_header((header::CACHE_CONTROL, caching));
        if has(req, &tag) {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        let shown = crate::files::may_be_shown(&file.media_type);
        let disposition = if shown { header::DispositionType::Inline } else { header::DispositionType::Attachment };
        response
            .content_type(crate::files::served_as(&file.media_type).to_owned())
            .insert_header(header::ContentDisposition {
                disposition,
                parameters: vec![header::DispositionParam::FilenameExt(header::ExtendedValue {
                    charset: header::Charset::Ext("UTF-8".to_owned()),
                    language_tag: None,
                    value: file.name.into_bytes(),
                })],
            })
            .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
            .body(bytes)
    }
}
