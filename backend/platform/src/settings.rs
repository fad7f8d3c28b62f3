//! Settings, from the environment and an optional TOML file (`MAILLAGE_CONFIG`). The environment wins.
//! `maillage settings` lists them all with default and meaning; a wrong one stops the start with a sentence that names it.

use std::{collections::HashMap, net::SocketAddr, path::PathBuf};

use kernel::email::Email;

use crate::{mail::Relay, networks::Network};

/// One setting a person may give.
pub struct Known {
    pub name: &'static str,
    pub default: &'static str,
    pub meaning: &'static str,
}

/// All of them. The file uses the same names without prefix, in lower case (`data_dir = "…"`).
pub const KNOWN: &[Known] = &[
    Known {
        name: "MAILLAGE_DATA_DIR",
        default: "data",
        meaning: "Folder of the SQLite database, the files and the instance secret.",
    },
    Known {
        name: "MAILLAGE_DATABASE_URL",
        default: "",
        meaning: "postgres://user:password@host/name, or sqlite:path. Empty: SQLite in the data folder.",
    },
    Known {
        name: "MAILLAGE_LISTEN",
        default: "127.0.0.1:8080",
        meaning: "Address and port that serve the screens and the API.",
    },
    Known {
        name: "MAILLAGE_PRIVATE_LISTEN",
        default: "",
        meaning: "Address and port of /metrics, for the machine room alone. Empty: not served.",
    },
    Known {
        name: "MAILLAGE_BASE_URL",
        default: "",
        meaning: "Address people type, as in links of mails (https://club.example). Empty: http:// and the listening address.",
    },
    Known {
        name: "MAILLAGE_SECRET",
        default: "",
        meaning: "Instance secret, 32 characters or more, the same for every process. Empty: kept in the data folder, made at first start.",
    },
    Known {
        name: "MAILLAGE_WORK_WHILE_SERVING",
        default: "true",
        meaning: "Whether `serve` also works the jobs; false when `maillage work` runs beside it.",
    },
    Known {
        name: "MAILLAGE_TRUSTED_PROXIES",
        default: "",
        meaning: "Addresses or networks (172.16.0.0/12) of the proxies whose X-Forwarded-For is believed, separated by commas.",
    },
    Known {
        name: "MAILLAGE_LOG",
        default: "info",
        meaning: "What is logged: error, warn, info, debug, or a filter such as info,sqlx=warn. With maillage::causes=debug also why something failed, in words that may quote what people wrote.",
    },
    Known { name: "MAILLAGE_LOG_FORMAT", default: "text", meaning: "text or json." },
    Known {
        name: "MAILLAGE_SMTP_URL",
        default: "",
        meaning: "smtp://user:password@host:587 (STARTTLS, demanded), smtps://…:465, or smtp://…?tls=none within this machine or a private network. Special characters as %40. It wins over the server that administrators give in the app, who can then only read and try it. Empty: theirs is used; without one, mail is kept and they read it in the app.",
    },
    Known {
        name: "MAILLAGE_SMTP_AUTHORITY",
        default: "",
        meaning: "Path of the certificate (PEM) of the authority that signed the relay's, when it is your own and not a public one. For a server given in the app, too.",
    },
    Known {
        name: "MAILLAGE_MAIL_FROM",
        default: "",
        meaning: "Sender of mails: address@example.org. Needed with MAILLAGE_SMTP_URL.",
    },
    Known {
        name: "MAILLAGE_FILES_URL",
        default: "",
        meaning: "s3://bucket/prefix for files in an S3 bucket; a prefix belongs to one instance alone. Empty: the data folder.",
    },
    Known { name: "MAILLAGE_S3_ENDPOINT", default: "", meaning: "Address of the S3 service, when it is not Amazon's." },
    Known { name: "MAILLAGE_S3_REGION", default: "us-east-1", meaning: "Region of the bucket." },
    Known { name: "MAILLAGE_S3_ACCESS_KEY", default: "", meaning: "Access key of the bucket." },
    Known { name: "MAILLAGE_S3_SECRET_KEY", default: "", meaning: "Secret key of the bucket." },
    Known {
        name: "MAILLAGE_CLAMAV",
        default: "",
        meaning: "Address and port of a virus scanner that speaks the protocol of clamd (127.0.0.1:3310) and reads each file before it is kept; its StreamMaxLength must be 25M or more. Empty: none does.",
    },
    Known {
        name: "MAILLAGE_REGISTER_URL",
        default: "https://recherche-entreprises.api.gouv.fr",
        meaning: "Address of the national register of organisations, which fills forms by name or number. Given but empty: it is not asked.",
    },
    Known {
        name: "MAILLAGE_GEOCODER_URL",
        default: "https://data.geopf.fr/geocodage",
        meaning: "Address of the national geocoder, which completes addresses. Given but empty: it is not asked.",
    },
    Known {
        name: "MAILLAGE_COMMUNES_URL",
        default: "https://geo.api.gouv.fr",
        meaning: "Address of the national service of communes, which gives their outlines to the map when an administrator asks for them. Given but empty: it is not asked.",
    },
    Known {
        name: "MAILLAGE_BACKUP_DIR",
        default: "",
        meaning: "Folder for a backup every night, best on another disk. Empty: none is made by itself.",
    },
    Known {
        name: "MAILLAGE_BACKUP_KEEP",
        default: "14",
        meaning: "How many of the nightly backups are kept (1 to 1000); older ones are deleted.",
    },
    Known { name: "MAILLAGE_POOL", default: "8", meaning: "Connections to PostgreSQL, per process (2 to 100)." },
    Known {
        name: "MAILLAGE_ROLL_FROM",
        default: "5000",
        meaning: "From how many members on what lists and filters ask of them is held in memory, while somebody asks.",
    },
    Known {
        name: "MAILLAGE_ROLL_MEMORY",
        default: "256",
        meaning: "How many megabytes that may take, per process (0 to 65536). 0: nothing is held, the database answers alone.",
    },
    Known {
        name: "MAILLAGE_CONFIG",
        default: "",
        meaning: "Path of a TOML file with the same settings in lower case, without the prefix.",
    },
];

