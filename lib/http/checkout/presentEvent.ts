import type { z } from 'zod'
import type { ToldCheckout } from '@/lib/services/checkout/tellCheckout'
import type { Policy } from '@/lib/services/context'
import { writeJson, type Wire } from '../json'
import { timestamp } from '../time'
import type { checkoutMessage } from './invoiceSchemas'
import { presentListed } from './presentInvoice'

type Message = Wire<z.output<typeof checkoutMessage>>

/** An event as document 000's receivers get it. `createdAt` is written anew at each try (W3): `sentBody` knows its place. */
export function checkoutEventBody(
  { id, event, createdAt, view }: ToldCheckout,
  place: Pick<Policy, 'publicUrl'>,
): string {
  const message: Message = {
    id,
    event,
    createdAt: timestamp(createdAt),
    invoice: presentListed(view, place),
  }
  return writeJson(message)
}
