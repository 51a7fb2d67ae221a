import { METHODS } from '@/lib/http/spec'

const LINE = /\n*^export const \{[^}]*\} = \w+\.others\([^)]*\)\n?/m

/**
 * The source of a route file with its last line: what answers the methods that it does not have. Next takes a file's exports
 * alone, and would refuse without the document's form. Paths that only refuse have every method by themselves.
 */
export function withOtherMethods(source: string): string {
  const rest = source.replace(LINE, '\n').trimEnd()
  const dialect = /\b(\w+Api)\.(?:route|file|stream)\(/.exec(source)?.[1]
  if (!dialect) return source
  const own = METHODS.filter((method) => new RegExp(`^export const ${method}\\b`, 'm').test(rest))
  const others = [...METHODS.filter((method) => !own.includes(method)), 'OPTIONS']
  const line = `export const { ${others.join(', ')} } = ${dialect}.others({ ${own.join(', ')} })`
  return `${rest}\n\n${line}\n`
}
