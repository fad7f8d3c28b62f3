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
    let said: Value = serde_json::from_slice(&said.stdout)?;
    let measured = |name: &str| said[name].as_f64().ok_or_else(|| format!("{name} was not measured"));
    let name = program.engine.name();
    for (what, bytes) in [("`/`", measured("home_bytes")?), ("`/membres` opened first", measured("members_bytes")?)] {
        let kib = bytes / 1024.0;
        let what = format!("first load of the staff app, {what}: JS and CSS, brotli");
        table.floor(&what, name, format!("{kib:.1} KB"), "≤ 160 KB", kib <= 160.0);
    }
    for (what, time) in [("`/`", measured("home_lcp")?), ("`/membres`", measured("members_lcp")?)] {
        let what = format!("largest contentful paint of {what} at 4× CPU throttle");
        table.floor(&what, name, format!("{time:.0} ms"), "< 1.5 s", time < 1500.0);
    }
    for (what, number, target, bound) in [
        ("arrow key in the grid over 100,000 rows, until painted, p95", "arrow_p95", "< 50 ms", 50),
        ("wheel over 100,000 rows, from frame to frame, p95", "wheel_p95", "< 50 ms", 50),
        (
            "10,000 × 50 cells pasted into the grid and saved: longest the page stands still",
            "paste_pause",
            "< 1.5 s",
            1500,
        ),
    ] {
        let took = Duration::from_secs_f64(measured(number)? / 1000.0);
        table.floor(what, name, ms(took), target, took < Duration::from_millis(bound));
    }
    Ok(())
}
