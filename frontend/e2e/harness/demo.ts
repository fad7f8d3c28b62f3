/** The demonstration club, entered by the doors it offers on its sign-in page. */
import type { Browser } from 'playwright-core';
import { Visit } from './browser';
import { type Engine, Program, type Span } from './program';

export type Role = 'admin' | 'coordinator' | 'reader' | 'manager';

interface Door {
  /** None for a member's own sign-in. */
  role: string | null;
  email: string;
  password: string;
}

export class Demo {
  /** One sign-in a role: the door counts them. A token outlives a journey whose clock is not moved. */
  private readonly tokens = new Map<Role, Promise<string>>();

  private constructor(
    readonly base: string,
    private readonly doors: Door[],
    private readonly program: Program | null,
  ) {}

  /** A program of its own with the demonstration in it, or the server that `MAILLAGE_URL` names. */
  static async open(engine: Engine = 'sqlite', settings: Record<string, string> = {}): Promise<Demo> {
    const running = process.env.MAILLAGE_URL;
    let program: Program | null = null;
    if (!running) {
      program = await Program.make(engine, settings);
      program.run('demo');
      await program.start();
    }
    const base = running ?? program?.base ?? '';
    const club = (await (await fetch(`${base}/api/v1/public/club`)).json()) as {
      demo: { accounts: Door[] } | null;
    };
    return new Demo(base, club.demo?.accounts ?? [], program);
  }

  async visit(
    browser: Browser,
    role: Role | null,
    viewport: { width: number; height: number },
    dark = false,
  ): Promise<Visit> {
    const visit = await Visit.begin(browser, this.base, viewport, dark);
    if (role) {
      const door = this.door(role);
      await visit.signIn(door.email, door.password);
    }
    return visit;
  }

  /** What the API answers this role, away from the screens; with a revision, it changes what is there. */
  async ask<T>(role: Role, path: string, body?: object, revision?: number): Promise<T> {
    const token = this.tokens.get(role) ?? this.token(role);
    this.tokens.set(role, token);
    const answer = await fetch(`${this.base}/api/v1${path}`, {
      method: !body ? 'GET' : revision === undefined ? 'POST' : 'PATCH',
      headers: {
        Authorization: `Bearer ${await token}`,
        'Content-Type': 'application/json',
        ...(revision !== undefined && { 'If-Match': `"r${revision}"` }),
        ...(body && { 'Idempotency-Key': crypto.randomUUID() }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as T;
  }

  private async token(role: Role): Promise<string> {
    const { email, password } = this.door(role);
    const signedIn = await fetch(`${this.base}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'maillage' },
      body: JSON.stringify({ email, password }),
    });
    return ((await signedIn.json()) as { access_token: string }).access_token;
  }

  /** Time passes for the program of one's own. Whoever was signed in by then does so anew. */
  advance(by: Span): void {
    if (!this.program) throw new Error('only a program of one’s own has its clock moved');
    this.program.advance(by);
    this.tokens.clear();
  }

  door(role: Role): Door {
    const door = this.doors.find((offered) => offered.role === (role === 'manager' ? null : role));
    if (!door) throw new Error(`the demonstration offers no ${role}`);
    return door;
  }

  async end(): Promise<void> {
    await this.program?.end();
  }
}
