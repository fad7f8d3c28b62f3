//! The real program, on a database of its own that ends with it.

use std::{
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use crate::{
    Outcome, Run,
    client::Client,
    machine,
    table::{Table, ms},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    Sqlite,
    Postgresql,
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgresql => "PostgreSQL",
        }
    }
}

/// A token is good for a quarter of an hour.
const TOKEN: Duration = Duration::from_secs(10 * 60);
/// What is held of a large club goes once nobody has asked for ten minutes (decision 24).
const LEFT_ALONE: Duration = Duration::from_secs(12 * 60);

pub struct Program {
    pub engine: Engine,
    binary: PathBuf,
    folder: TempDir,
    database: String,
    /// The server that the database is dropped from.
    server: Option<String>,
    address: SocketAddr,
    child: Option<Child>,
    pub email: String,
    pub password: String,
    token: Option<(String, Instant)>,
}

/// A port of the loopback that nobody has.
pub fn free_port() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

pub fn wait_for<T>(what: &str, within: Duration, mut look: impl FnMut() -> Option<T>) -> Outcome<T> {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if begun.elapsed() > within {
            return Err(format!("waited in vain for {what}").into());
        }
        sleep(Duration::from_millis(2));
    }
}

fn on_server(url: &str, sql: &str) -> Outcome<()> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let mut server = PgConnection::connect(url).await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut server).await?;
        Ok(())
    })
}

impl Program {
    /// An empty club with one administrator.
    pub fn make(run: &Run, engine: Engine) -> Outcome<Program> {
        let folder = tempfile::Builder::new().prefix("maillage-bench.").tempdir()?;
        let (database, server) = match engine {
            Engine::Sqlite => (format!("sqlite:{}", folder.path().join("maillage.sqlite").display()), None),
            Engine::Postgresql => {
                let name = format!("bench_{}", uuid::Uuid::now_v7().simple());
                on_server(&run.postgres, &format!("CREATE DATABASE {name}"))?;
                let (server, _) = run.postgres.rsplit_once('/').ok_or("--postgres names no database")?;
                (format!("{server}/{name}"), Some(run.postgres.clone()))
            }
        };
        let mut program = Program {
            engine,
            binary: run.program.clone(),
            folder,
            database,
            server,
            address: free_port()?,
            child: None,
            email: "bench@club.example".to_owned(),
            password: String::new(),
            token: None,
        };
        let made = program.command().args(["admin", "create", &program.email, "--password"]).output()?;
        let printed = String::from_utf8(made.stdout)?;
        let password = printed.trim().lines().last().filter(|_| made.status.success());
        program.password = password.ok_or_else(|| String::from_utf8_lossy(&made.stderr).into_owned())?.to_owned();
        Ok(program)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MAILLAGE_")) {
            command.env_remove(name);
        }
        command
            .env("MAILLAGE_DATA_DIR", self.folder.path())
            .env("MAILLAGE_DATABASE_URL", &self.database)
            .env("MAILLAGE_LISTEN", self.address.to_string())
            .env("MAILLAGE_LOG", "warn")
            .stdin(Stdio::null());
        command
    }

    /// Serves; gives the program back when it is ready.
    pub fn start(mut self) -> Outcome<Program> {
        self.child = Some(self.command().arg("serve").stdout(Stdio::null()).spawn()?);
        let address = self.address;
        wait_for("the program", Duration::from_secs(60), || {
            Client::to(address, None).ok()?.get("/readyz").ok().filter(|answer| answer.status == 200)
        })?;
        Ok(self)
    }

    fn stop(&mut self) -> Outcome<()> {
        if let Some(mut child) = self.child.take() {
            // As whoever runs it does.
            Command::new("kill").arg(child.id().to_string()).status()?;
            child.wait()?;
        }
        Ok(())
    }

    pub fn end(mut self) -> Outcome<()> {
        self.stop()
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn database(&self) -> &str {
        &self.database
    }

    pub fn pid(&self) -> u32 {
        self.child.as_ref().map_or(0, Child::id)
    }

    pub fn token(&mut self) -> Outcome<String> {
        if let Some((token, since)) = &self.token
            && since.elapsed() < TOKEN
        {
            return Ok(token.clone());
        }
        let form = serde_json::json!({"email": self.email, "password": self.password});
        let signed_in = Client::to(self.address, None)?.post_json("/api/v1/auth/login", &form)?.good("signing in")?;
        let token = signed_in.json()?["access_token"].as_str().ok_or("no token")?.to_owned();
        self.token = Some((token.clone(), Instant::now()));
        Ok(token)
    }

    pub fn client(&mut self) -> Outcome<Client> {
        let token = self.token()?;
        Client::to(self.address, Some(&token))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.stop();
        if let (Some(server), Some((_, name))) = (&self.server, self.database.rsplit_once('/')) {
            let _ = on_server(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// How long it takes to start on a large database, and what it holds once it stands.
pub fn starts_and_rests(mut program: Program, table: &mut Table) -> Outcome<Program> {
    const TIMES: usize = 5;
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        program.stop()?;
        let begun = Instant::now();
        program = program.start()?;
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    let (middle, name) = (took[TIMES / 2], program.engine.name());
    let kept = middle < Duration::from_secs(1);
    table.floor("start on 100,000 members, until ready", name, ms(middle), "< 1 s", kept);
    // Somebody has come, looked at the list, and left.
    for path in ["/api/v1/members?with=record", "/api/v1/members/counts", "/api/v1/follow-up/due", "/"] {
        program.client()?.get(path)?.good(path)?;
    }
    sleep(Duration::from_secs(10));
    let held = machine::memory_of(program.pid(), "VmRSS");
    table.told("memory just after 100,000 members were looked at", name, format!("{held:.0} MB"));
    sleep(LEFT_ALONE);
    let held = machine::memory_of(program.pid(), "VmRSS");
    let what = "memory at rest, 12 minutes after 100,000 members were looked at";
    table.floor(what, name, format!("{held:.0} MB"), "< 60 MB", held < 60.0);
    Ok(program)
}
