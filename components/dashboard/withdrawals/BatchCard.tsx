import { CopyButton } from '@/components/pay/CopyButton'
import { Card, Fact, Facts } from '@/components/ui/Card'
import { ChainLink } from '@/components/ui/ChainLink'
import { Notice } from '@/components/ui/Notice'
import type { BatchView, CallView } from '@/lib/dashboard/withdrawals'
import type { Chain } from './browserWallet'
import { SignButton } from './SignButton'

type Props = {
  batch: BatchView
  chain: Chain
  /** Behind it comes the hash. */
  follow: string
  /** For who signs elsewhere: tells the hash. */
  children: React.ReactNode
}

/** What a merchant's own wallet is to sign, with what it moves and costs. */
export function BatchCard({ batch, chain, follow, children }: Props) {
  const { calls, more, outOfReach, gasPrice } = batch
  return (
    <Card id="batch" title={`Withdrawal on ${chain.name}`}>
      <div className="flex flex-col gap-6">
        <p className="max-w-2xl text-sm/6 text-muted">
          Any wallet can sign and pay for it: the money goes to your wallets below, and nowhere else. This
          checkout holds no key that could do it for you.
          {more && ' More lies there than one batch takes: prepare the next one when this one is done.'}
          {calls.length > 1 &&
            ' It takes several transactions. Sign one, wait until it is done, then come back.'}
        </p>
        {calls.map((call, index) => (
          <Call
            key={call.data}
            call={call}
            name={calls.length > 1 ? `Transaction ${index + 1} of ${calls.length}` : null}
            chain={chain}
            gasPrice={gasPrice}
            follow={follow}
          />
        ))}
        {outOfReach.length > 0 && (
          <Notice tone="careful" title="Some of what went astray stays where it is">
            <p>
              It came on {chain.name} to addresses whose wallet is a contract elsewhere. Nobody can prove that
              it is yours here too. Take payments on {chain.name} to that wallet once it stands there.
            </p>
            <ul>
              {outOfReach.map((place) => (
                <li key={place.full}>
                  <ChainLink link={place} what="the address" />
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {children}
      </div>
    </Card>
  )
}

type CallProps = {
  call: CallView
  name: string | null
  chain: Chain
  gasPrice: string | null
  follow: string
}

function Call({ call, name, chain, gasPrice, follow }: CallProps) {
  const { to, data, value } = call
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-line p-4">
      {name && <h3 className="text-sm font-semibold">{name}</h3>}
      <Facts>
        {call.amounts.map((amount) => (
          <Fact key={amount.lies} name="You receive">
            <span className="font-semibold">{amount.yours}</span>
            {amount.fee && <span className="text-muted">{` of ${amount.lies}, ${amount.fee} fee`}</span>}
          </Fact>
        ))}
        <Fact name="At">
          <ChainLink link={call.treasury} what="your wallet" />
        </Fact>
        <Fact name="Empties">{call.addresses}</Fact>
        <Fact name="Network fee, about">
          {call.gas ? (
            <>
              {call.gas.cost}
              {call.gas.worth && <span className="text-muted">{` (${call.gas.worth})`}</span>}
              <span className="block text-xs text-muted">
                {call.gas.units} gas{gasPrice && ` at ${gasPrice}`}
              </span>
            </>
          ) : (
            'The network says that it would fail now'
          )}
        </Fact>
      </Facts>
      {call.gas && <SignButton call={{ to, data, value }} chain={chain} follow={follow} />}
      <details className="group text-sm/6">
        <summary className="inline-flex min-h-11 items-center font-medium text-link lg:min-h-0">
          Sign it in another wallet
        </summary>
        <div className="mt-3 flex flex-col gap-4">
          <Copied label="To" text={to} what="the contract" />
          <Copied label="Data" text={data} what="the data" />
          <p className="text-muted">
            Send no coin with it (value 0), on {chain.name} (chain {chain.id}).
          </p>
        </div>
      </details>
    </div>
  )
}

/** An address fits. */
const ONE_LINE = 44

function Copied({ label, text, what }: { label: string; text: string; what: string }) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      <label className="flex min-w-0 grow basis-56 flex-col gap-1">
        <span className="text-xs text-muted">{label}</span>
        <textarea
          readOnly
          rows={text.length > ONE_LINE ? 4 : 1}
          value={text}
          spellCheck={false}
          className="w-full resize-none rounded-lg border border-line bg-raised px-3 py-2.5 font-mono text-[0.8125rem] break-all"
        />
      </label>
      <span className="flex">
        <CopyButton text={text} what={what} />
      </span>
    </div>
  )
}
