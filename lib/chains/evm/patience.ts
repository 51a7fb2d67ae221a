import { isChainError } from '../errors'

const ATTEMPTS = 3

/**
 * Asks again at once when a node lags: behind a load balancer the next request may reach one that does not. `ask` must check all
 * that it was answered itself, since each attempt may be another node's.
 */
export async function untilPresent<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask()
    } catch (error) {
      if (!isChainError(error) || error.code !== 'lagging' || attempt === ATTEMPTS) throw error
    }
  }
}
