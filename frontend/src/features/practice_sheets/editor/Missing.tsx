import type { SheetLack } from '@/api';
import { useWords } from '@/language';
import { Button, Card } from '@/ui';
import { fieldOf, idOf } from './draft';
import css from './editor.module.css';
import { editorWords } from './words';
import { useSheet, useWriting } from './writing';

/** Goes to the field, where it stands on the page; whether it does. */
export function focusField(field: string): boolean {
  const element = document.getElementById(idOf(field));
  const place = element?.matches('input, textarea, select, button')
    ? element
    : element?.querySelector<HTMLElement>('input, textarea, select, button');
  place?.scrollIntoView({ block: 'center' });
  place?.focus();
  return place != null;
}

/** Goes to the field, wherever it stands. `onJump`: where it is not on this part of the page. */
export function goToField(field: string, onJump: (field: string) => void) {
  if (!focusField(field)) onJump(field);
}

interface LacksProps {
  lacks: readonly SheetLack[];
  onJump: (field: string) => void;
}

/** What stands between the sheet and its publication: each sentence leads to its field. */
export function Lacks({ lacks, onJump }: LacksProps) {
  const w = useWords(editorWords).missing;
  const { keeper } = useWriting();
  const sheet = useSheet(keeper);
  return (
    <ul className={css.lacks}>
      {lacks.map(({ pointer, detail }) => (
        <li key={pointer}>
          <Button
            look="plain"
            aria-label={w.goTo(detail)}
            onClick={() => onJump(fieldOf(pointer, sheet.media))}
          >
            {detail}
          </Button>
        </li>
      ))}
    </ul>
  );
}

export function Missing({ onJump }: Pick<LacksProps, 'onJump'>) {
  const w = useWords(editorWords).missing;
  const { keeper } = useWriting();
  const sheet = useSheet(keeper);
  return (
    <Card title={w.title}>
      {sheet.missing.length === 0 ? (
        <p className={css.hint}>{w.nothing}</p>
      ) : (
        <Lacks lacks={sheet.missing} onJump={(field) => goToField(field, onJump)} />
      )}
    </Card>
  );
}
