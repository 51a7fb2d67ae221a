import { notFound } from 'next/navigation'
import { isDomainError } from '@/lib/domain/errors'

/** What there is, or the page that says that there is nothing: a stranger's id is nobody's. */
export async function found<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (isDomainError(error) && (error.code === 'NOT_FOUND' || error.code === 'NOT_PERMITTED')) notFound()
    throw error
  }
}
