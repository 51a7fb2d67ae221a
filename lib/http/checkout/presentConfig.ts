import type { z } from 'zod'
import { CHECKOUT_EVENTS, type CheckoutEvent } from '@/lib/domain/checkoutEvents'
import { formatUnits } from '@/lib/domain/money'
import type { CheckoutConfig } from '@/lib/services/checkoutConfig/getConfig'
import type { treasuryBalances } from '@/lib/services/checkoutConfig/treasuryBalances'
import { ALL_EVENTS } from '@/lib/services/webhooks/eventNames'
import { timestamp } from '../time'
import type { balanceAnswer, configAnswer } from './configSchemas'
import { presentMethod } from './presentMethod'

/** A configuration as document 000 shows it. */
export function presentConfig(shown: CheckoutConfig): z.input<typeof configAnswer> {
  const { row, endpoint, methods, supported } = shown
  const isTold = (event: CheckoutEvent) =>
    !endpoint || endpoint.events.includes(ALL_EVENTS) || endpoint.events.includes(event)
  const events = Object.fromEntries(CHECKOUT_EVENTS.map((event) => [event, isTold(event)]))
  return {
    config: {
      id: row.id,
      defaultPaymentTiming: row.defaultPaymentTiming,
      invoiceIssuerName: row.invoiceIssuerName,
      sendInvoiceCreatedEmail: row.sendInvoiceCreatedEmail,
      sendInvoicePaidEmail: row.sendInvoicePaidEmail,
      invoiceCreateFields: row.invoiceCreateFields,
      webhookUrl: endpoint?.enabled ? endpoint.url : null,
      webhookEvents: events as Record<CheckoutEvent, boolean>,
      redirectUrl: row.redirectUrl,
      webhookSecretConfigured: endpoint !== null,
      paymentMethods: methods.map(presentMethod),
      supportedEthereumTokens: supported.map(({ network, token }) => ({
        assetCode: token.symbol,
        network: network.id,
        chainId: network.chainId,
        displayName: `${token.name} on ${network.name}`,
        contractAddress: token.address,
        decimals: token.decimals,
        defaultConfirmations: network.confirmationFloor,
      })),
      createdAt: timestamp(row.createdAt),
      updatedAt: timestamp(row.updatedAt),
    },
  }
}

type Read = Awaited<ReturnType<typeof treasuryBalances>>

export function presentBalances({ balances, unread }: Read): z.input<typeof balanceAnswer> {
  return {
    balances: balances.map(({ network, token, treasury, amount, block }) => ({
      network: network.id,
      chainId: network.chainId,
      assetCode: token.symbol,
      treasury,
      balance: formatUnits(amount, token.decimals),
      balanceAtomic: amount.toString(),
      decimals: token.decimals,
      blockNumber: block,
    })),
    unavailable: unread.map(({ id }) => id),
  }
}
