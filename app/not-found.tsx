import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Message } from '@/components/ui/Message'
import { translator } from '@/lib/i18n/translator'
import { pageLocale } from './pageLocale'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLocale(), 'link')('missing.title') }
}

export default async function NotFound() {
  // The scripts of a page need the nonce of its request.
  await connection()
  const t = translator(await pageLocale(), 'link')
  return (
    <Message title={t('closed.none.title')}>
      <p>{t('missing.text')}</p>
      <p>{t('closed.charged')}</p>
    </Message>
  )
}
