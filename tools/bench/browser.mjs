// What a browser feels of the real program: node browser.mjs <base> <email> <password>. Prints JSON.
import { browser, fresh, middle, open, p95, watchFrames } from './chromium.mjs'

const [base, email, password] = process.argv.slice(2)

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
  told[`${name}_bytes`] = (await open(await fresh(state), base + path)).bytes
  const lcp = []
  for (let i = 0; i < 5; i += 1) lcp.push((await open(context, base + path, 4)).lcp)
  told[`${name}_lcp`] = middle(lcp)
}
told.arrow_p95 = await arrows(context)
told.wheel_p95 = await wheel(context)
told.paste_pause = await paste(context)
console.log(JSON.stringify(told))
await browser.close()
