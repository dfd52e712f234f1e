"""The words that capitals make loud, and those that they do not."""

from __future__ import annotations

import re

from servicelint.checks import regex

#: Words that headings, names and abbreviations lack and that make a run of capitals a shouted sentence.
TELLING = frozenset(
    """
    YOU YOUR YOURS YOU'RE YOU'LL YOU'VE WE WE'RE WE'LL OUR MY ME I'M I'LL I'VE THIS THAT THESE THOSE THEY
    IS ARE WAS WERE BE BEEN HAVE HAS HAD DO DOES DID DON'T DOESN'T DIDN'T CAN'T CANNOT COULD WILL WON'T WOULD SHALL
    SHOULD MUST MAY MIGHT ISN'T AREN'T
    NOT NO NEVER NOTHING NONE WITHOUT NOBODY ALL ANY EVERY ONLY VERY NOW IMMEDIATELY AGAIN ALWAYS SOON ALSO JUST SO TOO
    HERE EVERYTHING ANYTHING IF WHEN UNTIL UNLESS BEFORE AFTER BECAUSE AS FROM
    PLEASE NOTE READ CALL CLICK SEND SEE REPLY PAY CONTACT THANK MAKE GET TAKE STOP HURRY WAIT KEEP CHECK ADD
    REMEMBER LET'S LET BRING CONFIRM RESPOND GO DONATE LOVE HATE NEED WANT ENSURE
    TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN TWELVE FOURTEEN THIRTY SIXTY
    ENJOY SHARE FAMILY SAVE JOIN USE TRY VISIT GRAB SIGN HOURS
    FEE FEES FARE CHARGES URGENT IMPORTANT WARNING ATTENTION WITHIN COME
    """.split()
)  # fmt: skip
#: Words that turn a sentence in capitals to a reader.
TURNED = frozenset(
    """
    YOU YOUR YOURS YOU'RE YOU'LL YOU'VE WE WE'RE WE'LL OUR US I I'M I'LL I'VE MY ME PLEASE LET'S LET WILL WON'T
    MUST CANNOT CAN'T SHALL SHOULD MAY DO DON'T NOT NEVER NO NONE NOTHING ONLY NOW IMMEDIATELY IMMEDIATE URGENT
    IMPORTANT WARNING ATTENTION THANK READ CALL CLICK SEND SEE REPLY PAY CONTACT MAKE GET TAKE STOP HURRY WAIT
    ATTACHED ENCLOSED KEEP CHECK ADD REMEMBER BRING CONFIRM RESPOND GO COME DONATE NOTE ENJOY SHARE SAVE JOIN GRAB TRY
    """.split()
)  # fmt: skip
#: Words that may stand in a shouted run beside a telling one, though they are short.
PLAIN = frozenset(
    """
    DAY DAYS FEE FEES DUE NEW OLD SALE TIME WEEK YEAR MONTH DATE PAID HOUR HOURS LATE BILL CASE ITEM ITEMS BACK
    CHANGE ORDER MONEY FREE FOOD WORK HELP INFO NAME CODE EMAIL FORM LINK TODAY HOURS NOTICE REFUND SHIP SAY OUT UP
    MORE LAST CHANCE ONE THE WHAT WHO HOW WHY WHERE OFF HAPPY BIG DEAL OVER SURE IN ON AT TO OF FOR WITH AND OR BY IT
    """.split()
)  # fmt: skip
#: Alone in ordinary writing these are said with force; status words, keys and logic (AND, OR, ALL) are not.
FORCE = frozenset(
    """
    NOT NEVER MUST ONLY ALWAYS VERY PLEASE NOW CANNOT CAN'T DON'T WON'T DIDN'T DOESN'T ISN'T REALLY SO EVERY EVERYTHING
    BEFORE YOU YOUR YOURS THIS IS ARE WILL WOULD SHOULD NOTHING IMMEDIATELY URGENT URGENTLY IMPORTANT WARNING
    WRITTEN EXACTLY
    ABSOLUTELY COMPLETELY TODAY LOVE AGAIN STILL ALREADY ENTIRE SAME BOTH EXACT SURE HUGE BIG GREAT AMAZING BEST
    WANT NEED HAVE DID DO DOES BEEN WHY STRICTLY FULL MANDATORY COMPULSORY ATTENTION SOON NO ANY ALSO FREE
    TWICE MORE MOST MUCH TOO
    WITHOUT AFTER NEEDS WAS WERE ARE CAN COULD GUARANTEED CLOSED WRONG FAST EASY
    LOVED WE OUR FOREVER ZERO UNLIMITED INSTANTLY ANYWHERE EVER HOURS MINUTES
    """.split()
)  # fmt: skip
#: These are said with force only between two ordinary words ("a NEW card"): elsewhere they name or join things.
BETWEEN = frozenset(
    """
    NEW ONE TWO THREE FIRST LAST OLD NONE PRIOR IDENTICAL DIFFERENT OTHER HAS HAD WHICH WHAT HOW HERE
    THERE THEN INSTEAD ENSURE SUPPOSED FORCED SOMEONE EVERYONE ANYONE ANYTHING PROOF GUESS TONIGHT TOMORROW FINAL ENJOY
    LEAST THANKS CORRECT INCORRECT UNTIL UNLESS POSSIBLE IMPOSSIBLE REQUIRED ACTUAL SEPARATE REMEMBER KEEP KNOW MAKE
    GET THE SPECIAL AWESOME INCREDIBLE PERFECT LIKE FAVORITE FAVOURITE HAPPY SORRY GOOD BAD BETTER WORST WHOLE OWN LONG
    HARD EACH MAY MIGHT WHEN WHERE THAT THESE THOSE THEY ONCE MANY LOT EVEN FULLY DAILY HALF FUN WOULD HOPE WISH
    BUT ORIGINAL COMPLETE CERTIFIED ENTIRELY SAFE EARLY LATE BIGGEST CHEAPEST SECOND SIGNED READY
    FRIENDS PERSONAL SERIOUS MIND ABOVE BELOW EITHER NEITHER EXTRA NOTHING FAR LESS WITHIN
    EXISTING FUTURE COPY MOVE EXIT CLOSE SAVE DELETE STOP
    """.split()
)  # fmt: skip
#: Said with force at the head of a sentence ("FINALLY, close it").
OPENING = frozenset("BUT HOWEVER FINALLY YES FIRST".split())
ADVERB = regex(r"(?!\w*HOURLY)[A-Z]{3,}LY$")
#: What opens a warning to the reader in the middle of the message ("WARNING: you have …").
ALERT = regex(r"(?:WARNING|IMPORTANT|ATTENTION|URGENT|REMINDER|NOTICE)$")
YOURS = frozenset({"YOU", "YOUR", "YOU'RE", "ME", "I"})
#: These begin a shouted line of their own ("PLEASE NOTE"), which a heading does not.
ORDERS = frozenset(
    "PLEASE DO DON'T MUST NEVER CANNOT WARNING URGENT IMPORTANT ATTENTION I'M YOU'RE WE'RE THANK".split()
)
#: Inside an ordinary sentence these raise the voice ("a FINAL NOTICE"); in a heading they do not.
LOUD = frozenset("FINAL HIGH HUGE GOOD GREAT BAD IMMEDIATE COMPLIMENTARY EXTREMELY BIG BEST EXTRA FULL".split())
#: The same, of two or more words ("FREE OF CHARGE").
LOUDER = LOUD | {"FREE"}
#: An ordinary word comes next, none that makes the capitals a name ("the NEW folder", "the ALL tab").
_ORDINARY = regex(r",? (?!(?:button|key|tab|menu|fields?|files?|option|section|class|book|team|line)\b)[a-z]{2}")
#: These begin headings.
TITLES = frozenset("WHAT HOW WHY WHEN WHERE WHO NEXT ABOUT STEPS FINAL HOW-TO".split())


def between(word: str, text: str, start: int, end: int) -> bool:
    """Tell whether the word stands between two ordinary ones ("a NEW card"), or opens a sentence with force."""
    if word in OPENING and not text[:start].strip():
        return re.match(r",? (?:I |[a-z]{2})", text[end:]) is not None
    return re.search(r"[a-z],? $", text[:start]) is not None and _ORDINARY.match(text[end:]) is not None


def deed(word: str, text: str, start: int, end: int) -> bool:
    """Tell whether the word is what somebody is to do ("you must COPY it first"), and no abbreviation."""
    if len(word) < 4 or not re.search("[AEIOUY]", word):
        return False
    led = re.search(r"\b(?:to|must|should|can|could|will|would|first|then|you|please|not|never) $", text[:start])
    return (
        led is not None
        and re.match(r" (?:it|them|this|these|those|all|your|the|both|everything)\b", text[end:]) is not None
    )
