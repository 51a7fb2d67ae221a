import { describe, expect, it } from 'vitest'
import { traceOf } from './trace'

const ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'

describe('a valid traceparent is taken over', () => {
  it.each([
    ['as the recommendation shows it', `00-${ID}-${PARENT}-01`, '01'],
    ['not sampled', `00-${ID}-${PARENT}-00`, '00'],
    ['with flags of a later level', `00-${ID}-${PARENT}-03`, '01'],
    ['of a later version', `cc-${ID}-${PARENT}-01`, '01'],
    ['of a later version with more fields', `cc-${ID}-${PARENT}-01-what-the-future-will-be-like`, '01'],
    ['between spaces', ` 00-${ID}-${PARENT}-01 `, '01'],
  ])('%s', (_name, header, flags) => {
    const { traceId, traceparent } = traceOf(header)
    expect(traceId).toBe(ID)
    expect(traceparent).toMatch(new RegExp(`^00-${ID}-[0-9a-f]{16}-${flags}$`))
    expect(traceparent).not.toContain(PARENT)
  })
})

describe('anything else begins a new trace', () => {
  it.each([
    ['nothing', null],
    ['an empty header', ''],
    ['version ff', `ff-${ID}-${PARENT}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['a parent of zeros', `00-${ID}-${'0'.repeat(16)}-01`],
    ['capitals', `00-${ID.toUpperCase()}-${PARENT}-01`],
    ['too few digits', `00-${ID.slice(1)}-${PARENT}-01`],
    ['too many digits', `00-${ID}0-${PARENT}-01`],
    ['no hexadecimal digits', `00-${'g'.repeat(32)}-${PARENT}-01`],
    ['version 00 with more fields', `00-${ID}-${PARENT}-01-more`],
    ['a later version with more, but no dash', `cc-${ID}-${PARENT}-01.what`],
    ['the header given twice', `00-${ID}-${PARENT}-01, 00-${ID}-${PARENT}-01`],
    ['a line of a log', `00-${ID}-${PARENT}-01\n{"level":"info"}`],
    ['something long', '0'.repeat(100_000)],
    ['something else', 'hello'],
  ])('%s', (_name, header) => {
    const { traceId, traceparent } = traceOf(header)
    expect(traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(traceId).not.toBe(ID)
    expect(traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`))
    expect(traceOf(header).traceId).not.toBe(traceId)
  })
})
