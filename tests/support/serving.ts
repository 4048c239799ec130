/** The server as an operator runs it, without building pages first: says where it listens, and where its database is. */
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/main.ts'

const { address, doors } = await start(readConfig())
console.log(JSON.stringify({ address, demonstrationPath: doors[0]?.path }))
