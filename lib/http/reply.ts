/** What the pipeline's core answers: plain, so that a server can write it as it is. */
export type Reply = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array | null
}

export function jsonReply(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: text }
}

/** The reply as Next wants it. */
export function toResponse(reply: Reply): Response {
  const body = typeof reply.body === 'string' || reply.body === null ? reply.body : new Uint8Array(reply.body)
  return new Response(body, { status: reply.status, headers: reply.headers })
}
