/** How the pages of a list hang together. */
export type Paging<Page, Item, Query> = {
  items: (page: Page) => readonly Item[]
  /** What to ask for besides to get the page behind this one; null behind the last. */
  next: (page: Page) => Partial<Query> | null
}

/** A list: `await` gives its first page as the API answers it, `autoPaginate` everything that is in it. Nothing is asked before. */
export class Listing<Page, Item, Query = unknown> implements PromiseLike<Page>, AsyncIterable<Item> {
  readonly #fetchPage: (query: Partial<Query>) => Promise<Page>
  readonly #paging: Paging<Page, Item, Query>

  constructor(fetchPage: (query: Partial<Query>) => Promise<Page>, paging: Paging<Page, Item, Query>) {
    this.#fetchPage = fetchPage
    this.#paging = paging
  }

  // oxlint-disable-next-line unicorn/no-thenable -- that one awaits it for the first page is what it is for
  then<Then = Page, Otherwise = never>(
    onFulfilled?: ((page: Page) => Then | PromiseLike<Then>) | null,
    onRejected?: ((reason: unknown) => Otherwise | PromiseLike<Otherwise>) | null,
  ): Promise<Then | Otherwise> {
    return this.#fetchPage({}).then(onFulfilled, onRejected)
  }

  /** Every item in its order, a page at a time as they are taken; `limit` of the query is the size of the pages. */
  async *autoPaginate(): AsyncGenerator<Item, void, undefined> {
    let query: Partial<Query> | null = {}
    while (query !== null) {
      const page: Page = await this.#fetchPage(query)
      yield* this.#paging.items(page)
      query = this.#paging.next(page)
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return this.autoPaginate()
  }
}

type CursorPage = { pagination: { next_cursor: string | null } }

/** Lists of invoices and what belongs to them: the items under a name of their own, and a cursor beside them. */
export function byCursor<Name extends string, Item>(
  name: Name,
): Paging<CursorPage & Record<Name, readonly Item[]>, Item, { cursor: string }> {
  return {
    items: (page) => page[name],
    next: ({ pagination: { next_cursor: cursor } }) => (cursor === null ? null : { cursor }),
  }
}

/** Lists of sessions and what belongs to them. */
export function byNextCursor<Item>(): Paging<
  { data: readonly Item[]; nextCursor: string | null },
  Item,
  { starting_after: string }
> {
  return {
    items: ({ data }) => data,
    next: ({ nextCursor }) => (nextCursor === null ? null : { starting_after: nextCursor }),
  }
}

/** Lists whose pages have numbers. */
export function byPage<Item>(): Paging<
  { data: readonly Item[]; page: number; limit: number; total: number },
  Item,
  { page: number }
> {
  return {
    items: ({ data }) => data,
    next: ({ page, limit, total }) => (page * limit < total ? { page: page + 1 } : null),
  }
}