/// Those for which nothing is a choice of its own: elsewhere, empty is not given.
const SWITCHED_OFF_EMPTY: [&str; 3] = ["MAILLAGE_REGISTER_URL", "MAILLAGE_GEOCODER_URL", "MAILLAGE_COMMUNES_URL"];

/// Not printable: it holds a key.
#[derive(Clone)]
pub struct S3 {
    pub bucket: String,
    pub prefix: String,
    pub endpoint: Option<String>,
    pub region: String,
    pub access_key: String,
    pub secret_key: String,
}

#[derive(Clone)]
pub struct Settings {
    pub data_dir: PathBuf,
    pub database_url: String,
    pub listen: SocketAddr,
    pub private_listen: Option<SocketAddr>,
    pub base_url: String,
    pub secret: Option<String>,
    pub work_while_serving: bool,
    pub trusted_proxies: Vec<Network>,
    pub log: String,
    pub log_json: bool,
    pub smtp_url: Option<String>,
    pub smtp_authority: Option<PathBuf>,
    pub mail_from: Option<String>,
    pub s3: Option<S3>,
    /// Where a virus scanner listens.
    pub clamav: Option<String>,
    /// `None`: switched off.
    pub register_url: Option<String>,
    pub geocoder_url: Option<String>,
    pub communes_url: Option<String>,
    pub backup_dir: Option<PathBuf>,
    pub backup_keep: usize,
    pub pool: u32,
    pub roll_from: u64,
    /// In megabytes.
    pub roll_memory: usize,
}

