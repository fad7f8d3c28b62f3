export { answer, api, idempotencyKey, ifMatch, multipart } from './client';
export * from './contract';
export { download, downloadFor, type Watch } from './download';
export { type Failure, failureOf, sentenceOf } from './failure';
export { useFields } from './fields';
export { type FormErrors, problemToFormErrors } from './formErrors';
export { isStale, Problem, Unreachable } from './problem';
export { session, useAccount, useSessionEnded } from './session';
export { useServerForm } from './useServerForm';
