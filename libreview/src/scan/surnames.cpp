#include "scan/surnames.hpp"

#include "base/packed_words.hpp"

namespace review {
namespace {

constexpr auto surnames = packed_words([] {
    return std::to_array<std::string_view>({
#include "scan/surnames.inc"
    });
});

constexpr std::string_view common =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁余叶蒋杜苏魏程吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤";

bool known(std::string_view surname) { return surnames.contains(surname); }

}  // namespace

std::size_t surname_size(std::string_view name) {
    constexpr std::size_t ideograph = 3;
    if (name.size() > 2 * ideograph && known(name.substr(0, 2 * ideograph))) return 2 * ideograph;
    return name.size() > ideograph && known(name.substr(0, ideograph)) ? ideograph : 0;
}

bool common_surname(std::string_view surname) { return surname.size() == 3 && common.find(surname) != common.npos; }

}  // namespace review
