import { describeThreeInstances } from './threeInstances'

describeThreeInstances('PostgreSQL', ['nginx'])
