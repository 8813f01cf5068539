// A button marked data-kopieer copies what stands in the field or text that it names, with data-erbij below it, and says
// so beside itself. An insecure address gives a page no clipboard: then the old way, and else the text stands selected.
{
  const copied = async function (text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      const field = document.createElement("textarea");
      field.value = text;
      field.style.position = "fixed";
      field.style.opacity = "0";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };
  const mark = function (part) {
    if (part.select) return part.select();
    getSelection().selectAllChildren(part);
  };
  document.addEventListener("click", async function (event) {
    const button = event.target.closest ? event.target.closest("[data-kopieer]") : null;
    const part = button && document.querySelector(button.dataset.kopieer);
    if (!part) return;
    const more = button.dataset.erbij;
    const text = (part.value === undefined ? part.textContent : part.value).trim();
    const done = await copied(more ? text + "\n\n" + more : text);
    const place = button.parentNode.querySelector("[role=status]");
    button.focus();
    if (!done) mark(part);
    place.textContent = done ? "Gekopieerd." : "Je browser laat kopiëren hier niet toe. De tekst is geselecteerd: kies Ctrl+C.";
  });
}
