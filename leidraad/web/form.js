// The script of the pages with a form that is sent as a whole. Nothing newer than ES2017.
(() => {
  "use strict";
  document.documentElement.classList.add("met-script");

  // The secret of a one-time link travels behind the # and so reaches no log; here it goes into the form.
  let secret = location.hash.slice(1);
  try { secret = decodeURIComponent(secret); } catch (e) { /* as it stands */ }
  if (secret) {
    document.querySelectorAll("[data-uit-adres]").forEach((field) => { if (!field.value) field.value = secret; });
    history.replaceState(null, "", location.pathname + location.search);
    const open = document.querySelector("form[data-meteen]");
    if (open) open.submit();
  }

  // A second press on a button sends nothing twice.
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (form.hasAttribute("data-bezig")) { event.preventDefault(); return; }
    form.setAttribute("data-bezig", "");
    if (button) { button.setAttribute("aria-busy", "true"); button.textContent = "Even geduld"; }
  });

  // Another secret in the address, perhaps of a page that a form led to, or a page out of the browser's memory: begin anew.
  window.addEventListener("hashchange", () => location.assign(`${location.pathname}?${Date.now()}${location.hash}`));
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
