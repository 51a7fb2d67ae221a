import type { BrowserContext, Page } from '@playwright/test'
import type { Stack } from '@/scripts/local/stack'
import type { TestCustomer } from '@/scripts/local/testCustomer'

/** What pictures are taken of: a running checkout, and who can make things happen in it. */
export type Place = Pick<Stack, 'description' | 'environment'> & { customer: TestCustomer }

export type Picture = {
  /** The file's name begins with it. */
  name: string
  url: string
  /** What is to be done on the page first, such as opening a menu. */
  prepare?: (page: Page) => Promise<void>
}

/** Pages that belong together; one file each under `scripts/gallery`. */
export type Group = {
  name: string
  /** What there is to take pictures of, made in the place when it does not exist yet. Only those wanted, by name. */
  pictures(place: Place, wanted: (name: string) => boolean): Promise<Picture[]>
  /** Done once in each browser context, such as signing in. */
  enter?: (context: BrowserContext, place: Place) => Promise<void>
  /** Done when the pictures are taken. */
  leave?: () => Promise<void>
}
