import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ENDPOINTS } from '@/lib/docs/reference/openapi'
import { exampleRequest, headersOf, urlOf, variableIn, variablesOf } from '@/lib/docs/reference/request'
import { differences } from '../document004/shape'
import { documentedInstance } from './world'

// `npm run docs:answers` writes the file anew; else what it holds is compared with what is answered now.
// oxlint-disable-next-line node/no-process-env -- how the script says which of the two is meant
const recording = process.env.RECORD_ANSWERS === '1'
const file = path.resolve(import.meta.dirname, '../../../lib/docs/reference/answers.json')
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Parameters<typeof differences>[0]>
const answers: Record<string, unknown> = {}

/** The clock stands still, so that which line of the audit log is the newest is chance. */
const AT_ONCE = {
  absent: ['audit_log[].changes'],
  nullable: ['ip_address', 'user_agent', 'request_id', 'mode', 'subject', 'chain'].map(
    (name) => `audit_log[].${name}`,
  ),
}

const { base, variables } = await documentedInstance()

describe('the answers that the reference shows', () => {
  const told = ENDPOINTS.map((endpoint) => ({ endpoint, request: exampleRequest(endpoint, base) }))
    // The description itself would be longer than everything else.
    .filter(({ request, endpoint }) => request.answers === 'text' && endpoint.path !== '/api/v1/openapi.json')
    .map((one) => ({ ...one, name: `${one.endpoint.method} ${one.endpoint.path}` }))

  it.each(told)('$name answers so', async ({ name, endpoint, request }) => {
    const values = await variables(name, variablesOf(request))
    const value = (variable: string) => values[variable] ?? ''
    const answer = await fetch(urlOf(request, value), {
      method: request.method,
      headers: headersOf(request, value),
      ...(request.body === undefined ? {} : { body: JSON.stringify(filled(request.body, values)) }),
    })
    const body: unknown = await answer.json()
    answers[endpoint.operation.operationId] = withoutSecrets(body)
    if (recording) return
    const shown = recorded[endpoint.operation.operationId]
    expect(differences(shown ?? 'npm run docs:answers, which has not been run since', body, AT_ONCE)).toEqual(
      [],
    )
  })

  afterAll(() => {
    if (!recording) return
    const text = JSON.stringify(answers, null, 2).replaceAll(base, 'http://127.0.0.1:3000')
    writeFileSync(file, `${text.replaceAll('https://checkout.example', 'http://127.0.0.1:3000')}\n`)
  })
})

/** Bodies with their variables put in. */
function filled(value: unknown, values: Record<string, string>): unknown {
  if (typeof value === 'string') return values[variableIn(value) ?? ''] ?? value
  if (Array.isArray(value)) return value.map((one) => filled(one, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, values)]))
}

/** Keys of an instance that is gone, but a reader need not copy them. */
function withoutSecrets(body: unknown): unknown {
  const text = JSON.stringify(body)
    .replace(/\b([sc]k_(?:live|test)(?:_invoices|_analytics)?|fc_live)_[A-Za-z0-9]{16,}/g, '$1_…')
    .replace(/whsec_[A-Za-z0-9+/=]{16,}/g, 'whsec_…')
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9…')
  return JSON.parse(text)
}
