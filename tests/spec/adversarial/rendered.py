"""Pictures: of pages, by two renderers, and those that are in the file."""
import os
import re
import tempfile

from runner import run


def netpbm(data):
    """Width, height, channels and samples of a P5, P6 or P4 file."""
    match = re.match(rb"(P[456])\s+(?:#.*\n)*(\d+)\s+(\d+)\s+", data)
    kind, width, height = match.group(1), int(match.group(2)), int(match.group(3))
    body = data[match.end():]
    if kind == b"P4":
        row = (width + 7) // 8
        bits = bytes(255 * (1 - (body[y * row + x // 8] >> (7 - x % 8) & 1)) for y in range(height) for x in range(width))
        return width, height, 1, bits
    body = body[re.match(rb"\d+\s", body).end():]
    return width, height, 3 if kind == b"P6" else 1, body


def busy(picture, x0, y0, x1, y1):
    """Whether the rectangle (parts of one, from the top left) has more than one colour."""
    width, height, channels, samples = picture
    columns = range(max(0, round(x0 * width)), min(width, round(x1 * width)))
    rows = range(max(0, round(y0 * height)), min(height, round(y1 * height)))
    seen = [samples[(y * width + x) * channels:(y * width + x) * channels + channels] for y in rows for x in columns]
    if not seen:
        return False
    return any(max(pixel[c] for pixel in seen) - min(pixel[c] for pixel in seen) > 24 for c in range(channels))


def pixels(path, ink, box):
    """Whether the places where the secret is drawn show anything, by poppler and by MuPDF."""
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", "72", "-gray", path, os.path.join(folder, "p"))
        run("mutool", "draw", "-q", "-r", "72", "-c", "gray", "-o", os.path.join(folder, "m%d.pgm"), path)
        for name in os.listdir(folder):
            page = int(re.search(r"(\d+)\.pgm$", name).group(1))
            with open(os.path.join(folder, name), "rb") as file:
                picture = netpbm(file.read())
            for number, x0, y0, x1, y1 in ink:
                wide, high = box
                if number == page and busy(picture, x0 / wide, 1 - y1 / high, x1 / wide, 1 - y0 / high):
                    return True
    return False


def images(path, crops):
    """Whether a picture that is in the file, drawn or not, still has the part that shows the secret."""
    with tempfile.TemporaryDirectory() as folder:
        run("pdfimages", path, os.path.join(folder, "i"))
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                picture = netpbm(file.read())
            if any(busy(picture, *crop) for crop in crops):
                return True
    return False
