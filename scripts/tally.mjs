// Reads what a test runner reported and prints "<passed> <failed>".
//   node tally.mjs cargo <its output>     cargo nextest, or cargo test where nextest is missing
//   node tally.mjs vitest <its JSON report>
//   node tally.mjs junit <its XML report>   schemathesis: an operation is a test
import { readFileSync } from 'node:fs'

const [runner, path] = process.argv.slice(2)
let text = ''
try {
  text = readFileSync(path, 'utf8')
} catch {
  // No report: the runner did not get as far as writing one, which its exit status tells.
}

const sum = (pattern) => [...text.matchAll(pattern)].reduce((total, [, number]) => total + Number(number), 0)

function cargo() {
  const summary = text.split('\n').findLast((line) => /^\s*Summary \[.*tests? run:/.test(line))
  if (!summary) return [sum(/^test result: .*?(\d+) passed/gm), sum(/^test result: .*?(\d+) failed/gm)]
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0)
  return [count('passed'), count('failed') + count('timed out') + count('exec failed')]
}

function vitest() {
  if (!text) return [0, 0]
  const report = JSON.parse(text)
  // A file that does not load has no test to fail.
  const unread = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return [report.numPassedTests, report.numFailedTests + unread.length]
}

function junit() {
  const [head = ''] = /<testsuites [^>]*>/.exec(text) ?? []
  const count = (word) => Number(new RegExp(` ${word}="(\\d+)"`).exec(head)?.[1] ?? 0)
  const bad = count('failures') + count('errors')
  return [Math.max(count('tests') - count('skipped') - bad, 0), bad]
}

console.log({ cargo, vitest, junit }[runner]().join(' '))
