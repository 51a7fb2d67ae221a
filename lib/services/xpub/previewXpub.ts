import { findXpubSpace, xpubIndexesIssued } from '@/db/queries/xpubKeys'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { acceptedKey, networkForXpub } from './acceptedKey'
import { walletAddress, walletPath } from './walletAddress'

export type XpubPreview = {
  fingerprint: string
  network: string
  /** The wallet's first addresses, for its owner to compare with what the wallet shows. */
  addresses: { path: string; address: string }[]
  /** How many addresses were given out before: the next invoice goes on there. */
  issued: number
}

const SHOWN = 3

/** The first addresses of a wallet, before anything is changed or kept. Throws VALIDATION_FAILED. */
export async function previewXpub(
  ctx: ServiceContext,
  actor: Actor,
  input: { network: string; xpub: string },
): Promise<XpubPreview> {
  mustBeAllowed(actor, 'payout:change')
  const key = acceptedKey(input.xpub)
  const network = networkForXpub(ctx, actor.mode, input.network)
  const known = await findXpubSpace(ctx.db, key.space)
  return {
    fingerprint: key.fingerprint,
    network: network.name,
    addresses: Array.from({ length: SHOWN }, (_, index) => ({
      path: walletPath(network, index),
      address: walletAddress(network, key.chainKey, index),
    })),
    issued: known ? await xpubIndexesIssued(ctx.db, known.id) : 0,
  }
}
