import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Notes what the browser complains about from now on; `expectNone` at the end. */
export function complaintsOf(page: Page): { expectNone(): void } {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return { expectNone: () => expect(complaints).toEqual([]) }
}

/** What holds for every page: axe finds nothing, targets are 44 pixels high, and nothing runs over a narrow screen. */
export async function examine(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])

  const viewport = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await lowTargets(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  if (viewport) await page.setViewportSize(viewport)
}

function lowTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary')]
      .map((target) => ({ text: target.textContent, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && box.height < 44)
      .map(({ text, box }) => `${text}: ${box.height}`),
  )
}
