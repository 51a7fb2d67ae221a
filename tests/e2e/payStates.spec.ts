import { rm } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { drawGallery } from '../support/gallery'

/** Every state of the pay page, examined as a browser draws it; the journey is in payJourney.spec.ts. */
let gallery: Awaited<ReturnType<typeof drawGallery>>
test.beforeAll(async () => {
  gallery = await drawGallery()
  expect(gallery.pages.length).toBeGreaterThan(15)
})
test.afterAll(() => rm(gallery.folder, { recursive: true, force: true }))

// Both themes and both layouts, each once: contrast hangs on the one, structure on the other.
test('axe finds nothing in any state', async ({ page, isMobile }) => {
  await page.emulateMedia({ colorScheme: isMobile ? 'dark' : 'light', reducedMotion: 'reduce' })
  for (const { name, url } of gallery.pages) {
    await page.goto(url)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      name,
    ).toEqual([])
  }
})

test('every target is 44 pixels high, and nothing runs over a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const { name, url } of gallery.pages) {
    await page.goto(url)
    expect(await lowTargets(page), name).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(320)
  }
})

function lowTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary')]
      .map((target) => ({ text: target.textContent, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && box.height < 44)
      .map(({ text, box }) => `${text}: ${box.height}`),
  )
}
