// The browser of the journeys, and how what it does is timed.
import { createRequire } from 'node:module'

const { chromium } = createRequire(new URL('../../frontend/package.json', import.meta.url))('playwright-core')
const DESK = { width: 1440, height: 900 }

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
})

/** A browser that never came before, but for who is signed in. */
export async function fresh(state) {
  const context = await browser.newContext({ viewport: DESK, locale: 'fr-FR', timezoneId: 'Europe/Paris', storageState: state })
  context.setDefaultTimeout(60_000)
  return context
}

/** A page on a processor so many times slower. */
export async function slowed(context, rate = 1) {
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Emulation.setCPUThrottlingRate', { rate })
  return { page, wire }
}

/** Nothing is asked for half a second. */
const quiet = (page) => page.waitForLoadState('networkidle')

/** Bytes of scripts and styles as they came over the wire, and the largest paint. */
export async function open(context, address, throttle) {
  const { page, wire } = await slowed(context, throttle)
  await wire.send('Network.enable')
  await wire.send('Network.clearBrowserCache')
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
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await quiet(page)
  await page.waitForTimeout(500)
  const lcp = await page.evaluate(() => window.largest)
  if (!lcp) throw new Error(`nothing was painted at ${address}`)
  await page.close()
  return { bytes, lcp }
}

export const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

export const p95 = (values) => values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)]

/** Between one frame and the next, from now on. */
export const watchFrames = (page) =>
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
