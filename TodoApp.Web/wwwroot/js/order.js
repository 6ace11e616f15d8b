// Puts todos into an order of one's own, where a view is in that order: by dragging, or with Alt and the arrow keys. Only the
// neighbours ever leave their place in the page: what is moved keeps the focus and the pointer.
const calm = 800;
const edge = 64;
const waiting = [];
let held;
let timer;
let sending;

const form = () => document.querySelector('form[data-move]');
const idOf = row => row.id.slice('todo-'.length);

// What happened elsewhere meanwhile can be shown now.
function rest(row) {
  delete row.dataset.moving;
  document.dispatchEvent(new Event('order:rest'));
}

function take(row, dragged) {
  if (held?.row === row && !dragged) return;
  drop();
  held = { row, dragged, order: [...row.parentElement.children] };
  row.dataset.moving = '';
}

function up() {
  const above = held.row.previousElementSibling;
  above?.parentElement.insertBefore(above, held.row.nextSibling);
}

function down() {
  const below = held.row.nextElementSibling;
  below?.parentElement.insertBefore(below, held.row);
}

function putBack(list, order) {
  // Around what has the focus, which would lose it if it were taken out and put in again.
  const row = held?.row ?? document.activeElement?.closest('[data-todo]');
  const at = order.indexOf(row);
  if (at < 0) return list.replaceChildren(...order);
  order.slice(0, at).forEach(other => list.insertBefore(other, row));
  row.after(...order.slice(at + 1));
}

function giveUp() {
  clearTimeout(timer);
  if (!held) return;
  const { row, order } = held;
  putBack(row.parentElement, order);
  held = undefined;
  rest(row);
}

function drop() {
  clearTimeout(timer);
  if (!held) return;
  const { row, order } = held;
  const list = row.parentElement;
  const above = row.previousElementSibling;
  const stays = order.indexOf(row) === [...list.children].indexOf(row);
  // The top of a page behind the first is behind something that is not here.
  if (stays || (!above && list.dataset.ordered === 'continued')) return giveUp();
  waiting.push({ row, list, order, after: above ? idOf(above) : '' });
  held = undefined;
  send();
}

function send() {
  const to = form();
  if (sending || !to || waiting.length === 0) return;
  sending = waiting.shift();
  to.elements.id.value = idOf(sending.row);
  to.elements.after.value = sending.after;
  to.requestSubmit();
}

document.addEventListener('htmx:afterRequest', event => {
  if (!sending || !event.detail.elt.matches?.('form[data-move]')) return;
  const { row, list, order } = sending;
  sending = undefined;
  rest(row);
  if (event.detail.successful) return send();
  // What was asked for after it was meant for an order that did not come about.
  waiting.splice(0).forEach(later => rest(later.row));
  giveUp();
  putBack(list, order);
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && held) {
    event.preventDefault();
    giveUp();
    return;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
  const row = document.activeElement?.closest('[data-ordered] > [data-todo]:not([data-editing])');
  if (!row) return;
  event.preventDefault();
  take(row);
  if (event.key === 'ArrowUp') up();
  else down();
  row.scrollIntoView({ block: 'nearest' });
  clearTimeout(timer);
  timer = setTimeout(drop, calm);
});

document.addEventListener('keyup', event => {
  if (event.key === 'Alt' && held && !held.dragged) drop();
});

const middle = element => element.getBoundingClientRect().top + element.offsetHeight / 2;

function follow(y) {
  const { row } = held;
  while (row.previousElementSibling && y < middle(row.previousElementSibling)) up();
  while (row.nextElementSibling && y > middle(row.nextElementSibling)) down();
}

function scroll() {
  if (!held?.dragged) return;
  const { y } = held.dragged;
  const by = y < edge ? y - edge : y > innerHeight - edge ? y - innerHeight + edge : 0;
  if (by !== 0) {
    window.scrollBy(0, by / 4);
    follow(y);
  }
  requestAnimationFrame(scroll);
}

document.addEventListener('pointerdown', event => {
  const row = event.target.closest?.('[data-grip]')?.closest('[data-ordered] > [data-todo]');
  if (!row || event.button !== 0) return;
  event.preventDefault();
  take(row, { y: event.clientY, pointer: event.pointerId });
  requestAnimationFrame(scroll);
});

document.addEventListener('pointermove', event => {
  if (held?.dragged?.pointer !== event.pointerId) return;
  held.dragged.y = event.clientY;
  follow(event.clientY);
});

document.addEventListener('pointerup', event => {
  if (held?.dragged?.pointer === event.pointerId) drop();
});

document.addEventListener('pointercancel', event => {
  if (held?.dragged?.pointer === event.pointerId) giveUp();
});
