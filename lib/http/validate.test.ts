import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isDomainError, type ErrorDetail } from '@/lib/domain/errors'
import { fieldPath, validate } from './validate'

function refused(schema: z.ZodType, value: unknown): { code: string; message: string; detail: ErrorDetail } {
  try {
    validate(schema, value)
  } catch (error) {
    if (isDomainError(error)) return error
    throw error
  }
  throw new Error('it was taken')
}

describe('the path of a field', () => {
  it.each([
    [['items', 0, 'unit_price'], 'items[0].unit_price'],
    [['metadata', 'order-id'], 'metadata.order-id'],
    [['metadata', 'a.b'], 'metadata["a.b"]'],
    [['metadata', ''], 'metadata[""]'],
    [['metadata', '0'], 'metadata["0"]'],
    [['metadata', 'größe in m'], 'metadata["größe in m"]'],
    [['metadata', 'a"]\\'], 'metadata["a\\"]\\\\"]'],
    [['metadata', 'line\nlog\u0000'], 'metadata["line\\nlog\\u0000"]'],
    [['metadata', '\u202eexe\u200b\u2028'], 'metadata["\\u{202e}exe\\u{200b}\\u{2028}"]'],
    [['metadata', '<script>'], 'metadata["<script>"]'],
    [['x'.repeat(100)], `["${'x'.repeat(64)}…"]`],
    [[], ''],
  ])('%j', (path, text) => expect(fieldPath(path)).toBe(text))
})

describe('constraints', () => {
  it.each<[string, z.ZodType, unknown, ErrorDetail['constraints']]>([
    ['a missing field', z.object({ a: z.string() }), {}, { required: true, type: 'string' }],
    ['another type', z.object({ a: z.string() }), { a: 1 }, { type: 'string' }],
    ['a short text', z.object({ a: z.string().min(3) }), { a: 'x' }, { min_length: 3 }],
    ['a long list', z.object({ a: z.array(z.any()).max(1) }), { a: [1, 2] }, { max_items: 1 }],
    ['a small number', z.object({ a: z.number().min(3) }), { a: 1 }, { min: 3 }],
    ['no such value', z.object({ a: z.enum(['b', 'c']) }), { a: 'd' }, { supported: ['b', 'c'] }],
    ['another pattern', z.object({ a: z.string().regex(/^\d+$/u) }), { a: 'd' }, { pattern: '^\\d+$' }],
    ['another format', z.object({ a: z.iso.datetime() }), { a: 'd' }, { format: 'date-time' }],
    ['what nobody asked for', z.strictObject({}), { b: 1 }, { unknown_fields: ['b'] }],
  ])('%s', (_name, schema, value, constraints) => {
    expect(refused(schema, value).detail.constraints).toEqual(constraints)
  })
})

it('tells everything that is wrong, up to twenty things, the first of them as the error', () => {
  const { code, message, detail } = refused(
    z.array(z.string()),
    Array.from({ length: 50 }, (_, index) => index),
  )
  expect({ code, message }).toEqual({
    code: 'VALIDATION_FAILED',
    message: expect.stringContaining('[0]: '),
  })
  expect(detail.problems).toHaveLength(20)
  expect(detail.problems?.map(({ field }) => field).slice(0, 2)).toEqual(['[0]', '[1]'])
  expect(detail.field).toBe('[0]')
})
