#include "policy/label_denied.hpp"

#include <algorithm>
#include <iterator>

namespace review {
namespace {

// What stands between two words of one label.
constexpr std::string_view joints[] = {"的", "之", "用", "联系", "通讯", "通信", "工作", "办公", "固定", "备用", "相关", "信息/", "资料/", "情况/", "-", "_", "/", "@",
                                       "(", ")", "[", "]", "【", "】", "〔", "〕", "“", "”", "\"", "'", "「", "」", "《", "》", "·", "・", "*", "#"};

// What can be denied: 不予公开的办公电话.
constexpr std::string_view publishing[] = {"公开", "公布", "公示", "披露", "发布", "对外", "public", "published"};

constexpr std::string_view negations[] = {"非", "不", "未", "勿", "不予", "不宜", "不便", "不得", "不应", "不能", "不可", "不许", "不准", "不允许", "不愿", "不想", "未予", "未经",
                                          "免予", "免于", "禁止", "拒绝", "拒不", "暂缓", "严禁", "无需", "无须", "non", "not"};

// No words a hotline is named after: 走私举报电话, 保密举报电话, 家属咨询电话, 随迁子女咨询电话.
constexpr std::string_view somebodys_own[] = {"私人", "私有", "私家", "个人", "本人", "自己", "自用", "自家", "自宅", "我的", "他的", "她的", "其本人", "家庭", "家中", "家里", "家用",
                                              "住宅", "住户", "住家", "住所", "宅", "父亲", "母亲", "配偶", "丈夫", "妻子", "儿子", "女儿", "爱人", "隐私", "内部",
                                              "private", "personal", "home", "family", "confidential", "internal"};

template <std::size_t N>
const std::string_view* end_of(std::string_view text, const std::string_view (&words)[N]) {
    const auto found = std::find_if(std::begin(words), std::end(words), [&](auto word) { return text.ends_with(word); });
    return found == std::end(words) ? nullptr : found;
}

}  // namespace

bool is_label_denied(std::string_view before) {
    bool of_publishing = false;
    for (;;) {
        if (end_of(before, negations)) return true;
        if (!of_publishing && end_of(before, somebodys_own)) return true;
        if (const auto* word = end_of(before, publishing)) {
            before.remove_suffix(word->size());
            of_publishing = true;
        } else if (const auto* joint = end_of(before, joints)) {
            before.remove_suffix(joint->size());
        } else {
            return false;
        }
    }
}

}  // namespace review
