/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';
import { OUTCOMES, type ClockOutcome } from '../reports/clock-entry.js';
import type { ComplianceLine, Figures } from '../reports/compliance.js';
import { outcomeInWords } from '../reports/words.js';
import { communityName, type Frame } from './frame.js';
import { reportAddress, type Report } from './reports-query.js';
import { Audience, fewerThan, sizeOf } from './reports-small.js';
import { metricInWords } from './wording.js';
import { minutesInWords } from './zone-time.js';

interface Props {
  readonly report: Report;
  readonly frame: Frame;
}

/** Outcomes that are counted, but in no rate. */
const LEFT_OUT = OUTCOMES.filter((outcome) => outcome !== 'met' && outcome !== 'late' && outcome !== 'open');

interface LinesProps extends Props {
  readonly title: string;
  readonly late: string;
  readonly lines: readonly ComplianceLine[];
}

export function Lines({ title, late, lines, report, frame }: LinesProps): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <table class="rows">
        <thead>
          <tr>
            {['Clock', 'Community', 'Policy', 'Priority', 'In time', late, 'Open', 'Rate', 'Median', 'In no rate'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={JSON.stringify(line.of)} line={line} late={late} report={report} frame={frame} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({
  line: { of, figures },
  late,
  report,
  frame,
}: { readonly line: ComplianceLine; readonly late: string } & Props): JSX.Element {
  const number = (outcome: ClockOutcome) => <Number of={{ line: of, outcome }} figures={figures} report={report} frame={frame} />;
  return (
    <tr>
      <td data-name="Clock">
        <a href={reportAddress(report.ask, { line: of, outcome: null })}>{metricInWords(of.metric)}</a>
        <Audience audience={of.audience} />
      </td>
      <td data-name="Community">{communityName(frame, of.community)}</td>
      <td data-name="Policy">{of.policy}</td>
      <td data-name="Priority">{of.priority}</td>
      <td data-name="In time">{number('met')}</td>
      <td data-name={late}>{number('late')}</td>
      <td data-name="Open">{number('open')}</td>
      <td data-name="Rate">{figures === null ? '–' : rateText(figures.rate)}</td>
      <td data-name="Median">
        {figures === null || figures.medianSeconds === null ? '–' : `${minutesInWords(figures.medianSeconds)} (n = ${figures.answered})`}
      </td>
      <td data-name="In no rate">
        {figures === null ? fewerThan(sizeOf(frame, of.community)) : <LeftOut of={of} figures={figures} report={report} frame={frame} />}
      </td>
    </tr>
  );
}

interface NumberProps extends Props {
  readonly of: NonNullable<Parameters<typeof reportAddress>[1]>;
  readonly figures: Figures | null;
}

function Number({ of, figures, report, frame }: NumberProps): JSX.Element {
  if (figures === null) return <span class="quiet">{fewerThan(sizeOf(frame, of.line.community))}</span>;
  const count = of.outcome === null ? 0 : figures.counts[of.outcome];
  return count === 0 ? <span>0</span> : <a href={reportAddress(report.ask, of)}>{count}</a>;
}

function LeftOut({ of, figures, report }: { readonly of: ComplianceLine['of']; readonly figures: Figures } & Props): JSX.Element {
  const some = LEFT_OUT.filter((outcome) => figures.counts[outcome] > 0);
  if (some.length === 0) return <span class="quiet">none</span>;
  return (
    <ul class="plain">
      {some.map((outcome) => (
        <li key={outcome}>
          <a href={reportAddress(report.ask, { line: of, outcome })}>
            {figures.counts[outcome]} {outcomeInWords(outcome, of.metric)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function rateText(rate: number | null): string {
  return rate === null ? '–' : `${Math.round(rate * 1000) / 10} %`;
}
