import { z } from 'zod'
import { text } from '../fields'

const time = z.iso.datetime()
const network = text(1, 40).meta({ description: 'Of those that are open here.', examples: ['sepolia'] })
/** Longer than any extended key; what is pasted is never written down or told again. */
const xpub = text(1, 500).meta({
  description:
    'The extended public key of the account, never a private key or a seed phrase: those are refused, and nothing of them is kept.',
})

export const tokenBody = z.object({
  network,
  address: text(1, 100).describe('The token’s contract.'),
})

export const xpubPreviewBody = z.object({ network, xpub })

export const xpubBody = xpubPreviewBody.extend({
  crypto_currencies: z
    .array(text(1, 40))
    .min(1)
    .max(20)
    .describe('What is to be paid there: tokens, or the network’s own coin.'),
  first_address: text(1, 100).describe(
    'The first address that your wallet shows, compared with the preview.',
  ),
})

export const paymentMethodAnswer = z.strictObject({
  id: z.string(),
  network: z.string(),
  crypto_currency: z.string(),
  rail: z
    .enum(['forwarder', 'xpub', 'hub'])
    .describe(
      'By a contract to the treasury, to addresses of your own wallet, or by a contract alone that the customer’s wallet calls.',
    ),
  treasury: z.string().nullable().describe('Where a forwarder’s money goes.'),
  enabled: z.boolean().describe('Whether invoices can be paid so.'),
  is_default: z.boolean().describe('The network taken when an invoice names the asset alone.'),
  created_at: time,
})

export const paymentMethodList = z.strictObject({
  payment_methods: z
    .array(
      paymentMethodAnswer.extend({
        state: z
          .enum(['ready', 'delayed', 'unverified', 'closed', 'waiting'])
          .describe('How its network is doing; waiting for its time, where a wallet was changed.'),
        paused: z.string().nullable().describe('Why its asset has no rate now; null where it has one.'),
      }),
    )
    .describe('The oldest first.'),
})

export const paymentMethodsSet = z.strictObject({
  payment_methods: z.array(paymentMethodAnswer).describe('Those that were made.'),
})

export const xpubPreviewAnswer = z.strictObject({
  network: z.string(),
  fingerprint: z.string().describe('Names the key without telling it.'),
  addresses: z
    .array(
      z.strictObject({
        path: z.string().describe('Where the wallet has it.'),
        address: z.string().describe('As the network writes it.'),
      }),
    )
    .describe('The first ones, to compare with what the wallet shows.'),
  addresses_issued: z.int().describe('How many were given out before: the next invoice goes on there.'),
})

/** Of a wallet for tests, whose seed phrase everybody knows. */
export const EXAMPLE_XPUB =
  'xpub6Ce9NcJvTk36xtLSrJLZqE7wtgA5deCeYs7rSQtreh4cj6ByPtrg9sD7V2FNFLPnf8heNP3FGkeV9qwfzvZNSd54JoNXVsXFYSYwHsnJxqP'
export const EXAMPLE_XPUB_ADDRESS = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
