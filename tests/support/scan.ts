import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { PNG } from 'pngjs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** Pixels of four bytes each, as a screen would show them. */
export type Seen = { width: number; height: number; data: Uint8ClampedArray }

const require = createRequire(import.meta.url)
// Its types say default export, its file says CommonJS.
const { default: jsQr } = require('jsqr') as typeof import('jsqr')
const wasm = (name: string) => readFileSync(require.resolve(name))
await initWasm(wasm('@resvg/resvg-wasm/index_bg.wasm'))
// It would fetch its own from elsewhere.
await prepareZXingModule({
  overrides: { wasmBinary: new Uint8Array(wasm('zxing-wasm/reader/zxing_reader.wasm')).buffer },
  fireImmediately: true,
})
const pdfium = await PDFiumLibrary.init()

export function seePng(file: Uint8Array): Seen {
  const { width, height, data } = PNG.sync.read(Buffer.from(file))
  return { width, height, data: new Uint8ClampedArray(data) }
}

export function seeSvg(text: string): Seen {
  const shown = new Resvg(text).render()
  return { width: shown.width, height: shown.height, data: new Uint8ClampedArray(shown.pixels) }
}

/** The only page of a PDF, a pixel for each point. */
export async function seePdf(file: Uint8Array): Promise<Seen> {
  const document = await pdfium.loadDocument(file)
  try {
    if (document.getPageCount() !== 1) throw new Error('it has not one page')
    const { width, height, data } = await document.getPage(0).render({ scale: 1, render: 'bitmap' })
    const pixels = new Uint8ClampedArray(data)
    // Blue comes first in it.
    for (let at = 0; at < pixels.length; at += 4)
      pixels.set([data[at + 2] ?? 0, data[at + 1] ?? 0, data[at] ?? 0], at)
    return { width, height, data: pixels }
  } finally {
    document.destroy()
  }
}

/** What two scanners read: one that shops build into pages, and one that many phones' apps are made of. */
export async function scan({ data, width, height }: Seen): Promise<(string | null)[]> {
  const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' as const }
  const [found] = await readBarcodes(image as ImageData, { formats: ['QRCode'], maxNumberOfSymbols: 1 })
  return [jsQr(data, width, height)?.data ?? null, found?.text ?? null]
}
