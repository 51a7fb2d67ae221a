import { expect, test } from 'vitest'
import { blockRef, branchOf, headNumber, isCanonical } from './laneChain'

const chain = {
  network: 'sandbox:inv_1',
  genesisAt: new Date('2026-01-15T10:00:00Z'),
  forks: [] as number[],
  blockTimeMs: 1_000,
}

test('mines a block a second from its genesis on', () => {
  expect(headNumber(chain, chain.genesisAt)).toBe(0)
  expect(headNumber(chain, new Date('2026-01-15T10:00:09.999Z'))).toBe(9)
  expect(headNumber(chain, new Date('2026-01-15T09:00:00Z'))).toBe(0)
  expect(blockRef(chain, 9).time).toEqual(new Date('2026-01-15T10:00:09Z'))
})

test('every block names its parent, across a reorganisation too', () => {
  const forked = { ...chain, forks: [6] }
  for (const number of [5, 6, 7, 8]) {
    expect(blockRef(forked, number).parentHash).toBe(blockRef(forked, number - 1).hash)
  }
  expect(blockRef(forked, 6).hash).toBe(blockRef(chain, 6).hash)
  expect(blockRef(forked, 7).hash).not.toBe(blockRef(chain, 7).hash)
})

test('a later and shallower reorganisation leaves the earlier one below it', () => {
  const twice = { forks: [6, 8] }
  expect([6, 7, 8, 9].map((number) => branchOf(twice, number))).toEqual([0, 1, 1, 2])
  expect(isCanonical(twice, { blockNumber: 7, branch: 1 })).toBe(true)
  expect(isCanonical(twice, { blockNumber: 7, branch: 0 })).toBe(false)
})

test('no two lanes share a block', () => {
  expect(blockRef({ ...chain, network: 'sandbox:inv_2' }, 3).hash).not.toBe(blockRef(chain, 3).hash)
})
