import css from './KeyList.module.css';
import { Kbd } from './pieces';

export function KeyList({ keys }: { keys: { press: string[]; does: string }[] }) {
  return (
    <dl className={css.keys}>
      {keys.map(({ press, does }) => (
        <div key={does} style={{ display: 'contents' }}>
          <dt>
            {press.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
