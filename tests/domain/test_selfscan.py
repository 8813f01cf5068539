"""The profile of one person: own scores, what stands out, and what fits the role; values worked out by hand."""

from leidraad.content import library
from leidraad.domain.selfscan import Perspective, handvatten, profile, starters

VO = library.instrument("leidraad-vo", 1)
PLAN = [item.id for item in VO.constructs[0].asked(short=True)]
CARRY_OUT = [item.id for item in VO.constructs[1].asked(short=True)]
CORE = [item.id for item in VO.items if item.core]


def test_a_score_needs_more_than_half_of_the_statements():
    shown = profile(VO, True, {PLAN[0]: 4, PLAN[1]: 3, CARRY_OUT[0]: 5, CARRY_OUT[1]: 0})
    assert [(one.value, one.answered, one.asked) for one in shown.scores[:3]] == [
        (3.5, 2, 3),
        (None, 1, 3),
        (None, 0, 3),
    ]
    assert shown.answered == 3


def test_in_a_full_scan_the_same_answers_are_not_enough():
    assert profile(VO, False, {PLAN[0]: 4, PLAN[1]: 3}).scores[0].value is None


def test_the_two_lowest_constructs_and_of_equals_the_first():
    answers = dict.fromkeys(CORE, 4) | dict.fromkeys(CARRY_OUT, 2)
    lowest = profile(VO, True, answers).lowest
    assert [one.id for one in lowest] == ["aanbeveling-2", "aanbeveling-1"]


def test_three_most_and_three_least_recognised_with_the_answers_given():
    answers = dict(zip(CORE, [3] * len(CORE), strict=True))
    answers |= {CORE[4]: 5, CORE[7]: 4, CORE[9]: 4, CORE[2]: 1, CORE[11]: 2, CORE[20]: 2, CORE[21]: 0}
    shown = profile(VO, True, answers)
    assert [(item.id, value) for item, value in shown.most] == [(CORE[4], 5), (CORE[9], 4), (CORE[7], 4)]
    assert [(item.id, value) for item, value in shown.least] == [(CORE[2], 1), (CORE[11], 2), (CORE[20], 2)]


def test_of_many_equal_answers_the_statements_come_from_different_constructs():
    answers = dict.fromkeys(CORE, 5) | {CORE[-1]: 1}
    most = [item.id for item, _ in profile(VO, True, answers).most]
    assert most == [CORE[0], CORE[3], CORE[6]]


def test_a_statement_is_never_in_both_lists():
    shown = profile(VO, True, {PLAN[0]: 5, PLAN[1]: 4, PLAN[2]: 3})
    assert [value for _, value in shown.most] == [5, 4]
    assert [value for _, value in shown.least] == [3]


def test_equal_answers_everywhere_have_no_most_and_no_least():
    shown = profile(VO, True, dict.fromkeys(CORE, 3))
    assert (shown.most, shown.least) == ((), ())
    assert len(shown.lowest) == 2


def test_nothing_answered_is_an_empty_profile():
    for answers in ({}, dict.fromkeys(CORE, 0)):
        shown = profile(VO, True, answers)
        assert (shown.answered, shown.most, shown.least, shown.lowest) == (0, (), (), ())
        assert all(score.value is None for score in shown.scores)


def test_the_role_decides_which_handvatten():
    guide = library.guides()["aanbeveling-1"]
    given = {role: handvatten(guide, role) for role in Perspective}
    assert given[Perspective.TEACHER] == (("Wat jij als leraar kunt doen", guide.teacher[:3]),)
    assert given[Perspective.SCHOOL_LEADER] == (("Wat jij als schoolleider kunt doen", guide.school_leader[:3]),)
    assert [advices for _, advices in given[Perspective.LEAD]] == [guide.teacher[:3], guide.school_leader[:2]]


def test_the_questions_belong_to_the_lowest_constructs():
    shown = profile(VO, True, dict.fromkeys(PLAN, 2))
    assert starters(library.guides(), shown) == library.guides()["aanbeveling-1"].questions[:2]
