import { expect, it } from 'vitest'
import { chooseAmount } from './refundAmount'
import type { Refundable } from './refundable'

const WORD = 2n ** 256n - 1n
const room: Refundable = {
  asset: 'local:WHOLE',
  network: 'local',
  networkName: 'Local chain',
  token: 'WHOLE',
  decimals: 0,
  received: 3n * WORD,
  allotted: WORD,
  refundable: 2n * WORD,
  uncounted: 0n,
  excess: 2n * WORD,
}

it('gives back at most what one transfer holds, however much arrived (F6)', () => {
  expect(chooseAmount(room, { of: 'full' })).toEqual({ kind: 'full', amount: WORD })
  expect(chooseAmount(room, { of: 'excess' })).toEqual({ kind: 'excess', amount: WORD })
  expect(chooseAmount(room, { of: 'exact', text: `${WORD}` })).toEqual({ kind: 'partial', amount: WORD })
  expect(() => chooseAmount(room, { of: 'exact', text: `${WORD + 1n}` })).toThrow('Must be')
})
