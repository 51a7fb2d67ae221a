import type { Metadata } from 'next'
import { cursorTo, positionIn } from '@/app/dashboard/cursor'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { PageHead } from '@/components/dashboard/PageHead'
import { BatchCard } from '@/components/dashboard/withdrawals/BatchCard'
import { LyingCard } from '@/components/dashboard/withdrawals/LyingCard'
import { TellHashForm } from '@/components/dashboard/withdrawals/TellHashForm'
import { WithdrawalTable } from '@/components/dashboard/withdrawals/WithdrawalTable'
import { ButtonLink } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { EmptyState } from '@/components/ui/EmptyState'
import { Notice } from '@/components/ui/Notice'
import { Pagination } from '@/components/ui/Pagination'
import { batchView, followHref, lyingGroups, withdrawalLine } from '@/lib/dashboard/withdrawals'
import { isDomainError } from '@/lib/domain/errors'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { rateFor } from '@/lib/services/rates/rateFor'
import { listWithdrawable } from '@/lib/services/withdrawals/listWithdrawable'
import { listWithdrawals } from '@/lib/services/withdrawals/listWithdrawals'
import { prepareWithdrawal, type PreparedWithdrawal } from '@/lib/services/withdrawals/prepareWithdrawal'
import { follow } from './actions'

export const metadata: Metadata = { title: 'Withdrawals' }

const PAGE_SIZE = 20
const HOME = '/dashboard/withdrawals'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Withdrawals({ searchParams }: Props) {
  const asked = await searchParams
  const { app, actor, session, zone, may } = await visit(HOME)
  const after = positionIn(app, actor, asked.cursor)
  const groups = lyingGroups(await found(listWithdrawable(app, actor)))
  const page = await listWithdrawals(app, actor, { after, limit: PAGE_SIZE })
  const lines = page.withdrawals.map((one) => withdrawalLine(one, (id) => app.networks.get(id)))
  const next = cursorTo(app, actor, page.next)
  const canPrepare = may('withdrawals:write')
  return (
    <>
      <PageHead
        title="Withdrawals"
        lead="What lies at the addresses your customers paid to, and its way to your own wallet."
      />
      {canPrepare && typeof asked.network === 'string' && (
        <Batch {...{ app, actor }} network={asked.network} dust={asked.dust === '1'} />
      )}
      {groups.map((group) => (
        <LyingCard key={group.network} group={group} canPrepare={canPrepare} />
      ))}
      {groups.length === 0 && (
        <div className="rounded-xl border border-line bg-surface">
          <EmptyState title="Nothing waits at your addresses">
            {session.mode === 'test'
              ? 'On the simulated network of test mode money sweeps itself. Payments on a test network show up here.'
              : 'Paid money shows up here until it has gone to your wallet, by itself where a gas key is set up, or signed by you.'}
          </EmptyState>
        </div>
      )}
      {(lines.length > 0 || after) && (
        <Card id="signed" title="Signed by your wallet" flush>
          <WithdrawalTable lines={lines} zone={zone} />
          <Pagination
            summary={lines.length === 1 ? '1 withdrawal' : `${lines.length} withdrawals`}
            first={after && HOME}
            next={next && `${HOME}?cursor=${encodeURIComponent(next)}`}
          />
        </Card>
      )}
    </>
  )
}

type BatchProps = { app: App; actor: Actor; network: string; dust: boolean }

/** Made when it is asked for, because it asks the network what it would cost. */
async function Batch({ app, actor, network, dust }: BatchProps) {
  const prepared = await tried(prepareWithdrawal(app, actor, { network, from: null, dust }))
  if (typeof prepared === 'string') {
    return (
      <Notice tone="bad" title="The withdrawal cannot be prepared now">
        {prepared}
      </Notice>
    )
  }
  const { native, chainId, name } = prepared.network
  const coin = await rateFor(app, { symbol: native.symbol, stablecoin: null }, 'USD')
  const batch = batchView(prepared, coin.rate?.value ?? null)
  if (batch.calls.length === 0 && batch.outOfReach.length === 0) {
    return (
      <Notice tone="plain" action={<ButtonLink href={HOME}>Back</ButtonLink>}>
        Nothing is ready to be moved on {name}.
      </Notice>
    )
  }
  return (
    <BatchCard batch={batch} chain={{ id: chainId, name }} follow={followHref(network, '')}>
      <TellHashForm action={follow} network={network} />
    </BatchCard>
  )
}

/** The words of a refusal where there is one. */
async function tried(work: Promise<PreparedWithdrawal>): Promise<PreparedWithdrawal | string> {
  try {
    return await found(work)
  } catch (error) {
    if (isDomainError(error)) return `${error.message}.`
    throw error
  }
}
