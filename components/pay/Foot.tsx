import { translator } from '@/lib/i18n/translator'
import type { PayView } from '@/lib/pay/view'
import { Address } from './Address'

/** Which rule decides, what happens next, and the ways on from here. */
export function Foot({ view, reload }: { view: PayView; reload: 'on' | 'off' }) {
  const { text, exit, pastAddress, news, locale } = view
  const t = translator(locale, 'pay')
  return (
    <footer className="flex flex-col gap-6">
      <dl className="flex flex-col gap-4 border-t border-line pt-6 text-sm/6">
        <div>
          <dt className="font-semibold">{t('foot.next')}</dt>
          <dd className="text-muted">{text.next}</dd>
        </div>
        <div>
          <dt className="font-semibold">{t('foot.rule')}</dt>
          <dd className="text-muted">{text.rule}</dd>
        </div>
        {pastAddress && (
          <div>
            <dt className="font-semibold">{t('foot.pastAddress')}</dt>
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
              {t('foot.refresh')}
            </a>
            <a href={reload === 'on' ? '?reload=off' : '?'} className={LINK}>
              {t(reload === 'on' ? 'foot.stop' : 'foot.start')}
            </a>
          </div>
        </noscript>
      )}
    </footer>
  )
}

const LINK =
  'inline-flex h-11 items-center self-start text-sm font-medium text-muted underline decoration-line-strong underline-offset-4 hover:text-ink'
