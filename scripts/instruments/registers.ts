import { openInstrument } from '#engine'
import { load } from '#engine/load'
import { readRegisters, registerFaults } from '../../server/features/prefill/registers.ts'
import { readSources } from './sources.ts'

/** Do the registers say only what the questionnaires ask of a register, and each thing once? Says what is wrong. */
export async function registersAreSound(): Promise<boolean> {
  const faults: string[] = []
  for (const register of await readRegisters()) {
    for (const code of register.instruments) {
      const { bundle } = load(await readSources(code.toLowerCase()))
      if (bundle === undefined) continue
      for (const fault of registerFaults(register, openInstrument(bundle, '')))
        faults.push(`${register.register}: ${fault}`)
    }
  }
  for (const fault of faults) console.log(fault)
  return faults.length === 0
}