/// Only what is no secret: addresses of databases and relays hold passwords.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("data_dir", &self.data_dir)
            .field("listen", &self.listen)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// Reads the settings of this process. The error says, one sentence a line, what is wrong and how to mend it.
    pub fn from_env() -> Result<Settings, String> {
        let mut given = HashMap::new();
        // Other programs' variables may hold anything.
        for (name, value) in std::env::vars_os() {
            let Some(name) = name.to_str().filter(|name| name.starts_with("MAILLAGE_")) else { continue };
            let value = value.into_string().map_err(|_| format!("{name} is not UTF-8."))?;
            given.insert(name.to_owned(), value);
        }
        Settings::read(given)
    }

    pub fn read(mut given: HashMap<String, String>) -> Result<Settings, String> {
        given.retain(|name, value| {
            let switch = SWITCHED_OFF_EMPTY.contains(&name.as_str());
            !name.starts_with("MAILLAGE_TEST_") && name != "MAILLAGE_BIN" && (switch || !value.is_empty())
        });
        let mut faults = Vec::new();
        if let Some(path) = given.get("MAILLAGE_CONFIG").cloned() {
            merge_file(&mut given, &path)?;
        }
        for name in given.keys() {
            if !KNOWN.iter().any(|known| known.name == name) {
                faults.push(format!("{name} is not a setting. `maillage settings` lists those there are."));
            }
        }
        let text = |name: &str| -> String {
            given.get(name).cloned().unwrap_or_else(|| {
                KNOWN.iter().find(|known| known.name == name).map(|known| known.default.to_owned()).unwrap_or_default()
            })
        };
        let optional = |name: &str| Some(text(name)).filter(|value| !value.is_empty());

        let data_dir = PathBuf::from(text("MAILLAGE_DATA_DIR"));
        let database_url = optional("MAILLAGE_DATABASE_URL")
            .unwrap_or_else(|| format!("sqlite:{}", data_dir.join("maillage.sqlite").display()));
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|start| database_url.starts_with(start)) {
            faults.push("MAILLAGE_DATABASE_URL must begin with sqlite: or postgres://.".to_owned());
        }
        let mut address = |name: &str| -> Option<SocketAddr> {
            let value = optional(name)?;
            value
                .parse()
                .map_err(|_| {
                    faults.push(format!("{name} must be an address and a port such as 127.0.0.1:8080, not “{value}”."))
                })
                .ok()
        };
        let listen = address("MAILLAGE_LISTEN").unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let private_listen = address("MAILLAGE_PRIVATE_LISTEN");
        let base_url = optional("MAILLAGE_BASE_URL")
            .unwrap_or_else(|| format!("http://{listen}"))
            .trim_end_matches('/')
            .to_owned();
        if !is_address(&base_url) {
            faults.push(
                "MAILLAGE_BASE_URL must be https:// (or http:// for a trial) and a host, with a port if need be and nothing behind."
                    .to_owned(),
            );
        }
        let secret = optional("MAILLAGE_SECRET");
        if secret.as_ref().is_some_and(|secret| secret.len() < 32) {
            faults.push("MAILLAGE_SECRET must have 32 characters or more.".to_owned());
        }
        let mut flag = |name: &str| match text(name).as_str() {
            "true" | "1" | "yes" => true,
            "false" | "0" | "no" => false,
            other => {
                faults.push(format!("{name} must be true or false, not “{other}”."));
                false
            }
        };
        let work_while_serving = flag("MAILLAGE_WORK_WHILE_SERVING");
        let mut trusted_proxies = Vec::new();
        for part in text("MAILLAGE_TRUSTED_PROXIES").split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match part.parse() {
                Ok(network) => trusted_proxies.push(network),
                Err(_) => faults.push(format!(
                    "MAILLAGE_TRUSTED_PROXIES: “{part}” is neither an IP address nor a network such as 172.16.0.0/12."
                )),
            }
        }
        let log_json = match text("MAILLAGE_LOG_FORMAT").as_str() {
            "json" => true,
            "text" => false,
            other => {
                faults.push(format!("MAILLAGE_LOG_FORMAT must be text or json, not “{other}”."));
                false
            }
        };
        let smtp_url = optional("MAILLAGE_SMTP_URL");
        let mail_from = optional("MAILLAGE_MAIL_FROM");
        if smtp_url.is_some() && mail_from.is_none() {
            faults.push(
                "MAILLAGE_MAIL_FROM is needed with MAILLAGE_SMTP_URL: the address that mails come from.".to_owned(),
            );
        }
        let smtp_authority = optional("MAILLAGE_SMTP_AUTHORITY").map(PathBuf::from);
        if let Some(fault) = smtp_url.as_deref().and_then(|url| Relay::read(url, smtp_authority.as_deref()).err()) {
            faults.push(fault);
        }
        if mail_from.as_ref().is_some_and(|from| Email::parse(from).is_err()) {
            faults.push("MAILLAGE_MAIL_FROM must be an e-mail address such as club@example.org.".to_owned());
        }
        for name in ["MAILLAGE_S3_ACCESS_KEY", "MAILLAGE_S3_SECRET_KEY"] {
            if optional("MAILLAGE_FILES_URL").is_some() && optional(name).is_none() {
                faults.push(format!("{name} is needed with MAILLAGE_FILES_URL."));
            }
        }
        if optional("MAILLAGE_S3_ENDPOINT").is_some_and(|endpoint| !is_address(endpoint.trim_end_matches('/'))) {
            faults.push("MAILLAGE_S3_ENDPOINT must be an address such as https://s3.example.".to_owned());
        }
        let s3 = optional("MAILLAGE_FILES_URL").and_then(|url| match url.strip_prefix("s3://") {
            Some(rest) => {
                let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
                if bucket.is_empty() {
                    faults.push("MAILLAGE_FILES_URL must name a bucket: s3://bucket/prefix.".to_owned());
                }
                Some(S3 {
                    bucket: bucket.to_owned(),
                    prefix: prefix.trim_matches('/').to_owned(),
                    endpoint: optional("MAILLAGE_S3_ENDPOINT"),
                    region: text("MAILLAGE_S3_REGION"),
                    access_key: text("MAILLAGE_S3_ACCESS_KEY"),
                    secret_key: text("MAILLAGE_S3_SECRET_KEY"),
                })
            }
            None => {
                faults.push("MAILLAGE_FILES_URL must begin with s3://.".to_owned());
                None
            }
        });
        let clamav = optional("MAILLAGE_CLAMAV");
        let is_port = |text: &str| {
            text.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
        };
        if clamav.as_deref().is_some_and(|address| !is_port(address)) {
            faults.push("MAILLAGE_CLAMAV must be an address and a port such as 127.0.0.1:3310.".to_owned());
        }
        let mut outside = |name: &str| {
            let url = optional(name)?.trim_end_matches('/').to_owned();
            let fits = reqwest::Url::parse(&url)
                .is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host() && url.query().is_none());
            if !fits {
                faults.push(format!("{name} must be an address such as https://register.example, or empty."));
            }
            fits.then_some(url)
        };
        let (register_url, geocoder_url) = (outside("MAILLAGE_REGISTER_URL"), outside("MAILLAGE_GEOCODER_URL"));
        let communes_url = outside("MAILLAGE_COMMUNES_URL");
        let pool = text("MAILLAGE_POOL").parse().ok().filter(|pool| (2..=100).contains(pool)).unwrap_or_else(|| {
            faults.push("MAILLAGE_POOL must be a number from 2 to 100.".to_owned());
            8
        });
        let keep = text("MAILLAGE_BACKUP_KEEP");
        let backup_keep = keep.parse().ok().filter(|keep| (1..=1000).contains(keep)).unwrap_or_else(|| {
            faults.push("MAILLAGE_BACKUP_KEEP must be a number from 1 to 1000.".to_owned());
            14
        });
        let roll_from = text("MAILLAGE_ROLL_FROM").parse::<u64>().unwrap_or_else(|_| {
            faults.push("MAILLAGE_ROLL_FROM must be a number of members, such as 5000.".to_owned());
            0
        });
        let memory = text("MAILLAGE_ROLL_MEMORY");
        let roll_memory = memory.parse::<usize>().ok().filter(|memory| *memory <= 65_536).unwrap_or_else(|| {
            faults.push("MAILLAGE_ROLL_MEMORY must be a number of megabytes from 0 to 65536.".to_owned());
            0
        });
        if !faults.is_empty() {
            faults.sort();
            return Err(faults.join("\n"));
        }
        Ok(Settings {
            data_dir,
            database_url,
            listen,
            private_listen,
            base_url,
            secret,
            work_while_serving,
            trusted_proxies,
            log: text("MAILLAGE_LOG"),
            log_json,
            smtp_url,
            smtp_authority,
            mail_from,
            s3,
            clamav,
            register_url,
            geocoder_url,
            communes_url,
            backup_dir: optional("MAILLAGE_BACKUP_DIR").map(PathBuf::from),
            backup_keep,
            pool,
            roll_from,
            roll_memory,
        })
    }

    pub fn is_sqlite(&self) -> bool {
        self.database_url.starts_with("sqlite:")
    }

    /// Whether people reach us over HTTPS: cookies are then `Secure` and take the `__Host-` prefix.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// Scheme, host and perhaps a port, and nothing behind.
fn is_address(text: &str) -> bool {
    reqwest::Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "https" | "http")
            && url.host_str().is_some_and(|host| !host.is_empty())
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    })
}

fn merge_file(given: &mut HashMap<String, String>, path: &str) -> Result<(), String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("MAILLAGE_CONFIG: {path} can't be read ({error})."))?;
    let table: toml::Table = text.parse().map_err(|error| format!("MAILLAGE_CONFIG: {path} is not TOML: {error}"))?;
    for (name, value) in table {
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(flag) => flag.to_string(),
            _ => return Err(format!("MAILLAGE_CONFIG: {name} must be a text, a number or true/false.")),
        };
        given.entry(format!("MAILLAGE_{}", name.to_uppercase())).or_insert(value);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
