import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { found } from '@/app/dashboard/found'
import { visit } from '@/app/dashboard/visit'
import { PageHead } from '@/components/dashboard/PageHead'
import { FollowForm } from '@/components/dashboard/withdrawals/FollowForm'
import { KeepLooking } from '@/components/dashboard/withdrawals/KeepLooking'
import { TellHashForm } from '@/components/dashboard/withdrawals/TellHashForm'
import { Badge } from '@/components/ui/Badge'
import { ButtonLink } from '@/components/ui/Button'
import { Card, Fact, Facts } from '@/components/ui/Card'
import { ChainLink } from '@/components/ui/ChainLink'
import { Notice } from '@/components/ui/Notice'
import { Time } from '@/components/ui/Time'
import { withdrawalLine } from '@/lib/dashboard/withdrawals'
import { shortHash } from '@/lib/pay/format'
import { getWithdrawal } from '@/lib/services/withdrawals/getWithdrawal'
import { follow, look } from '../../actions'

export const metadata: Metadata = { title: 'Withdrawal' }

const HOME = '/dashboard/withdrawals'

type Props = {
  params: Promise<{ network: string; tx: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One transaction of the merchant's wallet, from being sent to being final. */
export default async function Withdrawal({ params, searchParams }: Props) {
  const { network: id, tx } = await params
  const { app, actor, zone, may } = await visit(`${HOME}/${id}/${tx}`)
  const network = app.networks.all().find((one) => one.id === id && one.mode === actor.mode)
  if (!network || network.laneOfItsOwn || !/^0x[0-9a-f]{64}$/.test(tx)) notFound()
  const view = await found(getWithdrawal(app, actor, { network: id, txHash: tx }))
  const line = view && withdrawalLine(view, (name) => app.networks.get(name))
  const transaction = { short: shortHash(tx), full: tx, url: network.explorer?.tx(tx) ?? null }
  const isConfirmed = (await searchParams).did === 'confirmed' && view?.state === 'confirming'
  return (
    <>
      <PageHead
        back={{ href: HOME, label: 'Withdrawals' }}
        title={line ? line.amounts.join(', ') || 'Withdrawal' : 'Withdrawal under way'}
        lead={
          <>
            On {network.name}, by <ChainLink link={transaction} what="the transaction" />
          </>
        }
      />
      {isConfirmed && (
        <Notice tone="good">The network has it. The payouts of your invoices are noted as done.</Notice>
      )}
      {line && view ? (
        <Card
          id="state"
          title="Where it stands"
          aside={<Badge tone={line.badge.tone}>{line.badge.label}</Badge>}
        >
          <Facts>
            {view.moved.map((one, index) => (
              <Fact key={one.token} name={one.token}>
                {line.amounts[index]}
                <span className="text-muted">
                  {` from ${one.addresses === 1 ? '1 address' : `${one.addresses} addresses`}`}
                </span>
              </Fact>
            ))}
            <Fact name="Confirmed on">
              <Time at={line.at} zone={zone} />
            </Fact>
            <Fact name="Confirmations">{`${view.confirmations} of ${view.required}`}</Fact>
          </Facts>
          <p className="mt-4 text-sm/6 text-muted">{MEANINGS[view.state]}</p>
          {view.state !== 'final' && <KeepLooking />}
          <div className="mt-4 flex">
            <ButtonLink href={HOME}>Back to what is left</ButtonLink>
          </div>
        </Card>
      ) : may('withdrawals:write') ? (
        <Card id="state" title="Waiting for the network">
          <div className="flex flex-col gap-6">
            <p className="max-w-2xl text-sm/6 text-muted">
              As soon as it is in a block, what it moved is read from the chain and noted. Do not send it
              again meanwhile.
            </p>
            <FollowForm action={look} network={id} tx={tx} />
            <details className="text-sm/6">
              <summary className="inline-flex min-h-11 items-center font-medium text-link lg:min-h-0">
                I sped it up in my wallet
              </summary>
              <div className="mt-3">
                <TellHashForm action={follow} network={id} />
              </div>
            </details>
          </div>
        </Card>
      ) : (
        <Notice tone="plain">Nobody has confirmed this transaction yet.</Notice>
      )}
    </>
  )
}

const MEANINGS = {
  confirming: 'It is in a block. A few more on top of it, and it cannot be undone any more.',
  final: 'It is at your wallet for good. There is nothing left to do.',
  undone: 'Its block is no longer part of the chain. It is usually taken again within minutes by itself.',
} as const
