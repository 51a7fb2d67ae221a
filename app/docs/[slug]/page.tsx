import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Contents } from '@/components/docs/Contents'
import { Document } from '@/components/docs/Document'
import { GUIDES } from '@/lib/docs/catalogue'
import { readGuide } from '@/lib/docs/readGuide'
import { getApp } from '@/lib/server/app'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params
  const guide = GUIDES.find((one) => one.slug === slug)
  return guide ? { title: guide.title, description: guide.summary } : {}
}

export default async function GuidePage({ params }: Props) {
  const { slug } = await params
  const page = await readGuide(slug, getApp().env.publicUrl)
  if (!page) notFound()
  return (
    <div className="mx-auto grid max-w-5xl gap-12 xl:grid-cols-[minmax(0,1fr)_13rem]">
      <Document blocks={page.blocks} />
      <Contents headings={page.contents} />
    </div>
  )
}
