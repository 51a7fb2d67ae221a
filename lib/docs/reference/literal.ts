import { variableIn } from './request'

type Words = {
  true: string
  false: string
  null: string
  key: (name: string) => string
  text: (text: string) => string
  /** A variable of the environment, as an expression. */
  variable: (name: string) => string
}

const TYPESCRIPT: Words = {
  true: 'true',
  false: 'false',
  null: 'null',
  key: (name) => (/^[a-z_]\w*$/i.test(name) ? name : singleQuoted(name)),
  text: singleQuoted,
  variable: (name) => `process.env.${name}`,
}

const PYTHON: Words = {
  true: 'True',
  false: 'False',
  null: 'None',
  key: JSON.stringify,
  text: JSON.stringify,
  variable: (name) => `os.environ["${name}"]`,
}

const WIDTH = 72

/** A JSON value as TypeScript writes it, on lines that begin `indent` spaces in. */
export function typescriptLiteral(value: unknown, indent: number): string {
  return literal(value, indent, TYPESCRIPT)
}

/** A JSON value as Python writes it. */
export function pythonLiteral(value: unknown, indent: number): string {
  return literal(value, indent, PYTHON)
}

/** A JSON value between the single quotes of a shell, which are left for a variable. */
export function shellLiteral(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replaceAll("'", "'\\''")
    .replace(/"(\$[A-Z_]+)"/g, `"'"$1"'"`)
}

/** On one line where it fits, else a line for each member. */
function literal(value: unknown, indent: number, words: Words): string {
  if (Array.isArray(value)) {
    const members = value.map((one) => literal(one, indent + 2, words))
    return wrapped('[', members, ']', indent)
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, one]) => `${words.key(name)}: ${literal(one, indent + 2, words)}`,
    )
    return wrapped('{', members, '}', indent)
  }
  if (typeof value === 'boolean') return value ? words.true : words.false
  if (typeof value !== 'string') return value === null ? words.null : JSON.stringify(value)
  const variable = variableIn(value)
  return variable ? words.variable(variable) : words.text(value)
}

function wrapped(open: string, members: readonly string[], close: string, indent: number): string {
  if (members.length === 0) return `${open}${close}`
  const space = open === '{' ? ' ' : ''
  const line = `${open}${space}${members.join(', ')}${space}${close}`
  if (indent + line.length <= WIDTH && !line.includes('\n')) return line
  const inner = ' '.repeat(indent + 2)
  return `${open}\n${members.map((member) => `${inner}${member},\n`).join('')}${' '.repeat(indent)}${close}`
}

function singleQuoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
