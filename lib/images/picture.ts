/** Pixels of four bytes each, row by row: red, green, blue, opacity. */
export type Rgba = { width: number; height: number; data: Uint8Array }

/** Pixels of three bytes each, with nothing behind them. */
export type Rgb = { width: number; height: number; rgb: Uint8Array }

const WHITE = 255

/** A picture as it looks on white. */
export function onWhite({ width, height, data }: Rgba): Rgb {
  const rgb = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const opacity = (data[pixel * 4 + 3] ?? 0) / 255
    for (let channel = 0; channel < 3; channel++) {
      const value = data[pixel * 4 + channel] ?? 0
      rgb[pixel * 3 + channel] = Math.round(value * opacity + WHITE * (1 - opacity))
    }
  }
  return { width, height, rgb }
}

/** A picture of at most so many pixels a side, its shape kept; smaller ones stay as they are. */
export function shrunk(picture: Rgba, side: number): Rgba {
  const scale = side / Math.max(picture.width, picture.height)
  if (scale >= 1) return picture
  const to = (length: number) => Math.max(1, Math.round(length * scale))
  return resized(picture, to(picture.width), to(picture.height))
}

/** Every pixel the mean of those it stands for, where they are seen at all. */
export function resized({ width, height, data }: Rgba, toWidth: number, toHeight: number): Rgba {
  const result = new Uint8Array(toWidth * toHeight * 4)
  for (let y = 0; y < toHeight; y++) {
    const [top, bottom] = range(y, toHeight, height)
    for (let x = 0; x < toWidth; x++) {
      const [left, right] = range(x, toWidth, width)
      const sums = [0, 0, 0, 0] as [number, number, number, number]
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const at = (row * width + column) * 4
          const opacity = data[at + 3] ?? 0
          for (const channel of [0, 1, 2] as const) sums[channel] += (data[at + channel] ?? 0) * opacity
          sums[3] += opacity
        }
      }
      const [red, green, blue, opacity] = sums
      const seen = opacity || 1
      const count = (bottom - top) * (right - left)
      result.set(
        [red / seen, green / seen, blue / seen, opacity / count].map(Math.round),
        (y * toWidth + x) * 4,
      )
    }
  }
  return { width: toWidth, height: toHeight, data: result }
}

/** Which of `from` lengths the `index`th of `to` stands for; at least one. */
function range(index: number, to: number, from: number): [start: number, end: number] {
  const start = Math.floor((index * from) / to)
  return [start, Math.max(start + 1, Math.ceil(((index + 1) * from) / to))]
}
