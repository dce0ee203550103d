/** The one style sheet: readable from 320 px, light and dark. */
export const style = `
:root {
  color-scheme: light dark;
  --text: #1d2024; --quiet: #565c64; --page: #ffffff; --card: #f4f6f8; --line: #c9ced4; --edge: #767d86;
  --link: #0a549f; --on-link: #ffffff; --good: #1f6b2c; --bad: #a3141a; --note: #fff6d6; --less: #fde3e3; --more: #ddf3e0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e8e8e5; --quiet: #a9afb7; --page: #17191c; --card: #212529; --line: #3c4249; --edge: #8a919a;
    --link: #8cc0f6; --on-link: #101214; --good: #85d492; --bad: #ff9d97; --note: #36301a; --less: #4a2124; --more: #1d3b24;
  }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--page); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.wide { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
.banner { background: var(--card); border-bottom: 1px solid var(--line); }
.banner p { margin-top: 0; margin-bottom: 0; padding-top: 0.35rem; padding-bottom: 0.35rem; }
article h2 .quiet { font-weight: 400; }
main.wide { padding-bottom: 4rem; }
main:focus { outline: none; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; background: var(--page); padding: 0.5rem 1rem; z-index: 1; }
.skip:focus { left: 0.5rem; top: 0.5rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0; padding: 0.6rem 0; }
nav a { display: inline-block; padding: 0.15rem 0; }
nav a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
.persons { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem; padding: 0 0 0.6rem; border-bottom: 1px solid var(--line); }
.persons > * { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 0.5rem; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
p { margin: 0.5rem 0; }
ul, ol { padding-left: 1.5rem; }
.quiet { color: var(--quiet); font-size: 0.9rem; }
.label { display: inline-block; border: 1px solid var(--line); border-radius: 4px; background: var(--card); padding: 0 0.4rem; margin: 0 0.35rem 0 0; font-size: 0.8rem; }
.label.good { color: var(--good); border-color: currentColor; }
article { border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem 0.9rem; margin: 0.8rem 0; }
article:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
article h2 { font-size: 1rem; margin: 0; }
article.answer { border-left: 5px solid var(--good); }
article.status { border-left: 5px solid var(--link); background: var(--card); }
article.whisper { border-style: dashed; }
article.gone { background: var(--less); }
.text > div > :first-child { margin-top: 0.5rem; }
.action { color: var(--quiet); font-size: 0.9rem; margin: 0.8rem 0; padding-left: 0.9rem; border-left: 3px solid var(--line); }
.action p { margin: 0; }
.action div { display: inline; }
.notice { background: var(--note); border: 1px solid var(--edge); border-radius: 4px; padding: 0.1rem 0.8rem; margin: 0.5rem 0; }
.problem { border: 1px solid var(--bad); border-left-width: 5px; border-radius: 4px; padding: 0.4rem 0.8rem; margin: 0.8rem 0; }
.problem strong { color: var(--bad); }
blockquote { margin: 0.5rem 0; padding: 0.1rem 0.8rem; border-left: 4px solid var(--line); background: var(--card); }
details { margin: 0.5rem 0; }
summary { cursor: pointer; color: var(--link); padding: 0.15rem 0; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem; margin-top: 0.5rem; }
.row form, .persons form { margin: 0; }
button, .button {
  font: inherit; font-size: 0.95rem; color: var(--link); background: var(--page); border: 1px solid var(--edge); border-radius: 4px;
  padding: 0.25rem 0.7rem; min-height: 2.1rem; cursor: pointer; text-decoration: none; display: inline-flex; align-items: center;
}
button:hover, .button:hover { border-color: var(--link); background: var(--card); }
button[aria-pressed='true'], button.main { color: var(--on-link); background: var(--link); border-color: var(--link); }
.field { margin: 0.8rem 0; }
.field > label, legend { display: block; font-weight: 600; }
.field > input, .field > textarea, .field > select { width: 100%; max-width: 44rem; }
input, textarea, select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--edge); border-radius: 4px; padding: 0.35rem 0.5rem; max-width: 100%; }
textarea { min-height: 9rem; display: block; }
fieldset { border: 1px solid var(--line); border-radius: 4px; margin: 0.8rem 0; min-width: 0; }
.choice { display: flex; gap: 0.5rem; align-items: baseline; margin: 0.3rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 600; }
td .label { margin-left: 0.35rem; margin-right: 0; }
td time { white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: 0.15rem 1rem; margin: 0.5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
.difference { white-space: pre-wrap; border: 1px solid var(--line); border-radius: 4px; padding: 0.5rem 0.8rem; }
.difference del { background: var(--less); }
.difference ins { background: var(--more); }
@media (max-width: 44rem) {
  .rows, .rows tbody, .rows tr, .rows td { display: block; }
  .rows thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .rows tr { border: 1px solid var(--line); border-radius: 6px; padding: 0.5rem 0.75rem; margin: 0.75rem 0; }
  .rows td { border: 0; padding: 0.1rem 0; }
  .rows td:not(:first-child)::before { content: attr(data-name) ': '; color: var(--quiet); }
}
`;
