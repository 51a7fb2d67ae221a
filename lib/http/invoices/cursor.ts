import { createHmac, timingSafeEqual } from 'node:crypto'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { DomainError } from '@/lib/domain/errors'

export type Position = { createdAt: Date; id: string }
type Tenant = Pick<Actor, 'merchantId' | 'mode'>

const SEAL_BYTES = 16
const FORM = /^(\d{1,15})\.([0-9A-Za-z_]{1,64})$/

/** Where a list goes on, sealed for one merchant and mode, so that nobody can write or borrow one. */
export function sealCursor(app: App, tenant: Tenant, position: Position): string {
  const text = `${position.createdAt.getTime()}.${position.id}`
  const [seal] = sealsOf(app, tenant, text)
  if (!seal) throw new Error('sealing a cursor needs a pepper')
  return Buffer.concat([seal, Buffer.from(text)]).toString('base64url')
}

/** Throws INVALID_CURSOR for anything that `sealCursor` did not make for this merchant and mode. */
export function openCursor(app: App, tenant: Tenant, cursor: string): Position {
  const bytes = Buffer.from(cursor, 'base64url')
  const seal = bytes.subarray(0, SEAL_BYTES)
  const text = bytes.subarray(SEAL_BYTES).toString('utf8')
  const [, time = '', id = ''] = FORM.exec(text) ?? []
  const isOurs =
    seal.length === SEAL_BYTES &&
    bytes.toString('base64url') === cursor &&
    sealsOf(app, tenant, text).some((expected) => timingSafeEqual(expected, seal))
  if (!isOurs || id === '') {
    throw new DomainError('INVALID_CURSOR', 'This cursor was not made by this list', { field: 'cursor' })
  }
  return { createdAt: new Date(Number.parseInt(time, 10)), id }
}

/** One seal a valid pepper, the current one first. */
function sealsOf(app: App, { merchantId, mode }: Tenant, text: string): Buffer[] {
  return app.env.apiKeyPeppers.map(({ key }) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['list cursor', merchantId, mode, text]))
      .digest()
      .subarray(0, SEAL_BYTES),
  )
}
