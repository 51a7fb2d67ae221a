import { rgbaPng } from '@/lib/images/png'

/** A logo as merchants have them: a disc of one colour, with nothing around it. */
export function discLogo(side = 200): Buffer {
  const data = new Uint8Array(side * side * 4)
  const middle = (side - 1) / 2
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (Math.hypot(x - middle, y - middle) < side / 2) data.set([225, 40, 90, 255], (y * side + x) * 4)
    }
  }
  return rgbaPng({ width: side, height: side, data })
}
