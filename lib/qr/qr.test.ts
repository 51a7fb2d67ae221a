import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { pngPixels } from '@/lib/images/png'
import { qrCode } from './code'
import { qrPdf } from './pdf'
import { qrPng } from './png'
import { qrSvg } from './svg'

const ADDRESS = '0x7cB57B5A97eAbe94205C07890BE4c1aD31E486A8'
const { data, size: modules } = encode(ADDRESS, { ecc: 'M', border: 4 })
const LOGO = { width: 2, height: 1, data: new Uint8Array([255, 0, 0, 255, 0, 0, 255, 255]) }

describe('qrPng', () => {
  for (const style of ['classic', 'modern', 'rounded'] as const) {
    for (const size of [128, 256, 1024]) {
      it(`has every module of the code at its place: ${style}, ${size}`, () => {
        const { data: pixels, width } = pngPixels(qrPng(ADDRESS, { size, style, logo: null }))
        expect(width).toBe(size)
        const scale = Math.floor(size / modules)
        const margin = Math.floor((size - scale * modules) / 2)
        const centre = (module: number) => margin + module * scale + Math.floor(scale / 2)
        const isDark = (x: number, y: number) => (pixels[(y * size + x) * 4] ?? 255) < 128
        const read = data.map((row, y) => row.map((_, x) => isDark(centre(x), centre(y))))
        expect(read).toEqual(data)
      })
    }
  }

  it('draws the logo in its own colours in the middle', () => {
    const { data: pixels } = pngPixels(qrPng(ADDRESS, { size: 512, style: 'classic', logo: LOGO }))
    const at = (x: number, y: number) => [...pixels.subarray((y * 512 + x) * 4, (y * 512 + x) * 4 + 3)]
    expect(at(250, 256)).toEqual([255, 0, 0])
    expect(at(262, 256)).toEqual([0, 0, 255])
  })
})

describe('qrCode', () => {
  it('leaves a logo no more than a sixteenth of the code', () => {
    for (const text of [ADDRESS, 'TQn9Y2khEsLMWn1aXKURNC62XLFPqpTUcN', 'x'.repeat(300)]) {
      const { hole, modules: side } = qrCode(text, true)
      expect(((hole?.side ?? 0) / (side - 8)) ** 2).toBeLessThanOrEqual(1 / 16)
    }
    expect(qrCode(ADDRESS, false).hole).toBeNull()
  })
})

describe('qrSvg', () => {
  it('draws each dark module once, dark on white', () => {
    const svg = qrSvg(ADDRESS, { size: 256, style: 'classic', logo: null })
    expect(svg.match(/M\d/g)).toHaveLength(data.flat().filter(Boolean).length)
    expect(svg).toContain('fill="#fff"')
  })
})

describe('qrPdf', () => {
  it('is small, and says where each of its objects is', () => {
    const pdf = qrPdf(ADDRESS, { size: 256, style: 'rounded', logo: LOGO })
    expect(pdf.length).toBeLessThan(32_000)
    const text = pdf.toString('latin1')
    expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))).toMatch(/^xref\n0 6\n/)
    const offsets = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset))
    expect(offsets.map((offset) => text.slice(offset, offset + 7))).toEqual(
      offsets.map((_, index) => `${index + 1} 0 obj`),
    )
  })
})
