import { parseJson } from './json'
import type { ApiRequest } from './request'
import { isRequestError, RequestError } from './requestError'

export const MAX_BODY_BYTES = 1024 * 1024

/**
 * The request's JSON, its digits kept; undefined when there is no body at all. Stops reading at 1 MiB. Throws
 * UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or INVALID_JSON.
 */
export async function readJsonBody(request: ApiRequest): Promise<unknown> {
  const announced = request.headers.get('content-length')
  if (announced !== null && Number.parseInt(announced, 10) > MAX_BODY_BYTES) throw tooLarge()
  const type = request.headers.get('content-type')
  if (type !== null && !isJson(type)) throw notJson()
  const text = await readText(request)
  if (text === '') return undefined
  if (type === null) throw notJson()
  try {
    return parseJson(text)
  } catch (error) {
    const reason = error instanceof SyntaxError ? `: ${error.message.slice(0, 120)}` : ''
    throw new RequestError('INVALID_JSON', `The body is not valid JSON${reason}`)
  }
}

async function readText(request: ApiRequest): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.byteLength
      if (length > MAX_BODY_BYTES) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (isRequestError(error)) throw error
    throw new RequestError('INVALID_JSON', 'The body broke off')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new RequestError('INVALID_JSON', 'The body is not valid UTF-8')
  }
}

function isJson(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';')
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='))
  return type.trim() === 'application/json' && (!charset || /^charset="?utf-8"?$/.test(charset))
}

function notJson(): RequestError {
  return new RequestError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as Content-Type: application/json')
}

function tooLarge(): RequestError {
  return new RequestError('PAYLOAD_TOO_LARGE', 'The body is larger than 1 MiB', {
    constraints: { max_bytes: MAX_BODY_BYTES },
  })
}
