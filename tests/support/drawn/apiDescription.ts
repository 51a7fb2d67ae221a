import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Schema } from './schemaValues'

export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }
export type MediaTypes = Record<string, { schema?: Schema }>
export type Operation = {
  path: string
  method: string
  parameters: readonly Parameter[]
  body: { required: boolean; content: MediaTypes } | null
  responses: Record<
    string,
    { content?: MediaTypes; headers?: Record<string, { $ref: string }>; 'x-error-codes'?: string[] }
  >
}

type Header = { required?: boolean; schema: Schema }

type Raw = {
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: MediaTypes }
  responses: Operation['responses']
}

/** An API description to draw requests from and to hold answers against. */
export function describedBy(document: unknown) {
  const { paths, components } = document as {
    paths: Record<string, Record<string, Raw>>
    components: { headers: Record<string, Header> }
  }
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document as object, 'api')
  const compiled = new Map<string, ValidateFunction>()

  function validator(pointer: readonly string[]): ValidateFunction {
    const $ref = `api#/${pointer.map(escape).join('/')}`
    const known = compiled.get($ref) ?? ajv.compile({ $ref })
    compiled.set($ref, known)
    return known
  }

  function hasHeader(headers: Readonly<Record<string, string>>, name: string): boolean {
    const value = headers[name.toLowerCase()]
    if (value === undefined) return !components.headers[name]?.required
    return validator(['components', 'headers', name, 'schema'])(value) === true
  }

  return {
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, raw]): Operation => ({
        path,
        method: method.toUpperCase(),
        parameters: raw.parameters ?? [],
        body: raw.requestBody
          ? { required: raw.requestBody.required ?? false, content: raw.requestBody.content }
          : null,
        responses: raw.responses,
      })),
    ),

    /** What of an answer the description does not allow; null when it allows all of it. */
    objection(
      { path, method, responses }: Operation,
      answer: { status: number; headers: Readonly<Record<string, string>>; text: string },
    ): string | null {
      const described = responses[`${answer.status}`]
      if (!described) return `${answer.status} is not described`
      const wrong = Object.keys(described.headers ?? {}).find((name) => !hasHeader(answer.headers, name))
      if (wrong) return `${wrong} is not as it is described: ${answer.headers[wrong.toLowerCase()]}`
      const types = Object.keys(described.content ?? {})
      const type = answer.headers['content-type']?.split(';')[0]
      if (types.length === 0) return answer.text === '' ? null : `${answer.status} has a body`
      if (!type || !types.includes(type)) return `${type} is not described for ${answer.status}`
      if (!described.content?.[type]?.schema) return null
      const at = [
        'paths',
        path,
        method.toLowerCase(),
        'responses',
        `${answer.status}`,
        'content',
        type,
        'schema',
      ]
      const validate = validator(at)
      const body: unknown = JSON.parse(answer.text)
      if (!validate(body)) return ajv.errorsText(validate.errors)
      const codes = described['x-error-codes']
      const { error } = body as { error?: string | { code: string } }
      // Document 000 refuses with a sentence.
      if (typeof error === 'string') return null
      const code = error?.code
      return codes && !codes.includes(code ?? '') ? `${code} is not described` : null
    },

    /** What a value lacks of the schema at a place of the document, such as `['components', 'schemas', 'Error']`. */
    mismatch(pointer: readonly string[], value: unknown): string | null {
      const validate = validator(pointer)
      return validate(value) ? null : ajv.errorsText(validate.errors)
    },
  }
}

/** A part of a JSON pointer within the fragment of a URI. */
function escape(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
}
