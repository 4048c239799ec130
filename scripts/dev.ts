/** npm run dev: the server restarting on every change, and Vite serving the pages on http://127.0.0.1:5173. */
import { run } from './checking/run.ts'

const server = run('node', ['--watch', 'scripts/start.ts'], { LOG_LEVEL: 'info' })
const pages = run('vite', ['--config', 'web/vite.config.ts', '--port', '5173', '--strictPort'])
process.exitCode = await Promise.race([server, pages])
