/** One sheet at work: its engine, what can be done with it, and what the pieces of its screen share. */
import type { Column } from '../contract';
import type { Placed } from '../logic/layout';
import type { Speech } from '../logic/values';
import type { Room } from '../logic/windowing';
import { Columns } from './columns';
import { type Config, Engine } from './engine';
import type { Hands } from './hands';

export class Desk {
  readonly engine: Engine;
  readonly columns: Columns;
  /** What changes cells, once it is there. */
  hands: Hands | null = null;
  private coming: Promise<void> | null = null;
  /** What was asked of them before, in its order. */
  private asked: ((hands: Hands) => void)[] = [];
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
    this.engine = new Engine(config, speech);
    this.columns = new Columns(this.engine);
  }

  /** Changes cells: at once, or as soon as what does it has come. */
  change(how: (hands: Hands) => void): void {
    if (this.hands) {
      how(this.hands);
      return;
    }
    this.asked.push(how);
    void this.fetchHands();
  }

  /** Where it fails nothing that was asked is lost: the next one fetches again. */
  fetchHands(): Promise<void> {
    this.coming ??= import('./hands').then(
      ({ Hands }) => {
        this.hands = new Hands(this.engine);
        for (const how of this.asked.splice(0)) how(this.hands);
      },
      () => {
        this.coming = null;
        if (this.asked.length > 0) this.engine.say(this.engine.words.state.failed, 'err');
      },
    );
    return this.coming;
  }

  /** Changes that nobody has taken in hand yet. */
  get waiting(): number {
    return this.asked.length + this.engine.saving.waiting;
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
