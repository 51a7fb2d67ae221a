/** What was sent from this browser for an invoice, kept before anybody waits for it, so that a reload finds it. */
export type Kept = {
  /** Null where a signature waits to be handed in. */
  hash: `0x${string}` | null
  chainId: number
  from: string
  /** By the hub: the server is told its hash. */
  optionId: string | null
  /** The wallet by its id and name. */
  connector: string
  wallet: string
  amountText: string
}

const keyOf = (invoiceId: string) => `checkout.sent.${invoiceId}`

/** In this document; another tab's is told by the browser. */
const CHANGED = 'checkout.sent'

export function keep(invoiceId: string, kept: Kept): void {
  write((storage) => storage.setItem(keyOf(invoiceId), JSON.stringify(kept)))
}

export function forget(invoiceId: string): void {
  write((storage) => storage.removeItem(keyOf(invoiceId)))
}

/** A browser may refuse to keep anything; the payment goes on without. */
function write(change: (storage: Storage) => void): void {
  try {
    change(localStorage)
  } catch {}
  window.dispatchEvent(new Event(CHANGED))
}

/** As it is kept; null where nothing is. */
export function keptText(invoiceId: string): string | null {
  try {
    return localStorage.getItem(keyOf(invoiceId))
  } catch {
    return null
  }
}

/** Tells when something was kept or forgotten, until the returned function is called. */
export function whenKept(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange)
  window.addEventListener('storage', onChange)
  return () => {
    window.removeEventListener(CHANGED, onChange)
    window.removeEventListener('storage', onChange)
  }
}

/** Null for what is not readable as one. */
export function readKept(text: string | null): Kept | null {
  try {
    const kept: unknown = JSON.parse(text ?? 'null')
    return isKept(kept) ? kept : null
  } catch {
    return null
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false
  const { hash, chainId, connector, wallet, amountText, from } = value as Record<string, unknown>
  const texts = [connector, wallet, amountText, from].every((one) => typeof one === 'string')
  const isHash = hash === null || (typeof hash === 'string' && /^0x[0-9a-f]{64}$/i.test(hash))
  return texts && typeof chainId === 'number' && isHash
}
