import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import tailwind from '@tailwindcss/postcss'
import { chromium, type Browser } from '@playwright/test'
import postcss from 'postcss'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { PayPage } from '@/components/pay/PayPage'
import { payView } from '@/lib/pay/payView'
import { NETWORKS, SCENES } from '@/lib/pay/testing'
import { findChromium } from './test/chromium'

/**
 * `npx tsx scripts/gallery.ts [folder] [scene ...]`: a picture of each state of the pay page, phone and desktop, light
 * and dark, drawn by a real browser from the components and styles that the page has. For looking at, not for comparing.
 */
const [folder = '.demo/gallery', ...only] = process.argv.slice(2)
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'

const css = await styles()
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: await findChromium(console.log),
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
try {
  for (const [name, invoice] of Object.entries(SCENES)) {
    if (only.length > 0 && !only.includes(name)) continue
    const page = createElement(PayPage, { view: payView(invoice, NETWORKS), reload: 'on' })
    await draw(browser, name, renderToStaticMarkup(page))
  }
} finally {
  await browser.close()
}
console.log(`The pictures are in ${folder}`)

async function draw(with_: Browser, name: string, markup: string): Promise<void> {
  for (const [device, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await with_.newPage({
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
        deviceScaleFactor: 2,
      })
      await page.setContent(
        `<!doctype html><html lang="en"><style>${css}</style><body class="font-sans">${markup}`,
      )
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({
        path: path.join(folder, `${name}-${device}-${colorScheme}.png`),
        fullPage: true,
      })
      await page.close()
    }
  }
}

/** The page's own stylesheet; the typeface is set inline because nothing serves it here. */
async function styles(): Promise<string> {
  const source = path.resolve('app/globals.css')
  const compiled = await postcss([tailwind()]).process(await readFile(source, 'utf8'), { from: source })
  const font = await readFile(createRequire(import.meta.url).resolve(FONT), 'base64')
  return `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${font})}:root{--font-inter:Inter}${compiled.css}`
}
