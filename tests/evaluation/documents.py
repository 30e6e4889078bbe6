"""Drafts as offices write them, with every planted span known: an official document with a marking, a list, a decision; as text, XML and PDF.

A document is a list of lines; a line is a list of cells; a cell is a list of pieces: plain text, or a Span.
"""
import dataclasses
import pathlib
import random
import sys
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "fixtures"))
import values  # noqa: E402

import obfuscations  # noqa: E402
import pdf_pages  # noqa: E402


@dataclasses.dataclass
class Span:
    kind: str
    text: str      # as it stands in the document
    way: str       # of obfuscations


LEVELS = [("绝密", ["30年", "20年", "长期"]), ("机密", ["10年", "20年", "1年", "长期"]), ("秘密", ["1年", "5年", "10年", "6个月", "长期"])]
ORGANISATIONS = "市人民政府办公室 市财政局 市民政局 区卫生健康局 市市场监督管理局 县农业农村局".split()
STREETS = "北京中路 人民南路 公园路 车城西路 朝阳巷 汉江大道".split()
DISTRICTS = "茅箭区 张湾区 郧阳区 房县".split()
PROSE = [
    "为进一步规范政务公开工作，保障人民群众知情权、参与权、表达权和监督权，现将有关事项通知如下。",
    "各单位应当依法保守国家秘密、商业秘密和个人隐私，未经批准不得擅自发布。",
    "投票采取秘密投票方式进行，参会人员应当为本机密码保密，并与投诉受理部门密切配合。",
    "本年度安排资金1380000元，较上年增长12.5%，其中第三季度执行率为93.67%。",
    "依据国办发〔2022〕8号文件第3.2.1条，于2024年6月30日前完成整改。",
    "合同编号为HT20230612345678，订单号20240315000123，公示期为2024年5月1日至5月7日。",
    "主要负责同志要亲自部署，责任单位要按照职责分工抓好落实，确保按期完成任务。",
    "办公地址：市民服务中心三楼，邮编442000。",
]


def number(rng, kind, way=None):
    way = way or "plain"
    plain = values.MAKERS[kind](rng)
    return Span(kind, obfuscations.NUMBERS[way](plain), way)


def marking(rng, way):
    level, periods = rng.choice(LEVELS)
    return Span("marking", obfuscations.MARKINGS[way](level + "★" + rng.choice(periods)), way)


def person(rng):
    return Span("name", values.name(rng), "plain")


def address(rng):
    street = rng.choice(STREETS) + f"{rng.randint(1, 199)}号{rng.randint(1, 30)}栋{rng.randint(1, 4)}单元{rng.randint(101, 1802)}室"
    return Span("address", rng.choice(DISTRICTS) + street, "plain")


def prose(rng, lines):
    return [[[rng.choice(PROSE)]] for _ in range(lines)] + [[["咨询电话：", Span("landline", f"0719-8{rng.randint(100000, 999999)}", "plain"), "。"]]]


def official(rng, way):
    """GB/T 9704: the marking at the top, the number of the document, the title, the text, who signs."""
    organisation = rng.choice(ORGANISATIONS)
    head = [[[marking(rng, way)]]] if way else []
    return head + [[[organisation + "文件"]], [[f"十政办发〔{rng.randint(2018, 2025)}〕{rng.randint(1, 99)}号"]],
                   [["关于做好有关工作的通知"]]] + prose(rng, rng.randint(3, 6)) + [[[organisation]], [["2024年6月3日"]]]


def listed(rng, way, kind):
    """A list of people: what each column holds is said by its head alone."""
    rows = [[["序号"], ["姓名"], ["身份证号"], ["联系电话"], ["银行卡号"], ["补贴金额"]]]
    for row in range(rng.randint(3, 8)):
        ways = {name: way if kind == name and not (way == "one a line" and row) else "plain" for name in ("resident-id", "mobile", "bank-card")}
        rows.append([[str(row + 1)], [person(rng)]] + [[number(rng, name, ways[name])] for name in ways] + [[f"{rng.randint(1, 90) * 50}"]])
    return [[[rng.choice(ORGANISATIONS) + "补贴发放名单公示"]]] + prose(rng, 1) + rows + prose(rng, 1)


