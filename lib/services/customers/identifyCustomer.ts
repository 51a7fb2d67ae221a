import {
  findCustomer,
  holdCustomer,
  insertCustomer,
  nameCustomer,
  type CustomerRow,
} from '@/db/queries/customers'
import { customerNames, type CustomerNames } from '@/lib/domain/customer'
import { newId } from '@/lib/ids'
import type { Actor, ServiceContext } from '../context'

type Scope = Pick<Actor, 'merchantId' | 'mode'>

/** Others may take a name in between. */
const TRIES = 3

/**
 * Who an invoice is for, made when nobody has that name yet (D8). The merchant's own id decides where there is one, else the
 * e-mail: credit never goes from one id of the merchant's to another because of an e-mail. They are not erased before the caller's
 * transaction ends; who was just being erased is nobody's any more, and somebody new is made. Null where nobody is named.
 */
export async function identifyCustomer(
  ctx: ServiceContext,
  scope: Scope,
  metadata: Readonly<Record<string, string>>,
): Promise<CustomerRow | null> {
  const names = customerNames(metadata)
  if (!names) return null
  for (let tries = 0; tries < TRIES; tries++) {
    const customer = (await known(ctx, scope, names)) ?? (await made(ctx, scope, names))
    if (customer && (await holdCustomer(ctx.db, customer.id))) return customer
  }
  throw new Error('a customer was neither found nor made')
}

async function known(ctx: ServiceContext, scope: Scope, names: CustomerNames): Promise<CustomerRow | null> {
  const { reference, email } = names
  if (reference === null) return email === null ? null : findCustomer(ctx.db, scope, { email })
  const own = await findCustomer(ctx.db, scope, { reference })
  const mailed = email === null ? null : await findCustomer(ctx.db, scope, { email })
  const now = ctx.clock.now()
  if (own) {
    if (email !== null && own.email === null && !mailed) await nameCustomer(ctx.db, own.id, { email }, now)
    return own
  }
  // Known by e-mail alone until now: the merchant says that it is this id's.
  if (mailed?.reference !== null || !(await nameCustomer(ctx.db, mailed.id, { reference }, now))) return null
  return { ...mailed, reference }
}

async function made(ctx: ServiceContext, scope: Scope, names: CustomerNames): Promise<CustomerRow | null> {
  const now = ctx.clock.now()
  const { reference, email } = names
  const row = { id: newId('cus', now), ...scopeOf(scope), reference, createdAt: now, updatedAt: now }
  // An e-mail that is another id's stays theirs.
  const free = email !== null && (await findCustomer(ctx.db, scope, { email })) === null
  return insertCustomer(ctx.db, { ...row, email: free ? email : null })
}

function scopeOf({ merchantId, mode }: Scope): Scope {
  return { merchantId, mode }
}
