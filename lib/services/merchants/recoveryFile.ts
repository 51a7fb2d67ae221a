import { depositCountersIssued, findMerchant, payoutTermsOf } from '@/db/queries/merchants'
import { methodsOf, type PaymentMethodRow } from '@/db/queries/paymentMethods'
import { xpubIndexesIssued, xpubKeyRows } from '@/db/queries/xpubKeys'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import { SANDBOX_TREASURY } from './addSandboxMethods'
import { openSeed } from '../secrets/openSeed'

export type RecoveryTerms = { treasury: string; feeRecipient: string; feeBps: number }

/** Everything that is needed to find and sweep a merchant's deposits without this database (F1). It cannot spend. */
export type RecoveryFile = {
  version: 1
  merchant: string
  seed: string
  terms: RecoveryTerms[]
  /** Deposit addresses given out when the file was written: a search looks at all of them, paid or not. */
  issued: number
  /** Wallets whose own addresses are given out: nothing is to be done for them, their seed phrase brings everything back. */
  wallets: { network: string; fingerprint: string; issued: number }[]
  networks: { id: string; chainId: number; factory: string; tokens: string[] }[]
  createdAt: string
}

/** The merchant's recovery file as of now: given at set-up, and again after each change of treasury or fee. */
export async function recoveryFile(ctx: ServiceContext, merchantId: string): Promise<RecoveryFile> {
  const merchant = await findMerchant(ctx.db, merchantId)
  if (!merchant) throw new DomainError('NOT_FOUND', 'Merchant not found')
  const methods = [
    ...(await methodsOf(ctx.db, { merchantId, mode: 'live' })),
    ...(await methodsOf(ctx.db, { merchantId, mode: 'test' })),
  ].filter((method) => method.treasury !== SANDBOX_TREASURY)
  const feeBps = /^0x0+$/.test(ctx.policy.feeRecipient) ? 0 : merchant.feeBps
  // Addresses of the merchant's own wallet need no recovery: their keys are in that wallet (ADR 0031).
  const upcoming = methods
    .flatMap(({ treasury, nextTreasury }) => [treasury ?? [], nextTreasury ?? []].flat())
    .map((treasury) => ({ treasury, feeRecipient: ctx.policy.feeRecipient, feeBps }))
  const used = (await payoutTermsOf(ctx.db, merchantId))
    .filter((terms) => terms.treasury !== SANDBOX_TREASURY)
    .map(({ treasury, feeRecipient, feeBps: bps }) => ({ treasury, feeRecipient, feeBps: bps }))
  const byKey = new Map([...used, ...upcoming].map((terms) => [JSON.stringify(terms), terms]))
  return {
    version: 1,
    merchant: merchant.id,
    seed: openSeed(ctx, merchant),
    terms: [...byKey.values()],
    issued: Number(await depositCountersIssued(ctx.db, merchantId)),
    wallets: await walletsOf(ctx, methods),
    networks: ctx.networks
      .all()
      // A forwarder is nowhere else.
      .filter((network) => !network.laneOfItsOwn && network.oneShotForwarder)
      .map((network) => ({
        id: network.id,
        chainId: network.chainId,
        factory: network.factory,
        tokens: network.tokens.map((token) => token.address),
      })),
    createdAt: ctx.clock.now().toISOString(),
  }
}

async function walletsOf(
  ctx: ServiceContext,
  methods: readonly PaymentMethodRow[],
): Promise<RecoveryFile['wallets']> {
  const uses = methods.flatMap(({ network, xpubKeyId, nextXpubKeyId }) =>
    [xpubKeyId, nextXpubKeyId].flatMap((keyId) => (keyId === null ? [] : [{ network, keyId }])),
  )
  const keys = await xpubKeyRows(
    ctx.db,
    uses.map(({ keyId }) => keyId),
  )
  const wallets = new Map<string, RecoveryFile['wallets'][number]>()
  for (const { network, keyId } of uses) {
    const key = keys.find((one) => one.id === keyId)
    if (!key) continue
    const issued = await xpubIndexesIssued(ctx.db, keyId)
    wallets.set(`${network} ${keyId}`, { network, fingerprint: key.fingerprint, issued })
  }
  return [...wallets.values()]
}
