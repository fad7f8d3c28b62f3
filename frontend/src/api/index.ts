export { answer, api, download, idempotencyKey, ifMatch, multipart } from './client';
export * from './contract';
export { type Failure, failureOf, sentenceOf } from './failure';
export { type FormErrors, problemToFormErrors } from './formErrors';
export { isStale, Problem, Unreachable } from './problem';
export { session, useAccount, useSessionEnded } from './session';
export { useServerForm } from './useServerForm';
