/** One sheet at work: its engine, what can be done with it, and what the pieces of its screen share. */
import type { Column } from '../contract';
import type { Placed } from '../logic/layout';
import { type Rect, rectOf } from '../logic/selection';
import type { Speech } from '../logic/values';
import type { Room } from '../logic/windowing';
import { Columns } from './columns';
import { type Config, Engine } from './engine';
import type { Hands } from './hands';
import type { Sending } from './saving';

/** Nobody could be asked to save it: no answer of a server. */
export const UNFETCHED = new Error('unfetched');

export class Desk {
  readonly engine: Engine;
  readonly columns: Columns;
  /** What changes cells, once it is there. */
  hands: Hands | null = null;
  private coming: Promise<void> | null = null;
  /** What was asked of them before, in its order, and the row that it is about. */
  private asked: { how: (hands: Hands) => void; row: string | undefined }[] = [];
  private unfetched = false;
  /** Whether the keyboard is in the grid: the active cell then takes the focus wherever it goes. */
  focused = false;
  /** After working in cells Tab goes to the next one; after Escape, or when merely passing, it leaves the grid. */
  working = false;
  /** Column where a run of Tabs began: Enter goes back under it. */
  runFrom: number | null = null;
  /** The open editor, to be committed when the pointer goes elsewhere. */
  commitEditor: (() => void) | null = null;
  /** Key of the column whose menu is open. */
  openMenu: string | null = null;
  /** Where there is room for what hangs from a cell; the screen knows. */
  room: (offset: number, place: Placed) => Room = () => ({ above: false, far: false, height: 400 });
  /** Brings the keyboard into the active cell; the screen can. */
  grab: () => void = () => undefined;
  /** Width that the content of a column asks for; the screen measures it. */
  fit: (column: Column) => number = () => 160;

  constructor(
    /** Begins the ids of this sheet's elements. */
    public id: string,
    config: Config,
    speech: Speech,
  ) {
    this.engine = new Engine(config, speech, this.early());
    this.columns = new Columns(this.engine);
  }

  /** Changes cells: at once, or as soon as what does it has come. Whatever it needs of this moment it brings along. */
  change(how: (hands: Hands) => void, row?: string): void {
    if (this.hands) {
      how(this.hands);
      return;
    }
    this.asked.push({ how, row });
    void this.fetchHands();
    this.engine.signals.tell('work');
  }

  /** Changes the block that is selected now, wherever the selection is when it is done. */
  changeBlock(how: (hands: Hands, rect: Rect) => void): void {
    const block = this.block();
    this.change((hands) => {
      const rect = block();
      if (rect) how(hands, rect);
    });
  }

  /** The block that is selected now, to be asked for later: nothing, and a word, if others stand in its place by then. */
  block(): () => Rect | null {
    const { engine } = this;
    const { top, bottom, ...sides } = rectOf(engine.selection);
    const rect = { ...sides, top: Math.max(0, top), bottom: Math.max(0, bottom) };
    const inPlace = () => [
      engine.config.source,
      engine.rows.idAt(rect.top),
      engine.rows.idAt(rect.bottom),
      engine.keysOf(rect).join(),
    ];
    const then = inPlace();
    return () => {
      const now = inPlace();
      // What was not read yet may have been since.
      if (then.every((one, at) => one === undefined || one === now[at])) return rect;
      engine.say(engine.words.work.moved, 'warn');
      return null;
    };
  }

  /** Where it fails nothing that was asked is lost: it waits, is told and offered like what the server did not take. */
  fetchHands(): Promise<void> {
    this.unfetched = false;
    this.coming ??= import('./hands').then(
      async ({ Hands, handsSpeak }) => {
        await handsSpeak(this.engine.speech.language);
        this.hands = new Hands(this.engine);
        for (const { how } of this.asked.splice(0)) how(this.hands);
        this.engine.signals.tell('work');
      },
      () => {
        this.coming = null;
        this.unfetched = true;
        this.engine.signals.tell('work');
      },
    );
    return this.coming;
  }

  /** What saves, until that is there. */
  private early(): Sending {
    const desk = this;
    return {
      get waiting() {
        return desk.asked.length;
      },
      get failure() {
        return desk.unfetched && desk.asked.length > 0 ? UNFETCHED : null;
      },
      long: null,
      touches: (id) => desk.asked.some(({ row }) => row === id),
      stop: () => undefined,
      retry: () => {
        void desk.fetchHands();
        desk.engine.signals.tell('work');
      },
      abandon: () => {
        desk.asked = [];
        desk.engine.signals.tell('work');
      },
    };
  }

  /** On a screen again, under another id. */
  stand(id: string): void {
    this.id = id;
    this.focused = false;
    this.working = false;
    this.runFrom = null;
    this.openMenu = null;
    this.commitEditor = null;
    this.engine.stand();
  }

  setMenu(key: string | null): void {
    this.openMenu = key;
    this.engine.signals.tell('shape');
  }
}
