import { execFile, spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { userInfo } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'

const run = promisify(execFile)

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLAYWRIGHT_HOST = 'https://cdn.playwright.dev'
const REACHABLE_WITHIN_MS = 8_000

/**
 * Gives a Chromium that starts: CHROMIUM_PATH, else an installed one, else Playwright's own (downloaded when its host
 * can be reached), else, for root on Debian and its kin, the system's package.
 */
export async function findChromium(say: (line: string) => void = () => {}): Promise<string> {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (await starts(given)) return given
    throw new Error(`CHROMIUM_PATH names ${given}, which does not start.`)
  }
  const found = await installedChromium()
  if (found) return found

  if (await canReach(PLAYWRIGHT_HOST)) {
    say('downloading the Chromium that Playwright brings')
    await follow(process.execPath, [playwrightCommand(), 'install', 'chromium'])
    const downloaded = await playwrights()
    if (downloaded) return downloaded
  }
  if (userInfo().uid === 0 && (await onPath('apt-get'))) {
    say("installing the system's package chromium")
    await follow('apt-get', ['update', '-qq'])
    await follow('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-liberation',
    ])
    const packaged = await installed()
    if (packaged) return packaged
  }
  throw new Error('No Chromium: install one, or name it in CHROMIUM_PATH.')
}

/** CHROMIUM_PATH, else one that is there; null rather than a download. */
export async function installedChromium(): Promise<string | null> {
  const given = process.env.CHROMIUM_PATH
  if (given && (await starts(given))) return given
  return (await installed()) ?? (await playwrights())
}

async function installed(): Promise<string | null> {
  for (const command of COMMANDS) {
    const file = await onPath(command)
    if (file && (await starts(file))) return file
  }
  return null
}

async function playwrights(): Promise<string | null> {
  const file = chromium.executablePath()
  return (await starts(file)) ? file : null
}

/** A browser may be there and lack its libraries: only one that answers counts. */
async function starts(file: string): Promise<boolean> {
  return run(file, ['--version', '--no-sandbox'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  )
}

async function onPath(command: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, command)
    if (
      await access(file, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return file
  }
  return null
}

/** Asked first, because Playwright's installer tries a silent host for minutes. */
async function canReach(url: string): Promise<boolean> {
  return fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) }).then(
    (answer) => answer.status < 500,
    () => false,
  )
}

function playwrightCommand(): string {
  const manifest = createRequire(import.meta.url).resolve('@playwright/test/package.json')
  return path.join(path.dirname(manifest), 'cli.js')
}

/** Runs a command whose failure shows in what is missing afterwards. */
async function follow(command: string, args: string[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
}
