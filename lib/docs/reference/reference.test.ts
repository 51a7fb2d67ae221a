import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { describeEndpoint } from './describe'
import type { Field } from './fields'
import { fieldsOf } from './fields'
import { GROUPS } from './groups'
import { pythonLiteral, shellLiteral, typescriptLiteral } from './literal'
import { ENDPOINTS } from './openapi'

const described = ENDPOINTS.map((endpoint) => describeEndpoint(endpoint, 'https://pay.example'))

it('has every endpoint on one page, under a subject of its own', () => {
  const shown = GROUPS.flatMap(({ endpoints }) => endpoints.map(({ operation }) => operation.operationId))
  expect(shown.toSorted()).toEqual(ENDPOINTS.map(({ operation }) => operation.operationId).toSorted())
  expect(GROUPS.map(({ slug }) => slug)).not.toContain('more')
})

describe.each(described)('$method $path', ({ body, parameters, answer }) => {
  it('says of every field what it means', () => {
    const all = [body, answer.fields, ...parameters.map(({ fields }) => fields)].flatMap((fields) =>
      everyField(fields),
    )
    expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([])
  })
})

function everyField(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...everyField(field.fields)])
}

it('tells types, bounds and nulls in words', () => {
  const text = { type: 'string', minLength: 1, maxLength: 255 }
  expect(
    fieldsOf({
      required: ['title'],
      properties: {
        title: text,
        tax: { anyOf: [{ type: 'number', minimum: 0, 'x-decimal-places': 2 }, { type: 'null' }] },
        items: { type: 'array', minItems: 1, items: { type: 'object', properties: { name: text } } },
        events: { type: 'array', items: { enum: ['a', 'b'], type: 'string' } },
      },
    }),
  ).toMatchObject([
    { name: 'title', type: 'text', required: true, limits: ['1 to 255 characters'] },
    { name: 'tax', type: 'number or null', required: false, limits: ['from 0', 'at most 2 places'] },
    { name: 'items', type: 'list of objects', limits: ['from 1 entries'], fields: [{ name: 'name' }] },
    { name: 'events', type: 'list of texts', values: ['a', 'b'] },
  ])
})

describe('values in an example', () => {
  const value = { key: '$KEY', note: `it's "new"`, none: null, on: true, list: [1.5, 'a'] }

  it('are read back as they were by the language', () => {
    const written = typescriptLiteral(value, 0).replace('process.env.KEY', "'$KEY'")
    expect(runInNewContext(`JSON.stringify(${written})`)).toBe(JSON.stringify(value))
  })

  it('take variables from the environment', () => {
    expect(typescriptLiteral(value, 0)).toContain('key: process.env.KEY')
    expect(pythonLiteral(value, 0)).toContain('"key": os.environ["KEY"]')
    expect(pythonLiteral(value, 0)).toContain('"none": None')
    expect(shellLiteral(value)).toContain(`"key": "'"$KEY"'"`)
    expect(shellLiteral(value)).toContain(`it'\\''s`)
  })
})
