"""How the same thing is written so that a careless scanner does not see it. detection.md, 4: nineteen ways of a marking, fifteen of a number.

Each takes the plain text and gives what stands in the document. Line breaks are line breaks of the document.
"""
HAN_DIGITS = "〇一二三四五六七八九"


def between(mark):
    return lambda text: mark.join(text)


def replaced(pairs):
    def change(text):
        for old, new in pairs:
            text = text.replace(old, new)
        return text
    return change


def digits(first, zero=None):
    """Every digit from a block of Unicode; where it has no zero at that place, `zero` stands for it."""
    def change(text):
        return "".join(c if not c.isdigit() else chr(first + int(c)) if zero is None or c != "0" else zero for c in text)
    return change


def grouped(mark, sizes):
    def change(text):
        groups, at = [], 0
        for size in sizes(text):
            groups.append(text[at:at + size])
            at += size
        return mark.join(groups + ([text[at:]] if at < len(text) else []))
    return change


def by_kind(text):
    """As people group them: 6-8-4 an identity number, 3-4-4 a telephone, fours a card."""
    return {18: (6, 8, 4), 11: (3, 4, 4)}.get(len(text), (4,) * (len(text) // 4))


def broken(text):
    at = len(text) * 2 // 3
    return text[:at] + "\n" + text[at:]


# Of "机密★10年" and the like.
MARKINGS = {
    "plain": lambda text: text,
    "spaced": between(" "),
    "ideographic space": between("\u3000"),
    "full-width digits": digits(0xFF10),
    "Chinese numerals": replaced([("10", "十"), ("20", "二十"), ("30", "三十"), ("1年", "一年"), ("5", "五"), ("6", "六")]),
    "zero-width": between("\u200b"),
    "traditional": replaced([("机", "機"), ("绝", "絕"), ("长", "長"), ("个", "個")]),
    "variant 祕": replaced([("秘", "祕")]),
    "white star": replaced([("★", "☆")]),
    "emoji star": replaced([("★", "⭐\ufe0e")]),
    "asterisk": replaced([("★", "*")]),
    "full-width asterisk": replaced([("★", "＊")]),
    "Kangxi one": replaced([("10年", "⼗年"), ("1年", "⼀年")]),
    "Kangxi moon": replaced([("月", "⽉"), ("长", "⾧")]),
    "radical supplement": replaced([("长", "⻓"), ("月", "⺝")]),
    "line break": lambda text: text.replace("★", "★\n"),
    "compatibility ideograph": replaced([("年", "\uf98e"), ("六", "\uf9d1")]),
    "one a line": between("\n"),
    "soft hyphen": between("\u00ad"),
    "private use": between("\ue000"),
}

NUMBERS = {
    "plain": lambda text: text,
    "full-width": lambda text: "".join(chr(ord(c) + 0xFEE0) for c in text),
    "grouped by spaces": grouped(" ", by_kind),
    "grouped by dashes": grouped("-", by_kind),
    "grouped by dots": grouped("·", by_kind),
    "zero-width": between("\u200b"),
    "circled": digits(0x245F, "⓪"),
    "dingbat circled": digits(0x2775, "⓿"),
    "Arabic-Indic": digits(0x0660),
    "Chinese numerals": lambda text: "".join(HAN_DIGITS[int(c)] if c.isdigit() else c for c in text),
    "O and l": replaced([("0", "O"), ("1", "l")]),
    "line break": broken,
    "one a line": between("\n"),
    "mathematical bold": digits(0x1D7CE),
    "superscript": lambda text: text.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "no-break spaces": grouped("\u00a0", by_kind),
}
