// Counts what is selected, and selects all or, with Shift, everything between two clicks.
const boxes = () => [...document.querySelectorAll('#batch [name=id]')];
let last;

function count() {
  const form = document.getElementById('batch');
  const state = form?.querySelector('[data-selected]');
  if (!state) return;
  const selected = boxes().filter(box => box.checked).length;
  state.textContent = selected === 0 ? 'Nothing selected' : `${selected} selected`;
  form.querySelector('[data-select-all]').textContent = selected === boxes().length ? 'Select none' : 'Select all';
  for (const button of form.querySelectorAll('[name=action]')) button.disabled = selected === 0;
}

document.addEventListener('click', event => {
  if (event.target.matches('[data-select-all]')) {
    const all = !boxes().every(box => box.checked);
    boxes().forEach(box => (box.checked = all));
    count();
  } else if (event.target.matches('#batch [name=id]')) {
    const all = boxes();
    const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) all.slice(from, to + 1).forEach(box => (box.checked = event.target.checked));
    last = event.target;
    count();
  }
});

document.addEventListener('view:drawn', count);
window.addEventListener('pageshow', count);
count();
