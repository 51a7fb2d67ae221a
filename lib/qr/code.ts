import { encode, QrCodeDataType } from 'uqr'
import type { Rgba } from '@/lib/images/picture'

export type QrStyle = 'classic' | 'modern' | 'rounded'

export type QrOptions = {
  /** Pixels a side. */
  size: number
  style: QrStyle
  /** Drawn in the middle. */
  logo: Rgba | null
}

/** Light modules around the code, which scanners need. */
const QUIET_MODULES = 4

/**
 * A logo's place takes no more than this part of a side, a sixteenth of the area: level H mends up to 30 %
 * of what is said, so that most of that is left for dirt and bad light.
 */
const LOGO_SHARE = 0.25

export type QrCode = {
  /** Modules a side, the quiet ones included. */
  modules: number
  isDark(x: number, y: number): boolean
  /** Only these may be drawn as another shape; the rest is what scanners look for. */
  isData(x: number, y: number): boolean
  /** The white square for the logo, in modules; null without one. */
  hole: { start: number; side: number } | null
}

/** How much of a data module's half width its corners are rounded by. */
export const CORNER: Record<QrStyle, number> = { classic: 0, modern: 0.25, rounded: 0.5 }

/** The modules of a code; with a logo more of them mend errors (level H instead of M), and the middle is left white. */
export function qrCode(text: string, withLogo: boolean): QrCode {
  const { data, types, size } = encode(text, { ecc: withLogo ? 'H' : 'M', border: QUIET_MODULES })
  const hole = withLogo ? middle(size) : null
  const inHole = (at: number) => hole !== null && at >= hole.start && at < hole.start + hole.side
  return {
    modules: size,
    isDark: (x, y) => !(inHole(x) && inHole(y)) && (data[y]?.[x] ?? false),
    isData: (x, y) => types[y]?.[x] === QrCodeDataType.Data,
    hole,
  }
}

/** A square of an odd side, as codes have, in the middle. */
function middle(modules: number): { start: number; side: number } {
  const most = Math.floor((modules - 2 * QUIET_MODULES) * LOGO_SHARE)
  const side = most % 2 === 1 ? most : most - 1
  return { start: (modules - side) / 2, side }
}

/** Where a logo goes: within the hole, as large as fits with half a module of white around, in modules. */
export function logoBox({ hole }: QrCode, { width, height }: Rgba) {
  if (!hole) return null
  const room = hole.side - 1
  const scale = room / Math.max(width, height)
  const [w, h] = [width * scale, height * scale]
  const centre = hole.start + hole.side / 2
  return { x: centre - w / 2, y: centre - h / 2, width: w, height: h }
}
