import type { Sample } from '../../samples'
import type { ExampleRequest } from '../request'
import { curl } from './curl'
import { python } from './python'
import { typescript } from './typescript'

/** A request in each language, ready to run with nothing installed but the language itself. */
export function snippetsOf(request: ExampleRequest): Sample[] {
  return [
    { language: 'sh', code: curl(request) },
    { language: 'ts', code: typescript(request) },
    { language: 'python', code: python(request) },
  ]
}
