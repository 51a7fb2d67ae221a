import { z } from 'zod'
import { networkName } from '@/lib/chains/lanes'
import type { Network } from '@/lib/chains/network'
import { EXCEPTION_ACTIONS, type ExceptionAction } from '@/lib/domain/deciding'
import { EXCEPTIONS, type ExceptionKind } from '@/lib/domain/invoice'
import { fiatDecimals, fiatText, formatUnits, parseUnits } from '@/lib/domain/money'
import { idParam, isKeepable } from '@/lib/http/fields'
import { fiatAmount, shortHash, tokenText } from '@/lib/pay/format'
import type { ListedMisdirected } from '@/lib/services/claims/listMisdirected'
import type { ListedException } from '@/lib/services/exceptions/listExceptions'
import type { ResolveInput } from '@/lib/services/invoices/resolveException'
import { EXCEPTION_TEXTS, type BadgeText } from './badges'

/** What each decision does, for each thing that can be wrong. */
const CHOICES: Readonly<Record<ExceptionKind, Partial<Record<ExceptionAction, string>>>> = {
  underpaid: {
    accept: 'Accept what arrived as payment in full',
    refund: 'Give back what arrived',
    ignore: 'Leave it unpaid, and keep what arrived',
  },
  overpaid: {
    accept: 'Keep the excess',
    refund: 'Give the excess back',
    ignore: 'Leave the excess as it is',
  },
  late: {
    accept: 'Accept it, although it came late',
    refund: 'Give it back',
    ignore: 'Leave it as it is',
  },
  wrong_asset: {
    accept: 'Take it at its value',
    refund: 'Give it back',
    ignore: 'Leave it as it is',
  },
  held: {
    accept: 'Release it: I have looked at its sender',
    refund: 'Give it back',
    ignore: 'Keep it held',
  },
  reverted: { ignore: 'I have settled this with my customer' },
  refund_due: { ignore: 'It was given back another way, or needs not be' },
}

export type ExceptionLine = {
  id: string
  kind: ExceptionKind
  badge: BadgeText
  meaning: string
  invoice: { id: string; href: string; title: string; total: string; currency: string }
  /** Such as `9.89 USDT arrived of 16.49 USDT`. */
  facts: string
  openedAt: Date
  choices: { value: ExceptionAction; label: string }[]
  needsValue: boolean
}

export function exceptionLine(listed: ListedException): ExceptionLine {
  const { exception, invoice, asked, arrived, choices, needsValue } = listed
  const { label, tone, meaning } = EXCEPTION_TEXTS[exception.kind]
  const came = arrived.map((one) => tokenText(one.amount, one)).join(' and ') || 'Nothing stands'
  return {
    id: exception.id,
    kind: exception.kind,
    badge: { label, tone },
    meaning,
    invoice: {
      id: invoice.id,
      href: `/dashboard/invoices/${invoice.id}`,
      title: invoice.title,
      total: fiatAmount(invoice.totalMinor, invoice.currency),
      currency: invoice.currency,
    },
    facts: `${came} ${arrived.length > 0 ? 'arrived' : 'at its addresses'}${asked ? `, ${tokenText(asked.amount, asked)} asked for` : ''}`,
    openedAt: exception.openedAt,
    choices: choices.map((value) => ({ value, label: CHOICES[exception.kind][value] ?? value })),
    needsValue,
  }
}

export const decisionForm = z.object({
  id: idParam,
  kind: z.enum(EXCEPTIONS),
  currency: z.string().max(10),
  action: z.enum(EXCEPTION_ACTIONS, { error: 'Choose what to do.' }),
  note: z
    .string()
    .trim()
    .min(1, { error: 'Say why, for whoever asks later.' })
    .max(500, { error: 'Use at most 500 characters.' })
    .refine(isKeepable, { error: 'This has characters that cannot be kept.' }),
  value: z.string().trim().max(40).optional(),
})

/** The form in the service's terms; null where the value is none. A value belongs to accepting alone. */
export function toResolveInput(form: z.output<typeof decisionForm>): ResolveInput | null {
  const { kind: exception, action, note, value, currency } = form
  const given = action === 'accept' && value ? value.replaceAll(',', '') : null
  const valueMinor = given === null ? null : parseUnits(given, fiatDecimals(currency))
  if (given !== null && valueMinor === null) return null
  return { exception, action, note, payments: null, valueMinor }
}

export type StrayLine = {
  id: string
  amount: string
  network: string
  title: string
  href: string
  transaction: { short: string; full: string; url: string | null }
  badge: BadgeText
  at: Date
}

/** A transfer that went astray, and what became of it. */
export function strayLine(
  { transfer, title, currency }: ListedMisdirected,
  networks: (id: string) => Network | undefined,
): StrayLine {
  const id = networkName(transfer.network)
  const network = networks(id)
  const { symbol, token, decimals, amount, txHash } = transfer
  const name = symbol ?? (token === null ? 'coin' : `of ${shortHash(token)}`)
  return {
    id: transfer.id,
    // Of a contract that does not say its decimals nothing but its own units is known.
    amount: decimals === null ? `${amount} units ${name}` : `${formatUnits(amount, decimals)} ${name}`,
    network: network?.name ?? id,
    title,
    href: `/dashboard/invoices/${transfer.invoiceId}`,
    transaction: { short: shortHash(txHash), full: txHash, url: network?.explorer?.tx(txHash) ?? null },
    badge: strayBadge(transfer, currency),
    at: transfer.createdAt,
  }
}

function strayBadge(transfer: ListedMisdirected['transfer'], currency: string): BadgeText {
  if (transfer.orphanedAt) return { label: 'Undone by the network', tone: 'bad' }
  if (transfer.sweptTx) return { label: 'At your wallet', tone: 'good' }
  if (transfer.worthMinor !== null) {
    return { label: `Taken for ${fiatText(transfer.worthMinor, currency)} ${currency}`, tone: 'good' }
  }
  if (transfer.heldBy) return { label: 'Held', tone: 'bad' }
  if (!transfer.confirmedAt) return { label: 'Confirming', tone: 'working' }
  return { label: 'Lies at the address', tone: 'careful' }
}
