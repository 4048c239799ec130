/** Earlier answers that are offered, and what becomes of them: the door for other features and for commands. */
export { decidePrefills } from './deciding.ts'
export { offerForWave } from './offering.ts'
export { listPrefills } from './reading.ts'
export { readRegisters } from './registers.ts'
