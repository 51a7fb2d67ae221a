import { pythonLiteral } from '../literal'
import { headersOf, urlOf, variablesOf, type ExampleRequest } from '../request'

export function python(request: ExampleRequest): string {
  const { method, body, answers } = request
  const variable = (name: string) => `{os.environ['${name}']}`
  const headers = headersOf(request, variable).map(([name, value]) => `"${name}": ${text(value)}`)
  const imports = [
    ...(body === undefined ? [] : ['json']),
    ...(variablesOf(request).length > 0 ? ['os'] : []),
    'urllib.request',
  ]
  return [
    `import ${imports.join(', ')}`,
    '',
    'request = urllib.request.Request(',
    `    ${text(urlOf(request, variable))},`,
    ...(method === 'GET' ? [] : [`    method="${method}",`]),
    ...(headers.length > 0
      ? ['    headers={', ...headers.map((header) => `        ${header},`), '    },']
      : []),
    ...(body === undefined ? [] : [`    data=json.dumps(${pythonLiteral(body, 4)}).encode(),`]),
    ')',
    'with urllib.request.urlopen(request) as answer:',
    READING[answers],
  ].join('\n')
}

const READING: Record<ExampleRequest['answers'], string> = {
  text: '    print(answer.status, answer.read().decode())',
  file: '    print(answer.status, len(answer.read()))',
  stream: '    for line in answer:\n        print(line.decode(), end="")',
}

function text(value: string): string {
  return `${value.includes("{os.environ['") ? 'f' : ''}"${value}"`
}
