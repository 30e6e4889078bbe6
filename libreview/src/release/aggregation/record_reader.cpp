#include "release/aggregation/record_reader.hpp"

#include <algorithm>

#include "base/loose_text.hpp"
#include "model/table_headers.hpp"
#include "model/table_rows.hpp"
#include "release/record_text.hpp"
#include "scan/known_of_person.hpp"

namespace review {
namespace {

constexpr std::size_t longest_record = 4096;  // bytes
constexpr std::size_t most_gap = 3;  // lines of a header or footer between the halves of a table

// Labels of a paragraph or a form whose value no rule finds.
constexpr std::string_view labels[] = {"工作单位", "用人单位", "所在单位", "就读学校", "病种", "诊断", "残疾类别", "设施名称", "设施", "坐标", "经纬度", "案号", "值守人数",
                                       "警卫人数", "家庭住址", "现住址", "住址", "户籍地", "户籍", "籍贯"};

std::size_t tabs_of(std::string_view line) { return static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')); }

bool names_person(const Finding& finding) { return finding.rule == "cn-person/name" || finding.rule == "cn-person/masked-name"; }

bool is_cell_name(std::string_view name) { return name == "td" || name == "th" || name == "tc" || name == "cell" || name == "entry"; }

// What a cell of a header is, and no value: a row that has one is a header wherever it stands. 肢体残疾 and 五堰街道 are values.
constexpr std::string_view headings[] = {"姓名", "户主", "户主姓名", "性别", "出生日期", "出生年月", "出生年份", "生日", "年龄", "身份证号", "身份证号码", "公民身份号码", "证件号", "证件号码",
                                         "住址", "家庭住址", "现住址", "户籍地址", "户籍", "籍贯", "乡镇", "地址", "电话", "联系电话", "手机", "手机号", "手机号码", "工作单位", "用人单位",
                                         "所在单位", "就读学校", "病种", "疾病", "诊断", "残疾类别", "残疾等级", "设施", "设施名称", "点位", "坐标", "经纬度", "经度", "纬度", "案号", "值守人数",
                                         "银行账号", "银行卡号", "账号", "卡号", "车牌", "车牌号", "车牌号码", "序号", "金额", "补贴金额", "备注",
                                         "镇街", "街镇", "乡(镇)", "所在镇", "行政区划", "受助对象", "救助对象", "补助对象", "大病类型", "致残类别", "患病情况", "身份证后四位", "身份证前六位"};
// In the first row of a table these make a header too: 受助人姓名, 申请人住址.
constexpr std::string_view heading_words[] = {"姓名", "户主", "性别", "出生", "生日", "年龄", "身份证", "证件", "住址", "地址", "户籍", "籍贯", "电话", "手机", "病种", "诊断", "坐标", "经度",
                                              "纬度", "案号", "账号", "卡号", "车牌", "大病", "患病", "致残", "疾病", "残疾类", "班级", "镇街", "乡(镇)"};

bool is_header(const std::vector<std::string_view>& cells, bool first) {
    bool known = false;
    for (const auto cell : cells) {
        if (cell.find_first_of("0123456789") != cell.npos) return false;
        const auto text = loose(cell);
        known = known || std::find(std::begin(headings), std::end(headings), text) != std::end(headings);
        known = known || (first && std::any_of(std::begin(heading_words), std::end(heading_words), [&](std::string_view word) { return text.find(word) != text.npos; }));
    }
    return known;
}

// "工作单位：某局，" tells 某局.
void add_labelled(std::string_view text, AttributeValues& values) {
    for (const auto label : labels) {
        auto at = text.find(label);
        if (at == text.npos) continue;
        at += label.size();
        if (text.substr(at).starts_with("：")) at += std::string_view("：").size();
        else if (text.substr(at).starts_with(":")) ++at;
        else continue;
        auto end = text.size();
        for (const std::string_view stop : {"；", ";", "。", "\n", "\t", "，"}) {
            // A coordinate has a comma in it.
            if (stop == "，" && (label == "坐标" || label == "经纬度")) continue;
            end = std::min(end, text.find(stop, at));
        }
        if (end - at <= 200) values.add_field(label, text.substr(at, end - at));
    }
}

}  // namespace

RecordReader::RecordReader(const Scanner& scanner)
    : scanner_(scanner), sieve_(&scanner_, [this](Part&& part, bool may_hold) { look(std::move(part), may_hold); }) {}

void RecordReader::begin(std::string place, std::string table) {
    end_record();
    record_.place = std::move(place);
    record_.table = std::move(table);
}

void RecordReader::end_record() {
    if (!text_.empty()) {
        values_.add_known(known_of_person({}, text_));
        if (record_.table.empty()) add_labelled(text_, values_);
    }
    record_.values = values_.take();
    if (!record_.values.empty()) records_.push_back(std::move(record_));
    record_ = {};
    values_ = {};
    text_.clear();
}

std::vector<RecordValues> RecordReader::take() {
    sieve_.flush();
    end_record();
    return std::move(records_);
}

void RecordReader::look(Part&& part, bool may_hold) {
    bytes_.read(part);
    const auto headings = headings_.over(part);
    const auto findings = may_hold || !headings.empty() ? scanner_.scan(part, headings) : std::vector<Finding>{};
    at_.clear();
    next_ = 0;
    for (const auto& finding : findings) at_.push_back(bytes_.of(part, finding.where.span.begin));
    if (in_markup(part) && !part.xpath.empty()) return look_at_markup(part, findings);
    parent_.clear();
    look_at_lines(part, findings);
}

void RecordReader::look_at_markup(const Part& part, const std::vector<Finding>& findings) {
    const auto parent = parent_of(part.xpath);
    const auto name = std::string(name_in(part.xpath));
    // A second element of one name begins another record: paragraphs of one body are none. Cells of a row are.
    const bool again = std::find(names_.begin(), names_.end(), name) != names_.end() && !is_cell_name(name);
    if (parent != parent_ || again || text_.size() > longest_record) {
        begin(part.label, {});
        names_.clear();
        parent_ = parent;
    }
    names_.push_back(name);
    values_.add_field(name, part.text.substr(0, 200));
    take_findings(part, findings, 0, part.text.size());
    if (text_.size() <= longest_record) text_ += name + "：" + part.text.substr(0, 450) + "；";
}

// Findings whose first byte stands in [from, to). Outside of tables each further person begins a record.
void RecordReader::take_findings(const Part& part, const std::vector<Finding>& findings, std::size_t from, std::size_t to) {
    auto text_from = from;
    const bool plain = record_.table.empty() && !in_markup(part);
    for (; next_ < findings.size() && at_[next_] < to; ++next_) {
        const auto& finding = findings[next_];
        if (at_[next_] < from) continue;
        if (plain && names_person(finding) && values_.has(AttributeKind::name_surname)) {
            text_ += part.text.substr(text_from, at_[next_] - text_from);
            text_from = at_[next_];
            begin(record_.place, {});
        }
        values_.add(finding);
    }
    if (plain) text_ += part.text.substr(text_from, to - text_from) + "\n";
}

bool RecordReader::look_at_row(std::string_view row, const std::string& label, std::uint32_t number) {
    const auto tabs = tabs_of(row);
    if (tabs_ > 0 && tabs < tabs_) {  // its cells wrap: the rest of the row above
        text_ += std::string(row) + "；";
        return true;
    }
    const bool first = tabs != tabs_;
    if (first) table_ = "table " + std::to_string(++tables_), header_.clear();
    tabs_ = tabs;
    begin(label + ", line " + std::to_string(number), table_);
    const auto cells = cells_of(row);
    if (is_header(cells, first)) {
        header_.clear();
        for (const auto cell : cells) header_.push_back(loose(cell));
        return false;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto heading = header_.empty() ? std::string() : header_[i];
        text_ += heading + "：" + std::string(cells[i]) + "；";
        values_.add_field(heading, cells[i]);
    }
    return true;
}

void RecordReader::look_at_lines(const Part& part, const std::vector<Finding>& findings) {
    const TableRows rows(part);
    const std::string_view text = rows.text();
    std::uint32_t number = 0;
    bool open = false;  // a paragraph is
    for (std::size_t begin_of = 0; begin_of < text.size();) {
        const auto end = std::min(text.find('\n', begin_of), text.size());
        const auto line = text.substr(begin_of, end - begin_of);
        ++number;
        bool tells = true;
        if (is_table_line(line)) {
            tells = look_at_row(line, part.label, number);
            open = false, gap_ = 0;
        } else {
            if (++gap_ > most_gap) tabs_ = 0;
            const bool blank = line.find_first_not_of(" \r") == line.npos;
            if (!open || blank || text_.size() > longest_record) begin(part.label + ", line " + std::to_string(number), {});
            open = !blank;
        }
        if (tells) take_findings(part, findings, begin_of, end + 1);
        begin_of = end + 1;
    }
    end_record();
}

}  // namespace review
