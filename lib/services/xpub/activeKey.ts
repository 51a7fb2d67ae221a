import type { PaymentMethodRow } from '@/db/queries/paymentMethods'

type Keys = Pick<PaymentMethodRow, 'xpubKeyId' | 'nextXpubKeyId' | 'nextFrom'>
type Rails = Pick<PaymentMethodRow, 'rails'>

/** Whether a method gives out addresses of the merchant's own wallet; else it has a treasury. */
export function isOfWallet({ rails }: Rails): boolean {
  return rails.includes('xpub')
}

/** The key whose addresses a method gives out now: the next one from its time on (F4). Null while the first one waits. */
export function xpubKeyOf({ xpubKeyId, nextXpubKeyId, nextFrom }: Keys, now: Date): string | null {
  return nextXpubKeyId && nextFrom && nextFrom <= now ? nextXpubKeyId : xpubKeyId
}

/** Whether a method can take an invoice now. */
export function isActive(method: Keys & Rails, now: Date): boolean {
  return !isOfWallet(method) || xpubKeyOf(method, now) !== null
}
