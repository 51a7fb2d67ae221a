import { isIP } from 'node:net'
import { someTargetFits, targetProblem, type ReceiverRules } from './addresses'

/** A name that is this machine wherever it is asked (RFC 6761). */
const THIS_MACHINE = /^(.+\.)?localhost\.?$/

/** Where a connection for a URL goes, as far as the URL says. */
export function urlTarget(url: URL): { host: string; port: number; secure: boolean } {
  const secure = url.protocol === 'https:'
  const port = url.port === '' ? (secure ? 443 : 80) : Number.parseInt(url.port, 10)
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, secure }
}

/**
 * Why a URL cannot be a receiver, or null. Addresses written into it are judged here (W5), in every form that a URL has for
 * them; what a name stands for is judged when the connection is made.
 */
export function receiverUrlProblem(rules: ReceiverRules, text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'must be an https URL'
  if (url.username || url.password) return 'must not hold credentials'
  const target = urlTarget(url)
  const literal = literalAddresses(target.host)
  if (literal) {
    const problems = literal.map((address) => targetProblem(rules, { ...target, address }, []))
    return problems.includes(null) ? null : `cannot be reached from here: ${problems[0]}`
  }
  if (someTargetFits(rules, target)) return null
  return target.secure ? `must use one of the ports ${rules.ports.join(', ')}` : 'must be an https URL'
}

/** The addresses that a host is without asking anyone; null for a name that has to be resolved. */
export function literalAddresses(host: string): string[] | null {
  if (isIP(host) !== 0) return [host]
  return THIS_MACHINE.test(host) ? ['127.0.0.1', '::1'] : null
}
