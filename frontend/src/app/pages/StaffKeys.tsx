/** The keys of every page of staff. */
import { followUpWords } from '@/features/follow_up';
import { membersWords, proposalsWords } from '@/features/members';
import { useWords } from '@/language';
import { Dialog, KeyList, uiWords } from '@/ui';
import { appWords } from '../words';

export function StaffKeys({ onClose }: { onClose: () => void }) {
  const w = useWords(appWords);
  const list = useWords(membersWords).list.keys;
  const log = useWords(followUpWords).log.shortcut;
  const proposals = useWords(proposalsWords);
  return (
    <Dialog title={useWords(uiWords).keys} onClose={onClose}>
      <KeyList
        keys={[
          { press: ['Ctrl', 'K'], does: w.search },
          { press: ['N'], does: log },
          { press: ['/'], does: list.search },
          { press: ['A'], does: list.add },
          { press: ['J', 'K'], does: `${proposals.title} : ${proposals.keys.next}` },
          { press: ['R'], does: `${proposals.title} : ${proposals.keys.refuse}` },
          { press: ['?'], does: w.keys.toLowerCase() },
        ]}
      />
    </Dialog>
  );
}
