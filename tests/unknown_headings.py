"""A copied text whose headings no reader knows: each of them stands on a line of its own, as each of the cells does."""

CELLS = """Open two homes
Ada Byron
May 2021
Mend the roofs
Grace Hopper
June 2021
"""
TEXT = f"""Lowmoor Borough
Vorhaben
Wer
Bis
{CELLS}"""
