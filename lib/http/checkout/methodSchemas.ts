import { z } from 'zod'
import type { Rail } from '@/db/schema'
import type { TreasuryRails } from '@/lib/services/merchants/addPaymentMethod'
import type { TreasuryGiven } from '@/lib/services/payout/proposeTreasury'
import { futureTime, text, wholeNumber } from '../fields'

const time = z.iso.datetime()
const flag = z.boolean({ error: 'must be true or false' })

/** Document 000's rails, and this system's: an address is a forwarder's or the merchant's own wallet's. */
export const RAIL_TYPES = ['address_transfer', 'wallet_contract'] as const
type RailType = (typeof RAIL_TYPES)[number]

const railTypes = z
  .array(z.enum(RAIL_TYPES, { error: `must be one of ${RAIL_TYPES.join(', ')}` }), {
    error: 'must be a list',
  })
  .min(1, { error: 'must name at least one' })
  .max(RAIL_TYPES.length)
  .describe('address_transfer unless said.')

/** A treasury, and how it is shown to be meant (F4). */
const treasuryFields = {
  treasury: text(1, 100).describe('Your wallet that the money goes to.'),
  treasuryLastSix: text(6, 6)
    .nullish()
    .describe('The last six characters of the treasury, as your wallet shows them; or sign its challenge.'),
  treasurySignature: z
    .string()
    .regex(/^0x[0-9a-fA-F]{2,20000}$/, { error: 'must be hex, as the wallet answers it' })
    .nullish()
    .describe('The treasury’s signature of its challenge (EIP-191, or EIP-1271 for a contract).'),
  treasurySignedUntil: futureTime.nullish().describe('`until` of the challenge that was signed.'),
}

const settings = {
  label: text(1, 100).nullish(),
  enabled: flag.optional().describe('Whether invoices can be paid so.'),
  railTypes: railTypes.optional(),
  config: z
    .object({
      requiredConfirmations: wholeNumber(1, 50)
        .nullish()
        .describe('Asked for where the merchant has no number for all; null is what the network asks for.'),
    })
    .optional(),
}

const asset = {
  assetCode: text(1, 40).describe('Such as USDC, or the network’s own coin.'),
  network: text(1, 40).describe('Of those that are open here.'),
}

export const createMethodBody = z
  .object({ ...asset, ...settings, ...treasuryFields })
  .superRefine(signedWhole)

export const updateMethodBody = z
  .object({ ...settings, ...treasuryFields, treasury: treasuryFields.treasury.optional() })
  .superRefine(signedWhole)

/** In a configuration: one that there is, by its id or its asset and network, or a new one. What it is already may stand there too. */
export const configMethodBody = z
  .object({
    id: text(1, 64).optional(),
    ...asset,
    ...settings,
    ...treasuryFields,
    treasury: treasuryFields.treasury.nullish(),
  })
  .superRefine(signedWhole)

export const challengeBody = z.object({ network: asset.network, treasury: treasuryFields.treasury })

export const challengeAnswer = z.strictObject({
  message: z.string().describe('The text to be signed by the treasury, as it is.'),
  until: time.describe('A signature is taken until then, with this beside it as treasurySignedUntil.'),
})

export const methodAnswer = z.strictObject({
  id: z.string(),
  methodType: z.literal('crypto'),
  label: z.string(),
  assetCode: z.string(),
  network: z.string(),
  enabled: z.boolean(),
  railTypes: z.array(z.enum(RAIL_TYPES)),
  hasSecret: z.boolean().describe('Whether an extended public key is kept for it, encrypted.'),
  treasury: z.string().nullable().describe('Null where customers pay to addresses of your own wallet.'),
  pendingTreasury: z
    .strictObject({ treasury: z.string(), from: time })
    .nullable()
    .describe('Where later invoices’ money goes from then on; it can be called off in the dashboard.'),
  isDefault: z.boolean().describe('Taken when only the asset is named.'),
  state: z
    .enum(['ready', 'delayed', 'unverified', 'closed', 'waiting'])
    .describe('How its network is doing; waiting for its time where a first wallet or treasury is delayed.'),
  config: z.strictObject({ requiredConfirmations: z.int() }),
  createdAt: time,
})

export const createdMethodAnswer = methodAnswer.extend({
  firstDepositAddress: z
    .string()
    .nullable()
    .describe('The address that the next invoice would get; null where it has none of its own.'),
})

export const methodList = z.strictObject({
  paymentMethods: z.array(methodAnswer).describe('The oldest first.'),
})

type Given = z.output<typeof updateMethodBody> | z.output<typeof configMethodBody>

/** A treasury as services take it; undefined where none is given. */
export function treasuryGiven(body: Given): TreasuryGiven | undefined {
  const { treasury, treasuryLastSix: lastSix, treasurySignature, treasurySignedUntil: until } = body
  if (!treasury) return undefined
  const signature = treasurySignature as `0x${string}` | null | undefined
  return { treasury, lastSix, signed: signature && until ? { signature, until } : null }
}

/** In the order in which a method has them. */
export function railsOf(types: readonly RailType[]): TreasuryRails {
  if (!types.includes('wallet_contract')) return ['forwarder']
  return types.includes('address_transfer') ? ['forwarder', 'hub'] : ['hub']
}

export function railTypesOf(rails: readonly Rail[]): RailType[] {
  const types = rails.map((rail): RailType => (rail === 'hub' ? 'wallet_contract' : 'address_transfer'))
  return RAIL_TYPES.filter((type) => types.includes(type))
}

function signedWhole(
  body: { treasurySignature?: string | null; treasurySignedUntil?: Date | null },
  context: z.RefinementCtx,
): void {
  if (!body.treasurySignature === !body.treasurySignedUntil) return
  const missing = body.treasurySignature ? 'treasurySignedUntil' : 'treasurySignature'
  context.addIssue({ code: 'custom', path: [missing], message: 'is required beside the other' })
}
