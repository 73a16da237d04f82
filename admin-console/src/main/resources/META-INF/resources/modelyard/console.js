// Theme, menu, live updates and times: all that the console does in the browser beside PrimeFaces.
window.modelyard = {
  theme() { return document.documentElement.dataset.theme; },

  applyTheme(theme) {
    document.documentElement.dataset.theme = theme;
    for (const link of document.querySelectorAll("link[data-for]")) link.media = link.dataset.for === theme ? "all" : "not all";
    document.dispatchEvent(new CustomEvent("modelyard:theme"));
  },

  switchTheme() {
    const next = modelyard.theme() === "dark" ? "light" : "dark";
    localStorage.setItem("modelyard-theme", next);
    modelyard.applyTheme(next);
  },

  menu() { document.querySelector(".rail").classList.toggle("open"); },

  // what would replace a button between its press and its release would swallow the click: it waits for the release
  pressed: false,
  waiting: [],
  whenReleased(work) {
    if (modelyard.pressed) modelyard.waiting.push(work);
    else work();
  },
  released() {
    modelyard.pressed = false;
    setTimeout(() => { if (!modelyard.pressed) for (const work of modelyard.waiting.splice(0)) work(); }); // the click goes first
  },

  // a push says what has changed; the page refreshes what shows it, by a remote command named for the topic
  changed(topic) {
    for (const name of ["refresh_" + topic, "ring_" + topic]) { // of the page, of the header
      if (typeof window[name] === "function") modelyard.whenReleased(window[name]);
    }
  },

  // colours of a chart's series by name, in the theme's shades; told apart without seeing red or green
  paint(config) {
    const shade = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    Chart.defaults.color = shade("--soft");
    Chart.defaults.borderColor = shade("--line");
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    for (const series of config.data.datasets) {
      if (series.colour) series.backgroundColor = series.borderColor = shade("--series-" + series.colour);
    }
  },

  // the extender of every p:chart; `this` is its widget
  chart() {
    const widget = this;
    modelyard.paint(widget.cfg.config);
    document.addEventListener("modelyard:theme", () => {
      if (!widget.chart) return;
      modelyard.paint(widget.chart.config);
      widget.chart.update("none");
    });
  },

  // what happened between the page and its socket was pushed to nobody; all refresh_… of a page show the same part anew
  opened() {
    const topic = ["training", "datasets", "deployments", "alerts", "drift", "evaluations", "runs"].find(one => typeof window["refresh_" + one] === "function");
    if (topic) window["refresh_" + topic]();
    if (typeof ring_alerts === "function") ring_alerts();
  },

  copy(button) { navigator.clipboard.writeText(button.closest("section").querySelector("pre").innerText); },
};

document.addEventListener("keydown", event => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  const search = document.getElementById("search");
  if (event.key === "/" && !typing && search) { event.preventDefault(); search.focus(); }
  if (event.key === "Escape") document.querySelector(".rail.open")?.classList.remove("open");
});

document.addEventListener("pointerdown", () => { modelyard.pressed = true; }, true);
for (const end of ["pointerup", "pointercancel", "dragend"]) document.addEventListener(end, modelyard.released, true);
window.addEventListener("blur", modelyard.released);
document.addEventListener("DOMContentLoaded", () => {
  const responses = window.PrimeFaces?.ajax?.Response;
  if (!responses) return;
  const handle = responses.handle; // of what was asked for before the press
  responses.handle = (...answer) => modelyard.whenReleased(() => handle.apply(responses, answer));
});
