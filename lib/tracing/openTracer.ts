import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context, SpanContext } from '@opentelemetry/api'
import { setTracer, type Place, type Step, type Tracer } from './step'

export type OpenTracer = { close(): Promise<void> }

/** A collector that does not answer holds up an ending process for so long at most. */
const FLUSH_WITHIN_MS = 3_000

/**
 * Sends traces to an OTLP/HTTP endpoint from now on. OpenTelemetry is loaded here and nowhere else, so that a server
 * without an endpoint has nothing of it. What cannot be sent is dropped.
 */
export async function openTracer(options: { endpoint: string; serviceName: string }): Promise<OpenTracer> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const kinds = { server: api.SpanKind.SERVER, client: api.SpanKind.CLIENT, own: api.SpanKind.INTERNAL }
  const ids = placedIds(new sdk.RandomIdGenerator())
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.serviceName }),
    idGenerator: ids,
    spanProcessors: [
      new sdk.BatchSpanProcessor(new OTLPTraceExporter({ url: `${options.endpoint}/v1/traces` })),
    ],
  })
  const otel = provider.getTracer('crypto-checkout')
  const around = new AsyncLocalStorage<Context>()

  function begin({ name, kind, facts, place }: Step) {
    ids.next(place ?? null)
    const parent = place?.parentId
      ? api.trace.setSpanContext(api.ROOT_CONTEXT, callersContext(place, place.parentId, api.TraceFlags))
      : place
        ? api.ROOT_CONTEXT
        : (around.getStore() ?? api.ROOT_CONTEXT)
    return otel.startSpan(
      name,
      { kind: kinds[kind ?? 'own'], ...(facts ? { attributes: facts } : {}) },
      parent,
    )
  }

  const tracer: Tracer = {
    async step(what, work) {
      const span = begin(what)
      const inside = api.trace.setSpan(api.ROOT_CONTEXT, span)
      try {
        return await around.run(inside, () => work((facts) => void span.setAttributes(facts)))
      } catch (error) {
        // Messages can hold URLs with keys, and parameters: the name alone.
        span.setAttribute('error.type', error instanceof Error ? error.name : typeof error)
        span.setStatus({ code: api.SpanStatusCode.ERROR })
        throw error
      } finally {
        span.end()
      }
    },
  }
  setTracer(tracer)
  return {
    async close() {
      setTracer(null)
      const late = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_WITHIN_MS).unref())
      await Promise.race([provider.shutdown().catch(() => {}), late])
    },
  }
}

function callersContext(
  { traceId, sampled }: Place,
  spanId: string,
  flags: { NONE: number; SAMPLED: number },
): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? flags.SAMPLED : flags.NONE, isRemote: true }
}

/** The ids of a request were told to its caller and are in the log: its span has them too. All other ids are random. */
function placedIds(random: { generateTraceId(): string; generateSpanId(): string }) {
  let place: Place | null = null
  return {
    /** Of the span that is begun next, in the same breath. */
    next(of: Place | null): void {
      place = of
    },
    generateTraceId: () => place?.traceId ?? random.generateTraceId(),
    generateSpanId: () => place?.spanId ?? random.generateSpanId(),
  }
}
