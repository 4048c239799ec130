import { join } from 'node:path'
import { z } from 'zod'

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on')
const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'a whole number is needed')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `a number from ${least} to ${most} is needed`)

/** Every setting there is. Its defaults are right for trying Mufakat on one's own machine. */
const settings = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'an address like postgresql://user:password@host/database is needed' })
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: count(0, 65_535).default(8080),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'an address like https://survey.example is needed' }).optional(),
  TRUST_PROXY: onOff.default(false),
  DEMO: onOff.default(true),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  RESPONDENT_SESSION_HOURS: count(1, 24).default(12),
  RESPONDENT_IDLE_MINUTES: count(5, 240).default(60),
  STAFF_SESSION_HOURS: count(1, 24).default(8),
  STAFF_IDLE_MINUTES: count(5, 240).default(30),
  DATABASE_CONNECTIONS: count(2, 200).default(10),
  SIGNING_KEY_FILE: z.string().min(1).optional(),
  CHROMIUM_PATH: z.string().min(1).optional(),
})

export interface Config {
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /** Where users reach the server; undefined: wherever they happened to reach it. */
  readonly publicUrl: URL | undefined
  readonly trustProxy: boolean
  readonly demo: boolean
  readonly logLevel: string
  readonly sessions: {
    readonly respondent: { readonly hours: number; readonly idleMinutes: number }
    readonly staff: { readonly hours: number; readonly idleMinutes: number }
  }
  readonly databaseConnections: number
  /** The private key that signs receipts; made at the first start where there is none. */
  readonly signingKeyFile: string
  /** The browser that makes PDF files; undefined: one that is found, `off`: none. */
  readonly chromiumPath: string | undefined
}

export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
}

/** Reads all settings and names every fault at once, so that nobody repairs them one start at a time. */
export function toConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // an empty variable, as compose files write it, means the default
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = settings.safeParse(given)
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${toSentence(issue)}`)
    throw new ConfigFault(`The settings are not usable:\n${faults.join('\n')}`)
  }
  const values = read.data
  return {
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL === undefined ? undefined : new URL(values.PUBLIC_URL),
    trustProxy: values.TRUST_PROXY,
    demo: values.DEMO,
    logLevel: values.LOG_LEVEL,
    sessions: {
      respondent: { hours: values.RESPONDENT_SESSION_HOURS, idleMinutes: values.RESPONDENT_IDLE_MINUTES },
      staff: { hours: values.STAFF_SESSION_HOURS, idleMinutes: values.STAFF_IDLE_MINUTES },
    },
    databaseConnections: values.DATABASE_CONNECTIONS,
    signingKeyFile: values.SIGNING_KEY_FILE ?? join(values.DATA_DIR, 'receipt-signing-key.pem'),
    chromiumPath: values.CHROMIUM_PATH,
  }
}

const toSentence = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_value' ? `one of ${issue.values.join(', ')} is needed` : issue.message

/** The only place that reads the environment. */
export const readConfig = (): Config => toConfig(process.env)
