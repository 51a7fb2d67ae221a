/** A piece of JSON text as it is to be sent, such as a number that no float holds. */
export class Raw {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text
  }
}

/** JSON with raw pieces, and with what JSON.stringify would mend: a lone surrogate stays one, a key may be given twice. */
export function rawJson(value: unknown): string {
  if (value instanceof Raw) return value.text
  if (Array.isArray(value)) return `[${value.map(rawJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${rawJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
