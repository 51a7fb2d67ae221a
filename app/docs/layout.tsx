import type { Metadata } from 'next'
import { connection } from 'next/server'
import { inter } from '@/app/inter'
import { DocsShell } from '@/components/docs/DocsShell'
import { DOCS_NAVIGATION } from '@/lib/docs/navigation'
import './code.css'

export const metadata: Metadata = {
  title: { default: 'Documentation', template: '%s · Crypto Checkout Docs' },
}

/** The documentation of this very instance: its own address is in the examples, and nothing comes from elsewhere. */
export default async function DocsLayout({ children }: { children: React.ReactNode }) {
  await connection()
  return (
    <div className={inter.className}>
      <DocsShell groups={DOCS_NAVIGATION}>{children}</DocsShell>
    </div>
  )
}
