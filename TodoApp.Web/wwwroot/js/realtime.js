// Shows what happens elsewhere: another window, a phone, an agent. The stream only says that something has changed; what
// the page should look like now, the server draws as it always does. Hidden tabs hold no connection: browsers allow few.
const regions = ['view', 'nav'];
const calm = 150;
const patience = 30_000;
let source;
let timer;
let wait = calm;
let reopening;
let pause = calm;
let missed = false;
let done = 0;
let latest = document.getElementById('view')?.dataset.latest;

const isChanged = field =>
  field.matches('select')
    ? [...field.options].some(option => option.selected !== option.defaultSelected)
    : field.value !== field.defaultValue || field.checked !== field.defaultChecked;

// Replacing what somebody is typing into, or has a menu or dialog open over, would take it away from under their hands.
const isBusy = () =>
  document.querySelector('dialog[open]:not(#assistant), #nav details[open], #view :is([data-editing], [data-moving]), .htmx-request, .htmx-swapping, .htmx-settling') !== null
  || [...document.querySelectorAll('#view :is(input, textarea, select):not([type=hidden])')].some(isChanged);

function focusedAt(region) {
  const row = document.activeElement?.closest('[data-todo]');
  if (!row || !region.contains(row)) return null;
  const rows = [...region.querySelectorAll('[data-todo]')].map(other => other.id);
  const at = rows.indexOf(row.id);
  return { row: row.id, neighbours: [...rows.slice(at + 1), ...rows.slice(0, at).reverse()], index: [...row.querySelectorAll('a, button, input')].indexOf(document.activeElement) };
}

function refocus(at) {
  if (!at) return;
  const row = document.getElementById(at.row);
  const neighbour = at.neighbours.map(id => document.getElementById(id)).find(Boolean);
  const place = row?.querySelectorAll('a, button, input')[at.index] ?? neighbour?.querySelector('.todo-title');
  place?.focus({ preventScroll: true });
}

function replace(id, drawn) {
  const shown = document.getElementById(id);
  const fresh = drawn.getElementById(id);
  if (!shown || !fresh || shown.innerHTML === fresh.innerHTML) return;
  const at = focusedAt(shown);
  shown.replaceChildren(...fresh.childNodes);
  window.htmx?.process(shown);
  document.dispatchEvent(new Event('view:drawn'));
  refocus(at);
}

async function refresh() {
  if (isBusy()) {
    missed = true;
    return;
  }
  missed = false;
  const before = done;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html', 'X-Refresh': 'on' } }).catch(() => null);
  // A server that is away or busy is asked again, less and less often.
  if (!answer || answer.status === 429 || answer.status >= 500) {
    soon(wait = longer(wait));
    return;
  }
  wait = calm;
  if (!answer.ok || answer.redirected) return;
  const drawn = new DOMParser().parseFromString(await answer.text().catch(() => ''), 'text/html');
  if (isBusy()) {
    missed = true;
    return;
  }
  // What was asked for before somebody did something does not show what they did.
  if (before !== done) {
    soon();
    return;
  }
  regions.forEach(id => replace(id, drawn));
}

// By chance a bit more or less, so that a server that comes back does not hear from everybody at once.
const longer = time => Math.min(time * (1.5 + Math.random()), patience);

function soon(after = calm) {
  clearTimeout(timer);
  timer = setTimeout(refresh, after);
}

function told(event) {
  latest = event.lastEventId;
  soon();
}

function hush() {
  clearTimeout(reopening);
  source?.close();
}

// A browser comes back by itself only to a server that does not answer at all, or did well before: an error ends the stream.
function reopen() {
  if (source.readyState !== EventSource.CLOSED) return;
  clearTimeout(reopening);
  reopening = setTimeout(listen, pause = longer(pause));
}

function listen() {
  hush();
  source = new EventSource(`/events?after=${latest}`);
  source.addEventListener('open', () => (pause = calm));
  source.addEventListener('error', reopen);
  // Says that what was missed is too long ago to be told one by one.
  source.addEventListener('resync', told);
  for (const entity of ['todo', 'list', 'tag']) {
    for (const kind of ['created', 'updated', 'completed', 'reopened', 'deleted', 'restored', 'erased']) {
      source.addEventListener(`${entity}.${kind}`, told);
    }
  }
}

if (document.getElementById('view')) {
  listen();
  document.addEventListener('focusout', () => missed && soon());
  document.addEventListener('htmx:afterSettle', () => missed && soon());
  document.addEventListener('order:rest', () => missed && soon());
  document.addEventListener('htmx:afterRequest', event => {
    if (!event.detail.elt.matches?.('[data-preview]')) done++;
  });
  document.addEventListener('close', () => missed && soon(), true);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      hush();
    } else {
      listen();
      soon();
    }
  });
  window.addEventListener('pagehide', hush);
}
