/** Document 004: so many streams an invoice. Counted in each process. */
export const STREAMS_AN_INVOICE = 10

/** So many streams a process; what one holds is in docs/performance.md. */
const STREAMS_A_PROCESS = 15_000

export type Refusal = 'invoice_full' | 'process_full'

/** Counts who has a place, so that whoever opens streams without end is refused and not served. */
export function createPlaces() {
  const taken = new Map<string, number>()
  let all = 0
  return {
    /** Streams that have a place. */
    taken: () => all,
    /** Takes a place for a stream of the invoice; the function given back frees it, once however often it is called. */
    take(invoiceId: string): (() => void) | Refusal {
      const own = taken.get(invoiceId) ?? 0
      if (own >= STREAMS_AN_INVOICE) return 'invoice_full'
      if (all >= STREAMS_A_PROCESS) return 'process_full'
      taken.set(invoiceId, own + 1)
      all += 1
      let held = true
      return () => {
        if (!held) return
        held = false
        all -= 1
        const left = (taken.get(invoiceId) ?? 1) - 1
        if (left > 0) taken.set(invoiceId, left)
        else taken.delete(invoiceId)
      }
    },
  }
}
