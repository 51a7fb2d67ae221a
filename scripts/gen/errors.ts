import { errorAnchor, ERROR_CATALOGUE, ERROR_CODES } from '@/lib/http/invoices/errorCatalogue'

/** The text of docs/errors.md. */
export function errorsDocument(): string {
  const sections = ERROR_CODES.map((code) => {
    const { status, type, retryable, meaning, suggestions } = ERROR_CATALOGUE[code]
    return [
      `<a id="${errorAnchor(code)}"></a>`,
      '',
      `## \`${code}\``,
      '',
      `${status}, \`${type}\`${retryable ? ', may pass: the same request can succeed later' : ''}. ${meaning}`,
      '',
      ...suggestions.map((suggestion) => `- ${suggestion}`),
    ].join('\n')
  })
  return [...INTRODUCTION, ...sections.flatMap((section) => [section, ''])].join('\n')
}

const INTRODUCTION = [
  '# Errors',
  '',
  '<!-- Written by `npm run gen` from `lib/http/invoices/errorCatalogue.ts`; a test fails when it is stale. -->',
  '',
  'Every refusal of the API is a JSON object with an `error`, which holds `type`, `code`, `message`, `suggestions` and a',
  '`documentation_url`, the code’s section of the page `/docs/errors` of this server. Tell errors apart by `code`; messages may change.',
  '',
  '- `field` is the path of what is wrong, such as `items[0].unit_price`. A name that is no plain word stands in brackets:',
  '  `metadata["a.b"]`.',
  '- `constraints` says for a program what the field must keep to: `required`, `type`, `supported` (the values there are), `min`, `max`,',
  '  `min_amount`, `max_amount`, `max_decimals`, `min_length`, `max_length`, `min_items`, `max_items`, `pattern`, `format`, and what else',
  '  a code needs.',
  '- Where several things are wrong, `errors` lists up to twenty of them, the first one too, each with `code`, `message`, `field` and',
  '  `constraints`.',
  '',
  'Beside `error` stand `request_id`, which is the header `X-Request-Id` and finds the request in the server’s log, `trace_id` and',
  '`timestamp`. A valid [W3C `traceparent`](https://www.w3.org/TR/trace-context/) of yours is taken over: its trace is the `trace_id`, in the',
  'log too; any other begins a new trace. Every answer has a `traceparent` of that trace.',
  '',
]
