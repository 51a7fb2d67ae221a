import { readFile, stat } from 'node:fs/promises'
import { listScreening, parseAddressList } from '@/lib/chains/screening/addressList'
import { oracleScreening } from '@/lib/chains/screening/oracle'
import type { Env } from '@/lib/env'
import type { ScreeningRules } from '@/lib/services/context'

/** Who screens senders, as the environment says; null where nobody does (D9). Reads nothing yet. */
export function openScreening({
  oracles,
  addresses,
  file,
  unknownSender,
}: Env['screening']): ScreeningRules | null {
  const sources = [
    ...(oracles.size > 0 ? [oracleScreening(oracles)] : []),
    ...(addresses.size > 0 || file !== null ? [listScreening(listReader(addresses, file))] : []),
  ]
  return sources.length > 0 ? { sources, unknownSender } : null
}

/** The addresses of the environment and of a file, which is read again when it has changed. */
function listReader(addresses: ReadonlySet<string>, file: string | null): () => Promise<ReadonlySet<string>> {
  let kept: { of: string; list: ReadonlySet<string> } | null = null
  return async () => {
    if (file === null) return addresses
    const { mtimeMs, size, ino } = await stat(file)
    const of = `${mtimeMs}/${size}/${ino}`
    if (kept?.of !== of) {
      const listed = parseAddressList(await readFile(file, 'utf8'))
      kept = { of, list: new Set([...addresses, ...listed]) }
    }
    return kept.list
  }
}
