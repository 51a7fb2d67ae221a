export { default, generateMetadata } from '@/app/pay/[id]/page'
