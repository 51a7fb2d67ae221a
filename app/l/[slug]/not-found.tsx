import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import { pageLocale } from '@/app/pageLocale'
import { Message } from '@/components/ui/Message'
import { PAGE_PATH } from '@/lib/http/pageMethod'
import { translator } from '@/lib/i18n/translator'
import { closedText } from '@/lib/pay/linkPage'
import { loadLink } from './load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await pageLocale(), 'link')('closed.title') }
}

/** A link that begins no session says why; one that never was is any address without a page. */
export default async function Closed() {
  await connection()
  const locale = await pageLocale()
  const path = (await headers()).get(PAGE_PATH) ?? ''
  const found = await loadLink(path.split('/')[2] ?? '')
  const { title, text } = closedText(found, locale)
  return (
    <Message title={title}>
      <p>{text}</p>
      <p>{translator(locale, 'link')('closed.charged')}</p>
    </Message>
  )
}
