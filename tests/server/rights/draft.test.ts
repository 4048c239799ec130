import { describe } from 'vitest'
import { testMatrix } from './matrix.ts'

describe('while it is a draft', () => testMatrix('draft'))
