/** One request's or job's place in a trace across systems: ids are hexadecimal, as W3C Trace Context writes them. */
export type Place = { traceId: string; spanId: string; parentId: string | null; sampled: boolean }

/** What is known of a step: never a merchant, a customer, an address, a secret or a URL that may hold a key. */
export type Facts = Readonly<Record<string, string | number | boolean>>

export type Step = {
  name: string
  /** `server` answers somebody, `client` asks somebody, anything else is work of our own. */
  kind?: 'server' | 'client'
  facts?: Facts
  /** Where a caller put it; else it is a part of the step around it, or begins a trace. */
  place?: Place
}

export type Note = (facts: Facts) => void

export type Tracer = {
  step<Result>(step: Step, work: (note: Note) => Promise<Result>): Promise<Result>
}

const shared = globalThis as { cryptoCheckoutTracer?: Tracer | null }

const nothing: Note = () => {}

/** Kept on `globalThis`: the self-hosted server and Next's build are separate module instances. */
export function setTracer(tracer: Tracer | null): void {
  shared.cryptoCheckoutTracer = tracer
}

export function isTracing(): boolean {
  return Boolean(shared.cryptoCheckoutTracer)
}

/** Runs work as a step of a trace, where traces are sent anywhere; else runs it, and nothing more. */
export function step<Result>(what: Step, work: (note: Note) => Promise<Result>): Promise<Result> {
  const tracer = shared.cryptoCheckoutTracer
  return tracer ? tracer.step(what, work) : work(nothing)
}
