import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EndpointSection } from '@/components/docs/EndpointSection'
import { Method } from '@/components/docs/Method'
import { describeEndpoint } from '@/lib/docs/reference/describe'
import { GROUPS } from '@/lib/docs/reference/groups'
import { getApp } from '@/lib/server/app'

type Props = { params: Promise<{ subject: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { subject } = await params
  const group = GROUPS.find(({ slug }) => slug === subject)
  return group ? { title: group.title, description: group.summary } : {}
}

export default async function ReferencePage({ params }: Props) {
  const { subject } = await params
  const group = GROUPS.find(({ slug }) => slug === subject)
  if (!group) notFound()
  const { publicUrl } = getApp().env
  const endpoints = group.endpoints.map((endpoint) => describeEndpoint(endpoint, publicUrl))
  return (
    <div className="mx-auto flex max-w-7xl flex-col gap-10">
      <header className="flex flex-col gap-3">
        <h1 className="text-3xl font-semibold tracking-tight">{group.title}</h1>
        <p className="text-lg/8 text-muted">{group.summary}</p>
        <ul className="flex flex-col text-sm">
          {endpoints.map(({ id, method, summary }) => (
            <li key={id}>
              <a href={`#${id}`} className="group flex min-h-11 items-center gap-3 lg:min-h-9">
                <span className="w-16 shrink-0">
                  <Method method={method} />
                </span>
                <span className="text-link group-hover:underline">{summary}</span>
              </a>
            </li>
          ))}
        </ul>
      </header>
      {endpoints.map((endpoint) => (
        <EndpointSection key={endpoint.id} endpoint={endpoint} />
      ))}
    </div>
  )
}
