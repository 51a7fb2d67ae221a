import { z } from 'zod'
import { CHECKOUT_EVENTS } from '@/lib/domain/checkoutEvents'
import { DEFAULT_TIMING, FARTHEST_DUE_DAYS, MOST_GRACE_DAYS, MOST_MINUTES } from '@/lib/domain/paymentTiming'
import type { ConfigInput } from '@/lib/services/checkoutConfig/putConfig'
import { LONGEST_OVERLAP_SECONDS } from '@/lib/services/webhooks/rotateSecret'
import { receiverUrl, text, webUrl, wholeNumber } from '../fields'
import { configMethodBody, methodAnswer, railsOf, treasuryGiven } from './methodSchemas'

const time = z.iso.datetime()
const flag = z.boolean({ error: 'must be true or false' })
const MOST_FIELDS = 50

const timing = z.discriminatedUnion(
  'mode',
  [
    z.object({ mode: z.literal('immediate'), expiresAfterMinutes: wholeNumber(1, MOST_MINUTES) }),
    z.object({
      mode: z.literal('due_date'),
      dueAfterDays: wholeNumber(1, FARTHEST_DUE_DAYS).describe(
        'Days from when an invoice is made to its due date.',
      ),
      graceDays: wholeNumber(0, MOST_GRACE_DAYS).describe('Days after it in which it can still be paid.'),
    }),
  ],
  { error: 'must have the mode immediate or due_date' },
)

const createFields = z
  .record(text(1, 64), flag, { error: 'must be an object of true and false' })
  .refine((fields) => Object.keys(fields).length <= MOST_FIELDS, {
    error: `must have at most ${MOST_FIELDS} fields`,
  })

const events = z.partialRecord(z.enum(CHECKOUT_EVENTS, { error: 'is no event' }), flag)

/** A whole configuration: what it leaves out is as if there had never been one, but for the methods. */
export const configBody = z.object({
  defaultPaymentTiming: timing.optional().describe('Twenty minutes unless said.'),
  invoiceIssuerName: text(1, 120).nullish().describe('The merchant’s name unless said.'),
  sendInvoiceCreatedEmail: flag.optional(),
  sendInvoicePaidEmail: flag.optional(),
  invoiceCreateFields: createFields.optional(),
  webhookUrl: receiverUrl().nullish(),
  webhookEvents: events.optional().describe('Those that are not named are told.'),
  redirectUrl: webUrl().nullish(),
  paymentMethods: z
    .array(configMethodBody, { error: 'must be a list' })
    .max(100)
    .optional()
    .describe('All there shall be: others are disabled. Left out, they stay as they are.'),
})

export const configAnswer = z.strictObject({
  config: z.strictObject({
    id: z.string(),
    defaultPaymentTiming: z.union([
      z.strictObject({ mode: z.literal('immediate'), expiresAfterMinutes: z.int() }),
      z.strictObject({ mode: z.literal('due_date'), dueAfterDays: z.int(), graceDays: z.int() }),
    ]),
    invoiceIssuerName: z.string().nullable(),
    sendInvoiceCreatedEmail: z.boolean(),
    sendInvoicePaidEmail: z.boolean(),
    invoiceCreateFields: z.record(z.string(), z.boolean()),
    webhookUrl: z.string().nullable(),
    webhookEvents: z.record(z.enum(CHECKOUT_EVENTS), z.boolean()),
    redirectUrl: z.string().nullable(),
    webhookSecretConfigured: z.boolean().describe('Whether there is a secret that webhooks are signed with.'),
    paymentMethods: z.array(methodAnswer),
    supportedEthereumTokens: z
      .array(
        z.strictObject({
          assetCode: z.string(),
          network: z.string(),
          chainId: z.int(),
          displayName: z.string(),
          contractAddress: z.string(),
          decimals: z.int(),
          defaultConfirmations: z.int(),
        }),
      )
      .describe('Tokens of networks that are open here; a network’s own coin can be a method too.'),
    createdAt: time,
    updatedAt: time,
  }),
})

export const putConfigAnswer = configAnswer.extend({
  webhookSecret: z
    .string()
    .nullable()
    .describe('Where a first webhookUrl was set, what signs its webhooks: shown this once.'),
})

export const rotateBody = z.object({
  overlap: wholeNumber(0, LONGEST_OVERLAP_SECONDS)
    .nullish()
    .describe('Seconds for which the old secret signs beside the new one; a day unless said.'),
})

export const rotatedAnswer = z.strictObject({
  webhookSecret: z.string().describe('The new secret, which is shown this once.'),
  previousValidUntil: time.nullable().describe('Until then the old one signs too.'),
})

export const balanceAnswer = z.strictObject({
  balances: z.array(
    z.strictObject({
      network: z.string(),
      chainId: z.int(),
      assetCode: z.string(),
      treasury: z.string(),
      balance: z.string().describe('In whole coins.'),
      balanceAtomic: z.string().describe('In base units.'),
      decimals: z.int(),
      blockNumber: z.int().describe('At the end of which block.'),
    }),
  ),
  unavailable: z.array(z.string()).describe('Networks that did not answer now.'),
})

/** What a body says, for the service. */
export function toConfigInput(body: z.output<typeof configBody>): ConfigInput {
  const { webhookEvents = {}, paymentMethods } = body
  return {
    defaultPaymentTiming: body.defaultPaymentTiming ?? DEFAULT_TIMING,
    invoiceIssuerName: body.invoiceIssuerName ?? null,
    sendInvoiceCreatedEmail: body.sendInvoiceCreatedEmail ?? false,
    sendInvoicePaidEmail: body.sendInvoicePaidEmail ?? false,
    invoiceCreateFields: body.invoiceCreateFields ?? {},
    redirectUrl: body.redirectUrl ?? null,
    webhookUrl: body.webhookUrl ?? null,
    events: CHECKOUT_EVENTS.filter((event) => webhookEvents[event] !== false),
    methods:
      paymentMethods?.map((method) => ({
        id: method.id ?? null,
        network: method.network,
        token: method.assetCode,
        label: method.label,
        enabled: method.enabled,
        rails: method.railTypes && railsOf(method.railTypes),
        requiredConfirmations: method.config?.requiredConfirmations,
        treasury: treasuryGiven(method),
      })) ?? null,
  }
}
