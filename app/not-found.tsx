import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Message } from '@/components/ui/Message'

export const metadata: Metadata = { title: 'Not found' }

export default async function NotFound() {
  // The scripts of a page need the nonce of its request.
  await connection()
  return (
    <Message title="There is nothing at this address">
      <p>
        If you came here to pay, the link may be incomplete: open it again from the shop or the message that
        it came in, whole.
      </p>
      <p>Opening this page has charged nothing.</p>
    </Message>
  )
}
