/**
 * A spreadsheet on 100,000 rows that stay on the server. What it asks of its caller is in `contract.ts`; the ideas:
 *
 * - `logic/` is pure and knows no screen, `engine/` holds the state and its changes, `view/` draws it in React.
 * - The screen subscribes to small parts of the engine: an arrow key redraws two rows, whatever the size of the sheet.
 * - The focus is in the active cell (roving tabindex); what hangs from a cell (editor, list, bubble) is inside it.
 * - Tab passes through the grid when one merely passes, and goes to the next cell while one works in it; Escape then
 *   Tab leaves it. It fills the height its parent gives.
 * - Its elements are not those of a <table>: rows out of sight are not in the page, and the focus is in one cell at a
 *   time. The lints that ask for native elements and a tabindex on each row are off for `view/` (biome.json).
 */
import {
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useLanguage, useWords } from '@/language';
import { lazyPart, Part, useReadyFor } from '@/ui';
import type { SheetHandle, SheetProps, Shelf } from './contract';
import { Desk } from './engine/desk';
import { Asked } from './view/Asked';
import { DeskContext } from './view/desk';
import { Grid } from './view/Grid';
import { fetchParts, parts } from './view/parts';
import { RangeTold } from './view/RangeTold';
import css from './view/Sheet.module.css';
import { StatusLine } from './view/StatusLine';
import { Toolbar } from './view/Toolbar';
import { sheetWords } from './words';

const IssuesPanel = lazyPart(() => parts.issuesPanel().then((part) => part.IssuesPanel));

export function Sheet({ ref, ...props }: SheetProps & { ref?: Ref<SheetHandle> }) {
  const { shelf, columns, source, save, blame, chunk, layout, onLayout, sort, onSort, onSelection } = props;
  const { label, density = 'standard', onDensity, filtered, onFilter, onOpen, tools, empty, tell } = props;
  const { newRows } = props;
  const id = useId();
  const language = useLanguage();
  const words = useWords(sheetWords);
  const speech = useMemo(() => ({ language, words }), [language, words]);
  const config = useMemo(
    () => ({
      columns,
      source,
      save,
      ...(blame && { blame }),
      ...(chunk && { chunk }),
      ...(layout && { layout }),
      ...(onLayout && { onLayout }),
      ...(sort && { sort }),
      ...(onSort && { onSort }),
      ...(onSelection && { onSelection }),
      ...(newRows && { newRows }),
    }),
    [columns, source, save, blame, chunk, layout, onLayout, sort, onSort, onSelection, newRows],
  );
  const [desk] = useState(() => taken(shelf, id) ?? new Desk(id, config, speech));
  useReadyFor(() => {
    fetchParts();
    void desk.fetchHands();
  });
  const [issues, setIssues] = useState(false);
  const closeIssues = useCallback(() => setIssues(false), []);
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => desk.engine.configure(config, speech), [desk, config, speech]);
  useLayoutEffect(() => {
    if (shelf) shelf.desk = desk;
    desk.grab = () => {
      desk.focused = true;
      // Its cell may have to be drawn first.
      requestAnimationFrame(() =>
        root.current
          ?.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')
          ?.focus({ preventScroll: true }),
      );
    };
  }, [desk, shelf]);

  useImperativeHandle(ref, () => ({
    refresh: () => desk.engine.rows.refresh(),
    rows: (from, to) => desk.engine.rows.between(from, to),
    focus: () => desk.grab(),
    reveal: (key) => {
      desk.engine.reveal(key);
      desk.grab();
    },
    did: (undo) => desk.engine.did(undo),
  }));

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (desk.engine.atRisk > 0) event.preventDefault();
    };
    // What waits for the network is sent when it is back.
    const online = () => {
      if (desk.engine.saving.failure !== null) desk.engine.saving.retry();
      if (desk.engine.rows.failure !== null) desk.engine.rows.retry();
    };
    window.addEventListener('beforeunload', warn);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('online', online);
    };
  }, [desk]);

  return (
    <DeskContext value={desk}>
      <div ref={root} className={css.sheet} data-density={density}>
        <Toolbar
          tools={tools}
          density={density}
          onDensity={onDensity}
          issuesOpen={issues}
          onIssues={() => setIssues(!issues)}
        />
        <div className={css.middle}>
          <Grid
            label={label}
            density={density}
            empty={empty}
            {...(filtered && { filtered })}
            {...(onFilter && { onFilter })}
            {...(onOpen && { onOpen })}
          />
          <Part>{issues && <IssuesPanel onClose={closeIssues} />}</Part>
        </div>
        <StatusLine tell={tell} />
        <Asked />
        <RangeTold />
      </div>
    </DeskContext>
  );
}

/** The desk as it was left: what waits, what can't stand and what can be undone is still on it. */
function taken(shelf: Shelf | undefined, id: string): Desk | null {
  const desk = shelf?.desk ?? null;
  desk?.stand(id);
  return desk;
}
