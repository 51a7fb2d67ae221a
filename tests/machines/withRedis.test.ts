import { describeThreeInstances } from './threeInstances'

describeThreeInstances('Redis', ['nginx', 'redis-server'])
