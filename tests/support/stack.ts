import type { DemoDescription } from '@/scripts/demo/description'

export const STACK_VARIABLE = 'E2E_STACK'

/** The running checkout of the browser tests: base URL, keys, chain, tokens and a payer, as in `.demo/demo.json`. */
export function runningStack(): DemoDescription {
  const text = process.env[STACK_VARIABLE]
  if (!text)
    throw new Error('The browser tests start through Playwright, whose global setup starts the stack.')
  return JSON.parse(text)
}
