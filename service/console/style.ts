/** The one style sheet: readable from 320 px, light and dark. */
export const style = `
:root {
  color-scheme: light dark;
  --text: #1c1e21;
  --quiet: #5a5f66;
  --page: #ffffff;
  --card: #f5f6f7;
  --line: #d4d8dc;
  --link: #0b57a4;
  --bad: #a4161a;
  --field: #70767e;
  --clock: #8a5a00;
  --act: #1b6e3c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6e6e3;
    --quiet: #a6abb2;
    --page: #17191c;
    --card: #212428;
    --line: #3a3f45;
    --link: #86bdf5;
    --bad: #ff9a94;
    --field: #8b929b;
    --clock: #e0b050;
    --act: #7fd0a0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 0 1rem 3rem;
  max-width: 75rem;
  color: var(--text);
  background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
time { white-space: nowrap; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0.75rem 0; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0 0 0.25rem; }
p { margin: 0.5rem 0; }
ul, ol { padding-left: 1.25rem; }
code { font-size: 0.9em; }
.quiet { color: var(--quiet); font-size: 0.9rem; }
.bad { color: var(--bad); font-weight: 600; }
.mode, .note { border-left: 4px solid var(--link); background: var(--card); padding: 0.5rem 0.75rem; }
.mode.paused, .note.bad { border-color: var(--bad); }
.card { border: 1px solid var(--line); border-radius: 6px; background: var(--card); padding: 0.6rem 0.75rem; margin: 0.5rem 0; }
.mark {
  display: inline-block;
  border: 1px solid var(--line);
  border-radius: 4px;
  padding: 0 0.4rem;
  margin-left: 0.4rem;
  font-size: 0.8rem;
}
.text { white-space: pre-wrap; margin-top: 0.5rem; }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 0.75rem; padding: 0.15rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
dd > span { white-space: pre-wrap; }
details { margin-top: 0.4rem; }
button.first { position: absolute; left: -100vw; }
button.first:focus-visible { position: static; }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 0.75rem 0; padding: 0.5rem 0.75rem; }
fieldset.choices { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
.policy > label, fieldset > label { display: grid; gap: 0.15rem; margin: 0.6rem 0; max-width: 40rem; }
fieldset.choices > label { display: flex; gap: 0.4rem; align-items: center; margin: 0; }
.policy td > input { width: 100%; max-width: 7rem; }
summary { cursor: pointer; color: var(--link); padding: 0.2rem 0; }
.why { margin: 0 0 0.25rem; font-size: 0.9rem; }
.why[open] { border-left: 3px solid var(--line); padding-left: 0.6rem; }
figure.picture { margin: 0.25rem 0 0.5rem; }
.picture svg { display: block; overflow: visible; }
.picture .axis { stroke: var(--field); stroke-width: 1; }
.picture rect.open { fill: var(--page); stroke: var(--field); }
.picture rect.counted { fill: var(--act); }
.picture rect.ahead { fill: var(--act); fill-opacity: 0.3; stroke: var(--act); stroke-width: 1.5; }
.picture rect.held { stroke: var(--clock); }
.picture .hatch { fill: var(--clock); }
.picture line.due, .picture line.end { stroke: var(--text); stroke-width: 2; }
.picture line.now { stroke: var(--link); stroke-width: 2; stroke-dasharray: 4 3; }
.picture text { font-size: 12px; fill: var(--text); }
.picture text.tick { fill: var(--quiet); }
.picture text.now { fill: var(--link); }
.key { display: inline-block; width: 0.9rem; height: 0.7rem; margin: 0 0.1rem 0 0.4rem; border: 1px solid var(--field); }
.key.open { background: var(--page); margin-left: 0; }
.key.counted { background: var(--act); }
.key.ahead { background: color-mix(in srgb, var(--act) 30%, transparent); border-color: var(--act); }
.key.held { background: repeating-linear-gradient(45deg, var(--clock) 0 2px, transparent 2px 4px); border-color: var(--clock); }
.account { margin: 0; padding-left: 1.1rem; font-size: 0.9rem; }
.plain { list-style: none; padding: 0; margin: 0; }
.apply input:not(:checked) ~ .ticked, .apply input:checked ~ .unticked { display: none; }
.unseen, .skip:not(:focus) { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.skip:focus { display: inline-block; padding: 0.5rem; }
.filters { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; padding: 0.5rem 0; }
.filters label { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.15rem; font-size: 0.9rem; color: var(--quiet); max-width: 100%; }
.filters .tick { display: flex; gap: 0.4rem; align-items: center; min-height: 2.25rem; }
.filters [aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
select, button, input { font: inherit; color: var(--text); background: var(--page); }
select, button { border: 1px solid var(--field); border-radius: 4px; min-height: 2.25rem; padding: 0 0.6rem; max-width: 100%; }
button { background: var(--card); cursor: pointer; }
input[type='checkbox'] { width: 1.1rem; height: 1.1rem; accent-color: var(--link); }
input:not([type='checkbox'], [type='radio']) { border: 1px solid var(--field); border-radius: 4px; min-height: 2.25rem; padding: 0 0.6rem; max-width: 100%; }
textarea { display: block; font: 0.9rem/1.4 ui-monospace, monospace; color: var(--text); background: var(--page); border: 1px solid var(--field); border-radius: 4px; padding: 0.5rem; width: 100%; }
.switch { border-top: 1px solid var(--line); }
main:focus { outline: none; }
.timeline { list-style: none; padding: 0; margin: 0.5rem 0; border-left: 2px solid var(--line); }
.timeline > li { position: relative; padding: 0.35rem 0 0.35rem 0.9rem; }
.timeline > li::before {
  content: '';
  position: absolute;
  left: -0.4rem;
  top: 0.85rem;
  width: 0.65rem;
  height: 0.65rem;
  border-radius: 50%;
  background: var(--mark);
  outline: 2px solid var(--page);
}
.timeline .fact { --mark: var(--quiet); }
.timeline .clock { --mark: var(--clock); }
.timeline .want { --mark: var(--link); }
.timeline .act { --mark: var(--act); }
.kind { display: inline-block; min-width: 3.2rem; color: var(--quiet); font-size: 0.8rem; font-weight: 600; }
.raw { margin: 0; font-size: 0.8rem; }
.beside { display: grid; gap: 0 2rem; grid-template-columns: minmax(0, 1fr); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
.calendar { display: grid; gap: 0.75rem; max-width: 40rem; }
.calendar label { display: grid; gap: 0.15rem; }
.calendar input { width: 100%; }
.calendar [aria-invalid] { border: 2px solid var(--bad); }
.calendar button { justify-self: start; }
.strip { width: 100%; height: auto; max-width: 60rem; }
.strip text { fill: var(--text); font-size: 12px; }
.strip .hour { text-anchor: middle; fill: var(--quiet); }
.strip .holiday { fill: var(--quiet); }
.strip .grid { stroke: var(--line); }
.strip .open { fill: var(--act); opacity: 0.75; }
.strip .hole { fill: var(--page); stroke: var(--bad); stroke-width: 2; stroke-dasharray: 4 3; }
@media (min-width: 34rem) {
  dl > div { grid-template-columns: 9rem minmax(0, 1fr); }
  dd dl > div { grid-template-columns: minmax(0, 1fr); }
}
@media (min-width: 56rem) {
  td {
    overflow-wrap: break-word;
  }

  .beside { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
}
@media (max-width: 44rem) {
  .rows, .rows tbody, .rows tr, .rows td { display: block; }
  .rows thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .rows tr { border: 1px solid var(--line); border-radius: 6px; background: var(--card); padding: 0.5rem 0.75rem; margin: 0.75rem 0; }
  .rows td { border: 0; padding: 0.1rem 0; }
  .rows td:not(:first-child)::before { content: attr(data-name) ': '; color: var(--quiet); }
}
`;
