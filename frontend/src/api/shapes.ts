import type { Import } from './contract';

type Op = {
  parameters: {
    query?: never;
    header?: { 'Idempotency-Key'?: string };
    cookie?: never;
    path: { id: string };
  };
  requestBody?: never;
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Import } } };
};

export interface Pending {
  '/imports/{id}/undo': { post: Op };
}
