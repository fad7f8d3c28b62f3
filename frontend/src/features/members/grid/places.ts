/**
 * Communes by their code and their name. A cell of the grid holds the code, which is never ambiguous (an undo must find
 * the same commune again); the screen shows and takes the name. Where the code is unknown, the name stands for itself.
 */
import type { CommuneRef, FilterFields } from '@/api';
import { fold } from '../queries';

const key = (name: string) =>
  fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

export class Places {
  private readonly names = new Map<string, string>();
  /** `null`: several communes have this name. */
  private readonly codes = new Map<string, string | null>();

  constructor(fields?: FilterFields) {
    const communes = fields?.fields.find((field) => field.key === 'commune')?.choices ?? [];
    for (const { value, label } of communes) this.learn({ insee_code: value, name: label.fr });
  }

  learn({ insee_code: code, name }: CommuneRef): void {
    if (!code || this.names.has(code)) return;
    this.names.set(code, name);
    const known = this.codes.get(key(name));
    this.codes.set(key(name), known === undefined || known === code ? code : null);
  }

  /** What stands for a place of the national list is its code; any other word is taken as it is. */
  isListed(value: string): boolean {
    return /^\d[\dAB]\d{3}$/.test(value);
  }

  nameOf(value: string): string {
    return this.names.get(value) ?? value;
  }

  /** The code of a name that means one commune among those seen so far; the server knows the others. */
  codeOf(text: string): string | null {
    return this.codes.get(key(text)) ?? null;
  }
}
