"""PyMuPDF (Debian's python3-fitz), where it is installed: a reader, and the peer whose strongest recipe stands beside ours.

Every call gets a process of its own, because 1.21.1 breaks down after some redactions.
"""
import multiprocessing

try:
    import fitz
    fitz.TOOLS.mupdf_display_errors(False)
except ImportError:
    fitz = None

SECONDS = 60


def prose(pages):
    """Text in the order of the file, without the blanks MuPDF guesses."""
    for page in pages:
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", ()):
                yield "".join(char["c"] for span in line["spans"] for char in span["chars"])


def carriers(document):
    yield from (str(value) for value in (document.metadata or {}).values())
    yield document.get_xml_metadata()
    yield from (str(item) for item in document.get_toc(False))
    yield from (str(layer) for layer in document.get_ocgs().values())
    for name in document.embfile_names():
        yield str(document.embfile_info(name))
        yield document.embfile_get(name).decode("utf-8", "replace")
    for page in document:
        yield from (str(link) for link in page.get_links())
        for annotation in page.annots():
            yield str(annotation.info)
            yield annotation.get_text()
        for widget in page.widgets():
            yield str((widget.field_name, widget.field_label, widget.field_value, widget.choice_values, widget.script))


def reading(path):
    """Pages as they are shown and with every layer, then what hangs on them."""
    document = fitz.open(path)
    parts = ["".join(prose(document)), "".join(page.get_text() for page in document)]
    for extra in carriers(document):
        parts.append(extra or "")
    document.xref_set_key(document.pdf_catalog(), "OCProperties", "null")
    return parts + ["".join(prose(fitz.open("pdf", document.tobytes())))]


def recipe(draft, out, term, boxes):
    document = fitz.open(draft)
    for page in document:
        marks = page.search_for(term, quads=True)
        marks += [fitz.Rect(box) * page.transformation_matrix for number, *box in boxes if number == page.number + 1]
        for mark in marks:
            page.add_redact_annot(mark)
        page.apply_redactions(images=fitz.PDF_REDACT_IMAGE_PIXELS)
    document.scrub()
    document.save(out, garbage=4, deflate=True)
    return True


def _answer(pipe, work, words):
    try:
        pipe.send(work(*words))
    except Exception:  # whatever it is, the caller is told that nothing came of it
        pipe.send(None)


def apart(work, *words):
    """What `work` gives, or None where it breaks down, dies or takes too long."""
    receiver, sender = multiprocessing.Pipe(False)
    process = multiprocessing.get_context("fork").Process(target=_answer, args=(sender, work, words), daemon=False)
    process.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(SECONDS) else None
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()
        receiver.close()
