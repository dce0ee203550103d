/** A row of the capability tables: what must be possible, and when that is accepted. */
export interface CapabilityRow {
  readonly id: string;
  readonly capability: string;
  readonly accepted: string;
  readonly stage: string;
}

export interface CapabilityReference {
  readonly rows: readonly CapabilityRow[];
  /** Headings of the rooms by their letters: `SU` is "1. Designation, …". */
  readonly rooms: ReadonlyMap<string, string>;
  /** First cells of numbered tables, by their name: `table 0.3`. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
}

const ROW_ID = /^[A-Z]{2}-\d{2}$/;
const ROOM = /^## (\d+\. .+) \(([A-Z]{2})\)$/;
const SECTION = /^#{2,3} (\d+\.\d+)? ?/;

/** Reads the tables of `docs/reference/capabilities.md`. */
export function parseReference(markdown: string): CapabilityReference {
  const rows: CapabilityRow[] = [];
  const rooms = new Map<string, string>();
  const tables = new Map<string, string[]>();
  let section = '';
  for (const line of markdown.split('\n')) {
    const [, title, letters] = ROOM.exec(line) ?? [];
    if (title !== undefined && letters !== undefined) rooms.set(letters, title);
    section = SECTION.exec(line)?.[1] ?? (line.startsWith('#') ? '' : section);
    const [first, capability, accepted, , stage] = cellsOf(line);
    if (first === undefined) continue;
    if (ROW_ID.test(first) && capability !== undefined && accepted !== undefined && stage !== undefined) {
      rows.push({ id: first, capability, accepted, stage });
    } else if (section !== '' && !/^-+$/.test(first)) {
      tables.set(`table ${section}`, [...(tables.get(`table ${section}`) ?? []), first]);
    }
  }
  return { rows, rooms, tables };
}

function cellsOf(line: string): string[] {
  if (!line.startsWith('|')) return [];
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}
