/** The keys of the sheet, for who asks. */
import { useWords } from '@/language';
import { Dialog, Kbd } from '@/ui';
import { keysWords } from '../words/keys';
import css from './KeysDialog.module.css';

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { keys: k, caps: c } = useWords(keysWords);
  const groups: [string, [string[], string][]][] = [
    [
      k.groups.move,
      [
        [['←', '↑', '→', '↓'], k.arrows],
        [[c.home, c.end], k.homeEnd],
        [['Page ↑', 'Page ↓'], k.page],
        [['Ctrl', c.enter], k.open],
        [[c.esc, 'Tab'], k.leave],
      ],
    ],
    [
      k.groups.edit,
      [
        [[c.enter, 'F2'], k.enter],
        [[c.enter, 'Tab'], k.commit],
        [['Alt', '↓'], k.choices],
        [['Alt', c.enter], k.newline],
        [[c.space], k.space],
        [[c.del], k.clear],
        [['Ctrl', 'C', 'X', 'V'], k.clipboard],
        [['Ctrl', 'D', 'R'], k.fill],
        [['Ctrl', 'Z', 'Y'], k.undo],
      ],
    ],
    [
      k.groups.select,
      [
        [[c.shift, '→'], k.extend],
        [['Ctrl', 'A'], k.all],
        [['Ctrl', c.shift, c.space], k.wholes],
      ],
    ],
    [
      k.groups.columns,
      [
        [['↑'], k.header],
        [[c.enter], k.sort],
        [['Alt', '↓'], k.menu],
        [['Ctrl', c.shift, '→'], k.moveColumn],
        [['Alt', c.shift, '→'], k.resize],
      ],
    ],
  ];
  return (
    <Dialog title={k.title} onClose={onClose} shape="large">
      <div className={css.groups}>
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([press, does]) => (
                <div key={does}>
                  <dt>
                    {press.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
