import type { PaymentMethodRow } from '@/db/queries/paymentMethods'

type Keys = Pick<PaymentMethodRow, 'xpubKeyId' | 'nextXpubKeyId' | 'nextFrom'>
type Treasuries = Pick<PaymentMethodRow, 'treasury' | 'nextTreasury' | 'nextFrom'>
type Rails = Pick<PaymentMethodRow, 'rails'>

/** Whether a method gives out addresses of the merchant's own wallet; else it has a treasury. */
export function isOfWallet({ rails }: Rails): boolean {
  return rails.includes('xpub')
}

/** The key whose addresses a method gives out now: the next one from its time on (F4). Null while the first one waits. */
export function xpubKeyOf({ xpubKeyId, nextXpubKeyId, nextFrom }: Keys, now: Date): string | null {
  return nextXpubKeyId && nextFrom && nextFrom <= now ? nextXpubKeyId : xpubKeyId
}

/** Where a method's money goes now: to the next treasury from its time on (F4). Null where it has none, or while the first one waits. */
export function treasuryOf({ treasury, nextTreasury, nextFrom }: Treasuries, now: Date): string | null {
  return nextTreasury && nextFrom && nextFrom <= now ? nextTreasury : treasury
}

/** Whether a method can take an invoice now. */
export function isActive(method: Keys & Treasuries & Rails, now: Date): boolean {
  return (isOfWallet(method) ? xpubKeyOf(method, now) : treasuryOf(method, now)) !== null
}
