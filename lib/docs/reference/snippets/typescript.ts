import { typescriptLiteral } from '../literal'
import { headersOf, urlOf, type ExampleRequest } from '../request'

export function typescript(request: ExampleRequest): string {
  const { method, body, answers } = request
  const variable = (name: string) => `\${process.env.${name}}`
  const headers = headersOf(request, variable).map(([name, value]) => `${keyed(name)}: ${text(value)}`)
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(headers.length > 0 ? ['  headers: {', ...headers.map((header) => `    ${header},`), '  },'] : []),
    ...(body === undefined ? [] : [`  body: JSON.stringify(${typescriptLiteral(body, 2)}),`]),
  ]
  const url = text(urlOf(request, variable))
  const call = options.length > 0 ? [`fetch(${url}, {`, ...options, '})'].join('\n') : `fetch(${url})`
  return `const answer = await ${call}\n${READING[answers]}`
}

const READING: Record<ExampleRequest['answers'], string> = {
  text: 'console.log(answer.status, await answer.text())',
  file: 'console.log(answer.status, (await answer.arrayBuffer()).byteLength)',
  stream: 'for await (const part of answer.body ?? []) process.stdout.write(part)',
}

function keyed(name: string): string {
  return name.includes('-') ? `'${name}'` : name
}

function text(value: string): string {
  return value.includes('${') ? `\`${value}\`` : `'${value}'`
}
