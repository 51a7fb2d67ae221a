import type { PayableToken } from '@/lib/chains/payable'
import type { ServiceContext } from '../context'
import { rateFor } from './rateFor'

type Answer = ReturnType<typeof rateFor>

/**
 * The rate of each token as it is at the first question: options of one asset by several rails are quoted alike, whatever sources say
 * meanwhile (D3).
 */
export function ratesOnce(ctx: ServiceContext, currency: string): (token: PayableToken) => Answer {
  const asked = new Map<string, Answer>()
  return (token) => {
    const name = `${token.symbol} ${token.address}`
    const answer = asked.get(name) ?? rateFor(ctx, token, currency)
    asked.set(name, answer)
    return answer
  }
}
