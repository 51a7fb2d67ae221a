import { shellLiteral } from '../literal'
import { headersOf, urlOf, type ExampleRequest } from '../request'

export function curl(request: ExampleRequest): string {
  const { method, body, answers } = request
  const verb = method === (body === undefined ? 'GET' : 'POST') ? '' : `-X ${method} `
  const stream = answers === 'stream' ? '-N ' : ''
  const headers = headersOf(request, (name) => `$${name}`).map(([name, value]) => `-H "${name}: ${value}"`)
  const options = [
    ...headers,
    ...(body === undefined ? [] : [`-d '${shellLiteral(body)}'`]),
    ...(answers === 'file' ? ['-o answer'] : []),
  ]
  return [`curl ${verb}${stream}"${urlOf(request, (name) => `$${name}`)}"`, ...options].join(' \\\n  ')
}
