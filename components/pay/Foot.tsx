import type { PayView } from '@/lib/pay/view'
import { Address } from './Address'

/** Which rule decides, what happens next, and the ways on from here. */
export function Foot({ view, reload }: { view: PayView; reload: 'on' | 'off' }) {
  const { text, exit, pastAddress, news } = view
  return (
    <footer className="flex flex-col gap-6">
      <dl className="flex flex-col gap-4 border-t border-line pt-6 text-sm/6">
        <div>
          <dt className="font-semibold">What happens next</dt>
          <dd className="text-muted">{text.next}</dd>
        </div>
        <div>
          <dt className="font-semibold">The rule</dt>
          <dd className="text-muted">{text.rule}</dd>
        </div>
        {pastAddress && (
          <div>
            <dt className="font-semibold">Address of this invoice</dt>
            <dd>
              <Address address={pastAddress} />
            </dd>
          </div>
        )}
      </dl>
      {exit && !exit.primary && (
        <a href={exit.url} rel="noreferrer" className={LINK}>
          {exit.label}
        </a>
      )}
      {news !== 'never' && (
        <noscript>
          <div className="flex flex-wrap items-center gap-x-6">
            <a href={reload === 'on' ? '?' : '?reload=off'} className={LINK}>
              Refresh now
            </a>
            <a href={reload === 'on' ? '?reload=off' : '?'} className={LINK}>
              {reload === 'on' ? 'Stop refreshing by itself' : 'Refresh by itself'}
            </a>
          </div>
        </noscript>
      )}
    </footer>
  )
}

const LINK =
  'inline-flex h-11 items-center self-start text-sm font-medium text-muted underline decoration-line-strong underline-offset-4 hover:text-ink'
