// Single keys, for whoever wants them: they can be switched off, and do nothing while one types (WCAG 2.1.4).
const places = { t: '/today', u: '/upcoming', i: '/inbox', l: '/lists', c: '/completed', d: '/trash', a: '/assistant' };
let goingTo = 0;

function rows() {
  return [...document.querySelectorAll('[data-todo]:not([data-editing])')];
}

function current() {
  return document.activeElement?.closest?.('[data-todo]') ?? document.querySelector('[data-todo]:hover');
}

function title(row) {
  return row?.querySelector('[data-open], [type=checkbox], .todo-title');
}

function move(step) {
  const all = rows();
  const at = all.indexOf(document.activeElement?.closest?.('[data-todo]'));
  title(at < 0 ? all[step > 0 ? 0 : all.length - 1] : all[at + step])?.focus();
}

function press(selector) {
  const element = current()?.querySelector(selector);
  if (element instanceof HTMLFormElement) element.requestSubmit();
  else element?.click();
}

function quickAdd() {
  const field = document.getElementById('add-title');
  if (field) field.focus();
  else location.assign('/todos/new');
}

const actions = {
  q: quickAdd,
  a: () => document.dispatchEvent(new Event('assistant:ask')),
  '/': () => document.getElementById('search-text')?.focus() ?? location.assign('/search'),
  j: () => move(1),
  k: () => move(-1),
  x: () => press('form[data-toggle], [type=checkbox]'),
  e: () => press('[data-edit]'),
  '#': () => press('form[data-delete]'),
  u: () => document.querySelector('[data-undo]')?.requestSubmit(),
  '?': () => document.getElementById('shortcuts')?.showModal(),
};

function isTyping(target) {
  return target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');
}

function handle(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector('dialog[open]:not(#assistant:not(:modal))') || isTyping(event.target)) return;

  if (goingTo > Date.now() && places[event.key]) {
    event.preventDefault();
    location.assign(places[event.key]);
  } else if (event.key === 'g') {
    goingTo = Date.now() + 1500;
  } else if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
}

function cancel(event) {
  if (event.key !== 'Escape') return;
  const editing = event.target.closest?.('[data-editing]')?.querySelector('[data-cancel]');
  if (editing) editing.click();
  else if (event.target.closest?.('#quick-add')) event.target.blur();
}

document.addEventListener('keydown', cancel);
if (document.body.classList.contains('app') && document.body.dataset.shortcuts !== 'off') document.addEventListener('keydown', handle);
