import type { DemoDescription } from '@/scripts/demo/description'
import { testCustomer, type TestCustomer } from '@/scripts/local/testCustomer'
import { testMerchant, type TestMerchant } from '@/scripts/local/testMerchant'

export const STACK_VARIABLE = 'E2E_STACK'
export const ENVIRONMENT_VARIABLE = 'E2E_STACK_ENVIRONMENT'

/** The running checkout of the browser tests: base URL, keys, chain, tokens and a payer, as in `.demo/demo.json`. */
export function runningStack(): DemoDescription {
  return JSON.parse(variable(STACK_VARIABLE))
}

/** The same with the environment of its server. */
export function runningStackAround() {
  return { description: runningStack(), environment: JSON.parse(variable(ENVIRONMENT_VARIABLE)) }
}

/** Who orders and pays in test mode there; the caller closes it. */
export function runningTestCustomer(): TestCustomer {
  return testCustomer(runningStackAround())
}

/** A merchant of one's own there, whose owner can sign in; the caller closes it. */
export function runningTestMerchant(): Promise<TestMerchant> {
  return testMerchant(runningStackAround())
}

function variable(name: string): string {
  const text = process.env[name]
  if (!text)
    throw new Error('The browser tests start through Playwright, whose global setup starts the stack.')
  return text
}
