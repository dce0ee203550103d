/** @jsxRuntime automatic @jsxImportSource preact */
import type { Request, Response } from 'express';
import { usualSince } from '../reports/load-compliance.js';
import { renderPage } from './layout.js';
import { PreviewPage } from './preview-page.js';
import { reportViewer, type TrySettings } from './reports-query.js';
import { isForNobody, NotForYou, type Visit } from './visit.js';

const nothingToTry: TrySettings = () => Promise.resolve({ ok: false, text: 'Settings cannot be tried here.' });

/** Shows the form and, when it was sent, what came of it. */
export async function previewPage({ parts, context, frame, viewer, layout }: Visit, request: Request, response: Response): Promise<string> {
  if (isForNobody(viewer)) {
    response.status(403);
    return renderPage({ title: 'Preview of settings', ...layout, children: <NotForYou /> });
  }
  const { text, since } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const asked = {
    text: typeof text === 'string' ? text : '',
    since: typeof since === 'string' && since !== '' ? since : usualSince(context.now),
  };
  const answer =
    asked.text.trim() === ''
      ? null
      : await (parts.trySettings ?? nothingToTry)(asked.text, { since: asked.since, viewer: reportViewer(viewer) });
  return renderPage({ title: 'Preview of settings', ...layout, children: <PreviewPage asked={asked} answer={answer} frame={frame} /> });
}
