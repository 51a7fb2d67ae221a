/** One key of a ring, `id:64 hex digits`; rings are several, separated by commas: the first writes, all of them read (L4). */
export type RingKey = { id: string; key: Buffer }

const KEY = /^[a-z0-9]{1,16}:[0-9a-f]{64}$/

/** The keys of a ring, or null for a text that is none: a key of another form, or two of one id, of which one would never be tried. */
export function parseKeyring(text: string): RingKey[] | null {
  const parts = text.split(',')
  if (!parts.every((part) => KEY.test(part))) return null
  const keys = parts.map((part) => {
    const [id = '', hex = ''] = part.split(':')
    return { id, key: Buffer.from(hex, 'hex') }
  })
  return new Set(keys.map(({ id }) => id)).size === keys.length ? keys : null
}

/**
 * A ring with a new key, named by the day: in front, or last, so that every instance can read what it writes before one of
 * them writes with it. Throws for a text that is no ring.
 */
export function withNewKey(
  ring: string,
  { key, now, place }: { key: Uint8Array; now: Date; place: 'first' | 'last' },
): { id: string; ring: string } {
  const known = ring === '' ? [] : parseKeyring(ring)
  if (known === null) throw new Error('must be id:64-hex-digits, several separated by commas')
  const day = `k${now.toISOString().slice(0, 10).replaceAll('-', '')}`
  const taken = new Set(known.map(({ id }) => id))
  const names = [day, ...Array.from('bcdefghijklmnopqrstuvwxyz', (mark) => day + mark)]
  const id = names.find((one) => !taken.has(one))
  if (id === undefined) throw new Error('too many keys were made today')
  const made = `${id}:${Buffer.from(key).toString('hex')}`
  const old = ring === '' ? [] : [ring]
  return { id, ring: (place === 'first' ? [made, ...old] : [...old, made]).join(',') }
}
