// Runs before the first paint, so that a page that is to be dark never begins light.
(() => {
  const chosen = localStorage.getItem('daybook.theme');
  if (chosen) {
    document.documentElement.dataset.theme = chosen;
  }
})();
