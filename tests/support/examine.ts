import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const NARROW = { width: 320, height: 640 }

/** Notes what the browser complains about from now on; `expectNone` at the end. */
export function complaintsOf(page: Page): { expectNone(): void } {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { expectNone: () => expect(complaints).toEqual([]) }
}

/** Shows pages in the light on a desktop and in the dark on a phone, without what moves. */
export async function inItsTheme(page: Page, isMobile: boolean): Promise<void> {
  await page.emulateMedia({ colorScheme: isMobile ? 'dark' : 'light', reducedMotion: 'reduce' })
}

/** What axe finds, nothing; and nothing about colours in the other theme, in which nothing else is another. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(axeOn(page).withTags(TAGS))).toEqual([])
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const [own, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  await page.emulateMedia({ colorScheme: other, reducedMotion: 'reduce' })
  expect(await violationsOf(axeOn(page).withRules(['color-contrast', 'link-in-text-block'])), other).toEqual(
    [],
  )
  await page.emulateMedia({ colorScheme: own, reducedMotion: 'reduce' })
}

/**
 * Pages here have no frames, which is all that its other mode opens a second page for; of what passes it says nothing, which takes
 * most of its time on a long page.
 */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
}

async function violationsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** axe finds nothing, and nothing runs over a narrow screen; `lowTargets` may be looked for there too. */
export async function examinePage(page: Page, onNarrow?: (page: Page) => Promise<void>): Promise<void> {
  await expectAccessible(page)
  const viewport = page.viewportSize()
  await page.setViewportSize(NARROW)
  await onNarrow?.(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width)
  if (viewport) await page.setViewportSize(viewport)
}

/** What holds for pages that customers see: the same, and targets are 44 pixels high. */
export async function examine(page: Page): Promise<void> {
  await examinePage(page, async () => expect(await lowTargets(page)).toEqual([]))
}

function lowTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary')]
      .map((target) => ({ text: target.textContent, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && box.height < 44)
      .map(({ text, box }) => `${text}: ${box.height}`),
  )
}
