/** @jsxRuntime automatic @jsxImportSource preact */
import type { Request, RequestHandler, Response } from 'express';
import { renderPage } from './layout.js';
import { loadTicket } from './queries.js';
import { unknownTicket } from './unknown-ticket.js';
import { visitOf, type ConsoleParts, type Visit } from './visit.js';

/** CL-19: log and ledger of a ticket as a file, `json` to be counted again, `txt` to be read. Of a private ticket only for a desk lead. */
export function evidenceFile(parts: ConsoleParts, form: 'json' | 'txt'): RequestHandler {
  return async (request: Request, response: Response) => {
    const visit = await visitOf(parts, request);
    const { context, frame, viewer, layout } = visit;
    const number = /^(?:HD-)?(\d{1,15})$/i.exec(String(request.params['topic']))?.[1];
    const details = number === undefined ? null : await loadTicket(context, Number(number), { frame, viewer });
    if (details === null) return void response.status(404).type('html').send(unknownTicket(layout));
    const { topicId, community } = details.row;
    if (details.isPrivate && !isLead(visit, community)) return void response.status(403).type('html').send(refused(layout, topicId));
    const material = await context.store.material(context.forumId, topicId);
    const of = details.sees === 'outside' ? (['question'] as const) : (['question', 'experts'] as const);
    const found = parts.giveEvidence?.({ topicId, botId: frame.botId, now: context.now, material, of }) ?? null;
    if (found === null) return void response.status(404).type('html').send(unknownTicket(layout));
    response.attachment(`HD-${topicId}-clocks.${form}`);
    return void response.send(form === 'json' ? `${JSON.stringify(found.data, null, 2)}\n` : `${found.text}\n`);
  };
}

function isLead({ frame, viewer }: Visit, community: string | null): boolean {
  const groups = community === null ? [] : (frame.communities.get(community)?.leads ?? []);
  return viewer.type === 'person' && groups.some((group) => viewer.groups.includes(group));
}

function refused(layout: Visit['layout'], topicId: number): string {
  return renderPage({
    title: 'Not for you',
    ...layout,
    address: `/tickets/${topicId}`,
    children: (
      <p>
        What the clocks of a private ticket counted is handed out to a lead of its desk only. <a href={`/tickets/${topicId}`}>Back</a>
      </p>
    ),
  });
}
