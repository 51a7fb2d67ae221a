import { inflateSync } from 'node:zlib'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { qrPng } from './png'
import { qrSvg } from './svg'

const ADDRESS = '0x7cB57B5A97eAbe94205C07890BE4c1aD31E486A8'
const { data, size: modules } = encode(ADDRESS, { ecc: 'M', border: 4 })

describe('qrPng', () => {
  for (const style of ['classic', 'modern', 'rounded'] as const) {
    for (const size of [128, 256, 1024]) {
      it(`has every module of the code at its place: ${style}, ${size}`, () => {
        const pixels = greyPixels(qrPng(ADDRESS, { size, style }), size)
        const scale = Math.floor(size / modules)
        const margin = Math.floor((size - scale * modules) / 2)
        const centre = (module: number) => margin + module * scale + Math.floor(scale / 2)
        const read = data.map((row, y) => row.map((_, x) => (pixels[centre(y)]?.[centre(x)] ?? 255) < 128))
        expect(read).toEqual(data)
      })
    }
  }
})

describe('qrSvg', () => {
  it('draws each dark module once, dark on white', () => {
    const svg = qrSvg(ADDRESS, { size: 256, style: 'classic' })
    expect(svg.match(/<rect x=/g)).toHaveLength(data.flat().filter(Boolean).length)
    expect(svg).toContain('fill="#fff"')
  })
})

/** Rows of grey values; the chunks of this writer are IHDR, IDAT and IEND in this order. */
function greyPixels(png: Buffer, size: number): Buffer[] {
  const idat = 8 + 25
  const length = png.readUInt32BE(idat)
  const raw = inflateSync(png.subarray(idat + 8, idat + 8 + length))
  return Array.from({ length: size }, (_, row) => raw.subarray(row * (size + 1) + 1, (row + 1) * (size + 1)))
}
