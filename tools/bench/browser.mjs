// What a browser feels of the real program: node browser.mjs <base> <email> <password>. Prints JSON.
import { createRequire } from 'node:module'

const { chromium } = createRequire(new URL('../../frontend/package.json', import.meta.url))('playwright-core')
const [base, email, password] = process.argv.slice(2)
const DESK = { width: 1440, height: 900 }

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
})

/** A browser that never came before, but for who is signed in. */
async function fresh(state) {
  const context = await browser.newContext({ viewport: DESK, locale: 'fr-FR', timezoneId: 'Europe/Paris', storageState: state })
  context.setDefaultTimeout(60_000)
  return context
}

async function signIn() {
  const context = await fresh()
  const page = await context.newPage()
  await page.goto(`${base}/connexion`)
  await page.getByLabel('Adresse e-mail').first().fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/connexion'))
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const state = await context.storageState()
  return { context, state }
}

/** Nothing is asked for half a second. */
const quiet = (page) => page.waitForLoadState('networkidle')

/** Bytes of scripts and styles as they came over the wire, and the largest paint. */
async function open(context, path, throttle) {
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.clearBrowserCache')
  if (throttle) await wire.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  const asked = new Map()
  let bytes = 0
  wire.on('Network.responseReceived', ({ requestId, type }) => asked.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (['Script', 'Stylesheet'].includes(asked.get(requestId))) bytes += encodedDataLength
  })
  await page.addInitScript(() => {
    window.largest = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.largest = entry.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
  await page.goto(base + path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await quiet(page)
  await page.waitForTimeout(500)
  const lcp = await page.evaluate(() => window.largest)
  await page.close()
  return { bytes, lcp }
}

const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

const p95 = (values) => values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)]

async function grid(context) {
  const page = await context.newPage()
  await page.goto(`${base}/membres?sort=name`)
  await page.locator('[role=grid][aria-rowcount]:not([aria-busy])').waitFor()
  await page.locator('[aria-rowindex="2"] [role=rowheader] > span').waitFor()
  await page.locator('[aria-rowindex="2"] [aria-colindex="2"]').click()
  // What edits cells comes once somebody is there.
  await page.waitForFunction(() =>
    ['inCell', 'hands'].every((part) => performance.getEntriesByType('resource').some(({ name }) => name.includes(`/${part}-`))),
  )
  return page
}

/** From the key going down to the frame that shows it, as the page itself sees it. */
async function arrows(context) {
  const page = await grid(context)
  await page.evaluate(() => {
    window.took = []
    addEventListener('keydown', (event) => {
      const begun = event.timeStamp
      requestAnimationFrame(() => {
        const shown = new MessageChannel()
        shown.port1.onmessage = () => window.took.push(performance.now() - begun)
        shown.port2.postMessage(null)
      })
    }, true)
  })
  for (let i = 0; i < 300; i += 1) {
    await page.keyboard.press(i % 6 === 5 ? 'ArrowRight' : 'ArrowDown')
    await page.waitForTimeout(30)
  }
  const took = await page.evaluate(() => window.took)
  if (took.length < 290) throw new Error(`only ${took.length} keys were seen`)
  await page.close()
  return p95(took)
}

/** Between one frame and the next, from now on. */
const watchFrames = (page) =>
  page.evaluate(() => {
    window.gaps = []
    let last = performance.now()
    const look = (now) => {
      window.gaps.push(now - last)
      last = now
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })

async function wheel(context) {
  const page = await grid(context)
  await page.locator('[role=grid]').hover()
  await watchFrames(page)
  for (let i = 0; i < 150; i += 1) {
    await page.mouse.wheel(i % 10 === 9 ? 300 : 0, 240)
    await page.waitForTimeout(16)
  }
  const gaps = await page.evaluate(() => window.gaps)
  if (gaps.length < 30) throw new Error(`only ${gaps.length} frames were seen`)
  await page.close()
  return p95(gaps)
}

/** The longest the page stands still while 10,000 rows of 50 cells go in, most of them where they can't, and are saved. */
async function paste(context) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await grid(context)
  const line = Array.from({ length: 50 }, (_, at) => `v${at}`).join('\t')
  await page.evaluate((block) => navigator.clipboard.writeText(block), `${line}\r\n`.repeat(10_000))
  await watchFrames(page)
  await page.keyboard.press('Control+v')
  await page.getByText('sur 10\u202f000').first().waitFor()
  await page.getByText(/Tout est enregistré|Enregistré, sauf/).waitFor({ timeout: 600_000 })
  const gaps = await page.evaluate(() => window.gaps)
  await page.close()
  return Math.max(...gaps)
}

const { context, state } = await signIn()
const told = {}
for (const [name, path] of [['home', '/'], ['members', '/membres']]) {
  // Whoever comes first has nothing: a browser of its own, with the session's cookie.
  told[`${name}_bytes`] = (await open(await fresh(state), path)).bytes
  const lcp = []
  for (let i = 0; i < 5; i += 1) lcp.push((await open(context, path, 4)).lcp)
  told[`${name}_lcp`] = middle(lcp)
}
told.arrow_p95 = await arrows(context)
told.wheel_p95 = await wheel(context)
told.paste_pause = await paste(context)
console.log(JSON.stringify(told))
await browser.close()
