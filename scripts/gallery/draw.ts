import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, BrowserContext } from '@playwright/test'
import type { Group, Picture, Place } from './group'

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const SCHEMES = ['light', 'dark'] as const

/** Draws each picture of a group on phone and desktop, light and dark, into `folder`. Returns how many there are. */
export async function draw(
  browser: Browser,
  place: Place,
  group: Group,
  { folder, wanted }: { folder: string; wanted: (name: string) => boolean },
): Promise<number> {
  const pictures = await group.pictures(place, wanted)
  if (pictures.length === 0) return 0
  await mkdir(folder, { recursive: true })
  for (const [device, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
        deviceScaleFactor: 2,
      })
      await group.enter?.(context, place)
      for (const picture of pictures)
        await take(context, picture, path.join(folder, `${picture.name}-${device}-${colorScheme}.png`))
      await context.close()
    }
  }
  return pictures.length * Object.keys(SIZES).length * SCHEMES.length
}

async function take(context: BrowserContext, { url, prepare }: Picture, file: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(url)
  await prepare?.(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: file, fullPage: true })
  await page.close()
}
