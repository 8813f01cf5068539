// A part of a page marked data-scherm begins a new screen: show it from the top, and not where the last one was left.
{
  let shown = null;
  const follow = function () {
    const part = document.querySelector("[data-scherm]");
    const main = document.querySelector("[data-testid=stMain]");
    if (!part || !main) return;
    const screen = part.getAttribute("data-scherm");
    if (screen === shown) return;
    shown = screen;
    main.scrollTo(0, 0);
  };
  const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ["data-scherm"] };
  new MutationObserver(follow).observe(document, changes);
}
