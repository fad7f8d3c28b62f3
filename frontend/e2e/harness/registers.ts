/** A stand-in for the national registers, in their documented form, over the fixtures that the integration tests use too. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

const FIXTURES = join(import.meta.dirname, '../../../backend/tests/it/fixtures/registers');

interface Site {
  siret: string;
  commune: string;
}
interface Organisation {
  siren: string;
  nom_complet: string;
  siege: Site;
  matching_etablissements: Site[];
  complements: { identifiant_association: string | null };
}
interface Feature {
  properties: { label: string; citycode: string };
}

const read = <T>(name: string) => JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as T[];
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
const named = (q: string, text: string) =>
  fold(q).every((word) => fold(text).some((other) => other.startsWith(word)));

export class Registers {
  /** Whether they answer: a register that does not holds the line until whoever asks gives up. */
  silent = false;
  asked = 0;

  private constructor(
    private readonly server: Server,
    private readonly base: string,
  ) {}

  static async open(): Promise<Registers> {
    const box: { registers?: Registers } = {};
    const server = createServer((request, response) => {
      const registers = box.registers;
      if (!registers) return;
      registers.asked += 1;
      if (registers.silent) return;
      const url = new URL(request.url ?? '/', registers.base);
      const q = url.searchParams.get('q') ?? '';
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify(
          url.pathname.startsWith('/geocodage/')
            ? { type: 'FeatureCollection', features: addresses(q, url.searchParams.get('citycode')) }
            : { results: organisations(q), total_results: 1, page: 1, per_page: 10, total_pages: 1 },
        ),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    box.registers = new Registers(server, `http://127.0.0.1:${address.port}`);
    return box.registers;
  }

  get settings(): Record<string, string> {
    return { MAILLAGE_REGISTER_URL: this.base, MAILLAGE_GEOCODER_URL: `${this.base}/geocodage` };
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

function organisations(q: string): Organisation[] {
  return read<Organisation>('organisations.json').filter(
    (one) =>
      [one.siren, one.siege.siret, one.complements.identifiant_association].includes(q) ||
      one.matching_etablissements.some(({ siret }) => siret === q) ||
      (!/^\d{9,}$/.test(q) && named(q, one.nom_complet)),
  );
}

function addresses(q: string, citycode: string | null): Feature[] {
  return read<Feature>('addresses.json').filter(
    ({ properties }) => named(q, properties.label) && (!citycode || properties.citycode === citycode),
  );
}
