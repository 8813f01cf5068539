"""Every address of a participant's pages; all begin with the code on the screen."""

from starlette.routing import Route

from leidraad.web.phone import following, questionnaire, votes

ROUTES = [
    Route("/d", questionnaire.typed_code),
    Route("/invullen", questionnaire.typed_code),  # where the questionnaire stood before: a kept link leads on
    Route("/d/{code}", questionnaire.welcome),
    Route("/d/{code}/antwoord", questionnaire.save_answer, methods=["POST"]),
    Route("/d/{code}/klaar", questionnaire.finish, methods=["POST"]),
    Route("/d/{code}/intrekken", questionnaire.withdraw, methods=["POST"]),
    Route("/d/{code}/opnieuw", questionnaire.start_again, methods=["POST"]),
    Route("/d/{code}/doorgeven", questionnaire.hand_over, methods=["POST"]),
    Route("/d/{code}/dag", following.show),
    Route("/d/{code}/wacht", following.listen),
    Route("/d/{code}/stem", votes.save_vote, methods=["POST"]),
    Route("/d/{code}/keuze", votes.save_choice, methods=["POST"]),
    Route("/d/{code}/stem-doorgeven", votes.hand_over, methods=["POST"]),
    Route("/d/{code}/{screen:path}", questionnaire.screen, methods=["GET", "POST"]),  # last: its name is anything
]
