import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { linkIn } from './mailbox'

/** Set by the browser tests' setup: where their server, which has no SMTP server, prints its mail. */
export const LOG_VARIABLE = 'E2E_SERVER_LOG'

/** The path of the newest link to a page that was mailed to somebody, as soon as there is one. */
export async function mailedLink(to: string, page: string): Promise<string> {
  let found: string | undefined
  await expect
    .poll(async () => (found = (await mailsTo(to)).findLast((text) => text.includes(`/${page}`))))
    .toBeTruthy()
  const { pathname, search } = linkIn(found ?? '', page)
  return pathname + search
}

async function mailsTo(to: string): Promise<string[]> {
  const lines = (await readFile(process.env[LOG_VARIABLE] ?? '', 'utf8')).split('\n')
  return lines.flatMap((line) => {
    if (!line.includes(to) || !line.startsWith('{')) return []
    const entry: { to?: string; text?: string } = JSON.parse(line)
    return entry.to === to && entry.text ? [entry.text] : []
  })
}
