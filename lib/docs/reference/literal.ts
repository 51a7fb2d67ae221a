type Words = {
  true: string
  false: string
  null: string
  key: (name: string) => string
  text: (text: string) => string
}

const TYPESCRIPT: Words = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: (name) => (/^[a-z_]\w*$/i.test(name) ? name : quoted(name)),
  text: quoted,
}

const PYTHON: Words = {
  true: 'True',
  false: 'False',
  null: 'None',
  key: JSON.stringify,
  text: JSON.stringify,
}

const WIDTH = 72

/** A JSON value as TypeScript writes it, its first line `indent` spaces in. */
export function typescriptLiteral(value: unknown, indent: number): string {
  return literal(value, indent, TYPESCRIPT)
}

/** A JSON value as Python writes it. */
export function pythonLiteral(value: unknown, indent: number): string {
  return literal(value, indent, PYTHON)
}

/** On one line where it fits, else a line for each member. */
function literal(value: unknown, indent: number, words: Words): string {
  if (Array.isArray(value)) {
    return wrapped(
      '[',
      value.map((one) => literal(one, indent + 2, words)),
      ']',
      indent,
    )
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, one]) => `${words.key(name)}: ${literal(one, indent + 2, words)}`,
    )
    return wrapped('{', members, '}', indent)
  }
  if (typeof value === 'string') return words.text(value)
  if (typeof value === 'boolean') return value ? words.true : words.false
  return value === null || value === undefined ? words.null : JSON.stringify(value)
}

function wrapped(open: string, members: readonly string[], close: string, indent: number): string {
  if (members.length === 0) return `${open}${close}`
  const space = open === '{' ? ' ' : ''
  const line = `${open}${space}${members.join(', ')}${space}${close}`
  if (indent + line.length <= WIDTH && !line.includes('\n')) return line
  const inner = ' '.repeat(indent + 2)
  return `${open}\n${members.map((member) => `${inner}${member},\n`).join('')}${' '.repeat(indent)}${close}`
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
