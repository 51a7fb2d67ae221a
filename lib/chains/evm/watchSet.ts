import type { Network } from '../network'
import type { Watch } from '../port'
import { ACCEPTED_TOPIC, NATIVE_EMITTER, SWEPT_TOPIC, TRANSFER_TOPIC, addressTopic } from './events'

/** A log that may matter, still in the provider's form, told by comparing lower-case strings only. */
export type Match = { kind: 'transfer' | 'sweep' | 'accepted'; log: Readonly<Record<string, unknown>> }

/** What is looked for, in the form in which nodes answer. */
export type WatchSet = {
  /** Topics of the recipients, to their display form. */
  recipients: ReadonlyMap<string, string>
  /** Topics of those whose transfers are wanted wherever they go. */
  senders: ReadonlySet<string>
  /** Lower-case emitters of transfers, to the token (null: native coin). An allow-list: no look-alike is in it (S9). */
  emitters: ReadonlyMap<string, string | null>
  /** Lower case; null where there is none. */
  factory: string | null
  hub: string | null
  /** Top-level native transfers have to be looked for in whole blocks. */
  wholeBlocks: boolean
  match(log: Readonly<Record<string, unknown>>): Match | null
}

export function watchSetOf(network: Network, watch: Watch): WatchSet {
  const recipients = new Map<string, string>()
  for (const recipient of watch.recipients) recipients.set(addressTopic(recipient), recipient)
  const senders = new Set([...(watch.senders ?? [])].map(addressTopic))
  const emitters = new Map<string, string | null>(watch.tokens.map((token) => [token.toLowerCase(), token]))
  const logged = network.logsTransferTopicForNative === true
  // Nobody has a key or code at that address: where the chain does not log native transfers, nothing comes from it.
  if (watch.native) emitters.set(NATIVE_EMITTER, null)
  const factory = network.oneShotForwarder ? network.factory.toLowerCase() : null
  const hub = network.hub?.toLowerCase() ?? null

  return {
    recipients,
    senders,
    emitters,
    factory,
    hub,
    wholeBlocks: watch.native && !logged,
    match(log) {
      const { address, topics } = log
      if (typeof address !== 'string' || !Array.isArray(topics)) return null
      const [topic, from, to] = topics as unknown[]
      if (topic === TRANSFER_TOPIC) {
        // Three topics: an ERC-721 transfer has the same signature and four.
        const isOf = (known: { has(topic: string): boolean }, at: unknown) =>
          typeof at === 'string' && known.has(at.toLowerCase())
        const wanted = topics.length === 3 && (isOf(recipients, to) || isOf(senders, from))
        return wanted && emitters.has(address.toLowerCase()) ? { kind: 'transfer', log } : null
      }
      if (topic === ACCEPTED_TOPIC && address.toLowerCase() === hub) return { kind: 'accepted', log }
      return topic === SWEPT_TOPIC && address.toLowerCase() === factory ? { kind: 'sweep', log } : null
    },
  }
}
