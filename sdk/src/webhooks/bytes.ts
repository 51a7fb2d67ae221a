export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** The bytes that base64 stands for, in a list; an empty one where it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer>[] {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1) return []
  return [Uint8Array.from(atob(text), (character) => character.charCodeAt(0))]
}

/** The bytes that lower-case hexadecimal digits stand for, in a list; an empty one where they are none. */
export function fromHex(text: string): Uint8Array<ArrayBuffer>[] {
  if (!/^(?:[0-9a-f]{2})+$/.test(text)) return []
  return [Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))]
}

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
