import type { Page } from '@playwright/test'

export type PageWeight = {
  /** Bytes over the wire, heads of answers included, by what they are. */
  bytes: Record<string, number>
  total: number
  /** As browsers count it, without what follows a click or a key. */
  layoutShift: number
}

/**
 * What a pay page loads before anything on it is touched: everything up to the stream of its news, which opens once its scripts run, and
 * is left out. The page must be a new one: nothing of it may be in the browser's cache.
 */
export async function weighPayPage(page: Page, url: string): Promise<PageWeight> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  const kinds = new Map<string, string>()
  const bytes: Record<string, number> = {}
  devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other'
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
  })
  await page.addInitScript(() => {
    const shifts = window as unknown as { shifted: number }
    shifts.shifted = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        hadRecentInput: boolean
        value: number
      })[]) {
        if (!entry.hadRecentInput) shifts.shifted += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const following = page.waitForRequest((request) => new URL(request.url()).pathname.endsWith('/events'))
  await page.goto(url, { waitUntil: 'load' })
  await following
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
  const layoutShift = await page.evaluate(() => (window as unknown as { shifted: number }).shifted)
  await devtools.detach()
  return { bytes, total: Object.values(bytes).reduce((sum, one) => sum + one, 0), layoutShift }
}
