// Keeps the keyboard's place when htmx replaces what had the focus: for each request its own, as answers to several of
// them (a preview, a row) may be drawn between each other.
const places = new WeakMap();

function focusable(row, kept) {
  return (kept && row?.querySelector(`[data-keep="${kept}"]:enabled`)) ?? row?.querySelector('[data-open], .todo-title');
}

// By id, as other windows' changes may draw the rows anew in the meantime.
function neighbours(row) {
  const rows = [...document.querySelectorAll('[data-todo]')];
  const at = rows.indexOf(row);
  return [...rows.slice(at + 1), ...rows.slice(0, at).reverse()].map(other => other.id);
}

document.addEventListener('htmx:beforeSwap', event => {
  const target = event.detail.target;
  // Where the whole view is drawn anew, it is the row with the focus that has to be found again.
  const row = target?.id === 'view' ? document.activeElement?.closest('#view [data-todo]') : target?.closest?.('[data-todo]');
  const hadFocus = row && (target.id === 'view' || (row === target && row.contains(document.activeElement)));
  // Two ids for one row: htmx would carry the look of what leaves over to what comes under the same id.
  if (!hadFocus) return;
  places.set(event.detail.xhr, { rows: [row.id.replace('edit-', 'todo-'), ...neighbours(row)], kept: document.activeElement.dataset.keep });
});

document.addEventListener('htmx:afterSettle', event => {
  // A preview comes while one types, and must not take the typing anywhere.
  if (event.target.id === 'add-preview') return;
  const wanted = document.querySelector('[data-take-focus]:not(:focus)') ?? document.querySelector('[aria-invalid="true"]');
  if (wanted) {
    wanted.removeAttribute('data-take-focus');
    wanted.focus();
    wanted.select?.();
    return;
  }

  const place = event.detail.xhr && places.get(event.detail.xhr);
  if (!place || (document.activeElement && document.activeElement !== document.body)) return;
  const row = place.rows.map(id => focusable(document.getElementById(id), place.kept)).find(Boolean);
  (row ?? document.getElementById('add-title') ?? document.querySelector('h1'))?.focus();
});
