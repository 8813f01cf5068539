// Another heading, or a part marked data-scherm, is a new screen: shown from the top, its heading has the focus, one line
// says so to who listens, and the title of the tab names it. What a leader put on the wall is said when it changes.
{
  let shown = null, said = null, last = null, own = "", timer = 0;
  const FIELDS = "input,textarea,select,[contenteditable]";
  const words = function (one) { return one ? one.textContent.replace(/\u2060/g, "").replace(/\s+/g, " ").trim() : ""; };
  const say = function (line) {
    let place = document.getElementById("melding");
    if (!place) {
      place = document.createElement("p");
      place.id = "melding";
      place.setAttribute("role", "status");
      place.style.cssText = "position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:0";
      document.body.append(place);
    }
    place.textContent = line;
  };
  const name = function (heading) {
    const bare = own && document.title.startsWith(own) ? document.title.slice(own.length) : document.title;
    own = heading && !bare.includes(heading) ? heading + " · " : "";
    if (document.title !== own + bare) document.title = own + bare;
  };
  const focus = function (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  const follow = function () {
    timer = 0;
    const main = document.querySelector("[data-testid=stMain]");
    const heading = main && main.querySelector("h1");
    if (!heading || heading.closest("[data-stale=true]")) return;
    const part = main.querySelector("[data-scherm]"), told = words(main.querySelector(".op-scherm"));
    const screen = (part ? part.getAttribute("data-scherm") : "") + "|" + words(heading);
    const free = !document.activeElement || document.activeElement === document.body;
    if (screen !== shown) {
      if (shown !== null) {
        main.scrollTo(0, 0);
        if (free || !document.activeElement.matches(FIELDS)) focus(heading);
        say(words(heading));
      }
      shown = screen;
    } else if (told && told !== said && said !== null) say(told);
    // the button that was pressed is gone
    else if (free && last && !last.isConnected) focus(heading);
    if (free) last = null;
    said = told;
    name(words(heading));
  };
  document.addEventListener("focusin", function (event) { last = event.target; });
  const changes = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["data-scherm", "data-stale"] };
  new MutationObserver(function () { timer = timer || setTimeout(follow, 60); }).observe(document, changes);
}
