import '../../src/ui/tokens.css';
import '../../src/ui/tokens.dark.css';
import '../../src/ui/faces.css';
import '../../src/ui/global.css';
import { StrictMode, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type Density, Sheet, type SortKey } from '@/sheet';
import { columnsOf, FakeServer } from './rows';
import './page.css';

const asked = new URLSearchParams(location.search);
const server = new FakeServer(Number(asked.get('rows') ?? 100_000));
const columns = columnsOf(Number(asked.get('columns') ?? 40));
const dark = asked.has('dark') || matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset.scheme = dark ? 'dark' : 'light';
Object.assign(window, { server });

function Page() {
  const [sort, setSort] = useState<readonly SortKey[]>([]);
  const [density, setDensity] = useState<Density>('standard');
  const [said, setSaid] = useState('');
  const source = useMemo(() => server.source(sort), [sort]);
  return (
    <main>
      <h1>Membres</h1>
      <p data-said>{said}</p>
      <a href="#avant">Avant</a>
      <div className="place">
        <Sheet
          label="Membres du club"
          columns={columns}
          source={source}
          save={server.save}
          sort={sort}
          onSort={setSort}
          density={density}
          onDensity={setDensity}
          filtered={asked.has('filtered') ? ['town'] : []}
          onFilter={(key) => setSaid(`filtre ${key}`)}
          onOpen={(row) => setSaid(`ouvre ${row.id}`)}
          tools={<strong>Tous les membres</strong>}
          empty="Aucun membre ne correspond à ces filtres."
        />
      </div>
      <a href="#apres">Après</a>
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
