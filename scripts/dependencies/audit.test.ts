import { execFile } from 'node:child_process'
import { expect, it } from 'vitest'

const TIMEOUT_MS = 25_000

/** What the registry knows against the packages that run in production; null where it does not answer that. */
function asked(): Promise<Record<string, { severity: string }> | null> {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=10000']
  return new Promise((resolve) => {
    execFile('npm', args, { timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 }, (_failed, stdout) => {
      try {
        const { vulnerabilities } = JSON.parse(stdout) as {
          vulnerabilities?: Record<string, { severity: string }>
        }
        resolve(vulnerabilities ?? null)
      } catch {
        resolve(null)
      }
    })
  })
}

it(
  'npm audit: nothing severe is known of what runs in production',
  { timeout: 2 * TIMEOUT_MS },
  async (test) => {
    const known = await asked()
    if (known === null) return test.skip('the registry does not answer npm audit')
    const severe = Object.entries(known).filter(([, { severity }]) => ['high', 'critical'].includes(severity))
    expect(severe.map(([name, { severity }]) => `${name}: ${severity}`)).toEqual([])
  },
)
