import { describe } from 'vitest'
import { testMatrix } from './matrix.ts'

describe('under clearance', () => testMatrix('under clearance'))
