"""The words that make up posts and the names of persons, as English papers print them."""

import re

from .texts import UNDECIDED

MODIFIERS = (
    "service|group|team|area|assistant|deputy|senior|principal|corporate|strategic|interim|acting|executive|divisional"
    "|district|regional|county|departmental|programme|project|operations|operational|chief|joint|associate|general"
    "|managing|lead|specialist"
)
_RANKS = (
    "director|manager|head|lead|leader|officer|executive|commissioner|co-?ordinator|consultant|advis[eo]r|partner|chair"
    "|secretary|treasurer|solicitor|accountant|analyst|architect|engineer|planner|inspector|superintendent|headteacher"
    "|supervisor|administrator|clerk|auditor|surveyor|specialist|practitioner|member|champion|teacher|worker"
    r"|principal(?! (?!and|of|for)\w)"
    "|nurse|midwife|matron|therapist|psychologist|technician|librarian|registrar|developer|designer|trainer|governor"
    "|owner|guardian|controller|commander|coroner|curator|assessor|broker|mentor|facilitator|organiser|instructor"
    "|operator|economist|ecologist|archivist|dean|lawyer|scientist|lecturer|tutor|bursar|strategist|investigator|advocate"
)
RANK = re.compile(rf"(?i)\b(?P<modifiers>(?:(?:{MODIFIERS}) )*)(?:{_RANKS})s?\b(?P<of>,? (?:of|for) )?")
IS_MODIFIER = re.compile(rf"(?i)(?:{MODIFIERS})(?: (?:{MODIFIERS}))*")
BEGINS_POST = re.compile(rf"(?i)(?:(?:{MODIFIERS}) )*(?:{_RANKS})s?\b")
NOT_PEOPLE = re.compile(
    r"(?i)\b(?:team|services?|department|board|group|council|care|health|partnership|committee|trust|unit|panel|police"
    r"|nhs|housing|education|finance|legal|schools?|hr|ict|it|all|managers|officers|directors|heads|teams|support|public"
    r"|workforce|communications|commissioning|children|adults?|families|colleagues|partners|providers|social|work"
    r"|forum|network|agency|association|alliance|consortium|authority|parents|carers?|residents|tenants|university"
    r"|constabulary|ambulance)\b"
)
# What is an officer although it is no post and no person: "Parks Service", "DWP".
ENDS_BODY = re.compile(
    r"(?i:.*\b(?:team|service|department|board|group|council|committee|trust|unit|panel|partnership|forum|network|agency"
    r"|police|nhs|schools?|partners|providers|colleagues|all|staff|heads|officers|managers|directors))$|[A-Z]{2,6}$"
)
NOBODY = re.compile(rf"(?i)(?:{UNDECIDED}|n/?a|not applicable|none|-|–|vacant|\?)\.?$")
# Before a person's name, several of them too: "Cllr Mrs", "Det Ch Insp".
TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Cllr|Sir|Dame|Rev|Canon|Capt|Lt|Col|Maj|Det|Ch|Insp|Supt|Sgt|Con|PC|PS|DC"
    r"|DS|DI|DCI|ACC|DCC)\.?"
)
CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_NAME_WORD = rf"(?:(?:{CAPITAL}[\w'’-]*|de|van|von|der|den|le|la|du|bin|al|ap|O['’]\w+)\.?)"
NAME = re.compile(rf"{CAPITAL}[\w'’.-]*(?: {_NAME_WORD})+(?: \([^()]*\))?")
IN_POST = re.compile(rf"(?:^|,? (?:and|&) |, )(?P<name>{NAME.pattern})(?=, (?P<post>[^,&]+))")
BRACKETS = re.compile(r"\([^()]*\)")


def is_person(words: str) -> bool:
    bare = BRACKETS.sub("", words)
    return bool(NAME.fullmatch(words)) and not RANK.search(bare) and not NOT_PEOPLE.search(bare)


def reads_like_post(words: str) -> bool:
    return bool("," in words or RANK.search(words) or NOT_PEOPLE.search(words))
