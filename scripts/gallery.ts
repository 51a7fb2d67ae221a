import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import tailwind from '@tailwindcss/postcss'
import { chromium, type Browser } from '@playwright/test'
import postcss from 'postcss'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { PayPage } from '@/components/pay/PayPage'
import type { PayInvoice } from '@/lib/pay/input'
import { payView } from '@/lib/pay/payView'
import { NETWORKS, SCENES } from '@/lib/pay/testing'
import { findChromium } from './test/chromium'

/**
 * `npx tsx scripts/gallery.ts [folder] [scene ...] [--html]`: a picture of each state of the pay page, phone and desktop,
 * light and dark, drawn by a real browser from the components and styles that the page has. For looking at, not for
 * comparing. With `--html` the documents themselves, for tests to examine.
 */
const names = process.argv.slice(2).filter((argument) => argument !== '--html')
const [folder = '.demo/gallery', ...only] = names
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'

const css = await styles()
const scenes = Object.entries(SCENES).filter(([name]) => only.length === 0 || only.includes(name))
const documents = scenes.map(([name, invoice]) => ({ name, html: documentOf(invoice) }))
await mkdir(folder, { recursive: true })
if (process.argv.includes('--html')) {
  for (const { name, html } of documents) await writeFile(path.join(folder, `${name}.html`), html)
} else {
  await drawAll()
}
console.log(`The gallery is in ${folder}`)

function documentOf(invoice: PayInvoice): string {
  const page = createElement(PayPage, {
    view: payView(invoice, NETWORKS),
    reload: 'on',
    requote: { action: '#', refused: false },
  })
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gallery</title>`
  return `<!doctype html><html lang="en">${head}<style>${css}</style><body class="font-sans">${renderToStaticMarkup(page)}`
}

async function drawAll(): Promise<void> {
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
    for (const { name, html } of documents) await draw(browser, name, html)
  } finally {
    await browser.close()
  }
}

async function draw(browser: Browser, name: string, html: string): Promise<void> {
  for (const [device, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
        deviceScaleFactor: 2,
      })
      await page.setContent(html)
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
