import { expect, it } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { CLOSED_REASONS } from '@/lib/domain/paymentLink'
import { refusalText } from './linkRefusals'

const closed = (reason: string) =>
  refusalText(
    new DomainError('LINK_CLOSED', 'linkId: closed', { field: 'linkId', constraints: { reason } }),
    'en',
  )

it('says why a link has closed while its form was filled in', () => {
  expect(closed('full')).toMatch(/^Somebody else is paying right now\. .* in a quarter of an hour\./)
  expect(closed('ended')).toMatch(/^This link has ended\./)
  expect(closed('inactive')).toBe(
    'This link is not active. The merchant takes no payments here at the moment. Nothing was charged.',
  )
  expect(new Set(CLOSED_REASONS.map(closed)).size).toBe(CLOSED_REASONS.length)
})
