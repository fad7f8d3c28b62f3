/** The demonstration club, entered by the doors it offers on its sign-in page. */
import type { Browser } from 'playwright-core';
import { Visit } from './browser';
import { Program } from './program';

export type Role = 'admin' | 'coordinator' | 'reader' | 'manager';

interface Door {
  /** None for a member's own sign-in. */
  role: string | null;
  email: string;
  password: string;
}

export class Demo {
  private constructor(
    readonly base: string,
    private readonly doors: Door[],
    private readonly program: Program | null,
  ) {}

  /** A program of its own with the demonstration in it, or the server that `MAILLAGE_URL` names. */
  static async open(): Promise<Demo> {
    const running = process.env.MAILLAGE_URL;
    let program: Program | null = null;
    if (!running) {
      program = await Program.make('sqlite');
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
      const door = this.doors.find((offered) => offered.role === (role === 'manager' ? null : role));
      if (!door) throw new Error(`the demonstration offers no ${role}`);
      await visit.signIn(door.email, door.password);
    }
    return visit;
  }

  async end(): Promise<void> {
    await this.program?.end();
  }
}
