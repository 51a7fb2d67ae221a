import type { Rgba } from '@/lib/images/picture'
import { rgbaPng } from '@/lib/images/png'
import { CORNER, logoBox, qrCode, type QrCode, type QrOptions } from './code'

/**
 * A QR code as SVG: dark on white whatever the page behind it looks like. One path, so that no light shows between modules
 * where they end within a pixel. The logo is in the file.
 */
export function qrSvg(text: string, { size, style, logo }: QrOptions): string {
  const code = qrCode(text, logo !== null)
  const shapes: string[] = []
  for (let y = 0; y < code.modules; y++) {
    for (let x = 0; x < code.modules; x++) {
      if (code.isDark(x, y)) shapes.push(moduleAt(x, y, code.isData(x, y) ? CORNER[style] : 0))
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" ` +
    `viewBox="0 0 ${code.modules} ${code.modules}" shape-rendering="${style === 'classic' ? 'crispEdges' : 'auto'}">` +
    `<rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="${shapes.join('')}"/>` +
    `${logo ? image(code, logo) : ''}</svg>`
  )
}

function moduleAt(x: number, y: number, corner: number): string {
  if (corner === 0) return `M${x} ${y}h1v1h-1z`
  const straight = 1 - 2 * corner
  const turn = (dx: number, dy: number) => `a${corner} ${corner} 0 0 1 ${dx} ${dy}`
  return (
    `M${x + corner} ${y}h${straight}${turn(corner, corner)}v${straight}${turn(-corner, corner)}` +
    `h${-straight}${turn(-corner, -corner)}v${-straight}${turn(corner, -corner)}z`
  )
}

function image(code: QrCode, logo: Rgba): string {
  const box = logoBox(code, logo)
  if (!box) return ''
  const data = rgbaPng(logo).toString('base64')
  return (
    `<image x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" ` +
    `href="data:image/png;base64,${data}"/>`
  )
}
