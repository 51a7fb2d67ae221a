import { CORNER, qrCode, type QrOptions } from './code'

/** A QR code as SVG: dark on white whatever the page behind it looks like. */
export function qrSvg(text: string, { size, style }: QrOptions): string {
  const code = qrCode(text)
  const shapes: string[] = []
  for (let y = 0; y < code.modules; y++) {
    for (let x = 0; x < code.modules; x++) {
      if (!code.isDark(x, y)) continue
      const corner = code.isData(x, y) ? CORNER[style] : 0
      const round = corner > 0 ? ` rx="${corner}"` : ''
      shapes.push(`<rect x="${x}" y="${y}" width="1" height="1"${round}/>`)
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" ` +
    `viewBox="0 0 ${code.modules} ${code.modules}" shape-rendering="${style === 'classic' ? 'crispEdges' : 'auto'}">` +
    `<rect width="100%" height="100%" fill="#fff"/><g fill="#000">${shapes.join('')}</g></svg>`
  )
}
