// How long imports take and what they cost everybody else, by the contract, against the real program:
//   node scripts/bench-import.mjs <maillage> [<postgres url of an empty database>]
// For each database and size: the dry run, the commit, the longest that another writer waited meanwhile, and the most
// memory the process ever had. Prints the rows of the table in docs/benchmarks.md.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

const [program, postgres] = process.argv.slice(2)
const COMMUNES = ['Sélestat', 'Barr', 'Benfeld', 'Villé', 'Erstein', 'Obernai', 'Rosheim', 'Châtenois']
const TITLES = ['Structure', 'Type', 'Commune', 'Contact', 'Mél', 'Tél.', "Date d'adhésion", 'Dernier contact']

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

// The same words every time, all different: numbers stand for chance.
function word(number) {
  let text = ''
  for (let i = 0, n = number; i < 5; i += 1, n = Math.floor((n * 31) / 7) + 11) {
    text += String.fromCharCode(97 + (n % 26)) + 'aeiou'[Math.floor(n / 26) % 5]
  }
  return text + number
}

// An association with a person, an address, a telephone, a joining day and a past contact.
function cells(i) {
  const two = (n) => String(n).padStart(2, '0')
  return [
    `Atelier ${word(i)} ${word(Math.floor(i / 7) + 3)}`,
    'Association',
    COMMUNES[i % COMMUNES.length],
    `Anne MURR${i}`,
    `atelier${i}@amis.example`,
    `03 53 ${two(Math.floor(i / 10000) % 100)} ${two(Math.floor(i / 100) % 100)} ${two(i % 100)}`,
    `${two((i % 28) + 1)}/03/2015`,
    `${two((i % 28) + 1)}/06/2026`,
  ]
}

function* table(rows) {
  yield TITLES
  for (let i = 0; i < rows; i += 1) yield cells(i)
}

function csv(rows) {
  let text = ''
  for (const row of table(rows)) text += `${row.join(';')}\n`
  return Buffer.from(text)
}

// The smallest workbook there is: one sheet, its texts in its cells.
function xlsx(rows) {
  let sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
  let number = 0
  for (const row of table(rows)) {
    number += 1
    const inside = row.map((text, i) => `<c r="${String.fromCharCode(65 + i)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`)
    sheet += `<row r="${number}">${inside.join('')}</row>`
  }
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packages = 'http://schemas.openxmlformats.org/package/2006'
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="Membres" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${sheet}</sheetData></worksheet>`,
  })
}

function zip(files) {
  const [parts, index] = [[], []]
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text)
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const entry = Buffer.alloc(20)
    entry.writeUInt32LE(0x02014b50, 0)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    index.push(Buffer.concat([entry.subarray(0, 4), Buffer.from([20, 0]), common, place]), Buffer.from(name))
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    parts.push(local)
    at += local.length
  }
  const list = Buffer.concat(index)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(index.length / 2, 8)
  end.writeUInt16LE(index.length / 2, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

async function open(url) {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-bench.'))
  const port = await freePort()
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MAILLAGE_'))
  const env = { ...Object.fromEntries(inherited), MAILLAGE_DATA_DIR: folder, MAILLAGE_LISTEN: `127.0.0.1:${port}`, MAILLAGE_LOG: 'warn' }
  if (url) env.MAILLAGE_DATABASE_URL = url
  const made = spawnSync(program, ['admin', 'create', `bench-${Date.now()}@club.example`, '--password'], { env, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  const [email, password] = made.stdout.trim().split('\n').slice(-2)
  const served = spawn(program, ['serve'], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  const base = `http://127.0.0.1:${port}/api/v1`
  let signedIn
  for (let tries = 0; !signedIn && tries < 200; tries += 1) {
    await sleep(50)
    signedIn = await fetch(`${base}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }).catch(() => null)
  }
  const { access_token: token } = await signedIn.json()
  const call = async (method, path, body, headers = {}) => {
    const answer = await fetch(base + path, { method, body, headers: { authorization: `Bearer ${token}`, ...headers } })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(said)}`)
    return said
  }
  const close = async () => {
    served.kill('SIGTERM')
    await new Promise((resolve) => served.once('exit', resolve))
    rmSync(folder, { recursive: true, force: true })
  }
  return { call, close, pid: served.pid }
}

function mostMemory(pid) {
  try {
    return `${Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024)} MB`
  } catch {
    return '—' // only Linux tells
  }
}

// Another writer, who never stops: how long it waited at worst is how long the writer was held.
async function nudge(house, until) {
  let longest = 0
  for (let i = 0; !until.done; i += 1) {
    const begun = performance.now()
    const body = JSON.stringify({ name: `Thème ${begun} ${i}` })
    await house.call('POST', '/topics', body, { 'content-type': 'application/json' })
    longest = Math.max(longest, performance.now() - begun)
    await sleep(5)
  }
  return longest
}

async function settled(house, id, states) {
  for (;;) {
    const now = await house.call('GET', `/imports/${id}`)
    if (!states.includes(now.state)) return now
    await sleep(20)
  }
}

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`

async function measure(kind, house, name, content, rows) {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  let begun = performance.now()
  let now = await house.call('POST', '/imports', form)
  now = await settled(house, now.id, ['reading'])
  const dry = performance.now() - begun
  if (now.state !== 'ready' || now.counts.create !== rows) throw new Error(JSON.stringify([now.state, now.counts, now.problem]))
  const until = { done: false }
  const nudging = nudge(house, until)
  begun = performance.now()
  await house.call('POST', `/imports/${now.id}/commit`, undefined, { 'idempotency-key': `bench-${now.id}` })
  now = await settled(house, now.id, ['committing'])
  const commit = performance.now() - begun
  until.done = true
  const held = await nudging
  if (now.state !== 'committed') throw new Error(JSON.stringify([now.state, now.problem]))
  const cells = [kind, name, rows.toLocaleString('en'), seconds(dry), seconds(commit), seconds(held), mostMemory(house.pid)]
  console.log(`| ${cells.join(' | ')} |`)
  return now
}

console.log('| database | file | rows | dry run | commit | another writer waited at most | most memory |')
console.log('|---|---|---:|---:|---:|---:|---:|')
const sizes = (process.env.MAILLAGE_BENCH_ROWS ?? '10000,100000').split(',').map(Number)
for (const [kind, url] of [['SQLite'], ['PostgreSQL', postgres]].filter(([kind, url]) => kind === 'SQLite' || url)) {
  for (const rows of sizes) {
    for (const [name, make] of [['members.csv', csv], ['members.xlsx', xlsx]]) {
      const house = await open(url)
      try {
        const done = await measure(kind, house, name, make(rows), rows)
        // The next one begins with the same book.
        if (url) await house.call('POST', `/imports/${done.id}/undo`)
      } finally {
        await house.close()
      }
    }
  }
}
