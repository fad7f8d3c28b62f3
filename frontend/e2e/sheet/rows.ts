/** 100,000 rows made up, 40 columns, and a server in the page that keeps revisions and refuses like the real one. */
import type { Change, Column, Outcome, Row, RowSource, Save, SortKey, Values } from '@/sheet';

const TOWNS = [
  'Sélestat',
  'Barr',
  'Benfeld',
  'Villé',
  'Marckolsheim',
  'Erstein',
  'Rhinau',
  'Dambach-la-Ville',
];
const KINDS = [
  { value: 'association', label: 'Association', tone: 'brand' },
  { value: 'company', label: 'Entreprise', tone: 'ciel' },
  { value: 'school', label: 'École, collège', tone: 'warn' },
  { value: 'town', label: 'Commune', tone: 'plain' },
] as const;
const TOPICS = ['Réemploi', 'Compost', 'Réparation', 'Textile', 'Gobelets', 'Broyage'].map((label) => ({
  value: label.toLowerCase(),
  label,
}));
const NAMES = [
  'Repair Café',
  'Amicale laïque',
  'Club sportif',
  'École élémentaire',
  'Les Jardins partagés',
  'La Ressourcerie',
];

const NAMED: Column[] = [
  {
    key: 'name',
    title: 'Organisation',
    kind: 'text',
    width: 250,
    primary: true,
    required: true,
    frozen: true,
  },
  { key: 'kind', title: 'Type', kind: 'choice', options: KINDS, required: true, width: 160 },
  {
    key: 'status',
    title: 'État',
    kind: 'choice',
    width: 140,
    editable: false,
    reason: 'L’état change par une décision, pas par une saisie.',
    options: [
      { value: 'active', label: 'Actif', tone: 'brand' },
      { value: 'paused', label: 'En pause', tone: 'gres' },
    ],
  },
  { key: 'town', title: 'Commune', kind: 'text', width: 160 },
  { key: 'topics', title: 'Thématiques', kind: 'multi', options: TOPICS, width: 250 },
  {
    key: 'lends',
    title: 'Prête des gobelets',
    kind: 'yes_no',
    width: 150,
    hint: 'Champ ajouté par l’équipe.',
  },
  { key: 'people', title: 'Adhérents', kind: 'number', width: 120 },
  { key: 'since', title: 'Membre depuis', kind: 'date', width: 140 },
  { key: 'phone', title: 'Téléphone', kind: 'text', width: 150 },
  { key: 'email', title: 'Adresse e-mail', kind: 'text', width: 230 },
  { key: 'note', title: 'Note', kind: 'long_text', width: 240 },
];

/** Slow as a network is. */
async function townsLike(text: string) {
  await new Promise((resolve) => setTimeout(resolve, 40));
  const found = TOWNS.filter((town) => town.toLowerCase().includes(text.toLowerCase()));
  return found.map((town) => ({ value: town, label: town, note: '67' }));
}

/** Eleven that mean something, and as many more as are asked for. */
export function columnsOf(total: number): Column[] {
  const more = Array.from(
    { length: total - NAMED.length },
    (_, at): Column => ({ key: `f${at}`, title: `Champ ${at + 1}`, kind: 'text' }),
  );
  const [first, ...others] = more;
  return [...NAMED, ...(first ? [{ ...first, suggest: townsLike, unlisted: 'hors liste' }] : []), ...others];
}

function made(at: number): Values {
  const name = NAMES[at % NAMES.length];
  const town = TOWNS[(at * 7) % TOWNS.length];
  const more: Values = {};
  for (let field = 0; field < 50; field++)
    more[`f${field}`] = (at + field) % 5 === 0 ? null : `${field + 1}.${at + 1}`;
  return {
    name: `${name} de ${town}${at >= 48 ? ` ${at + 1}` : ''}`,
    kind: KINDS[at % 4]?.value ?? null,
    status: at % 9 === 4 ? 'paused' : 'active',
    town: town ?? null,
    topics: TOPICS.filter((_, topic) => (at + topic) % 4 === 0).map(({ value }) => value),
    lends: at % 3 === 0 ? true : at % 3 === 1 ? false : null,
    people: at % 11 === 3 ? null : (at * 37) % 400,
    since: `20${String(10 + (at % 15)).padStart(2, '0')}-0${1 + (at % 9)}-1${at % 10}`,
    phone: `03 88 ${String(10 + (at % 90))} 00 00`,
    email: at % 13 === 6 ? null : `contact${at + 1}@club.example`,
    note: at % 6 === 2 ? 'Prête une salle le soir.\nDemander la clé à la mairie.' : null,
    ...more,
  };
}

/** What the test turns: how slow it is, whether it fails, what someone else changes. */
export class FakeServer {
  delay = 30;
  failing = false;
  requests = 0;
  sent: { rows: number; cause: string }[] = [];
  private kept = new Map<string, Row>();

  constructor(readonly total: number) {}

  row(id: string): Row {
    let row = this.kept.get(id);
    if (!row) {
      const at = Number(id.slice(1));
      const locked = at % 50 === 5 ? { locked: { phone: 'Ce numéro vient du registre national.' } } : {};
      row = { id, revision: 1, values: made(at), ...locked };
      this.kept.set(id, row);
    }
    return row;
  }

  /** Someone else changes a row. */
  elsewhere(id: string, set: Values): void {
    const row = this.row(id);
    this.kept.set(id, { ...row, revision: row.revision + 1, values: { ...row.values, ...set } });
  }

  source(sort: readonly SortKey[]): RowSource {
    const backwards = sort[0]?.direction === 'desc';
    return async (offset, limit, signal) => {
      await this.wait();
      this.requests++;
      if (signal.aborted || this.failing) throw new Error('unread');
      const size = Math.max(0, Math.min(limit, this.total - offset));
      const at = (n: number) => (backwards ? this.total - 1 - offset - n : offset + n);
      return { total: this.total, rows: Array.from({ length: size }, (_, n) => this.row(`r${at(n)}`)) };
    };
  }

  save: Save = async (changes, cause) => {
    await this.wait();
    if (this.failing) throw new Error('unsaved');
    this.sent.push({ rows: changes.length, cause });
    return { rows: changes.map((change) => this.take(change)), change_set_id: `set-${this.sent.length}` };
  };

  private take({ id, revision, set }: Change): Outcome {
    const row = this.row(id);
    if (revision !== row.revision) {
      const current = {
        revision: row.revision,
        values: row.values,
        changed_by: 'Camille Rotrieder',
        changed_at: '2026-11-23T13:05:00Z',
      };
      return { id, outcome: 'refused', current };
    }
    if (typeof set.email === 'string' && !set.email.includes('@')) {
      return {
        id,
        outcome: 'refused',
        errors: [{ field: 'email', detail: 'Cette adresse n’a pas d’arobase.' }],
      };
    }
    if (set.f0 === 'Selestatt') {
      const instead = [{ value: 'Sélestat', label: 'Sélestat (67462)' }];
      return {
        id,
        outcome: 'refused',
        errors: [{ field: 'f0', detail: 'Voulez-vous dire Sélestat ?', instead }],
      };
    }
    const next = { ...row, revision: revision + 1, values: { ...row.values, ...set } };
    this.kept.set(id, next);
    return { id, outcome: 'changed', revision: next.revision };
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.delay));
  }
}
