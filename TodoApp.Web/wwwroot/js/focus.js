// Keeps the keyboard's place when htmx replaces what had the focus.
let next = null;

function focusable(row) {
  return row?.querySelector('[data-open], .todo-title');
}

function neighbour(row) {
  const rows = [...document.querySelectorAll('[data-todo]')];
  const at = rows.indexOf(row);
  return rows[at + 1] ?? rows[at - 1];
}

document.addEventListener('htmx:beforeSwap', event => {
  const row = event.detail.target?.closest?.('[data-todo]');
  const hadFocus = row && row === event.detail.target && row.contains(document.activeElement);
  // Two ids for one row: htmx would carry the look of what leaves over to what comes under the same id.
  next = hadFocus ? { id: row.id.replace('edit-', 'todo-'), otherwise: neighbour(row) } : null;
});

document.addEventListener('htmx:afterSettle', () => {
  const wanted = document.querySelector('[data-take-focus]:not(:focus)') ?? document.querySelector('[aria-invalid="true"]');
  if (wanted) {
    wanted.removeAttribute('data-take-focus');
    wanted.focus();
    wanted.select?.();
  } else if (next && (document.activeElement === document.body || !document.activeElement)) {
    const place = focusable(document.getElementById(next.id)) ?? focusable(next.otherwise);
    (place ?? document.getElementById('add-title') ?? document.querySelector('h1'))?.focus();
  }

  next = null;
});
