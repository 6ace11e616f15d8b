// Opens the assistant beside the view, from any page. What it takes beyond the door is fetched when somebody comes in.
const panel = document.getElementById('assistant');
const place = document.getElementById('assistant-panel');
const narrow = matchMedia('(max-width: 56rem)');
const remembered = 'assistant';
let opener;
let script;

// By the names that may be kept for ever, which an import between files would not know.
const load = () => (script ??= Promise.all([import(panel.dataset.script), import(panel.dataset.stream)]));
const onPage = () => document.querySelector('main #message');

function remember(path) {
  if (path) sessionStorage.setItem(remembered, path);
  else sessionStorage.removeItem(remembered);
}

async function open(path, byHand) {
  if (panel.open) return place.querySelector('#message')?.focus();
  opener = byHand ? document.activeElement : null;
  if (narrow.matches) panel.showModal();
  else panel.show();
  const [{ fill }, wire] = await load();
  await fill(place, path, { wire, onMove: remember });
  if (byHand) place.querySelector(place.querySelector('[data-consent]') ? '[data-consent]' : narrow.matches ? 'h1' : '#message')?.focus();
}

function close() {
  remember(null);
  panel.close();
  if (opener?.isConnected) opener.focus();
}

function ask() {
  const here = onPage();
  if (here) here.focus();
  else open(sessionStorage.getItem(remembered) ?? '/assistant', true);
}

if (panel) {
  document.addEventListener('click', event => {
    if (event.target.closest('[data-close-panel]')) close();
    const link = event.target.closest('a[data-assistant]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask();
  });

  panel.addEventListener('cancel', event => {
    event.preventDefault();
    close();
  });
  panel.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    const menu = event.target.closest('details[open]');
    if (menu) menu.removeAttribute('open');
    else close();
  });
  document.addEventListener('assistant:ask', ask);
  // What one person typed is not for the next.
  document.addEventListener('submit', event => {
    if (event.target.matches('[action="/signout"]')) sessionStorage.clear();
  });

  const here = document.querySelector('main #assistant-body');
  if (here) load().then(([{ take }, wire]) => take(here, { wire }));
  // Open on one page, open on the next; on a phone it would be in the way.
  else if (sessionStorage.getItem(remembered) && !narrow.matches) open(sessionStorage.getItem(remembered), false);
}
