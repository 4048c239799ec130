import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { waveSummary } from './findings.ts'

const waveParams = z.object({ wave: z.uuid() })

export const exportFile = z.object({
  name: z.string(),
  title: z.string(),
  rows: z.int(),
  columns: z.int(),
})

export const exportListing = z.object({ wave: waveSummary, files: z.array(exportFile) })
export type ExportListing = z.infer<typeof exportListing>

export const listExports = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/exports',
  summary: 'The files an export of this wave consists of',
  who: 'export.create',
  params: waveParams,
  returns: exportListing,
  problems: [],
})

export const downloadExport = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/exports/files/:name',
  summary: 'One file of the export: values and `_miss` columns, a roster, or the codebook',
  who: 'export.create',
  params: z.object({ wave: z.uuid(), name: z.string().regex(/^[A-Za-z0-9_.-]{1,80}$/) }),
  query: z.strictObject({ purpose: z.string().trim().min(3).max(500) }),
  file: 'text/csv; charset=utf-8',
  problems: [],
})

export const downloadBundle = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/exports/bundle.zip',
  summary: 'All files of the export in one archive, with a manifest of checksums and counts',
  who: 'export.create',
  params: waveParams,
  query: z.strictObject({ purpose: z.string().trim().min(3).max(500) }),
  file: 'application/zip',
  problems: [],
})
