import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { api, type Import } from '@/api';
import { Hints } from './Hints';
import { Topics } from './Topics';

afterEach(cleanup);

const data = {
  id: 'i1',
  topics: { vélo: 'Mobilité' },
  new_topics: [
    { written: 'tri', rows: 12, proposal: 'Tri et recyclage' },
    { written: 'textile', rows: 3, proposal: 'Textiles' },
    { written: 'vannerie', rows: 1, proposal: null },
  ],
  new_topics_total: 3,
  communes_without_territory: 90,
} as unknown as Import;

it('says which topics would be made, and takes the words of the file for those of the club', async () => {
  const topics = ['Tri et recyclage', 'Textiles', 'Mobilité'].map((name) => ({ id: name, name }));
  vi.spyOn(api, 'GET').mockImplementation((async () => ({
    data: { items: topics },
    response: new Response(),
  })) as never);
  const change = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Topics data={data} reason={null} onChange={change} />
    </QueryClientProvider>,
  );
  screen.getByText(/3 thématiques du fichier ne sont pas dans le club/);
  screen.getByText(/12 lignes\s· proposé\s: Tri et recyclage/);
  await screen.findAllByText('Textiles', { selector: 'option' }, { timeout: 5_000 });
  fireEvent.click(screen.getByText('Accepter les 2 propositions'));
  expect(change).toHaveBeenLastCalledWith({
    patch: { topics: { tri: 'Tri et recyclage', textile: 'Textiles' } },
  });
  fireEvent.change(screen.getByLabelText(/vannerie\s» devient/), { target: { value: 'Textiles' } });
  expect(change).toHaveBeenLastCalledWith({ patch: { topics: { vannerie: 'Textiles' } } });
  fireEvent.change(screen.getByLabelText(/vélo\s» devient/), { target: { value: '' } });
  expect(change).toHaveBeenLastCalledWith({ patch: { topics: { vélo: null } } });
});

it('points from the dry run to the topics and to the territory', async () => {
  const routeTree = createRootRoute({ component: () => <Hints data={data} /> });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  const territory = await screen.findByText('Dire le territoire', {}, { timeout: 4_000 });
  expect(territory.getAttribute('href')).toBe('/reglages/territoire');
  screen.getByText(/les 90 communes du fichier entrent comme membres ordinaires/);
  screen.getByText(
    /3 thématiques seront créées\s: tri, textile et vannerie\. 2 ressemblent à des thématiques du club/,
  );
});
