import { encode, QrCodeDataType } from 'uqr'

export type QrStyle = 'classic' | 'modern' | 'rounded'
export type QrOptions = { size: number; style: QrStyle }

/** Light modules around the code, which scanners need. */
const QUIET_MODULES = 4

export type QrCode = {
  /** Modules a side, the quiet ones included. */
  modules: number
  isDark(x: number, y: number): boolean
  /** Only these may be drawn as another shape; the rest is what scanners look for. */
  isData(x: number, y: number): boolean
}

/** How much of a data module's half width its corners are rounded by. */
export const CORNER: Record<QrStyle, number> = { classic: 0, modern: 0.25, rounded: 0.5 }

export function qrCode(text: string): QrCode {
  const { data, types, size } = encode(text, { ecc: 'M', border: QUIET_MODULES })
  return {
    modules: size,
    isDark: (x, y) => data[y]?.[x] ?? false,
    isData: (x, y) => types[y]?.[x] === QrCodeDataType.Data,
  }
}
