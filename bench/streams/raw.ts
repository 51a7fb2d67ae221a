// The least that can hold event streams: Node's own server, a list of responses for each path, and nothing else.
import { createServer, type ServerResponse } from 'node:http'
import { serveParent } from './serveParent'

const followers = new Map<string, Set<ServerResponse>>()
const server = createServer((request, response) => {
  const path = request.url ?? '/'
  if (request.method === 'POST') {
    for (const follower of followers.get(path) ?? []) follower.write('id: 1\ndata: {"type":"told"}\n\n')
    response.end()
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(': here\n\n')
  const own = followers.get(path) ?? new Set()
  followers.set(path, own.add(response))
  response.on('close', () => own.delete(response))
})
serveParent(server)
