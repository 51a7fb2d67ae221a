/** One thing that was looked at, in a sentence. */
export type Finding = { ok: boolean; text: string }
