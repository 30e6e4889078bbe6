#include "scan/key_labels.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "base/packed_words.hpp"
#include "scan/characters.hpp"

namespace review {
namespace {

constexpr std::size_t longest_key = 32;

// The key in small letters without hyphens, and a label of the packs that says the same. Ascending. Codes of social insurance: 人力资源社会保障
// 信息结构规范 (LB/T), of persons: GA/T 2000.
constexpr auto key_words = packed_words([] {
    return std::to_array<std::string_view>({
    "aac001 个人社保编号", "aac002 身份证号", "aac003 姓名", "aac006 出生日期", "aac147 证件号码", "aae004 联系人", "aae005 联系电话", "aae006 地址", "aae009 户名", "aae010 银行账号",
    "aae011 经办人", "aaz500 社保卡号", "accountname 户名", "accountno 银行账号", "accountnumber 银行账号", "applicant 申请人", "applicantname 姓名", "bah 病案号",
    "bankaccount 银行账号", "bankaccountno 银行账号", "bankcard 银行卡号", "bankcardno 银行卡号", "bankno 银行账号", "bcfr 被处罚人", "bgxm 姓名", "bingzhong 病种",
    "birth 出生日期", "birthdate 出生日期", "birthday 出生日期", "birthdt 出生日期", "bjzrxm 姓名", "blh 病历号", "bloodtype 血型", "brxm 姓名", "bsqr 被申请人", "bzdxxm 姓名",
    "cardno 银行卡号", "cardnumber 银行卡号", "cbrxm 姓名", "cellphone 手机号", "certificateno 证件号码", "certno 证件号码", "certnumber 证件号码", "chushengriqi 出生日期",
    "cjlb 残疾类别", "cjlx 残疾类型", "cjrxm 姓名", "cjrzh 残疾证号", "cjzh 残疾证号", "cjzhm 残疾证号", "ckrmc 姓名", "ckrxm 姓名", "contactname 联系人", "contactperson 联系人",
    "contactway 联系方式", "csny 出生日期", "csnyr 出生日期", "csrq 出生日期", "cssj 出生日期", "customername 姓名", "cym 曾用名", "cyxm 姓名", "cyzd 出院诊断", "czrxm 姓名",
    "dateofbirth 出生日期", "dh 联系电话", "dhhm 联系电话", "dianhua 联系电话", "dob 出生日期", "dsr 当事人", "dsrxm 姓名", "dzyj 电子邮箱", "dzyx 电子邮箱", "email 电子邮箱",
    "fddbr 法定代表人", "fddbrxm 法定代表人", "fkzh 银行账号", "fqxm 姓名", "frdb 法定代表人", "frdbxm 法定代表人", "frxm 法定代表人", "fullname 姓名", "fuqxm 姓名", "fzr 负责人",
    "fzrxm 负责人", "gmsfhm 身份证号", "gmsfzh 身份证号", "gmsfzhm 身份证号", "grsbbh 个人社保编号", "grsbh 个人社保编号", "grxm 姓名", "hh 户号", "hjdz 地址", "hkbbh 户口簿号",
    "hkbh 户口簿号", "hkdz 地址", "hm 户名", "huanzhe 患者", "huzhao 护照号", "huzhu 户主", "huzxm 姓名", "hz 户主", "hzdh 联系电话", "hzh 护照号", "hzhm 护照号", "hzsfz 身份证号",
    "hzsfzh 身份证号", "hzxm 姓名", "idcard 身份证号", "idcardno 身份证号", "idcardnum 身份证号", "idcardnumber 身份证号", "identitycard 身份证号", "identityno 身份证号",
    "identitynumber 身份证号", "idno 身份证号", "idnum 身份证号", "idnumber 身份证号", "jbmc 疾病名称", "jbr 经办人", "jbrxm 举报人", "jhr 监护人", "jhrdh 联系电话", "jhrsfzh 身份证号",
    "jhrxm 姓名", "jjlxr 联系人", "jjrxm 姓名", "jkr 借款人", "jkzk 健康状况", "jsrxm 姓名", "jtcy 姓名", "jtcyxm 姓名", "jtdh 家庭电话", "jtdz 地址", "jtzz 地址",
    "jwbs 既往病史", "jzdz 地址", "jzkh 就诊卡号", "jzxm 姓名", "kh 银行卡号", "khh 开户行", "khhmc 开户行", "khm 户名", "khxm 姓名", "khyh 开户行", "khyhmc 开户行", "khyhzh 银行账号",
    "khzh 银行账号", "lczd 临床诊断", "linkman 联系人", "lkr 领款人", "lkrxm 姓名", "lxdh 联系电话", "lxdz 地址", "lxfs 联系方式", "lxr 联系人", "lxrdh 联系电话", "lxrmc 联系人",
    "lxrxm 姓名", "lxsj 手机号", "lxsjh 手机号", "mail 电子邮箱", "mobile 手机号", "mobileno 手机号", "mobilenumber 手机号", "mobilephone 手机号", "mqxm 姓名", "muqxm 姓名",
    "mzh 门诊号", "mzzd 门诊诊断", "nianling 年龄", "nl 年龄", "openbank 开户行", "passport 护照号", "passportno 护照号", "passportnumber 护照号", "patient 患者",
    "patientname 姓名", "personname 姓名", "phone 联系电话", "phoneno 手机号", "phonenumber 手机号", "poxm 姓名", "qq QQ", "qqh QQ", "qqhm QQ", "realname 姓名",
    "ryxm 姓名", "ryzd 入院诊断", "sbk 社保卡号", "sbkh 社保卡号", "sfhm 身份证号", "sfz 身份证号", "sfzh 身份证号", "sfzhao 身份证号", "sfzhaoma 身份证号", "sfzhm 身份证号",
    "sfzjh 证件号码", "sfzjhm 证件号码", "shbzh 社保卡号", "shbzkh 社保卡号", "shenfenzheng 身份证号", "shouji 手机号", "shoujihao 手机号", "shoujihaoma 手机号", "sjdz 地址",
    "sjh 手机号", "sjhm 手机号", "sjr 收件人", "sjrxm 姓名", "skr 收款人", "skrxm 姓名", "skzh 银行账号", "sqr 申请人", "sqrname 姓名", "sqrxm 姓名", "studentname 姓名",
    "swyy 死亡原因", "syr 受益人", "syrxm 姓名", "tel 联系电话", "telephone 联系电话", "telno 联系电话", "truename 姓名", "txdz 地址", "wechat 微信号", "weixin 微信号", "wtr 委托人",
    "wx 微信号", "wxh 微信号", "wxhm 微信号", "xingming 姓名", "xjzd 地址", "xm 姓名", "xsxm 姓名", "xuexing 血型", "xyxm 姓名", "xzz 地址", "xzzd 地址", "ybbh 医保卡号",
    "ybk 医保卡号", "ybkh 医保卡号", "yddh 手机号", "ygrxm 姓名", "ygxm 姓名", "yhhm 户名", "yhk 银行卡号", "yhkh 银行卡号", "yhkhm 银行卡号", "yhkzh 银行账号", "yhmc 开户行",
    "yhxm 姓名", "yhzh 银行账号", "yhzhhm 银行账号", "yktkh 银行卡号", "yktzh 银行账号", "youxiang 电子邮箱", "yx 电子邮箱", "yxzjhm 证件号码", "zcyy 致残原因", "zdjg 诊断结果",
    "zdmc 疾病名称", "zgxm 姓名", "zh 银行账号", "zhhm 银行账号", "zhm 户名", "zhmc 户名", "zhongwenxm 姓名", "zjh 证件号码", "zjhao 证件号码", "zjhm 证件号码", "zjxy 宗教信仰",
    "znxm 姓名", "zsxm 姓名", "zwxm 姓名", "zyh 住院号", "zyzd 主要诊断", "zz 地址", "zzdh 住宅电话",
    });
});

std::string_view known_key(std::string_view key) {
    const auto at = key_words.lower_bound(key);
    if (key.size() < 2 || at == key_words.size()) return {};
    const auto entry = key_words[at];
    return entry.starts_with(key) && entry[key.size()] == ' ' ? entry.substr(key.size() + 1) : std::string_view();
}

bool is_key_capital(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool in_key(char byte) { return is_alphanumeric(byte) || byte == '_'; }
bool is_key_quote(char byte) { return byte == '"' || byte == '\''; }
bool is_key_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

// Of SQR_XM and userXm: XM, Xm.
std::string_view last_word(std::string_view key) {
    for (std::size_t at = key.size(); at-- > 1;) {
        if (key[at - 1] == '_' || key[at - 1] == '-' || (is_key_capital(key[at]) && !is_key_capital(key[at - 1]))) return key.substr(at);
    }
    return {};
}

std::string plain_key(std::string_view key) {
    std::string plain;
    for (const char byte : key) {
        if (byte != '_' && byte != '-' && byte != ' ') plain += is_key_capital(byte) ? static_cast<char>(byte | 0x20) : byte;
    }
    return plain;
}

std::string_view known_plain_key(std::string plain) {
    if (const auto words = known_key(plain); !words.empty()) return words;
    while (!plain.empty() && is_digit(plain.back())) plain.pop_back();
    return known_key(plain);
}

// Letters and digits in any case, from 0; anything else is 36.
constexpr std::size_t letter_code(char byte) {
    if (is_digit(byte)) return static_cast<std::size_t>(byte - '0');
    return is_letter(byte) ? static_cast<std::size_t>((byte | 0x20) - 'a') + 10 : 36;
}
constexpr std::size_t letters = 37;
constexpr std::size_t ending_of(char last_but_one, char last) { return letter_code(last_but_one) * letters + letter_code(last); }

// How the known keys end: most words of a text end otherwise.
constexpr auto key_endings = [] {
    std::array<bool, letters * letters> known{};
    for (std::size_t i = 0; i < key_words.size(); ++i) {
        const auto key = key_words[i].substr(0, key_words[i].find(' '));
        known[ending_of(key[key.size() - 2], key.back())] = true;
    }
    return known;
}();

bool ends_as_key(std::string_view text) {
    if (text.size() < 2) return false;
    if (key_endings[ending_of(text[text.size() - 2], text.back())]) return true;
    if (!is_digit(text.back())) return false;
    while (!text.empty() && (is_digit(text.back()) || text.back() == '_')) text.remove_suffix(1);
    return text.size() > 1 && key_endings[ending_of(text[text.size() - 2], text.back())];
}

constexpr auto end_marks = [] {
    std::array<bool, 256> marks{};
    for (const char mark : std::string_view(":=\t,\n|;)]")) marks[static_cast<unsigned char>(mark)] = true;
    return marks;
}();

struct KeyWord {
    std::size_t begin = 0, end = 0;  // of the word
    std::size_t from = 0;            // with its opening quote
    bool quoted = false;
};

// The word that ends before the mark at `mark`; empty where none does, or none that is known.
KeyWord word_before(std::string_view text, std::size_t mark) {
    constexpr std::size_t most_blanks = 40;
    std::size_t at = mark;
    while (at > 0 && mark - at < most_blanks && text[at - 1] == ' ') --at;
    const bool quote = at > 0 && is_key_quote(text[at - 1]);
    if (quote) --at;
    if (!ends_as_key(text.substr(0, at))) return {};
    KeyWord found{at, at, at, false};
    while (found.begin > 0 && at - found.begin <= longest_key && in_key(text[found.begin - 1])) --found.begin;
    if (at - found.begin > longest_key) return {};
    found.from = found.begin;
    if (!quote) return found;
    if (found.begin == 0 || text[found.begin - 1] != text[at]) return {};
    found.from = found.begin - 1, found.quoted = true;
    return found;
}

// What stands before a key: the last byte that is no blank; a line feed where the key begins its line, or an item of a list in it.
char before_key(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
    if (at > 0 && text[at - 1] == '-' && (at == 1 || is_key_blank(text[at - 2]))) --at;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
    return at == 0 ? '\n' : text[at - 1];
}

// {xm:"...", and over the end of a line.
bool opens_object(std::string_view text, std::size_t at) {
    while (at > 0 && is_key_blank(text[at - 1])) --at;
    return at > 0 && (text[at - 1] == '{' || text[at - 1] == ',');
}

bool begins_literal(std::string_view text, std::size_t at) {
    while (at < text.size() && is_key_blank(text[at])) ++at;
    return at < text.size() && (is_key_quote(text[at]) || text[at] == '`' || text[at] == '[' || is_digit(text[at]));
}

bool is_key_at(std::string_view text, const KeyWord& word, std::size_t mark) {
    if (word.end == word.begin) return false;
    const char sign = mark < text.size() ? text[mark] : '\n';
    const char before = before_key(text, word.from);
    if (sign == '=' || sign == ':') {
        if (word.quoted) return true;
        if (sign == '=') return word.from == 0 || ((static_cast<unsigned char>(text[word.from - 1]) & 0x80) == 0 && !is_alphanumeric(text[word.from - 1]));
        return before == '\n' || before == ':' || (opens_object(text, word.from) && begins_literal(text, mark + 1));
    }
    // A cell.
    const bool at_tab = word.from > 0 && text[word.from - 1] == '\t';
    return at_tab || std::string_view("\n,|;([").find(before) != std::string_view::npos;
}

}  // namespace

std::string_view words_of_key(std::string_view key) {
    if (key.size() < 2 || key.size() > longest_key || !is_letter(key[0])) return {};
    if (const auto words = known_plain_key(plain_key(key)); !words.empty()) return words;
    while (!key.empty() && (is_digit(key.back()) || key.back() == '_')) key.remove_suffix(1);
    const auto last = last_word(key);
    return last.empty() ? std::string_view() : known_key(plain_key(last));
}

void each_key(std::string_view text, const std::function<void(const KeyPlace&)>& visit) {
    const auto look = [&](std::size_t mark) {
        const auto word = word_before(text, mark);
        if (!is_key_at(text, word, mark)) return;
        const auto words = words_of_key(text.substr(word.begin, word.end - word.begin));
        if (!words.empty()) visit({word.begin, word.end, words});
    };
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (end_marks[static_cast<unsigned char>(text[at])]) look(at);
    }
    if (!text.empty()) look(text.size());
}

std::string_view words_of_key_before(std::string_view text, std::size_t at) {
    constexpr std::size_t most_blanks = 8;
    std::size_t mark = at;
    while (mark > 0 && at - mark < most_blanks && (is_key_blank(text[mark - 1]) || is_key_quote(text[mark - 1]))) --mark;
    if (mark == 0 || (text[mark - 1] != ':' && text[mark - 1] != '=')) return {};
    const auto word = word_before(text, mark - 1);
    return is_key_at(text, word, mark - 1) ? words_of_key(text.substr(word.begin, word.end - word.begin)) : std::string_view();
}

}  // namespace review
