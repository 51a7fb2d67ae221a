import { findCheckoutConfig, type CheckoutConfigRow } from '@/db/queries/checkoutConfigs'
import { endpointsOf, type EndpointRow } from '@/db/queries/webhookEndpoints'
import { payableTokens, type PayableToken } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { listPaymentMethods, type ListedMethod } from '../merchants/listPaymentMethods'

export type CheckoutConfig = {
  row: CheckoutConfigRow
  /** Where its webhooks go; null before there was a URL. */
  endpoint: EndpointRow | null
  methods: ListedMethod[]
  /** What can be paid on networks that are open here, apart from native coins and what merchants brought. */
  supported: { network: OpenNetwork; token: PayableToken & { address: string } }[]
}

/** The merchant's configuration in this mode. Throws NOT_FOUND where there is none. */
export async function getConfig(ctx: ServiceContext, actor: Actor): Promise<CheckoutConfig> {
  mustBeAllowed(actor, 'config:read')
  const row = await findCheckoutConfig(ctx.db, actor)
  if (!row) throw new DomainError('NOT_FOUND', 'Configuration not found')
  const networks = ctx.networks.all().filter(({ mode, kind }) => mode === actor.mode && kind === 'evm')
  return {
    row,
    endpoint: await endpointOfConfig(ctx, actor),
    methods: await listPaymentMethods(ctx, actor),
    supported: networks.flatMap((network) =>
      payableTokens(network).flatMap((token) =>
        token.address === null || token.added
          ? []
          : [{ network, token: { ...token, address: token.address } }],
      ),
    ),
  }
}

/** The one endpoint that document 000 knows: its configuration makes it, and switches it off. */
export async function endpointOfConfig(
  { db }: Pick<ServiceContext, 'db'>,
  { merchantId, mode }: Pick<Actor, 'merchantId' | 'mode'>,
): Promise<EndpointRow | null> {
  const scope = { merchantId, mode, dialect: 'checkout' as const }
  const [measured] = await endpointsOf(db, scope, { limit: 1, after: null })
  return measured?.endpoint ?? null
}
