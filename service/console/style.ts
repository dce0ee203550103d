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
.facts { list-style: none; padding: 0; margin: 0; }
.facts li { border-top: 1px solid var(--line); padding: 0.35rem 0; }
details { margin-top: 0.4rem; }
summary { cursor: pointer; color: var(--link); }
.beside { display: grid; gap: 0 2rem; grid-template-columns: minmax(0, 1fr); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
@media (min-width: 34rem) {
  dl > div { grid-template-columns: 9rem minmax(0, 1fr); }
  dd dl > div { grid-template-columns: minmax(0, 1fr); }
}
@media (min-width: 56rem) {
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
