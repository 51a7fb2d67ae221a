import { countKeysByPepper } from '@/db/queries/apiKeys'
import { countSealed, SEALED_COLUMNS } from '@/db/queries/sealed'
import type { RootContext } from '../context'

/** What still needs each key, by its id: API keys that can be used by their pepper, encrypted values by their key (L4). */
export type KeyUse = { peppers: Map<string, number>; encryption: Map<string, number> }

/** Counts it, over the whole instance. */
export async function keyUse({ db, clock }: Pick<RootContext, 'db' | 'clock'>): Promise<KeyUse> {
  const encryption = new Map<string, number>()
  for (const column of SEALED_COLUMNS) {
    for (const [key, count] of await countSealed(db, column)) {
      encryption.set(key, (encryption.get(key) ?? 0) + count)
    }
  }
  return { peppers: await countKeysByPepper(db, clock.now()), encryption }
}
