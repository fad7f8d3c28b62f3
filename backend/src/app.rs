//! The only file that knows all features: routes, jobs, listeners, dependents.

use actix_web::{
    App, Error, HttpMessage, HttpRequest, HttpResponse,
    body::{EitherBody, MessageBody},
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    http::header,
    middleware::{Compress, DefaultHeaders, Next, from_fn},
    web,
};
use kernel::caller::Caller;
use platform::{
    Asker, House, Way,
    db::Db,
    files::Files,
    filter::FieldBook,
    house::HouseParts,
    jobs::WorkBook,
    secrets::Vault,
    settings::Settings,
    web::{ProblemBody, contract::MethodTable, idempotency, problem::refuse_early, trace},
};
use serde_json::Value;
use utoipa::OpenApi;
use utoipa_actix_web::{AppExt, scope, service_config::ServiceConfig};

use crate::{
    features::{
        accounts, campaigns, club, directory, events, follow_up, house, imports, members, practice_sheets, privacy,
        registers, views,
    },
    screens,
};

/// Every route of the contract.
fn routes(cfg: &mut ServiceConfig) {
    cfg.configure(house::routes)
        .configure(accounts::routes)
        .configure(club::routes)
        .configure(registers::routes)
        .configure(members::routes)
        .configure(follow_up::routes)
        .configure(views::routes)
        .configure(campaigns::routes)
        .configure(imports::routes)
        .configure(practice_sheets::routes)
        .configure(events::routes)
        .configure(directory::routes)
        .configure(privacy::routes);
}

/// Every job, who listens to what, and who keeps rows about members.
pub fn book() -> WorkBook {
    let mut book = WorkBook::default();
    house::jobs(&mut book);
    accounts::jobs(&mut book);
    members::jobs(&mut book);
    follow_up::jobs(&mut book);
    campaigns::jobs(&mut book);
    imports::jobs(&mut book);
    practice_sheets::jobs(&mut book);
    events::jobs(&mut book);
    directory::jobs(&mut book);
    privacy::jobs(&mut book);
    book
}

/// What filters may name, by kind of record.
pub fn fields() -> FieldBook {
    let mut fields = FieldBook::default();
    members::fields(&mut fields);
    follow_up::fields(&mut fields);
    views::fields(&mut fields);
    campaigns::fields(&mut fields);
    practice_sheets::fields(&mut fields);
    fields
}

/// Opens the house of this process: database reached and migrated, secrets at hand, the club's row in place.
pub async fn open(settings: Settings) -> Result<House, String> {
    let vault = Vault::open_for(&settings)?;
    let files = Files::open(&settings).map_err(|problem| problem.in_full())?;
    let db = Db::connect(&settings)
        .await
        .map_err(|error| format!("MAILLAGE_DATABASE_URL: the database can't be reached ({error})."))?;
    db.migrate(&settings)
        .await
        .map_err(|problem| format!("The database can't be brought to this version's shape ({}).", problem.in_full()))?;
    let house = House::new(HouseParts {
        settings,
        db,
        clock: platform::clock::of_process(),
        vault,
        files,
        book: book(),
        fields: fields(),
        bell: Default::default(),
        memo: Default::default(),
    });
    prepare(&house).await.map_err(|problem| problem.in_full())?;
    Ok(house)
}

/// What every instance has from its first start.
pub async fn prepare(house: &House) -> Result<(), kernel::problem::Problem> {
    club::prepare(house).await
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Maillage",
        description = include_str!("../../openapi/DESIGN.md"),
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    components(schemas(ProblemBody, platform::web::problem::ProblemField)),
    tags(
        (name = "house", description = include_str!("../../openapi/features/house.md")),
        (name = "accounts", description = include_str!("../../openapi/features/accounts.md")),
        (name = "club", description = include_str!("../../openapi/features/club.md")),
        (name = "registers", description = include_str!("../../openapi/features/registers.md")),
        (name = "members", description = include_str!("../../openapi/features/members.md")),
        (name = "follow_up", description = include_str!("../../openapi/features/follow_up.md")),
        (name = "views", description = include_str!("../../openapi/features/views.md")),
        (name = "campaigns", description = include_str!("../../openapi/features/campaigns.md")),
        (name = "imports", description = include_str!("../../openapi/features/imports.md")),
        (name = "practice_sheets", description = include_str!("../../openapi/features/practice_sheets.md")),
        (name = "events", description = include_str!("../../openapi/features/events.md")),
        (name = "directory", description = include_str!("../../openapi/features/directory.md")),
        (name = "privacy", description = include_str!("../../openapi/features/privacy.md")),
    )
)]
struct Head;

/// The contract as it is served, and the table of methods read off it. The document itself is twenty times as large.
pub struct Contract {
    text: String,
    methods: web::Data<MethodTable>,
}

