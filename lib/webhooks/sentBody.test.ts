import { expect, it } from 'vitest'
import { sentBody } from './sentBody'

const AT = new Date('2026-01-15T10:05:00.900Z')
const BODY =
  '{"id":"evt_1","event":"invoice_created","createdAt":"2026-01-15T10:00:00Z","invoice":{"createdAt":"2026-01-01T00:00:00Z","note":"\\"createdAt\\":\\"x\\"","amountUsd":0.10}}'

it('tells document 000’s receivers when this try is made, and changes nothing else (W3)', () => {
  expect(sentBody('checkout', BODY, AT)).toBe(BODY.replace('10:00:00Z', '10:05:00Z'))
})

it('leaves every other document’s body as it was at the commit', () => {
  expect(sentBody('invoices', BODY, AT)).toBe(BODY)
  expect(sentBody('sessions', BODY, AT)).toBe(BODY)
})
