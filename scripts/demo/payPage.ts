/** What the page says it is about, read from its HTML as a customer without JavaScript gets it. */
export function pageState(html: string): string {
  const state = /<main\b[^>]*\bdata-state="([^"]+)"/.exec(html)?.[1]
  if (state === undefined) throw new Error('The pay page does not say its state.')
  return state
}

/** Whether the page shows a text; HTML's own marks and React's comments between text nodes do not count. */
export function pageShows(html: string, text: string): boolean {
  return html.replaceAll('<!-- -->', '').includes(text)
}
