"""Words that lost the marks between them when they were copied."""

import re

# With such words the items of an action plan begin.
_VERBS_WORDS = (
    "accelerate achieve act adapt add address adopt advertise advise agree align allocate analyse appoint apply"
    " approve arrange assess assign assist attend audit award begin benchmark bid bring build buy calculate"
    " campaign carry challenge champion check clarify close co-design collaborate collate collect commence"
    " commission communicate compare complete conclude conduct confirm consider consolidate construct consult"
    " continue contribute convene convert co-ordinate coordinate create define deliver demonstrate deploy design"
    " determine develop devise devolve disseminate draft draw drive embed employ enable encourage engage enhance"
    " enlist ensure establish evaluate examine expand explore extend facilitate fill finalise find focus formalise"
    " fund gain gather generate give grow help hold host identify implement improve include increase inform"
    " initiate install integrate introduce invest investigate invite issue join keep launch lead learn lease"
    " liaise lobby maintain make manage map market maximise measure meet merge minimise mobilise model monitor move"
    " negotiate obtain offer open operate organise outline oversee participate partner pilot plan prepare present"
    " prevent prioritise procure produce progress promote propose protect provide publicise publish purchase"
    " pursue raise realign recommend reconfigure record recruit redesign reduce refine refresh refurbish register"
    " reinforce relaunch relocate remodel renegotiate renew reorganise replace report represent request research"
    " reshape resolve respond restore restructure retain review revise roll run scope secure seek select sell set share"
    " sign simplify socialise sponsor standardise start streamline strengthen submit support survey sustain tackle"
    " target tender terminate test trace track train transfer transform transition trial undertake update upgrade"
    " upskill use utilise validate visit widen work write"
)
_VERBS = frozenset(_VERBS_WORDS.split())
_LITTLE_WORDS = (
    "a an the this that these those of to for with and or in on at by from as our all its their your into via per"
    " between across within through under over both each any new local joint"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())
_NOUN_BEFORE_WORDS = "of for to and in is are was will on by with has at from or that which as"
_NOUN_BEFORE = frozenset(_NOUN_BEFORE_WORDS.split())


def begins_with_verb(text: str) -> bool:
    """Whether it says what to do: "Appoint a clerk."."""
    return re.split(r"\W", text, maxsplit=1)[0].lower() in _VERBS


def items_of(text: str) -> list[str]:
    """The items of a list that has lost its marks, told apart by the verbs in capitals with which they begin."""
    words = text.split()
    beginnings = [place for place in range(1, len(words)) if _begins_item(words, place)]
    ends = [*beginnings, len(words)]
    return [" ".join(words[begin:end]) for begin, end in zip([0, *beginnings], ends, strict=True)]


def _begins_item(words: list[str], place: int) -> bool:
    word, before = words[place], words[place - 1]
    after = words[place + 1].lower() if place + 1 < len(words) else "of"
    if not word[0].isupper() or word.lower() not in _VERBS or before.lower() in _LITTLE or before[-1] in ",-–&/(":
        return False
    if before[0].islower() or before[-1] in ".;:)":
        return True
    if before.isupper():  # an abbreviation can end an item, or belong to a name: "the NHS Review of homes"
        return after not in ("of", "and", "or")
    return after not in _NOUN_BEFORE  # "Statement of Purpose Plan options", but "an Improvement Plan for"


def glued_words(text: str) -> list[str]:
    """Words that were two before a space was lost: "projectsBetter"; "SharePoint" and "iPad" are words."""
    return re.findall(r"\b[a-z]{3,}[A-Z][a-z]{2,}\w*", text)
