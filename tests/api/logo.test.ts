import { deflateSync } from 'node:zlib'
import { encode as encodeJpeg } from 'jpeg-js'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { DELETE as remove, PUT as set } from '@/app/api/v1/merchants/me/logo/route'
import { GET as readMe } from '@/app/api/v1/merchants/me/route'
import { GET as see } from '@/app/api/v1/public/logos/[id]/route'
import { rgbaPng } from '@/lib/images/png'
import { ask, type Told } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { discLogo } from '@/tests/support/logo'

const world = await testApp()
const { app } = world
const merchant = await world.newMerchant()
const key = await world.key(merchant.id)
const PATH = '/api/v1/merchants/me/logo'

const put = (file: Uint8Array, before = '') =>
  ask(app, set, PATH, { key, method: 'PUT', body: { image: before + Buffer.from(file).toString('base64') } })
const idIn = ({ json }: Told) => String(json.logo_url).split('/').at(-1) ?? ''
const at = (id: string) => ask(app, see, `/api/v1/public/logos/${id}`, { params: { id } })
const plain = (width: number, height: number) =>
  rgbaPng({ width, height, data: new Uint8Array(width * height * 4).fill(90) })

describe('a logo', () => {
  it('is taken as it is, drawn anew, and shown to anyone under an address of its own', async () => {
    const file = withText(discLogo(400), 'Author\0a name that nobody is to see')
    const told = await put(file)
    expect(told).toMatchObject({ status: 200, json: { width: 256, height: 256 } })
    const shown = await at(idIn(told))
    expect(shown.status).toBe(200)
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
    const { width, height, data } = PNG.sync.read(Buffer.from(shown.bytes))
    expect([width, height]).toEqual([256, 256])
    expect([...data.subarray((128 * 256 + 128) * 4, (128 * 256 + 128) * 4 + 4)]).toEqual([225, 40, 90, 255])
    expect(data[3]).toBe(0)
    expect(Buffer.from(shown.bytes).toString('latin1')).not.toContain('nobody')
    const me = await ask(app, readMe, '/api/v1/merchants/me', { key })
    expect(me.json.logo_url).toBe(told.json.logo_url)
  })

  it('is another one after each change, and gone when it is removed', async () => {
    const [first, second] = [await put(plain(40, 20)), await put(plain(16, 16))]
    expect(idIn(first)).not.toBe(idIn(second))
    expect((await at(idIn(first))).status).toBe(404)
    const gone = () => ask(app, remove, PATH, { key, method: 'DELETE' })
    expect(await gone()).toMatchObject({ status: 200, json: { logo_url: null } })
    expect((await at(idIn(second))).status).toBe(404)
    expect((await gone()).status).toBe(404)
    expect((await ask(app, readMe, '/api/v1/merchants/me', { key })).json.logo_url).toBeNull()
  })

  it('may be a JPEG, whatever it is called', async () => {
    const data = Buffer.alloc(60 * 30 * 4, 255)
    const { data: jpeg } = encodeJpeg({ width: 60, height: 30, data }, 80)
    expect(await put(jpeg)).toMatchObject({ status: 200, json: { width: 60, height: 30 } })
    expect((await put(jpeg, 'data:image/png;base64,')).status).toBe(200)
  })
})

describe('what is no logo is refused', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  it.each<[string, Uint8Array, number]>([
    ['nothing', new Uint8Array(), 422],
    ['an SVG that says that it is a PNG', svg, 422],
    ['a page behind the first bytes of a PNG', Buffer.concat([discLogo().subarray(0, 8), svg]), 422],
    ['a PNG that is cut off', discLogo().subarray(0, -30), 422],
    ['one pixel', plain(1, 1), 422],
    ['a pixel too many', plain(1025, 16), 422],
    ['a bomb', bomb(512, 512), 422],
    ['a small picture that says that it is huge', huge(), 422],
    ['a packed text without end', withChunk(discLogo(), 'zTXt', bombText()), 200],
    ['more than 256 KiB', Buffer.concat([discLogo(), Buffer.alloc(256 * 1024)]), 422],
    ['more than a megabyte', Buffer.alloc(1024 * 1024), 413],
  ])('%s', async (_what, file, status) => {
    const told = await put(file)
    expect(told.status).toBe(status)
  })

  it.each([
    {},
    { image: 7 },
    { image: '' },
    { image: 'not base64!' },
    { image: 'data:text/html;base64,AAAA' },
  ])('%j', async (body) => {
    const told = await ask(app, set, PATH, { key, method: 'PUT', body })
    expect(told).toMatchObject({
      status: 422,
      json: { error: { code: 'VALIDATION_FAILED', field: 'image' } },
    })
  })

  it('says what would be one', async () => {
    expect((await put(svg)).json).toMatchObject({
      error: {
        code: 'VALIDATION_FAILED',
        constraints: { media_types: ['image/png', 'image/jpeg'], max_bytes: 262_144, max_pixels: 1024 },
      },
    })
  })
})

/** Twenty megabytes of nothing, packed into some kilobytes, as the pixels of a picture. */
function bomb(width: number, height: number): Buffer {
  const small = plain(width, height)
  const header = small.subarray(0, 33)
  return Buffer.concat([
    header,
    chunk('IDAT', deflateSync(Buffer.alloc(20_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function huge(): Buffer {
  const file = Buffer.from(plain(16, 16))
  file.writeUInt32BE(60_000, 16)
  file.writeUInt32BE(60_000, 20)
  return file
}

function bombText(): Buffer {
  return Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(20_000_000))])
}

function withText(file: Buffer, text: string): Buffer {
  return withChunk(file, 'tEXt', Buffer.from(text, 'latin1'))
}

function withChunk(file: Buffer, type: string, data: Buffer): Buffer {
  return Buffer.concat([file.subarray(0, 33), chunk(type, data), file.subarray(33)])
}

/** With a checksum of zero, which nobody looks at where the chunk is left out. */
function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 12)
  framed.writeUInt32BE(data.length, 0)
  framed.write(type, 4, 'latin1')
  data.copy(framed, 8)
  return framed
}
