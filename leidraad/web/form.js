// The secret of a one-time link travels behind the # and so reaches no log; here it goes into the form.
const token = location.hash.slice(1);
if (token) {
  for (const field of document.querySelectorAll("[data-uit-adres]")) if (!field.value) field.value = decodeURIComponent(token);
  history.replaceState(null, "", location.pathname + location.search);
  const open = document.querySelector("form[data-meteen]");
  if (open) open.submit();
}

// A second press on a button sends nothing twice.
for (const form of document.querySelectorAll("form")) form.addEventListener("submit", function (event) {
  if (form.dataset.bezig) return event.preventDefault();
  form.dataset.bezig = "1";
  const button = event.submitter;
  if (button) { button.setAttribute("aria-busy", "true"); button.textContent = button.dataset.bezig || "Even geduld"; }
});

// Another secret in the address, or a page that the browser took out of its memory: begin anew.
window.addEventListener("hashchange", function () { location.reload(); });
window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
