import type { z } from 'zod'
import type { ListedMethod } from '@/lib/services/merchants/listPaymentMethods'
import { isOfWallet } from '@/lib/services/xpub/activeKey'
import { timestamp } from '../time'
import { railTypesOf, type methodAnswer } from './methodSchemas'

/** A way to be paid in document 000's words. */
export function presentMethod(listed: ListedMethod): z.input<typeof methodAnswer> {
  const { method, network, state, treasury, pending } = listed
  return {
    id: method.id,
    methodType: 'crypto',
    label: method.label ?? `${method.token} on ${network?.name ?? method.network}`,
    assetCode: method.token,
    network: method.network,
    enabled: method.enabled,
    railTypes: railTypesOf(method.rails),
    hasSecret: isOfWallet(method),
    treasury,
    pendingTreasury: pending && { treasury: pending.treasury, from: timestamp(pending.from) },
    isDefault: method.isDefault,
    state,
    config: {
      requiredConfirmations: method.requiredConfirmations ?? network?.confirmationFloor ?? 1,
    },
    createdAt: timestamp(method.createdAt),
  }
}
