/**
 * npm start: everything Mufakat needs on this machine, in one process.
 *
 * Builds the web app when it is missing or older than its sources, starts the database (or uses DATABASE_URL),
 * and says what to open. Refuses a Node that cannot run TypeScript.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Mufakat needs Node 22.18 or newer; this is ${process.versions.node}. Start it with npm start, which brings its own.`,
  )
  process.exitCode = 1
} else {
  // only now: an old Node could not even read what it imports
  const { serve } = await import('./starting/serve.ts')
  await serve()
}

// a file with nothing to export is a module all the same
export {}
