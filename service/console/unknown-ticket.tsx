/** @jsxRuntime automatic @jsxImportSource preact */
import { renderPage } from './layout.js';
import type { Visit } from './visit.js';

/** The same for a number that never was and for a ticket of which the viewer may not know: only the address differs. */
export function unknownTicket(layout: Visit['layout']): string {
  const text = 'No topic of this number is a ticket here: it is in no community, it is not known yet, or it never was.';
  return renderPage({
    title: 'No such ticket',
    ...layout,
    address: '/queue',
    children: (
      <p>
        {text} <a href="/queue">Back to the list of tickets</a>
      </p>
    ),
  });
}
