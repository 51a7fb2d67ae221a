import type { PaymentMethodRow } from '@/db/queries/paymentMethods'

type Keys = Pick<PaymentMethodRow, 'xpubKeyId' | 'nextXpubKeyId' | 'nextFrom'>

/** The key whose addresses a method gives out now: the next one from its time on (F4). Null while the first one waits. */
export function xpubKeyOf({ xpubKeyId, nextXpubKeyId, nextFrom }: Keys, now: Date): string | null {
  return nextXpubKeyId && nextFrom && nextFrom <= now ? nextXpubKeyId : xpubKeyId
}

/** Whether a method can take an invoice now. */
export function isActive(method: Keys & Pick<PaymentMethodRow, 'rail'>, now: Date): boolean {
  return method.rail === 'forwarder' || xpubKeyOf(method, now) !== null
}
