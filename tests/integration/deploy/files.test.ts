import { existsSync, readFileSync } from 'node:fs'
import { validate } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ENV_VARIABLES } from '@/lib/env'
import { MANIFEST } from '@/server/manifest.gen'

// Nothing here is run: these files are read, each by its own grammar, and held to what they name.

const read = (file: string) => readFileSync(file, 'utf8')
const dockerfile = read('Dockerfile')
/** By its name; from the line that begins it to the next. */
const stages = new Map(
  dockerfile
    .split(/^(?=FROM )/m)
    .slice(1)
    .map((text): [string, string] => [/ AS (\w+)/.exec(text)?.[1] ?? '', text]),
)

describe('Dockerfile', () => {
  it('is one that Docker takes', () => {
    expect(validate(dockerfile)).toEqual([])
  })

  it('serves as nobody in particular, what it cannot write, without a shell in between', () => {
    const server = stages.get('server') ?? ''
    expect(server.match(/^USER .*$/gm)).toEqual(['USER node'])
    expect(server).toMatch(/^CMD \["node", "start\.cjs"\]$/m)
    expect(server).not.toMatch(/--chown|^RUN /m)
    expect(server.indexOf('COPY')).toBeLessThan(server.indexOf('USER'))
    expect(read('scripts/standalone.mjs')).toContain("'start.cjs'")
  })

  it('copies what is there, and no secret', () => {
    for (const [, files = ''] of dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
      expect(files.split(' ').filter((file) => !existsSync(file))).toEqual([])
    const ignored = read('.dockerignore').split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', '.git', 'node_modules', '.demo']))
    expect(dockerfile).not.toMatch(/^(ENV|ARG) .*(SECRET|KEY|PEPPER|PASSWORD|TOKEN)/m)
  })
})

type Service = {
  image: string
  build?: { target: string }
  env_file?: string
  environment?: Record<string, string>
  depends_on?: Record<string, { condition: string }> | string[]
  volumes?: string[]
  ports?: string[]
  read_only?: boolean
  cap_drop?: string[]
}

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, Service>
    volumes: Record<string, null>
  }
  const all = Object.entries(services)
  const instances = all.filter(([, { build }]) => build?.target === 'server')

  it('names only services, stages, volumes and files that are there', () => {
    for (const [, { depends_on = [], build, volumes: mounts = [] }] of all) {
      for (const name of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on))
        expect(Object.keys(services)).toContain(name)
      expect([...stages.keys(), undefined]).toContain(build?.target)
      for (const mount of mounts) {
        const [source = ''] = mount.split(':')
        expect(source.startsWith('./') ? existsSync(source) : source in volumes).toBe(true)
      }
    }
  })

  it('has the two instances that the proxy leads to, told of it, and migrated before', () => {
    const led = [...read('deploy/nginx.conf').matchAll(/^ +server (\w+):3000/gm)].map(([, name]) => name)
    expect(instances.map(([name]) => name)).toEqual(led)
    expect(led).toHaveLength(2)
    for (const [, { environment = {}, depends_on }] of instances) {
      expect(environment).toMatchObject({ TRUST_PROXY: '1', PORT: '3000' })
      const known = [...ENV_VARIABLES, 'PORT', 'HOST']
      for (const name of Object.keys(environment)) expect(known).toContain(name)
      expect(depends_on).toMatchObject({ migrate: { condition: 'service_completed_successfully' } })
    }
  })

  it('opens the proxy alone, and gives nobody more than they need', () => {
    expect(all.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy'])
    for (const [, { read_only, cap_drop }] of [...instances, ...all.filter(([name]) => name === 'proxy')])
      expect({ read_only, cap_drop }).toEqual({ read_only: true, cap_drop: ['ALL'] })
    expect(read('compose.yaml')).not.toMatch(/^ *\w*(PASSWORD|KEY|SECRET|PEPPER): *[^$\s]/m)
  })
})

describe('vercel.json', () => {
  const { crons } = JSON.parse(read('vercel.json')) as { crons: { path: string; schedule: string }[] }

  it('calls every job by a route that answers GET within a minute', () => {
    expect(crons.map(({ path }) => path).toSorted()).toEqual(
      MANIFEST.map(({ path }) => path)
        .filter((path) => path.startsWith('/api/cron/'))
        .toSorted(),
    )
    for (const { path, schedule } of crons) {
      expect(schedule).toMatch(/^(\S+ ){4}\S+$/)
      const entry = MANIFEST.find((one) => one.path === path)
      expect(entry?.methods.GET?.spec.access).toEqual({ kind: 'operator', by: 'cron' })
      expect(read(`app${path}/route.ts`)).toContain('export const maxDuration = 60')
    }
  })
})
