// Runs before the first paint: the switch wins over the system's wish.
(() => {
  const chosen = localStorage.getItem("modelyard-theme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = chosen ?? system;
  document.documentElement.dataset.theme = theme;
  document.addEventListener("DOMContentLoaded", () => modelyard.applyTheme(theme));
})();
