import { chromium } from '@playwright/test'
import { installedChromium } from '@/scripts/test/chromium'

const WITHIN_MS = 60_000
const ARGUMENTS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-sync']

export type Watched = {
  /** Every state that the page was in, in their order. */
  states: string[]
  /** Times that the page was loaded: once, when it changes by itself. */
  loads: number
}

export type Watch = {
  /** Waits until the page says the state by itself. Throws after a minute. */
  until(state: string): Promise<Watched>
  close(): Promise<void>
}

/** Opens the pay page in a browser and leaves it alone; null where no browser is installed, since the demo asks for Node only. */
export async function watchPage(url: string): Promise<Watch | null> {
  const executablePath = await installedChromium()
  if (!executablePath) return null
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS })
  const page = await browser.newPage()
  let loads = 0
  const states: string[] = []
  page.on('load', () => (loads += 1))
  await page.exposeFunction('noteState', (state: string) => states.push(state))
  await page.addInitScript({ content: NOTE_STATES })
  await page.goto(url)
  return {
    async until(state) {
      await page.locator(`main[data-state="${state}"]`).waitFor({ timeout: WITHIN_MS })
      if (loads !== 1) throw new Error(`The page was loaded ${loads} times.`)
      if (states.length < 2) throw new Error('The page did not change.')
      return { states, loads }
    },
    close: () => browser.close(),
  }
}

/** Runs in the page; as text, because a compiled function would name helpers that are not there. */
const NOTE_STATES = `
  let last
  new MutationObserver(() => {
    const state = document.querySelector('main')?.dataset.state
    if (state !== undefined && state !== last) noteState((last = state))
  }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-state'] })`
