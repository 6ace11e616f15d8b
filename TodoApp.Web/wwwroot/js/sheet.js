// Opens a todo next to its list instead of on a page of its own. The dialog keeps the focus in and gives it back.
const sheet = document.getElementById('sheet');
const body = document.getElementById('sheet-body');

function form() {
  return sheet.querySelector('form[data-guard]');
}

function isTyped(field) {
  if (field.tagName === 'SELECT') return [...field.options].some(option => option.selected !== option.defaultSelected);
  return field.matches('input:not([type="hidden"]), textarea') && field.value !== field.defaultValue;
}

function mayClose() {
  const typed = form() && [...form().elements].some(isTyped);
  return !typed || confirm('Discard what you have changed?');
}

function close() {
  if (mayClose()) sheet.close();
}

if (sheet) {
  body.addEventListener('htmx:afterSwap', event => {
    if (event.target !== body) return;
    if (!sheet.open) sheet.showModal();
    sheet.setAttribute('aria-label', body.querySelector('h1')?.textContent ?? 'Todo');
  });

  sheet.addEventListener('cancel', event => {
    event.preventDefault();
    close();
  });

  sheet.addEventListener('click', event => {
    if (event.target === sheet) return close();
    if (!event.target.closest('[data-close-dialog]')) return;
    event.preventDefault();
    close();
  });

  sheet.addEventListener('close', () => body.replaceChildren());

  document.addEventListener('htmx:afterRequest', event => {
    if (event.detail.successful && event.detail.elt.matches?.('[data-closes-sheet]')) sheet.close();
  });
}

for (const dialog of document.querySelectorAll('dialog:not(#sheet, #assistant)')) {
  dialog.addEventListener('click', event => {
    if (event.target === dialog || event.target.closest('[data-close-dialog]')) dialog.close();
  });
}

document.addEventListener('click', event => {
  const link = event.target.closest('[data-opens]');
  const dialog = link && document.getElementById(link.dataset.opens);
  if (!dialog) return;
  event.preventDefault();
  link.closest('details')?.removeAttribute('open');
  dialog.showModal();
});
