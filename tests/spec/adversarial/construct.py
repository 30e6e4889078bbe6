"""What a construct is, and the list of all."""
import dataclasses
import inspect
import re

ASCII = "Vexwort7041"
HAN = "欧阳锦澜"
NUMBER = "440304198907124418"


@dataclasses.dataclass
class Construct:
    id: str
    place: int      # number in the list of places where a secret survives
    secret: str
    seen: tuple     # outside readers by which the draft leaks
    build: object   # fills a Doc
    beside: bool    # also with the secret on the page as plain text
    sample: bool    # looked at without --full
    sample_beside: bool
    term: str       # what the officer asks for
    also: tuple     # other spellings that give the secret away
    says: str       # what it claims, in words

    def draft(self, Doc, beside=False):
        doc = Doc()
        doc.construct = self
        self.build(doc)
        if beside:
            doc.show(self.term, 30, 20)
        return doc, doc.write()


CONSTRUCTS = []


def sampled(ways, way, secret):
    """The more ways the fewer of them: of three or more one in two, of seven one in four, of thirteen one in five. In each
    script others; every fourth also beside a plain copy."""
    turn = 1 + sum(len(ways) >= many for many in (3, 7, 7, 13))
    return (ways.index(way) + secret) % turn == 0, ways.index(way) % 4 == 0


def construct(place, name, seen, secrets=(ASCII, HAN), ways=("",), beside=False, term=None, also=(), but=None):
    """One construct for each secret and each way in which it can be written. `but`: way -> other readers."""
    def take(build):
        for secret in secrets:
            for way in ways:
                if (way in ("pdfdoc", "octal") and not secret.isascii()) or (way == "gbk" and secret.isascii()):
                    continue
                kind = "" if secret == secrets[0] else "-han" if secret == HAN else f"-{secrets.index(secret) + 1}"
                identity = f"{place:02}-{name}{'-' + way if way else ''}{kind}"
                if any(other.id == identity for other in CONSTRUCTS):
                    raise ValueError(f"{identity} is there twice")
                # Ghostscript has no Unicode for the Han font that is embedded nowhere.
                readers = [r for r in (but or {}).get(way, seen).split() if r != "gs" or secret.isascii()]
                says = re.sub(r"\s+", " ", inspect.getdoc(build) or name.replace("-", " "))
                CONSTRUCTS.append(Construct(identity, place, secret, tuple(readers),
                                            lambda doc, s=secret, w=way: build(doc, s, w), beside,
                                            *sampled(ways, way, secrets.index(secret)), term or secret, tuple(also), says))
        return build
    return take
