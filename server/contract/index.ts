import * as alternatives from './alternatives.ts'
import * as clearance from './clearance.ts'
import * as contributions from './contributions.ts'
import * as coordination from './coordination.ts'
import * as delegation from './delegation.ts'
import type { Endpoint, EndpointName } from './endpoint.ts'
import * as evidence from './evidence.ts'
import * as exports_ from './exports.ts'
import * as fieldwork from './fieldwork.ts'
import * as findings from './findings.ts'
import * as instruments from './instruments.ts'
import * as paper from './paper.ts'
import * as prefills from './prefill.ts'
import * as reconciling from './reconcile.ts'
import * as renderings from './renderings.ts'
import * as responses from './responses.ts'
import * as sessions from './sessions.ts'
import * as threads from './threads.ts'
import * as uploads from './uploads.ts'
import * as versions from './versions.ts'

/** The only list of endpoints. */
export const endpoints = {
  readSession: sessions.readSession,
  inspectLink: sessions.inspectLink,
  redeemLink: sessions.redeemLink,
  signIn: sessions.signIn,
  signOut: sessions.signOut,
  readInstrument: instruments.readInstrument,
  listInstruments: instruments.listInstruments,
  previewInstrument: instruments.previewInstrument,
  releaseInstrument: instruments.releaseInstrument,
  downloadXlsForm: instruments.downloadXlsForm,
  readResponse: responses.readResponse,
  saveAnswers: responses.saveAnswers,
  resolveAlternative: alternatives.resolveAlternative,
  listDraftTexts: alternatives.listDraftTexts,
  reconcile: reconciling.reconcile,
  submitResponse: responses.submitResponse,
  readReceipt: responses.readReceipt,
  readSubmission: responses.readSubmission,
  downloadReceipt: clearance.downloadReceipt,
  readClearance: clearance.readClearance,
  planClearance: clearance.planClearance,
  askForClearance: clearance.askForClearance,
  withdrawClearance: clearance.withdrawClearance,
  decideClearance: clearance.decideClearance,
  waiveTwoPersons: clearance.waiveTwoPersons,
  askForReopening: clearance.askForReopening,
  listCoordinated: coordination.listCoordinated,
  readCoordination: coordination.readCoordination,
  proposeReopening: clearance.proposeReopening,
  reopenResponse: clearance.reopenResponse,
  uploadFile: responses.uploadFile,
  readFile: responses.readFile,
  beginUpload: uploads.beginUpload,
  sendPiece: uploads.sendPiece,
  listEvidence: evidence.listEvidence,
  addEvidence: evidence.addEvidence,
  changeEvidence: evidence.changeEvidence,
  citeEvidence: evidence.citeEvidence,
  listSubmittedEvidence: evidence.listSubmittedEvidence,
  readSubmittedEvidence: evidence.readSubmittedEvidence,
  listRenderings: renderings.listRenderings,
  writeRendering: renderings.writeRendering,
  reviewRendering: renderings.reviewRendering,
  listStudiedRenderings: renderings.listStudiedRenderings,
  writeStudiedRendering: renderings.writeStudiedRendering,
  reviewStudiedRendering: renderings.reviewStudiedRendering,
  downloadAnswers: contributions.downloadAnswers,
  uploadAnswers: contributions.uploadAnswers,
  listContributions: contributions.listContributions,
  decideContributions: contributions.decideContributions,
  readPeople: delegation.readPeople,
  askPerson: delegation.askPerson,
  changePart: delegation.changePart,
  renewLink: delegation.renewLink,
  withdrawPerson: delegation.withdrawPerson,
  returnWork: delegation.returnWork,
  noteLook: delegation.noteLook,
  readFieldwork: fieldwork.readFieldwork,
  askForExtension: fieldwork.askForExtension,
  writeLetter: fieldwork.writeLetter,
  noteReading: fieldwork.noteReading,
  readWaveFieldwork: fieldwork.readWaveFieldwork,
  setDeadline: fieldwork.setDeadline,
  writeToAll: fieldwork.writeToAll,
  readUnitFieldwork: fieldwork.readUnitFieldwork,
  writeToUnit: fieldwork.writeToUnit,
  noteUnitReading: fieldwork.noteUnitReading,
  decideExtension: fieldwork.decideExtension,
  listThreads: threads.listThreads,
  readThread: threads.readThread,
  listThreadReaders: threads.listThreadReaders,
  openThread: threads.openThread,
  writeMessage: threads.writeMessage,
  takeMessageBack: threads.takeMessageBack,
  resolveThread: threads.resolveThread,
  changeThreadScope: threads.changeThreadScope,
  noteThreadLook: threads.noteThreadLook,
  listSharedThreads: threads.listSharedThreads,
  listPrefills: prefills.listPrefills,
  decidePrefills: prefills.decidePrefills,
  offerPrefills: prefills.offerPrefills,
  listVersions: versions.listVersions,
  offerVersion: versions.offerVersion,
  readVersionOffer: versions.readVersionOffer,
  moveResponse: versions.moveResponse,
  reverseMove: versions.reverseMove,
  readEarlierAnswers: versions.readEarlierAnswers,
  listWaves: findings.listWaves,
  readCoverage: findings.readCoverage,
  readCountry: findings.readCountry,
  readQuestion: findings.readQuestion,
  readFinding: findings.readFinding,
  downloadFinding: findings.downloadFinding,
  readBlankPaper: paper.readBlankPaper,
  readAnsweredPaper: paper.readAnsweredPaper,
  listExports: exports_.listExports,
  downloadExport: exports_.downloadExport,
  downloadBundle: exports_.downloadBundle,
} as const satisfies Record<string, Endpoint>

export type Endpoints = typeof endpoints

/** `'PATCH /api/responses/:response/answers'` → its declaration. The browser's client is typed by this, and imports types only. */
export type EndpointByName = {
  [K in keyof Endpoints as EndpointName<Endpoints[K]>]: Endpoints[K]
}

export type * from './alternatives.ts'
export type * from './clearance.ts'
export type * from './contributions.ts'
export type * from './coordination.ts'
export type * from './delegation.ts'
export type { Endpoint, EndpointName, ParsedRequestOf, ReplyOf, RequestOf } from './endpoint.ts'
export type * from './evidence.ts'
export type * from './exports.ts'
export type * from './fieldwork.ts'
export type * from './findings.ts'
export type * from './instruments.ts'
export type * from './paper.ts'
export { type Action, may, permissions, type Role, roles } from './permissions.ts'
export type * from './prefill.ts'
export { type ProblemBody, type ProblemError, type ProblemName, problemTable } from './problem.ts'
export type * from './renderings.ts'
export type * from './responses.ts'
export type * from './sessions.ts'
export type * from './stored-answer.ts'
export type * from './threads.ts'
export type * from './uploads.ts'
export { mostFileBytes, mostResponseBytes, pieceBytes } from './uploads.ts'
export type * from './versions.ts'
export type * from './warning-reason.ts'
