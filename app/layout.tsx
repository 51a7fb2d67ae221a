import type { Metadata, Viewport } from 'next'
import { FaultWords } from '@/components/ui/FaultWords'
import { documentLanguage, UNTRANSLATED } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { pageLocale } from './pageLocale'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Crypto Checkout', template: '%s · Crypto Checkout' },
  description: 'A self-hosted checkout for crypto payments.',
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, address: false, email: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f7f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0d11' },
  ],
}

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const locale = await pageLocale()
  const { lang, dir } = documentLanguage(locale)
  const t = translator(locale, 'link')
  const fault = {
    title: t('fault.title'),
    text: t('fault.text'),
    again: t('fault.again'),
    reference: t('fault.reference'),
  }
  return (
    <html lang={lang} dir={dir}>
      <body className="font-sans">
        {locale === UNTRANSLATED ? children : <FaultWords words={fault}>{children}</FaultWords>}
      </body>
    </html>
  )
}
