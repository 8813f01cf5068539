// One press makes and saves: the file that somebody asked for is saved as soon as it is there.
{
  let asked = false;
  const SAVE = "[class*=st-key-bewaar-] .stDownloadButton button";
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[class*=st-key-maak-] button")) {
      asked = true;
      document.querySelectorAll(SAVE).forEach(function (one) { one.dataset.eerder = "ja"; });
    }
  }, true);
  new MutationObserver(function () {
    const made = asked && document.querySelector(SAVE + ":not([data-eerder]):not([disabled])");
    if (!made || made.closest("[data-stale=true]")) return;
    asked = false;
    made.click();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-stale", "disabled"] });
}
