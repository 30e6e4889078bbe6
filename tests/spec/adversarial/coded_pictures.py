"""The same picture as libjpeg and OpenJPEG write it, and a JBIG2 picture whose shapes stand in a dictionary of symbols."""
import base64
import struct

from pictures import HEIGHT, INSIDE, WIDTH, bits, ink, segment

PROGRESSIVE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/"
    "wgALCAAYACABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAj/2gAIAQEAAAABqkJVVUH/xAAWEAEBAQAAAAAAAAAAAAAAAAAgNwD/2gAIAQEAAQUCMX0XX//E"
    "AB0QAAIABwEAAAAAAAAAAAAAABETEhUgVYOSoQD/2gAIAQEABj8CpvEywLXsTHz14mWBa9iY+Vf/xAAZEAACAwEAAAAAAAAAAAAAAAAR8CAhUWH/2gAIAQEA"
    "AT8hi9A5GjT0DkaNR//aAAgBAQAAABD/AP8A/8QAFBABAAAAAAAAAAAAAAAAAAAAMP/aAAgBAQABPxBItoi2j//Z")

# Colours at half the resolution: a unit of the code is 16 samples wide.
SUBSAMPLED = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/"
    "2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAYACADASIAAhEBAxEB/8QA"
    "HwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkK"
    "FhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXG"
    "x8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC"
    "AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOE"
    "hYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD9U6KK/Kv/"
    "AJQuf9Vi/wCFlf8AcD/s7+z/APwJ83zPt/8AsbfK/i3fKAfqpRX5V/8AKFz/AKrF/wALK/7gf9nf2f8A+BPm+Z9v/wBjb5X8W75f1UoAKKKKACiiigD/2Q==")

ARITHMETIC = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/"
    "yQALCAAYACABAREA/8wABgAQEAX/2gAIAQEAAD8A0uCCBdbIDepKF7aGMZIQbfrPowU+LhoXrsYlobemP0IlofyoFXpyfc/4oMz2BlU3DioEo3bw/9k=")

JPEG_2000 = base64.b64decode(
    "AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAGAAAACAAAQcHAAAAAAAPY29scgEAAAAAABEAAAGNanAyY/9P/1EA"
    "KQAAAAAAIAAAABgAAAAAAAAAAAAAACAAAAAYAAAAAAAAAAAAAQcBAf9SAAwAAAABAAIEBAAB/1wACkBASEhQSEhQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBF"
    "RyB2ZXJzaW9uIDIuNS4w/5AACgAAAAABFQAB/5PfgYgZLDCwvPkRjEZQWm7gf5YAb1kmffDlg12FcWHt+Pd7kzzRE6GfTcm7wEILf6YzQG7mz8B6fgQR+AyA"
    "GUDYjL1clTEFYOks1OOvChUYix0DasjzTmblcaAfG1c2SnXP3x/ce+HVgeLVmwhUH+cfcb2bdZnobvMsnj8dr8plTSP2mlk4YbVQwzVkrhdw6wMenP5vz8Ci"
    "fgTx+A2AcvTsrxLU7K8tLacJLqA61JD+OI48oP8cVaZ949Om5CwF2o3N/2gTNy5PIPxD/npqHvRTtQH4WBzxuxIHa6Nv+7tT5CJXV97blPiaSwV2f4KS6UUq"
    "pkjZOaZWKCj8L/H+NJY0g+kkznJmf//Z")


def box(kind, data):
    """ISO/IEC 15444-1, annex I.4."""
    return struct.pack(">I4s", 8 + len(data), kind) + data


def profile(text):
    """A colour profile for grey with a description (ICC.1:2022, 7)."""
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    gamma = b"curv\0\0\0\0" + struct.pack(">IHH", 1, 0x0200, 0)
    latin = text.encode()
    described = b"desc\0\0\0\0" + struct.pack(">I", len(latin) + 1) + latin + bytes(1 + 78 + -(len(latin) + 1) % 4)
    tags, at, body = b"", 128 + 4 + 3 * 12, b""
    for name, data in ((b"wtpt", white), (b"kTRC", gamma), (b"desc", described)):
        tags += struct.pack(">4sII", name, at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", at + len(body), bytes(4), 0x02400000, b"mntr", b"GRAY", b"XYZ ") + bytes(12) + b"acsp" + bytes(28)
    return head + struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D) + bytes(48) + struct.pack(">I", 3) + tags + body


# --- JBIG2 by Huffman codes (ITU-T T.88) -----------------------------------------------------------------

X0, Y0, X1, Y1 = INSIDE
# The one symbol, sample by sample: this is what stands in the dictionary.
SYMBOL = b"".join(int("".join(str(int(ink(x, y))) for x in range(X0, X1)), 2).to_bytes((X1 - X0) // 8, "big") for y in range(Y0, Y1))


def symbols():
    """A dictionary (7.4.2) of one symbol 16 wide and 8 high, not compressed (6.5.9)."""
    size = bits("1110" + "100" + "11110" + "000101" + "111111" + "0" + "0000")  # height 8, width 16, no more, as it is
    exported = bits("0" + "0000" + "0" + "0001")
    return segment(0, 0, 0, struct.pack(">HII", 1, 1, 1) + size + SYMBOL + exported)


def text_region():
    """A page, and a text region (7.4.3) that places the symbol once."""
    page = segment(1, 48, 1, struct.pack(">IIIIBH", WIDTH, HEIGHT, 0, 0, 0, 0))
    lengths = bits("0000" + "0001" + "0000" * 33 + "0")  # run code 1 is a bit long, and so is the symbol's own code
    placed = bits("0" + "0" + "00" + "0000000" + "0" + "01")
    data = struct.pack(">IIIIBHHI", X1 - X0, Y1 - Y0, X0, Y0, 0, 0x0011, 0, 1) + lengths + placed
    return page + struct.pack(">IBBBBI", 2, 6, 0x20, 0, 1, len(data)) + data
