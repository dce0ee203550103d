/** @jsxRuntime automatic @jsxImportSource preact */
import type { Request, Response } from 'express';
import { renderPage } from './layout.js';
import { ReportsPage } from './reports-page.js';
import { loadReport, type StartOfDate } from './reports-query.js';
import { isForNobody, NotForYou, type Visit } from './visit.js';

const noDates: StartOfDate = () => null;

export async function reportsPage(
  { parts, context, frame, viewer, layout }: Visit,
  { query }: Request,
  response: Response,
): Promise<string> {
  if (isForNobody(viewer)) {
    response.status(403);
    return renderPage({ title: 'Reports', ...layout, children: <NotForYou /> });
  }
  const report = await loadReport(context, query, { frame, viewer, startOfDate: parts.startOfDate ?? noDates });
  const children = report === null ? <NoDate /> : <ReportsPage report={report} frame={frame} />;
  return renderPage({ title: 'Reports', ...layout, children });
}

function NoDate() {
  return (
    <p class="note bad">
      A date in the address is none; write it like 2026-11-29. <a href="/reports">Back to the reports</a>
    </p>
  );
}
