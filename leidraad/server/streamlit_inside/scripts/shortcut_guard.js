// Streamlit listens on the document for a bare r (run again) and c (clear the cache). WCAG 2.1.4 asks for a way out:
// outside a field they do nothing.
{
  const FIELDS = "input,textarea,select,canvas,[contenteditable],[role=grid]";
  const guard = function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[rc]$/i.test(event.key)) return;
    const target = event.composedPath()[0];
    if (target && target.closest && target.closest(FIELDS)) return;
    event.stopImmediatePropagation();
  };
  for (const type of ["keydown", "keypress", "keyup"]) window.addEventListener(type, guard, true);
}
