// What a browser feels of the public directory: node directory.mjs <base>. Prints JSON.
import { browser, fresh, middle, open, p95, slowed, watchFrames } from './chromium.mjs'

const [base] = process.argv.slice(2)
const LIST = `${base}/annuaire`
const MAP = `${base}/annuaire?view=map`

/** From the address to the frame in which the map is seen. */
async function appears() {
  const context = await fresh()
  const { page } = await slowed(context, 4)
  await page.addInitScript(() => {
    const look = () => {
      const isDrawn = document.querySelector('[data-drawn]:not([hidden]) svg[viewBox] a')
      requestAnimationFrame(isDrawn ? (now) => { window.there = now } : look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(MAP)
  await page.waitForFunction(() => window.there)
  const there = await page.evaluate(() => window.there)
  await context.close()
  return there
}

/** Again and again, no more than once a frame. */
async function often(page, act) {
  for (let i = 0; i < 135; i += 1) {
    await act(i)
    await page.waitForTimeout(16)
  }
}

/** From frame to frame while hands are on the map. One that stands still measures nothing. */
async function hands() {
  const page = await (await fresh()).newPage()
  await page.goto(MAP)
  const map = page.locator('.map svg[viewBox]')
  await map.hover()
  const box = await map.boundingBox()
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await watchFrames(page)
  await map.evaluate((svg) => {
    let before = svg.getAttribute('viewBox')
    window.views = 0
    new MutationObserver(() => {
      const now = svg.getAttribute('viewBox')
      if (now !== before) window.views += 1
      before = now
    }).observe(svg, { attributeFilter: ['viewBox'] })
  })
  const told = {}
  const measure = async (hand, act) => {
    await page.evaluate(() => { window.gaps = []; window.views = 0 })
    await act()
    const { gaps, views } = await page.evaluate(() => ({ gaps: window.gaps, views: window.views }))
    if (views < 60) throw new Error(`${hand}: only ${views} views were seen`)
    told[`${hand}_p95`] = p95(gaps)
    told[`${hand}_longest`] = Math.max(...gaps)
  }
  // Nearer, back, and in the end near enough for a map that can be dragged.
  await measure('wheel', async () => {
    await page.keyboard.down('Control')
    await often(page, (i) => page.mouse.wheel(0, i % 30 < 15 ? -30 : 30))
    await page.keyboard.up('Control')
  })
  await measure('keys', async () => {
    const keys = ['ArrowRight', 'ArrowDown', '=', 'ArrowLeft', 'ArrowUp', '-']
    await page.locator('[data-do=in]').focus()
    await often(page, (i) => page.keyboard.press(keys[i % keys.length]))
  })
  await measure('drag', async () => {
    await page.mouse.move(x, y)
    await page.mouse.down()
    await often(page, (i) => page.mouse.move(x + 200 * Math.sin(i / 10), y + 120 * Math.sin(i / 7)))
    await page.mouse.up()
  })
  await page.close()
  return told
}

const lcp = []
for (let i = 0; i < 5; i += 1) lcp.push((await open(await fresh(), LIST, 4)).lcp)
const { bytes } = await open(await fresh(), LIST)
console.log(JSON.stringify({ bytes, lcp: middle(lcp), there: await appears(), ...(await hands()) }))
await browser.close()
