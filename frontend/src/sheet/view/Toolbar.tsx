/** Above the grid: the caller's tools, then the sheet's own. */
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconColumns3,
  IconKeyboard,
} from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { lazyPart, Part } from '@/ui';
import type { Density } from '../contract';
import { useDesk, useLook } from './desk';
import { parts } from './parts';
import css from './Toolbar.module.css';

const ColumnsPanel = lazyPart(() => parts.columnsPanel().then((part) => part.ColumnsPanel));
const KeysDialog = lazyPart(() => parts.keysDialog().then((part) => part.KeysDialog));

interface ToolbarProps {
  tools: ReactNode;
  density: Density;
  onDensity: ((density: Density) => void) | undefined;
  issuesOpen: boolean;
  onIssues: () => void;
}

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function Toolbar({ tools, density, onDensity, issuesOpen, onIssues }: ToolbarProps) {
  const desk = useDesk();
  const { engine } = desk;
  const { words } = engine;
  const canUndo = useLook('history', (one) => one.engine.history.canUndo);
  const canRedo = useLook('history', (one) => one.engine.history.canRedo);
  const refusals = useLook('issues', (one) => one.engine.marks.refusals);
  const clashes = useLook('issues', (one) => one.engine.marks.clashes);
  const [panel, setPanel] = useState(false);
  const [keys, setKeys] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const all = clashes + refusals;
  const { issues } = words;
  const told =
    clashes === 0 ? issues.corrections(all) : refusals === 0 ? issues.clashes(all) : issues.both(all);
  return (
    <div className={css.bar} data-issues={all > 0 || undefined} role="group" aria-label={words.tools}>
      <div className={css.tools}>{tools}</div>
      {all > 0 && (
        <button
          type="button"
          className={css.button}
          data-tone="err"
          aria-expanded={issuesOpen}
          onClick={onIssues}
        >
          <IconAlertTriangle {...icon} />
          <span className={css.word}>{told}</span>
          <span className={css.brief} aria-hidden>
            {all}
          </span>
        </button>
      )}
      <button
        type="button"
        className={css.button}
        aria-disabled={!canUndo}
        title={`${words.undo} (Ctrl Z)`}
        onClick={() => desk.change(({ back }) => back.undo())}
      >
        <IconArrowBackUp {...icon} />
        <span className={css.word}>{words.undo}</span>
      </button>
      <button
        type="button"
        className={css.button}
        aria-disabled={!canRedo}
        title={`${words.redo} (Ctrl Y)`}
        onClick={() => desk.change(({ back }) => back.redo())}
      >
        <IconArrowForwardUp {...icon} />
        <span className={css.word}>{words.redo}</span>
      </button>
      <button
        ref={opener}
        type="button"
        className={css.button}
        data-look="quiet"
        aria-haspopup="dialog"
        aria-expanded={panel}
        onClick={() => setPanel(!panel)}
      >
        <IconColumns3 {...icon} />
        {words.columns}
      </button>
      <button type="button" className={css.button} aria-haspopup="dialog" onClick={() => setKeys(true)}>
        <IconKeyboard {...icon} />
        <span className={css.word}>{words.keyboard}</span>
      </button>
      <Part>
        {panel && (
          <ColumnsPanel
            density={density}
            onDensity={onDensity}
            opener={opener}
            onClose={() => setPanel(false)}
          />
        )}
        {keys && <KeysDialog onClose={() => setKeys(false)} />}
      </Part>
    </div>
  );
}
