/** The real program on a database of its own, started and ended by the journey. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Engine = 'sqlite' | 'postgres';
export const ENGINES: Engine[] = ['sqlite', 'postgres'];

const root = join(import.meta.dirname, '../../..');
const binary = process.env.MAILLAGE_BIN ?? join(root, 'target/debug/maillage');

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      server.close(() => resolve(address.port));
    });
  });
}

/** The file that tells a debug build how far its clock is ahead. */
const CLOCK = 'clock';

function psql(sql: string): void {
  const url = process.env.MAILLAGE_TEST_POSTGRES_URL;
  if (!url)
    throw new Error(
      'MAILLAGE_TEST_POSTGRES_URL must name a throw-away PostgreSQL server; `make test` starts one',
    );
  execFileSync('psql', ['-q', '-d', url, '-c', sql]);
}

/** How long something lasts. */
export interface Span {
  days?: number;
  minutes?: number;
}

export class Program {
  /** How far its clock is ahead of ours, in seconds. */
  private ahead = 0;

  private constructor(
    readonly base: string,
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly database: string | null,
    private child: ChildProcess | null = null,
  ) {}

  /** With settings beside those that every journey has. */
  static async make(engine: Engine, settings: NodeJS.ProcessEnv = {}): Promise<Program> {
    const folder = mkdtempSync(join(tmpdir(), 'maillage-journey-'));
    const port = await freePort();
    const environment: NodeJS.ProcessEnv = {
      MAILLAGE_DATA_DIR: folder,
      MAILLAGE_LISTEN: `127.0.0.1:${port}`,
      MAILLAGE_LOG: 'warn',
      // No journey asks a register of the world.
      MAILLAGE_REGISTER_URL: '',
      MAILLAGE_GEOCODER_URL: '',
      MAILLAGE_COMMUNES_URL: '',
      MAILLAGE_TEST_CLOCK: join(folder, CLOCK),
      ...settings,
    };
    let database: string | null = null;
    if (engine === 'postgres') {
      database = `journey_${randomBytes(6).toString('hex')}`;
      psql(`CREATE DATABASE ${database}`);
      const url = new URL(process.env.MAILLAGE_TEST_POSTGRES_URL ?? '');
      url.pathname = `/${database}`;
      environment.MAILLAGE_DATABASE_URL = url.href;
    }
    return new Program(`http://127.0.0.1:${port}`, folder, environment, database);
  }

  /** Runs a command of the program and gives what it printed, line by line. */
  run(...words: string[]): string[] {
    const printed = execFileSync(binary, words, {
      env: this.environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return printed.trim().split('\n');
  }

  /** Moves its clock on; what it sleeps through stays real. */
  advance({ days = 0, minutes = 0 }: Span): void {
    this.ahead += (days * 24 * 60 + minutes) * 60;
    // In place at once: half a file would take the clock back.
    const file = join(this.folder, CLOCK);
    writeFileSync(`${file}.new`, String(this.ahead));
    renameSync(`${file}.new`, file);
  }

  async start(): Promise<void> {
    this.child = spawn(binary, ['serve'], { env: this.environment, stdio: ['ignore', 'ignore', 'inherit'] });
    for (const begun = Date.now(); Date.now() - begun < 30_000; ) {
      const answer = await fetch(`${this.base}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the program did not become ready');
  }

  async end(): Promise<void> {
    const child = this.child;
    if (child && child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    if (this.database) psql(`DROP DATABASE IF EXISTS ${this.database} WITH (FORCE)`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
