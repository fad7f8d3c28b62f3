import type { RowDensity, ViewColumn } from '@/api';

/** What a view would keep of the screen as it stands. */
export interface CurrentView {
  columns: ViewColumn[];
  filter: unknown;
  sort?: string | null | undefined;
  density: RowDensity;
  /** What differs from the view that is open: the rest stays as it was kept, archived fields included. */
  changed: { layout: boolean; filter: boolean; sort: boolean };
}

export type Opened = { view?: string; segment?: string };

export const opening = ({ id, kind }: { id: string; kind: string }): Opened =>
  kind === 'segment' ? { segment: id } : { view: id };
