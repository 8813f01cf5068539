// Who taps a dot of a figure reads what it is until the next tap. A browser with a mouse lying elsewhere says at once that
// the mouse left, and the words would go with it.
{
  let touched = null;
  window.addEventListener("pointerdown", function (event) {
    const before = touched, target = event.target;
    const onFigure = event.pointerType === "touch" && target.closest && target.closest(".js-plotly-plot .draglayer");
    touched = onFigure ? target : null;
    if (before && before !== touched) before.dispatchEvent(new MouseEvent("mouseout", { bubbles: true }));
  }, true);
  window.addEventListener("mouseout", function (event) {
    if (touched && event.target === touched) event.stopImmediatePropagation();
  }, true);
}
