/** The server as an operator runs it, without building pages first: says where it listens, and where its database is. */
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/main.ts'

const { address, demonstrationPath } = await start(readConfig())
console.log(JSON.stringify({ address, demonstrationPath }))
