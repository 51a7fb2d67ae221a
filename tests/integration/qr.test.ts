import { describe, expect, it } from 'vitest'
import type { QrStyle } from '@/lib/qr/code'
import type { Rgba } from '@/lib/images/picture'
import { qrPdf } from '@/lib/qr/pdf'
import { qrPng } from '@/lib/qr/png'
import { qrSvg } from '@/lib/qr/svg'
import { scan, seePdf, seePng, seeSvg, type Seen } from '@/tests/support/scan'

const ADDRESSES = {
  evm: '0x7cB57B5A97eAbe94205C07890BE4c1aD31E486A8',
  tron: 'TQn9Y2khEsLMWn1aXKURNC62XLFPqpTUcN',
}
const SIZES = [128, 256, 512, 1024]
const STYLES: readonly QrStyle[] = ['classic', 'modern', 'rounded']
/** The darkest that a logo can be, one that is half seen through, and one that is wide. */
const LOGOS: Record<string, Rgba | null> = {
  none: null,
  black: logo(256, 256, [0, 0, 0, 255]),
  'half transparent': logo(64, 200, [200, 30, 90, 128]),
  wide: logo(256, 40, [20, 60, 200, 255]),
}
const FORMATS: Record<string, (text: string, options: Parameters<typeof qrPng>[1]) => Promise<Seen> | Seen> =
  {
    png: (text, options) => seePng(qrPng(text, options)),
    svg: (text, options) => seeSvg(qrSvg(text, options)),
    pdf: (text, options) => seePdf(qrPdf(text, options)),
  }

const cases = Object.entries(ADDRESSES).flatMap(([kind, address]) =>
  Object.keys(FORMATS).flatMap((format) =>
    STYLES.flatMap((style) =>
      // Every logo on the longer text; the shorter one makes a code of fewer modules.
      Object.keys(LOGOS)
        .slice(0, kind === 'evm' ? 4 : 2)
        .map((name) => ({ kind, address, format, style, name })),
    ),
  ),
)

describe('every code is read by two scanners, at each size', () => {
  it.each(cases)('$kind, $format, $style, logo $name', async ({ address, format, style, name }) => {
    for (const size of SIZES) {
      const seen = await FORMATS[format]?.(address, { size, style, logo: LOGOS[name] ?? null })
      if (!seen) throw new Error(`nobody sees ${format}`)
      expect([seen.width, seen.height]).toEqual([size, size])
      expect(await scan(seen)).toEqual([address, address])
    }
  })
})

function logo(width: number, height: number, pixel: readonly number[]): Rgba {
  const data = new Uint8Array(width * height * 4)
  for (let at = 0; at < data.length; at += 4) data.set(pixel, at)
  return { width, height, data }
}