def decision(rng, way, kind):
    """A decision about one person: labels right before the values."""
    ways = {name: way if kind == name else "plain" for name in ("resident-id", "mobile", "bank-card")}
    return [[["行政处罚决定书"]], [["当事人：", person(rng)]], [["身份证号：", number(rng, "resident-id", ways["resident-id"])]],
            [["住址：", address(rng)]], [["联系电话：", number(rng, "mobile", ways["mobile"])]],
            [["银行卡号：", number(rng, "bank-card", ways["bank-card"])]]] + prose(rng, rng.randint(2, 4)) + \
           [[["罚款人民币", f"{rng.randint(1, 50) * 100}", "元。"]], [[rng.choice(ORGANISATIONS)]], [["2024年6月3日"]]]


def text_of(cell):
    return "".join(piece.text if isinstance(piece, Span) else piece for piece in cell)


def as_text(lines):
    return "".join("\t".join(text_of(cell) for cell in line) + "\n" for line in lines).encode()


def as_xml(lines):
    out = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document>\n"]
    in_table = False
    for line in lines:
        cells = [escape(text_of(cell)) for cell in line]
        if in_table != (len(cells) > 1):
            in_table = not in_table
            out.append("  <table>\n" if in_table else "  </table>\n")
        out.append("    <tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n" if in_table else f"  <p>{cells[0]}</p>\n")
    return ("".join(out) + ("  </table>\n" if in_table else "") + "</document>\n").encode()


def columns_of(lines):
    """Where each column of the table begins: behind the widest cell of the one before."""
    starts, widths = [pdf_pages.LEFT], {}
    for line in lines:
        for at, cell in enumerate(line if len(line) > 1 else []):
            widths[at] = max([widths.get(at, 0)] + [pdf_pages.width_of(part) for part in text_of(cell).split("\n")])
    for at in range(len(widths)):
        starts.append(starts[-1] + widths[at] + pdf_pages.GAP)
    return starts


def as_pdf(lines):
    pages, page, rows, columns = pdf_pages.Pages(), [], [], columns_of(lines)
    edges = [x - pdf_pages.GAP / 2 for x in columns]
    for line in lines:
        parts = [text_of(cell).split("\n") for cell in line]
        depths = max(len(part) for part in parts)
        if len(page) + depths > 42:
            pages.page(page, rows)
            page, rows = [], []
        if len(parts) > 1:
            rows.append((len(page), len(page) + depths, edges))
        page += [[(columns[at], part[depth]) for at, part in enumerate(parts) if depth < len(part)] for depth in range(depths)]
    pages.page(page, rows)
    return pages.bytes()


FORMS = {"txt": as_text, "xml": as_xml, "pdf": as_pdf}


def make(count, seed=20261127):
    """(name, bytes, spans) of each; every way of writing comes in every form, several times."""
    rng = random.Random(seed)
    plans = [(official, way, None) for way in list(obfuscations.MARKINGS) + [None] * 4]
    plans += [(shape, way, kind) for shape in (listed, decision) for way in obfuscations.NUMBERS for kind in ("resident-id", "mobile", "bank-card")]
    for index in range(count):
        shape, way, kind = plans[index // len(FORMS) % len(plans)]
        form = list(FORMS)[index % len(FORMS)]
        if shape is listed and form == "txt" and way in ("one a line", "line break"):
            way = "plain"  # a line of a text file is a row of its table: no cell of it has lines
        lines = shape(rng, way) if shape is official else shape(rng, way, kind)
        spans = [piece for line in lines for cell in line for piece in cell if isinstance(piece, Span)]
        yield f"{index:05d}-{shape.__name__}-{(way or 'none').replace(' ', '_')}-{kind or 'marking'}.{form}", FORMS[form](lines), spans
