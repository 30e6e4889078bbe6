"""Documents as offices write them: the same text set by WeasyPrint (Type0, CFF in OpenType) and by LibreOffice (many Type1 subsets)."""
import random
import shutil
import subprocess

import inputs

FACES = {"zh": "Noto Serif CJK SC", "en": "DejaVu Serif"}
PROGRAMS = {"weasyprint": "weasyprint", "libreoffice": "soffice"}
PARAGRAPHS_A_PAGE = 11


def frequent_first():
    """The 3,755 characters of GB/T 2312 level 1. Their order is by sound; what matters is that a document has two thousand of them."""
    codes = [(high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) if (high, low) < (0xD7, 0xFA)]
    return [bytes(code).decode("gb2312") for code in codes]


class Words:
    """Phrases of notices, and characters as unevenly frequent as in any text (Zipf)."""

    def __init__(self, seed, language):
        self.rng, self.language, self.characters = random.Random(seed), language, frequent_first()
        random.Random(1).shuffle(self.characters)
        self.weights = [1 / rank for rank in range(1, len(self.characters) + 1)]

    def sentence(self):
        if self.language == "en":
            return inputs.sentence(self.rng, "en")
        start = self.rng.randrange(len(inputs.CHINESE) - 8)
        return inputs.CHINESE[start:start + 8] + "".join(self.rng.choices(self.characters, self.weights, k=self.rng.randint(8, 24))) + "。"


def html(path, seed, pages, language):
    words, truth = Words(seed, language), inputs.Truth()
    with path.open("w", encoding="utf-8") as out:
        out.write(f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>bench</title><style>@page{{size:A4;margin:20mm}}'
                  f'body,h2{{font:11pt "{FACES[language]}"}}</style></head><body>\n')
        for number in range(pages * PARAGRAPHS_A_PAGE):
            body = "".join(words.sentence() for _ in range(4))
            if number % 25 == 0:
                out.write(f"<h2>{words.sentence()}</h2>\n")
            if words.rng.random() < 0.3:
                kind, value = inputs.planted(words.rng)
                truth.add(kind, value, f"paragraph {number}")
                body += inputs.marked(kind, value, language)
            out.write(f"<p>{body}</p>\n")
        out.write("</body></html>\n")
    return truth


def available():
    return [name for name, program in PROGRAMS.items() if shutil.which(program)]


def make(producer, folder, seed, pages, language):
    """(path, truth) of a PDF, or None where the producer fails."""
    source = folder / f"{producer}-{language}.html"
    truth = html(source, seed, pages, language)
    path = source.with_suffix(".pdf")
    if producer == "weasyprint":
        subprocess.run(["weasyprint", str(source), str(path)], capture_output=True, check=False)
    else:
        by_libreoffice(folder, [source])
    return (path, truth) if path.exists() else None


def by_libreoffice(folder, sources):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf:writer_web_pdf_Export",
                    "--outdir", str(folder), *map(str, sources)], capture_output=True, check=False)


def make_many(folder, seed, count):
    """A folder of files of two pages, every other one Chinese."""
    sources = folder.parent / "sources"
    for place in (folder, sources):
        place.mkdir()
    for number in range(count):
        html(sources / f"{number}.html", seed + number, 2, "zh" if number % 2 else "en")
    by_libreoffice(folder, sorted(sources.iterdir()))
    shutil.rmtree(folder / "office", ignore_errors=True)
    return folder
