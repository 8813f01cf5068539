"""What no page answers is a page of ours too: an error that nobody foresaw, without its insides, and a way of asking that
an address does not take. Both with the headers of every other answer."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leidraad.errors import StorageError
from leidraad.web import templating

WORDS = (
    "Er ging iets mis in de Teamscan. Wat al was opgeslagen, is er nog. Probeer het opnieuw. "
    "Blijft het misgaan? Zeg het de beheerder: in het venster van de Teamscan staat wat er gebeurde."
)

NOT_LIKE_THIS = "Zo kan een browser deze pagina niet opvragen. Er is niets veranderd."


class Unexpected:
    """Pure ASGI middleware: answers for whatever raised before it answered, and passes the error on to be logged."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        answered = replaced = False

        async def watching(message: Message) -> None:
            nonlocal answered, replaced
            answered = True
            if message["type"] == "http.response.start" and message["status"] == 405:
                replaced = True
                page = templating.refusal("Dit kan niet", NOT_LIKE_THIS, 405)
                page.headers["allow"] = Headers(raw=message["headers"]).get("allow", "")
                await page(scope, receive, send)
            elif not replaced:
                await send(message)

        try:
            await self.app(scope, receive, watching)
        except Exception as error:
            if scope["type"] != "http" or answered:
                raise
            if isinstance(error, StorageError):
                await templating.away(str(error), None if scope["method"] in ("GET", "HEAD") else [])(
                    scope, receive, send
                )
                return
            await templating.refusal("Dit is niet gelukt", WORDS, 500)(scope, receive, send)
            raise
