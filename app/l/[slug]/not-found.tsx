import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import { Message } from '@/components/ui/Message'
import { PAGE_PATH } from '@/lib/http/pageMethod'
import { closedText } from '@/lib/pay/linkPage'
import { loadLink } from './load'

export const metadata: Metadata = { title: 'This link is closed' }

/** A link that begins no session says why; one that never was is any address without a page. */
export default async function Closed() {
  await connection()
  const path = (await headers()).get(PAGE_PATH) ?? ''
  const found = await loadLink(path.split('/')[2] ?? '')
  const { title, text } = closedText(found)
  return (
    <Message title={title}>
      <p>{text}</p>
      <p>Opening this page has charged nothing.</p>
    </Message>
  )
}
