// Everything there is to go to or to do, found by typing: what the page has as links and buttons, and the search for the rest.
const dialog = document.getElementById('commands');
const field = dialog?.querySelector('input');
const list = document.getElementById('commands-list');
const offered = '[data-quick-add], #nav :is(a[href], .menu button), .view-tools a[href], [data-undo] button';
let found = [];
let at = 0;

const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
const nameOf = element => (element.getAttribute('aria-label') ?? element.querySelector('span')?.textContent ?? element.textContent).trim();

function matching(query) {
  const words = plain(query).split(/\s+/);
  const all = [...document.querySelectorAll(offered)].map(element => ({ name: nameOf(element), run: () => element.click() }));
  const some = all.filter(({ name }) => words.every(word => plain(name).includes(word)));
  const begins = ({ name }) => plain(name).startsWith(words[0]);
  const search = { name: `Search for “${query.trim()}”`, run: () => location.assign(`/search?q=${encodeURIComponent(query.trim())}`) };
  return [...some.filter(begins), ...some.filter(one => !begins(one)), ...(query.trim() ? [search] : [])];
}

function choose(index) {
  at = (index + found.length) % found.length;
  [...list.children].forEach((option, place) => option.setAttribute('aria-selected', String(place === at)));
  list.children[at].scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', list.children[at].id);
}

function draw() {
  found = matching(field.value);
  list.replaceChildren(...found.map(({ name }, place) => {
    const option = document.createElement('li');
    option.id = `command-${place}`;
    option.role = 'option';
    option.dir = 'auto';
    option.textContent = name;
    return option;
  }));
  choose(0);
}

function run(index) {
  dialog.close();
  found[index].run();
}

function open() {
  field.value = '';
  dialog.showModal();
  draw();
}

const moves = { ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at - 1), Enter: () => run(at) };

if (dialog) {
  field.addEventListener('input', draw);
  field.addEventListener('keydown', event => {
    if (event.isComposing || !moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  list.addEventListener('click', event => {
    const place = [...list.children].indexOf(event.target.closest('[role=option]'));
    if (place >= 0) run(place);
  });
  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    // Over something half done it would lead away from it.
    if (!dialog.open && document.querySelector('dialog:modal')) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  });
}
