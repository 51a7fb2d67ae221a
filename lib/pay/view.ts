import type { Locale } from '@/lib/i18n/locales'
import type { PayState } from './payState'

/** How a state feels; colours follow it, and never say anything that the words do not. */
export type Tone = 'calm' | 'working' | 'good' | 'careful' | 'bad'

/** What a state says, in the order in which the page says it. */
export type StateText = {
  tone: Tone
  /** Two or three words. */
  label: string
  headline: string
  explanation: string
  /** The rule that decides here. */
  rule: string
  /** What happens next, or what to do. */
  next: string
}

export type Notice = { tone: Tone; title: string; text: string }

export type Step = { label: string; state: 'done' | 'current' | 'todo' }

/** What to send; null as soon as nothing should be sent any more. */
export type Instruction = {
  /** Shown only when asked for, because most who see it must not pay again. */
  folded: boolean
  /** Amount, token and network in one sentence. */
  sentence: string
  /** As it is to be typed, such as `16.49`. */
  amount: string
  symbol: string
  network: string
  /** What wallets and exchanges call tokens there; null where nothing is to be mixed up. */
  standard: string | null
  address: string
  /** That an earlier payment's credit is taken off already; null without one. */
  credit: string | null
  /** How long this amount stands, where its price moves; null where it stands as long as the invoice. */
  lock: { endsAt: number; now: number; until: string } | null
  /** That only this token on this network arrives. */
  warning: string
}

export type PaymentLine = {
  id: string
  amount: string
  /** Such as `3 of 12 confirmations`. */
  status: string
  tone: Tone
  confirmations: number
  required: number
  /** Confirmations still say something about it. */
  counting: boolean
  at: string
  transaction: { short: string; full: string; url: string | null } | null
}

/** Everything on the pay page, in words; components only lay it out. */
export type PayView = {
  id: string
  locale: Locale
  state: PayState
  text: StateText
  notices: Notice[]
  steps: Step[]
  instruction: Instruction | null
  /** Who can move what arrives, in a sentence. */
  custody: string
  /** What was signed of its address, to be kept (F8). */
  proof: { label: string; url: string; file: string }
  /** The address once it is no longer to be paid to, for looking back. */
  pastAddress: string | null
  progress: { text: string; spoken: string; percent: string; hundredths: number } | null
  payments: PaymentLine[]
  order: {
    merchant: string
    logo: { url: string; width: number; height: number } | null
    title: string
    description: string | null
    items: { name: string; description: string | null; quantity: string | null; total: string }[]
    subtotal: string
    tax: string | null
    total: string
    currency: string
    /** What an earlier payment's credit pays of it, and what is left in the token; null without one. */
    credit: { amount: string; left: string } | null
  }
  testMode: boolean
  /** Its payments are played and not sent: it is paid in the sandbox. */
  simulated: boolean
  /** Null when no clock runs. Milliseconds since the epoch, by the server's clock. */
  timer: { expiresAt: number; now: number; until: string } | null
  /** Whether there can be news: as it happens, soon though no event of the customer's, only by an exception, or never again. */
  news: 'live' | 'soon' | 'seldom' | 'never'
  /** The number of the last event that this view knows. */
  seq: number
  /** The customer may open the invoice again with a new quote. */
  requotable: boolean
  /** Where the customer can go from here. */
  exit: { url: string; label: string; primary: boolean } | null
}
