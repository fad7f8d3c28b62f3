/** One sheet at work: its engine, what can be done with it, and what the pieces of its screen share. */
import type { Column } from '../contract';
import type { Placed } from '../logic/layout';
import type { Speech } from '../logic/values';
import type { Room } from '../logic/windowing';
import { Columns } from './columns';
import { Edits } from './edits';
import { type Config, Engine } from './engine';
import { Ranges } from './ranges';
import { TakingBack } from './takingBack';

export class Desk {
  readonly engine: Engine;
  readonly edits: Edits;
  readonly back: TakingBack;
  readonly ranges: Ranges;
  readonly columns: Columns;
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
    this.edits = new Edits(this.engine);
    this.back = new TakingBack(this.engine, this.edits);
    this.ranges = new Ranges(this.engine, this.edits);
    this.columns = new Columns(this.engine);
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