impl Contract {
    /// Of the document that `contract` gives.
    pub fn of(document: &Value) -> Result<Contract, serde_json::Error> {
        Ok(Contract {
            text: serde_json::to_string(document)?,
            methods: web::Data::new(MethodTable::of(document, &LARGE)),
        })
    }
}

/// What leaves the house, or is large, is never done twice: these want an Idempotency-Key.
const UNDER_KEY: [&str; 11] = [
    "accounts_invite_account",
    "accounts_invite_account_again",
    "accounts_invite_colleague",
    "campaigns_send",
    "campaigns_remind",
    "events_invite",
    "imports_commit",
    "practice_sheets_ask_confirmation",
    "practice_sheets_ask_interview",
    "privacy_ask_file",
    "privacy_erase",
];

/// What is done to a thing as it was read: beside each PATCH and PUT, these want an If-Match.
const AS_READ: [&str; 3] = ["imports_commit", "practice_sheets_restore_version", "privacy_erase"];

/// A thousand members with a long text each are more than a usual body, and so are the outlines of a département.
const LARGE: [&str; 2] = ["members_change_many", "directory_put_outlines"];

/// The contract, built from the real routes; needs no running service.
pub fn contract() -> Result<Value, serde_json::Error> {
    let (_, document) = App::new()
        .into_utoipa_app()
        .openapi(Head::openapi())
        .service(scope::scope("/api/v1").configure(routes))
        .split_for_parts();
    platform::web::contract::finish(document, &UNDER_KEY, &AS_READ)
}

/// What the contract's viewer may load: its own files, and nothing from elsewhere.
const VIEWER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; \
     img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The whole web application.
pub fn application(
    house: web::Data<House>,
    contract: web::Data<Contract>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let (app, _) = App::new()
        .into_utoipa_app()
        .app_data(house)
        .app_data(contract.clone())
        .app_data(contract.methods.clone())
        // Before the scope, which would answer for everything beneath it.
        .route("/api/v1/openapi.json", web::get().to(serve_contract))
        .service(scope::scope("/api/v1").configure(routes))
        .split_for_parts();
    app.route(
        "/api/docs",
        web::get().to(|| async { HttpResponse::Found().insert_header((header::LOCATION, "/api/docs/")).finish() }),
    )
    .service(
        web::scope("/api/docs")
            .wrap(DefaultHeaders::new().add((header::CONTENT_SECURITY_POLICY, VIEWER_POLICY)))
            .service(
                utoipa_swagger_ui::SwaggerUi::new("/{_:.*}")
                    .config(utoipa_swagger_ui::Config::from("/api/v1/openapi.json")),
            ),
    )
    .route("/.well-known/jwks.json", web::get().to(accounts::serve_keys))
    .route("/.well-known/security.txt", web::get().to(club::serve_security_contact))
    .configure(directory::pages)
    .configure(privacy::pages)
    .route("/healthz", web::get().to(|| async { HttpResponse::Ok().body("ok") }))
    .route("/readyz", web::get().to(ready))
    .default_service(web::to(nowhere))
    .wrap(from_fn(idempotency::keep))
    .wrap(from_fn(authenticate))
    .wrap(from_fn(trace::trace))
    .wrap(Compress::default())
}

async fn serve_contract(contract: web::Data<Contract>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(contract.text.clone())
}

async fn ready(house: web::Data<House>) -> HttpResponse {
    match platform::readiness::ready(&house).await {
        Ok(()) => HttpResponse::Ok().body("ready"),
        Err(error) => HttpResponse::from_error(platform::web::Refused::from(error)),
    }
}

async fn nowhere(req: HttpRequest, contract: web::Data<Contract>) -> HttpResponse {
    if req.path().starts_with("/api/") { contract.methods.answer(&req) } else { screens::answer(&req) }
}

/// Finds out who asks. A token that is no good makes a nobody: guards answer 401, public pages stay public.
async fn authenticate<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let trace = req.extensions().get::<trace::Trace>().cloned();
    let bearer = req
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        // The scheme's case does not matter (RFC 9110 §11.1).
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    let house = req.app_data::<web::Data<House>>().cloned();
    let caller = match (house, bearer) {
        (Some(house), Some(token)) => accounts::identify(&house, &token).await,
        _ => Ok(Caller::Anyone),
    };
    let caller = match caller {
        Ok(caller) => caller,
        Err(problem) => return Ok(refuse_early(req, problem).map_into_right_body()),
    };
    let trace = trace.unwrap_or_else(|| trace::Trace { request_id: String::new(), language: Default::default() });
    let way = if matches!(caller, Caller::Machine(_)) { Way::Api } else { Way::Screen };
    req.extensions_mut().insert(Asker {
        caller,
        way,
        language: trace.language,
        request_id: trace.request_id,
        idempotency: None,
    });
    next.call(req).await.map(ServiceResponse::map_into_left_body)
}
