import { describe } from 'vitest'
import { testMatrix } from './matrix.ts'

describe('once it is submitted', () => testMatrix('submitted'))
