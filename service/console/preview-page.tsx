/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import type { ComplianceLine } from '../reports/compliance.js';
import type { Moves } from '../reports/moves.js';
import type { Preview, PreviewAnswer } from '../reports/preview.js';
import { outcomeInWords, sampleInWords } from '../reports/words.js';
import { ApplyNote } from './apply-note.js';
import { communityName, type Frame } from './frame.js';
import { MovedClocks, OtherOutcomes } from './preview-lists.js';
import { Audience, fewerThan, sizeOf } from './reports-small.js';
import { metricInWords } from './wording.js';
import { minutesInWords } from './zone-time.js';

interface Props {
  /** As it was sent; empty: nothing yet. */
  readonly asked: { readonly text: string; readonly since: string };
  readonly answer: PreviewAnswer | null;
  readonly frame: Frame;
}

/** CL-10: what settings would do, before they are applied. */
export function PreviewPage({ asked, answer, frame }: Props): JSX.Element {
  return (
    <>
      <p>
        What a settings file would do to clocks: which due times would move, what would be late, and what would have been late. Nothing is
        changed by trying.
      </p>
      {answer === null ? null : answer.ok ? (
        <Found preview={answer.preview} notes={answer.notes} frame={frame} />
      ) : (
        <p class="note bad text">{answer.text}</p>
      )}
      <form method="post" action="/preview" aria-label="Settings to try">
        <label class="wide">
          Settings file (YAML)
          <textarea name="text" rows={16} required spellcheck={false}>
            {asked.text}
          </textarea>
        </label>
        <div class="filters">
          <label>
            Look back to
            <input type="date" name="since" value={asked.since} required />
          </label>
          <button type="submit">Preview</button>
        </div>
      </form>
    </>
  );
}

interface FoundProps {
  readonly preview: Preview;
  readonly frame: Frame;
}

function Found({ preview, notes, frame }: FoundProps & { readonly notes: readonly string[] }): JSX.Element {
  const { ask, sample, notCounted, moves, moved, lookBack } = preview;
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      <p>{sampleInWords(sample, notCounted)}</p>
      <h2>Open clocks, if it were applied now and they were recomputed</h2>
      <MovesTable moves={moves} frame={frame} />
      <MovedClocks moved={moved} frame={frame} />
      <h2>Clocks that started since {ask.since}, as they were and as they would have been</h2>
      <LookBackTable lookBack={lookBack} frame={frame} />
      <OtherOutcomes changes={lookBack.changes} />
      <ApplyNote />
    </>
  );
}

function MovesTable({ moves, frame }: { readonly moves: readonly Moves[]; readonly frame: Frame }): JSX.Element {
  if (moves.length === 0) return <p>Nothing is open.</p>;
  return (
    <table class="rows">
      <thead>
        <tr>
          {MOVES.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moves.map(({ community, audience, figures }) => (
          <tr key={`${community}/${audience}`}>
            <td data-name="Community">
              {communityName(frame, community)}
              <Audience audience={audience} />
            </td>
            {movesCells(figures, sizeOf(frame, community)).map((cell, index) => (
              <td key={MOVES[index + 1]} data-name={MOVES[index + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MOVES = ['Community', 'Open', 'Earlier', 'Later', 'How far', 'Begin or end to be due', 'Late by that'];

function movesCells(figures: Moves['figures'], least: number): Array<string | number> {
  if (figures === null) return MOVES.slice(1).map(() => fewerThan(least));
  const { open, earlier, later, otherwise, late, medianSeconds, mostSeconds } = figures;
  const far =
    medianSeconds === null || mostSeconds === null
      ? '–'
      : `${minutesInWords(medianSeconds)} of desk time in the middle, ${minutesInWords(mostSeconds)} at most`;
  return [open, earlier, later, far, otherwise, late];
}

function LookBackTable({ lookBack, frame }: { readonly lookBack: Preview['lookBack']; readonly frame: Frame }): JSX.Element {
  const { before, after } = lookBack;
  const all = [...after, ...before.filter(({ of }) => !after.some((line) => isSame(line.of, of)))];
  if (all.length === 0) return <p>No clock started in this time.</p>;
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Clock</th>
          <th scope="col">Community</th>
          <th scope="col">As it was</th>
          <th scope="col">As it would have been</th>
        </tr>
      </thead>
      <tbody>
        {all.map(({ of }) => (
          <tr key={JSON.stringify(of)}>
            <td data-name="Clock">
              {metricInWords(of.metric)}
              <Audience audience={of.audience} />
            </td>
            <td data-name="Community">{communityName(frame, of.community)}</td>
            <td data-name="As it was">{lineText(before, of, frame)}</td>
            <td data-name="As it would have been">{lineText(after, of, frame)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function lineText(lines: readonly ComplianceLine[], of: ComplianceLine['of'], frame: Frame): string {
  const line = lines.find((one) => isSame(one.of, of));
  if (line === undefined) return 'not measured';
  if (line.figures === null) return fewerThan(sizeOf(frame, of.community));
  const { counts, rate } = line.figures;
  const share = rate === null ? '' : ` (${Math.round(rate * 1000) / 10} %)`;
  return `${counts.met} ${outcomeInWords('met', of.metric)}, ${counts.late} ${outcomeInWords('late', of.metric)}${share}`;
}

function isSame(one: ComplianceLine['of'], other: ComplianceLine['of']): boolean {
  return one.community === other.community && one.audience === other.audience && one.metric === other.metric;
}
