import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'

export type Choice = { label: string; network: string; href: string; current: boolean }

/** What it can be paid in: links, so that each choice has an address of its own and needs no script. */
export function Choices({ choices, locale }: { choices: readonly Choice[]; locale: Locale }) {
  const t = translator(locale, 'pay')
  if (choices.length < 2) return null
  return (
    <nav aria-label={t('choices.label')} className="flex flex-col gap-2">
      <p className="text-sm text-muted">{t('choices.label')}</p>
      <ul className="flex flex-wrap gap-2">
        {choices.map(({ label, network, href, current }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={current ? 'true' : undefined}
              className="flex min-h-11 flex-col justify-center rounded-xl border border-line px-4 py-1.5 text-sm font-medium hover:bg-raised aria-[current]:border-action aria-[current]:bg-raised"
            >
              {label}
              <span className="text-xs font-normal text-muted">{t('choices.on', { network })}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
