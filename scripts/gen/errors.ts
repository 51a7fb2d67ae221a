import { errorAnchor, ERROR_HELP } from '@/lib/http/invoices/errorHelp'
import { ERRORS } from '@/lib/http/invoices/errors'

/** The text of docs/errors.md. */
export function errorsDocument(): string {
  const codes = Object.keys(ERROR_HELP) as (keyof typeof ERROR_HELP)[]
  const sections = codes.toSorted().map((code) => {
    const { status, type } = ERRORS[code]
    const { meaning, remedy } = ERROR_HELP[code]
    return [
      `<a id="${errorAnchor(code)}"></a>`,
      '',
      `## \`${code}\``,
      '',
      `${status}, \`${type}\`. ${meaning}`,
      '',
      remedy,
    ].join('\n')
  })
  return [
    '# Errors',
    '',
    '<!-- Written by `npm run gen` from `lib/http/invoices/errorHelp.ts`; a test fails when it is stale. -->',
    '',
    'Every refusal of the API is a JSON object with an `error`, which holds `type`, `code`, `message` and a link to the',
    'code’s section of this page, and where they help `field`, `constraints` and `suggestions`. Beside it stand `request_id`,',
    '`trace_id` and `timestamp`. Tell errors apart by `code`; messages may change.',
    '',
    ...sections.flatMap((section) => [section, '']),
  ].join('\n')
}
