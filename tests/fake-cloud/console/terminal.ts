export interface TerminalCell {
  character: string;
  colour: number;
}

/** A text screen of fixed size: it wraps, scrolls, and knows where its cursor is. */
export class Terminal {
  readonly columns: number;
  readonly rows: number;
  readonly cells: TerminalCell[][];
  cursor = { column: 0, row: 0 };
  /** told of all that is written, for serial lines */
  readonly listeners = new Set<(text: string) => void>();

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.cells = Array.from({ length: rows }, () => []);
  }

  /** Writes text in one colour; `\n` starts a line, `\b` takes the last character back. */
  write(text: string, colour: number): void {
    for (const character of text) {
      if (character === '\n') this.#newLine();
      else if (character === '\b') this.#rubOut();
      else this.#put({ character, colour });
    }
    for (const listener of this.listeners) listener(text);
  }

  clear(): void {
    for (const row of this.cells) row.length = 0;
    this.cursor = { column: 0, row: 0 };
  }

  /** The text as it stands, without empty lines at its end. */
  text(): string {
    return this.cells
      .map((row) =>
        row
          .map((cell) => cell.character)
          .join('')
          .trimEnd(),
      )
      .join('\n')
      .trimEnd();
  }

  #put(cell: TerminalCell): void {
    if (this.cursor.column === this.columns) this.#newLine();
    const row = this.cells[this.cursor.row];
    if (row) row[this.cursor.column] = cell;
    this.cursor.column += 1;
  }

  #newLine(): void {
    this.cursor.column = 0;
    if (this.cursor.row < this.rows - 1) {
      this.cursor.row += 1;
      return;
    }
    this.cells.shift();
    this.cells.push([]);
  }

  #rubOut(): void {
    if (this.cursor.column === 0) {
      if (this.cursor.row === 0) return;
      this.cursor = { column: this.columns, row: this.cursor.row - 1 };
    }
    this.cursor.column -= 1;
    const row = this.cells[this.cursor.row];
    if (row) row.length = Math.min(row.length, this.cursor.column);
  }
}
