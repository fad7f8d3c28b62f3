//! What a browser feels, measured by scripts with the browser of the journeys.

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

/// What a script measured, by name.
struct Said(Value);

impl Said {
    fn by(script: &str, program: &Program, more: &[&str]) -> Outcome<Said> {
        let script = format!("{}/{script}", env!("CARGO_MANIFEST_DIR"));
        let said = Command::new("node")
            .args([script, format!("http://{}", program.address())])
            .args(more)
            .stderr(Stdio::inherit())
            .output()?;
        if !said.status.success() {
            return Err("the browser could not measure".into());
        }
        Ok(Said(serde_json::from_slice(&said.stdout)?))
    }

    fn number(&self, name: &str) -> Outcome<f64> {
        Ok(self.0[name].as_f64().ok_or_else(|| format!("{name} was not measured"))?)
    }
}

pub fn measure(program: &mut Program, table: &mut Table) -> Outcome<()> {
    let said = Said::by("browser.mjs", program, &[&program.email, &program.password])?;
    let measured = |name: &str| said.number(name);
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

/// The public site of a club with 20,000 members in its directory.
pub fn directory(program: &Program, table: &mut Table) -> Outcome<()> {
    let said = Said::by("directory.mjs", program, &[])?;
    let name = program.engine.name();
    let kib = said.number("bytes")? / 1024.0;
    let what = "first load of the public site, `/annuaire`: JS and CSS, brotli";
    table.floor(what, name, format!("{kib:.1} KB"), "≤ 90 KB", kib <= 90.0);
    let lcp = said.number("lcp")?;
    let what = "largest contentful paint of `/annuaire` at 4× CPU throttle";
    table.floor(what, name, format!("{lcp:.0} ms"), "< 1 s", lcp < 1000.0);
    for (hand, by) in [("wheel", "by the wheel"), ("keys", "by keys"), ("drag", "by dragging")] {
        let (most, longest) = (said.number(&format!("{hand}_p95"))?, said.number(&format!("{hand}_longest"))?);
        table.floor(
            &format!("map of 20,000 members moved {by}, from frame to frame"),
            name,
            format!("p95 {most:.1} ms, longest {longest:.1} ms"),
            "< 50 ms, ≤ 100 ms",
            most < 50.0 && longest <= 100.0,
        );
    }
    let there = said.number("there")?;
    table.told("map of 20,000 members, until it is there at 4× CPU throttle", name, format!("{there:.0} ms"));
    Ok(())
}
