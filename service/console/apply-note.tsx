/** @jsxRuntime automatic @jsxImportSource preact */
import type { JSX } from 'preact';

const APPLY = 'npx hybrid-desk communities apply <file>';

/** R-EDIT: the tick changes the command that is shown, by style alone; a page applies nothing (decision 043). */
export function ApplyNote(): JSX.Element {
  return (
    <div class="note apply">
      <p>Nothing is changed until it is applied. Applying makes a new version; open clocks keep theirs, unless they are recomputed.</p>
      <input type="checkbox" id="recompute" /> <label for="recompute">Recompute open clocks</label>
      <p class="unticked">
        To apply it: <code>{APPLY}</code>
      </p>
      <p class="ticked">
        To apply it, open clocks as well: <code>{APPLY} --recompute</code>
      </p>
    </div>
  );
}
