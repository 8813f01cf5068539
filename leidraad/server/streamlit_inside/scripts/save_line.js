// A tap draws only its own statement again, and with it the new words of the save line at the end of the screen.
{
  const newWords = function (changed, itself) {
    return changed.querySelector && changed.querySelector((itself ? ":scope>" : "") + ".net-opgeslagen");
  };
  const follow = function (changes) {
    for (const change of changes) for (const changed of [change.target, ...change.addedNodes]) {
      const words = newWords(changed, changed === change.target);
      const line = words && document.querySelector(".opgeslagen");
      if (line && line.textContent !== words.textContent) line.textContent = words.textContent;
    }
  };
  new MutationObserver(follow).observe(document, { subtree: true, childList: true });
}
