#include "scan/name_words.hpp"

namespace review {
namespace {

// Words and endings of what stands where a name could and is none.
constexpr std::array<std::string_view, 77> no_names{
    "无",   "不详", "未知", "未定", "待定", "空缺", "本人", "签字", "签名", "盖章", "签章", "同上", "如下", "以下", "以上", "详见",
    "见附", "见下", "保密", "公司", "单位", "法人", "个人", "姓名", "电话", "地址", "性别", "年龄", "职务", "职称", "身份", "证件",
    "号码", "联系", "手机", "住址", "住所", "日期", "时间", "备注", "序号", "名称", "项目", "金额", "情况", "信息", "类别", "类型",
    "材料", "范围", "陈述", "原因", "事项", "意见", "部门", "其他", "或者", "应当", "可以", "不得", "必须", "不能", "如果", "有权", "没有", "是否", "条例",
    "办公", "值班", "监督", "咨询", "支付", "出生", "户籍", "民族", "籍贯", "现住"};
constexpr std::string_view never_last = "局委办厅院校厂店站司府县镇乡庭署馆园";

// In prose nearly every surname begins a word; these begin few.
constexpr std::string_view clear_surnames =
    "柯童詹阮瞿敖鲁葛戚祁骆聂甘鞠匡晏霍褚舒屈俞兰涂饶喻鄢郧闵寇佘晁邸阎芮蔺臧岳柴耿焦裴翟樊尤庞殷倪凌柏辛梅蒲桂娄裘谷荆欧洪冉席卞苗牟麦蔚隋窦米简敬邬邝缪滕"
    "谌虞阙冼刁靳凤储苟郁巩";

}  // namespace

bool one_of(std::string_view set, std::string_view letter) {
    for (std::size_t at = set.find(letter); at != set.npos; at = set.find(letter, at + 1)) {
        if (at % ideograph == 0) return true;
    }
    return false;
}

bool no_name(std::string_view name) {
    if (one_of(never_last, name.substr(name.size() - ideograph))) return true;
    return std::any_of(no_names.begin(), no_names.end(), [&](std::string_view word) { return name.find(word) != name.npos; });
}

bool clear_surname(std::string_view surname) { return one_of(clear_surnames, surname); }

}  // namespace review
