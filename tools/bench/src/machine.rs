//! On what was measured: figures without their machine say nothing.

use std::fs::read_to_string;

fn first_match(file: &str, key: &str) -> Option<String> {
    let text = read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Processor, cores, memory, kernel.
pub fn described() -> String {
    let processor = first_match("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map(usize::from).unwrap_or(1);
    let memory = first_match("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split(' ').next()?.parse::<u64>().ok())
        .map_or_else(|| "?".to_owned(), |kib| format!("{:.0} GB", kib as f64 / 1_048_576.0));
    let kernel = read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{processor}, {cores} cores, {memory} of memory, Linux {}", kernel.trim())
}

/// A line of a process's status, in megabytes: `VmRSS` now, `VmHWM` at most.
pub fn memory_of(pid: u32, which: &str) -> f64 {
    first_match(&format!("/proc/{pid}/status"), which)
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .map_or(f64::NAN, |kib| kib / 1024.0)
}
