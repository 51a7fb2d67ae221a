import { deflateSync } from 'node:zlib'
import { onWhite, type Rgba } from '@/lib/images/picture'
import { CORNER, logoBox, qrCode, type QrCode, type QrOptions } from './code'

/** How far a Bezier curve's handles reach to look like a quarter of a circle. */
const ARC = 0.5523

/** A QR code as a PDF of one page, a point for each pixel, drawn as shapes that stay sharp at any size. */
export function qrPdf(text: string, { size, style, logo }: QrOptions): Buffer {
  const code = qrCode(text, logo !== null)
  const content = pageContent(code, size, CORNER[style], logo)
  const resources = logo ? '<< /XObject << /Logo 5 0 R >> >>' : '<< >>'
  return document([
    { dictionary: '/Type /Catalog /Pages 2 0 R' },
    { dictionary: '/Type /Pages /Kids [3 0 R] /Count 1' },
    {
      dictionary:
        `/Type /Page /Parent 2 0 R /MediaBox [0 0 ${size} ${size}] ` +
        `/Resources ${resources} /Contents 4 0 R`,
    },
    { dictionary: '', stream: Buffer.from(content, 'latin1') },
    ...(logo ? [imageObject(logo)] : []),
  ])
}

/** PDF counts from below: the drawing is turned over once, and modules are its unit. */
function pageContent(code: QrCode, size: number, corner: number, logo: Rgba | null): string {
  const unit = size / code.modules
  const lines = [
    `1 g 0 0 ${size} ${size} re f`,
    '0 g',
    `${number(unit, 5)} 0 0 ${number(-unit, 5)} 0 ${size} cm`,
  ]
  for (let y = 0; y < code.modules; y++) {
    for (let x = 0; x < code.modules; x++) {
      if (code.isDark(x, y))
        lines.push(code.isData(x, y) && corner > 0 ? round(x, y, corner) : `${x} ${y} 1 1 re`)
    }
  }
  lines.push('f')
  const box = logo && logoBox(code, logo)
  if (box) {
    const { x, y, width, height } = box
    lines.push(`q ${number(width)} 0 0 ${number(-height)} ${number(x)} ${number(y + height)} cm /Logo Do Q`)
  }
  return lines.join('\n')
}

/** A square of one module with round corners. */
function round(x: number, y: number, corner: number): string {
  const handle = corner * (1 - ARC)
  const at = (dx: number, dy: number) => `${number(x + dx)} ${number(y + dy)}`
  const [near, far] = [corner, 1 - corner]
  return [
    `${at(near, 0)} m ${at(far, 0)} l`,
    `${at(1 - handle, 0)} ${at(1, handle)} ${at(1, near)} c ${at(1, far)} l`,
    `${at(1, 1 - handle)} ${at(1 - handle, 1)} ${at(far, 1)} c ${at(near, 1)} l`,
    `${at(handle, 1)} ${at(0, 1 - handle)} ${at(0, far)} c ${at(0, near)} l`,
    `${at(0, handle)} ${at(handle, 0)} ${at(near, 0)} c h`,
  ].join(' ')
}

function imageObject(logo: Rgba): PdfObject {
  const { width, height, rgb } = onWhite(logo)
  return {
    dictionary:
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ` +
      '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Interpolate true',
    stream: rgb,
  }
}

type PdfObject = { dictionary: string; stream?: Uint8Array }

/** Objects, numbered from 1, the first being the catalogue; then where each begins. */
function document(objects: readonly PdfObject[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  for (const [index, { dictionary, stream }] of objects.entries()) {
    offsets.push(length())
    const packed = stream && deflateSync(stream)
    const entries = packed ? `${dictionary} /Filter /FlateDecode /Length ${packed.length}` : dictionary
    parts.push(Buffer.from(`${index + 1} 0 obj\n<< ${entries} >>\n`, 'latin1'))
    if (packed) parts.push(Buffer.from('stream\n'), packed, Buffer.from('\nendstream\n'))
    parts.push(Buffer.from('endobj\n'))
  }
  const start = length()
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
      'latin1',
    ),
  )
  return Buffer.concat(parts)
}

/** PDF knows no exponents. A hundredth of a module is finer than any printer. */
function number(value: number, places = 2): string {
  return value.toFixed(places).replace(/\.?0+$/, '')
}
