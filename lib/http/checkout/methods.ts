import type { PaymentMethodRow } from '@/db/queries/paymentMethods'
import type { Actor, ServiceContext } from '@/lib/services/context'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { presentMethod } from './presentMethod'

/** A method that was just written, as the list shows it. */
export async function listedMethod(ctx: ServiceContext, actor: Actor, { id }: Pick<PaymentMethodRow, 'id'>) {
  const listed = (await listPaymentMethods(ctx, actor)).find(({ method }) => method.id === id)
  if (!listed) throw new Error(`method ${id} is not in its merchant's list`)
  return presentMethod(listed)
}
