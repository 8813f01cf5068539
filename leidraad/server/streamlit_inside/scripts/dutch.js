// What Streamlit itself says to people, in Dutch: names of its buttons everywhere, its sentences only in its own parts. What a
// user typed stands in neither.
{
  const WORDS = new Map([
    ["Skip to main content", "Naar de inhoud"],
    ["Sidebar", "Menu"],
    ["Expand sidebar", "Menu openen"],
    ["Collapse sidebar", "Menu sluiten"],
    ["App pages", "Pagina’s"],
    ["Main menu", "Hoofdmenu"],
    ["Notifications", "Meldingen"],
    ["Close", "Sluiten"],
    ["Open", "Openen"],
    ["Help", "Uitleg"],
    ["Increment", "Eén meer"],
    ["Decrement", "Eén minder"],
    ["Clear value", "Wissen"],
    ["Clear entry", "Wissen"],
    ["Clear all", "Alles wissen"],
    ["Select all", "Alles kiezen"],
    ["No results", "Niets gevonden"],
    ["No options to select", "Er is niets te kiezen"],
    ["Selectbox options", "Keuzes"],
    ["Multiselect options", "Keuzes"],
    ["Selected values", "Gekozen"],
    ["Choose an option", "Kies"],
    ["Choose options", "Kies"],
    ["file upload", "Bestand"],
    ["Number is above the allowed range.", "Dit getal is te hoog."],
    ["Number is below the allowed range.", "Dit getal is te laag."],
    ["Show password", "Wachtwoord tonen"],
    ["Hide password", "Wachtwoord verbergen"],
    ["Add files", "Bestand kiezen"],
    ["Upload", "Kies een bestand"],
    ["Drag and drop a file here", "Of sleep het hierheen"],
    ["Drag and drop files here", "Of sleep ze hierheen"],
    ["Only one file is allowed.", "Kies één bestand."],
    ["File size is too small.", "Dit bestand is leeg."],
    ["Unexpected error. Please try again.", "Dat is niet gelukt. Probeer het opnieuw."],
    ["Connection lost. Please wait for the app to reconnect, then try again.", "Er is even geen verbinding. Wacht tot de pagina weer verder gaat en probeer het opnieuw."],
    ["Connection error", "Geen verbinding"],
    ["Connection timed out.", "De Teamscan antwoordt niet."],
    ["Running...", "Bezig"],
    ["Stop", "Stoppen"],
    ["Stopping...", "Stopt"],
    ["Connecting", "Verbinden"],
    ["Error", "Geen verbinding"],
    ["Connecting to Streamlit server", "We maken verbinding"],
    ["Unable to connect to Streamlit server", "De Teamscan antwoordt niet"],
    ["streamlit run yourscript.py", "streamlit run app.py"]
  ]);
  const AWAY = "De Teamscan antwoordt niet. Is er verbinding, en draait hij nog? Deze pagina gaat vanzelf verder zodra dat weer kan.";
  const FORMS = [
    [/^Remove (.+)$/s, "$1 weghalen"],
    [/^Help for (.+)$/s, "Uitleg bij $1"],
    [/^(\d+) (?:option|options) available\.$/, "Keuzes: $1."],
    [/^(.+), selected$/s, "$1, gekozen"],
    [/^Select (\d+) matches$/, "$1 gevonden: alle kiezen"],
    [/^Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$/, "Kies een getal van $1 tot en met $2."],
    [/^Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.$/, "Dit getal is te laag: het is minstens $1."],
    [/^Number is above the allowed range\. Please enter a value less than or equal to (.+)\.$/, "Dit getal is te hoog: het is hoogstens $1."],
    // how large a file may be stands in the label: each field has a bound of its own
    [/^\S+ per file$/, "één bestand"],
    [/^File must be (.+) or smaller\.$/, "Dit bestand is te groot: hoogstens $1."],
    [/^(.*) files are not allowed\.$/, "Dit soort bestand ($1) kan hier niet."],
    [/^This app has encountered an error\. .*$/s, "Er ging iets mis in de Teamscan. Wat al was opgeslagen, is er nog. Laad de pagina opnieuw. Blijft het misgaan? Zeg het de beheerder: in het venster van de Teamscan staat wat er gebeurde."],
    [/^Is Streamlit still running\?.*$/s, AWAY],
    [/^Streamlit server is not responding\..*$/s, AWAY],
    [/^Cannot connect to Streamlit .*$/s, AWAY]
  ];
  const NAMES = ["aria-label", "title", "placeholder"];
  // Parts in which Streamlit writes sentences of its own.
  const PARTS = "[data-testid=stSkipToContent],[data-testid=stStatusWidget],[data-testid=stFileUploader],[data-testid=stNumberInput],"
    + "[data-testid=stToastContainer],[data-testid=stException],[role=dialog],[role=listbox],[role=tooltip],[data-live-announcer]";
  // In these stands what somebody typed: a team may be called Open.
  const TYPED = "[role=option][data-key]:not([data-key^=__select_])";
  const FIELDS = "input,textarea,[role=radiogroup],[role=group],[role=combobox],[role=slider]";
  const dutch = function (said) {
    if (said.startsWith("Error: ")) return dutch(said.slice(7));
    const known = WORDS.get(said);
    if (known !== undefined) return known;
    const form = FORMS.find(function (one) { return one[0].test(said); });
    return form ? said.replace(form[0], form[1]) : said;
  };
  const named = function (one) {
    for (const name of one.matches(FIELDS) && !one.closest("[data-testid=stFileUploader]") ? ["placeholder"] : NAMES) {
      const said = one.getAttribute(name);
      const meant = said && dutch(said);
      if (meant !== said) one.setAttribute(name, meant);
    }
  };
  const written = function (text) {
    const said = text.data.trim(), meant = said && dutch(said);
    if (meant && meant !== said) text.data = text.data.replace(said, function () { return meant; });
  };
  const sentences = function (part) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (!texts.currentNode.parentElement.closest(TYPED)) written(texts.currentNode);
  };
  const added = function (one) {
    if (one.nodeType === 3) {
      if (one.parentElement && one.parentElement.closest(PARTS)) written(one);
      return;
    }
    if (one.nodeType !== 1) return;
    named(one);
    one.querySelectorAll("[aria-label],[title],[placeholder]").forEach(named);
    if (one.closest(PARTS)) sentences(one);
    else one.querySelectorAll(PARTS).forEach(sentences);
  };
  new MutationObserver(function (changes) {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(added);
      else if (change.type === "attributes") named(change.target);
      else added(change.target);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
}
