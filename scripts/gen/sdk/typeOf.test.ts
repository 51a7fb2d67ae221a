import { describe, expect, it } from 'vitest'
import { decimalsOf } from './decimals'
import type { Schema } from './schema'
import { fingerprint, typeOf } from './typeOf'

const text: Schema = { type: 'string' }
const amount: Schema = { type: 'number' }
const nothing: Schema = { type: 'null' }
const invoice: Schema = { type: 'object', properties: { id: text, total: amount }, required: ['id'] }

describe('a schema as a type', () => {
  it.each<[Schema, string]>([
    [text, 'string'],
    [{ type: 'integer' }, 'number'],
    [amount, 'Decimal'],
    [{ type: ['number', 'null'] }, 'Decimal | null'],
    [{ anyOf: [amount, nothing] }, 'Decimal | null'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'string', enum: ['a', "it's"] }, "'a' | 'it\\'s'"],
    [{ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, "('a' | 'b')[]"],
    [{ const: false }, 'false'],
    [{ type: 'boolean', enum: [true, false] }, 'boolean'],
    [{ type: 'object', additionalProperties: amount }, 'Record<string, Decimal>'],
    [{}, 'unknown'],
    // An amount that may be written as text is; any plain value may be a number.
    [{ type: ['string', 'number'] }, 'string'],
    [{ type: ['string', 'number', 'boolean'] }, 'string | number | boolean'],
    // Further checks of the same value are no forms of it.
    [
      { type: ['integer', 'string'], anyOf: [{ type: 'integer' }, { type: 'string', const: 'all' }] },
      "number | 'all'",
    ],
    [{ type: 'string', anyOf: [text, {}] }, 'string'],
  ])('%j', (schema, type) => expect(typeOf(schema, () => undefined)).toBe(type))

  it('has fields with their meanings, and marks those that may be missing', () => {
    const described = {
      ...invoice,
      properties: { ...invoice.properties, 'a-b': { ...text, description: 'Of */ it.' } },
    }
    expect(typeOf(described, () => undefined)).toBe(
      "{\n  id: string\n  total?: Decimal\n  /** Of * / it. */\n  'a-b'?: string\n}",
    )
  })

  it('has its name wherever the same form stands, however it is described', () => {
    const names = new Map([[fingerprint(invoice), 'Invoice']])
    const nameOf = (schema: Schema) => names.get(fingerprint(schema))
    const again = {
      ...invoice,
      description: 'Another',
      properties: { id: { ...text, description: 'x' }, total: amount },
    }
    expect(typeOf({ type: 'array', items: again }, nameOf)).toBe('Invoice[]')
    expect(typeOf({ anyOf: [again, nothing] }, nameOf)).toBe('Invoice | null')
  })
})

it('knows where decimals stand, in lists, forms and under any name', () => {
  const lists: Schema = {
    type: 'object',
    properties: { invoices: { type: 'array', items: invoice }, count: { type: 'integer' } },
  }
  expect(decimalsOf(lists)).toEqual({ invoices: { total: true } })
  expect(decimalsOf({ type: 'object', additionalProperties: invoice })).toEqual({ '*': { total: true } })
  const forms: Schema = {
    anyOf: [invoice, { type: 'object', properties: { fee: { anyOf: [amount, nothing] } } }, nothing],
  }
  expect(decimalsOf(forms)).toEqual({ total: true, fee: true })
  expect(decimalsOf({ type: 'object', properties: { any: { type: ['string', 'number'] } } })).toBeNull()
})
