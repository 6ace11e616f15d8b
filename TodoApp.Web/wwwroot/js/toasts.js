// Notices go away by themselves, but never while somebody is reading or about to press a button in one (WCAG 2.2.1).
const region = document.getElementById('toasts');
const lifetime = 10_000;
let timer;

function isInUse() {
  return region.matches(':hover') || region.contains(document.activeElement);
}

function start() {
  clearTimeout(timer);
  if (region.childElementCount > 0) timer = setTimeout(() => (isInUse() ? start() : region.replaceChildren()), lifetime);
}

region.addEventListener('click', event => {
  if (event.target.closest('[data-close-toast]')) region.replaceChildren();
});

new MutationObserver(start).observe(region, { childList: true });
start();
