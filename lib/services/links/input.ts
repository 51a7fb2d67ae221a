import type { AskedFields } from '@/lib/domain/paymentLink'

/** What a merchant asks for, in the domain's terms. */
export type LinkInput = {
  /** Null means one that nobody can guess. */
  slug: string | null
  title: string
  description: string | null
  /** Hundredths of the currency. */
  amountHundredths: bigint
  /** Null means the merchant's default. */
  currency: string | null
  customerChooses: boolean
  minimumHundredths: bigint | null
  maxUses: number | null
  endsAt: Date | null
  asked: AskedFields
  successUrl: string | null
  cancelUrl: string | null
  active: boolean
}

/** What is not named stays as it is; a slug is for good. */
export type LinkChange = Partial<Omit<LinkInput, 'slug' | 'currency' | 'asked'>> & {
  currency?: string
  asked?: Partial<AskedFields>
}
