import { Link } from '@tanstack/react-router';
import type { Import } from '@/api';
import { useWords } from '@/language';
import { Note } from '@/ui';
import { importsWords } from './words';

/** What would be made without anybody having meant it, and where that is told otherwise. */
export function Hints({
  data,
}: {
  data: Pick<Import, 'id' | 'communes_without_territory' | 'new_topics' | 'new_topics_total'>;
}) {
  const w = useWords(importsWords).hints;
  const topics = data.new_topics ?? [];
  const proposed = topics.filter((topic) => topic.proposal).length;
  return (
    <>
      {data.communes_without_territory > 0 && (
        <Note tone="warn">
          <span>
            {w.territory(data.communes_without_territory)}{' '}
            <Link to="/reglages/territoire">{w.toTerritory}</Link>
          </span>
        </Note>
      )}
      {topics.length > 0 && (
        <Note>
          <span>
            {w.topics(
              data.new_topics_total,
              topics.map((topic) => topic.written),
            )}{' '}
            {proposed > 0 && `${w.proposed(proposed)} `}
            <Link to="/imports/$importId" params={{ importId: data.id }} search={{ etape: 'fichier' }}>
              {w.toTopics}
            </Link>
          </span>
        </Note>
      )}
    </>
  );
}
