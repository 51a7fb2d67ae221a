import { isCreditIn } from '../customers/creditSources'
import type { ClaimedCredit } from '../customers/claimedCredit'
import type { ServiceContext } from '../context'
import type { OptionView, PaymentRow, SettlementRow } from '../views'
import { settle, type Settled } from './settle'
import type { SettlementDue } from './settlementAmounts'

export type TakenDue = Omit<SettlementDue, 'option' | 'credit'> & {
  options: readonly OptionView[]
  credit: ClaimedCredit | null
}

/** Settles in the asset of the settlement that there is, of the first money it takes, or of the customer's credit where that alone pays. */
export async function settleTaken(ctx: ServiceContext, due: TakenDue): Promise<Settled> {
  const option = settledOption(due, due.existing?.settledAt ? due.existing : null)
  return option ? settle(ctx, { ...due, option }) : { events: [], granted: null }
}

/** The asset an invoice is settled in. */
export function settledOption(
  { options, taken, credit }: Pick<TakenDue, 'options' | 'taken' | 'credit'>,
  existing: SettlementRow | null,
): OptionView | undefined {
  const asset: Pick<PaymentRow, 'network' | 'token'> | undefined = existing ?? taken[0]
  return asset
    ? options.find((one) => one.network === asset.network && one.token === asset.token)
    : options.find((one) => isCreditIn(credit, one))
}
