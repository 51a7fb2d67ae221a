import { z } from 'zod'
import type { Logo } from '@/db/queries/logos'
import { logoPath } from '@/lib/logoPath'

/** A data URL is what a browser's FileReader gives. */
const PREFIX = /^data:image\/(?:png|jpeg);base64,/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const WANTED = 'must be a PNG or JPEG in base64, with or without data:image/png;base64, before it'

export const logoBody = z.object({
  image: z
    .string({ error: WANTED })
    .transform((text, context) => {
      const encoded = text.replace(PREFIX, '')
      if (encoded !== '' && BASE64.test(encoded)) return new Uint8Array(Buffer.from(encoded, 'base64'))
      context.issues.push({ code: 'custom', input: text, message: WANTED })
      return z.NEVER
    })
    .meta({
      type: 'string',
      contentEncoding: 'base64',
      description: 'A PNG or JPEG of 16 to 1,024 pixels a side, at most 256 KiB, in base64',
    }),
})

/** A grey square, as a body that the route takes. */
export const LOGO_EXAMPLE = {
  image:
    'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAJ0lEQVR4AV3BMQEAAAiAMCSm/YN4yzbLJyEhISEhISEhISEhISEhcXFWAHqgm9awAAAAAElFTkSuQmCC',
}

/** What a merchant is told of its logo. */
export const logoAnswer = z.strictObject({
  logo_url: z.url().describe('Where anyone can see it; another logo is at another address'),
  width: z.int().describe('Pixels, at most 256'),
  height: z.int().describe('Pixels, at most 256'),
})

export const removedLogo = z.strictObject({ logo_url: z.null().describe('There is none any more') })

export function presentLogo(logo: Logo, publicUrl: string): z.output<typeof logoAnswer> {
  return { logo_url: `${publicUrl}${logoPath(logo)}`, width: logo.width, height: logo.height }
}
