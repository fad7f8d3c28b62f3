/** Codes for the day the phone is lost: to copy, to keep in a file, or to print and put away. */
import { IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useWords } from '@/language';
import { Button, useCopy } from '@/ui';
import css from './accounts.module.css';
import printed from './printed.module.css';
import { accountsWords, protectionWords } from './words';

export function RecoveryCodes({ codes, email }: { codes: string[]; email: string }) {
  const copy = useCopy();
  const words = useWords(accountsWords);
  const w = words.factor;
  const more = useWords(protectionWords).factor;
  const text = `${codes.join('\n')}\n`;
  return (
    <>
      <div className={printed.sheet}>
        <p className={printed.title}>{more.printTitle(email)}</p>
        <ol className={css.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <div className={css.ways}>
        <Button
          icon={<IconCopy size={20} stroke={1.75} aria-hidden />}
          onClick={() => void copy(text, w.copied)}
        >
          {words.keys.copy}
        </Button>
        <Button
          icon={<IconDownload size={20} stroke={1.75} aria-hidden />}
          onClick={() => save(text, w.fileName)}
        >
          {w.download}
        </Button>
        <Button icon={<IconPrinter size={20} stroke={1.75} aria-hidden />} onClick={() => window.print()}>
          {more.print}
        </Button>
      </div>
    </>
  );
}

function save(text: string, fileName: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
