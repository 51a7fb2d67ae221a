import { LOCALE_NAMES, LOCALES, type Locale } from '@/lib/i18n/locales'

type Props = {
  /** What the choice is called, in the page's language. */
  label: string
  current: Locale
  /** The page's address in another language. */
  hrefOf: (locale: Locale) => string
}

/** The same page in another language: plain links, each in its own, which need no script. */
export function LanguageSwitch({ label, current, hrefOf }: Props) {
  return (
    <nav aria-label={label} className="px-2 pt-4">
      <ul className="flex flex-wrap justify-center gap-x-1">
        {LOCALES.map((locale) => (
          <li key={locale}>
            <a
              href={hrefOf(locale)}
              lang={locale}
              hrefLang={locale}
              aria-current={locale === current ? 'true' : undefined}
              className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-lg px-2 text-xs text-faint hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {LOCALE_NAMES[locale]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
