//! What a browser feels, measured by `browser.mjs` with the browser of the journeys.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::Value;

use crate::{
    Outcome,
    program::Program,
    table::{Table, ms},
};

pub fn measure(program: &mut Program, table: &mut Table) -> Outcome<()> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/browser.mjs");
    let said = Command::new("node")
        .args([script, &format!("http://{}", program.address()), &program.email, &program.password])
        .stderr(Stdio::inherit())
        .output()?;
    if !said.status.success() {
        return Err("the browser could not measure".into());
    }
    let measured: Value = serde_json::from_slice(&said.stdout)?;
    let number = |name: &str| measured[name].as_f64().ok_or_else(|| format!("{name} was not measured"));
    let name = program.engine.name();
    for (what, bytes) in [("`/`", number("home_bytes")?), ("`/membres` opened first", number("members_bytes")?)] {
        let kib = bytes / 1024.0;
        let what = format!("first load of the staff app, {what}: JS and CSS, brotli");
        table.floor(&what, name, format!("{kib:.1} KB"), "≤ 160 KB", kib <= 160.0);
    }
    for (what, time) in [("`/`", number("home_lcp")?), ("`/membres`", number("members_lcp")?)] {
        let what = format!("largest contentful paint of {what} at 4× CPU throttle");
        table.floor(&what, name, format!("{time:.0} ms"), "< 1.5 s", time < 1500.0);
    }
    let key = Duration::from_secs_f64(number("arrow_p95")? / 1000.0);
    let what = "arrow key in the grid over 100,000 rows, until painted, p95";
    table.floor(what, name, ms(key), "< 50 ms", key < Duration::from_millis(50));
    Ok(())
}
