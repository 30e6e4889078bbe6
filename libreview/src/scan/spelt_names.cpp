#include "scan/spelt_names.hpp"

#include <algorithm>
#include <array>

#include "base/packed_words.hpp"
#include "scan/name_words.hpp"
#include "scan/surnames.hpp"

namespace review {
namespace {

// A set of ideographs that is asked at one letter after another of a text.
class Letters {
public:
    consteval explicit Letters(std::string_view all) {
        for (std::size_t at = 0; at + 2 < all.size(); at += ideograph) {
            const auto place = place_of(all.substr(at, ideograph));
            bits_[place / 64] |= std::uint64_t{1} << (place % 64);
        }
    }
    constexpr bool has(std::string_view letter) const {
        const auto place = place_of(letter);
        return place < size && (bits_[place / 64] >> (place % 64) & 1) != 0;
    }

private:
    static constexpr std::size_t first = 0x4e00, size = 0x9fff - first + 1;
    static constexpr std::size_t place_of(std::string_view letter) {
        const auto bits = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(letter[at])) & 0x3f; };
        if (letter.size() < ideograph || (static_cast<unsigned char>(letter[0]) & 0xf0) != 0xe0) return size;
        const auto point = ((static_cast<std::size_t>(static_cast<unsigned char>(letter[0])) & 0xf) << 12) | bits(1) << 6 | bits(2);
        return point < first ? size : point - first;
    }
    std::array<std::uint64_t, size / 64 + 1> bits_{};
};

// What given names alone are made of, and few words of an office; then what is seen in such words as well.
constexpr std::string_view names_alone_text =
    "伟芳娟婷丽敏静玲燕艳霞娜倩莉萍梅琴英兰秀珍芬芝菊莲蓉薇蕾茜婧媛婉娅妮姗婵娥娇娴嫣晴昕昊昱旭晖睿哲彦彤颖慧惠佳雅欣鑫鹏宇浩涵轩梓萱诗琪瑶嘉豪佩瑞刚勇俊锋霆凯鸿淑桂翠凤琳琦瑜瑾璇璐珊"
    "玮珂琛莹晶洁岚菁荷茹芸萌蓓馨韬骏驰彪彬炜煜熙焕烨钧铭祥祺淳楠栋榕曦莎帆涛磊斌杰芷汐奕聪娣妞俪妍姝姣妤婕嫚玥珺琬琰璟璨筠筱苒茵莺菲葵蔓蕙蕊虹蝶裕诚谦赟逸邵郁铮锴隽雯霏霖颢";
constexpr std::string_view of_names_text =
    "红博军超辉毅峰雷香贵雪龙锐柱栓锁旺福禄寿喜庆强志忠孝仁义德贤良善廉建邦梁森柏松桐晓云涌滨浪津洋飞翔舟宏洪润泽亮昌盛茂荣富兴学友永春冬秋健康宝玉成坤乾生明华平国文波雨凡晨冰迅"
    "幂腾招弟引壮跃援爱思若语富丙仓锡培";
// And what both are made of.
constexpr std::string_view of_both_text =
    "家新安正立海民东西南北中江河金银石木林火土光星月阳大小子老少长久利有才先胜武世代余祖宗美好元启思念梦心远近全纯素紫青蓝丹天夏叶根楚秦鲁越景维纪一二三四五六七八九十百千万仲季卫"
    "和来满牛羊马水田守敬恭俭让谦怡悦乐欢笑声琪依诺然若如意可奇妙真灵贞吉祯会清波湖泉源溪潇渊汉湘沛澄达发顺进前革向保援朝运社耕跃开克勤俭恩召爱相君士侯伯公章方道理品群连镇钢铁兵战"
    "振冠升登高双宪法传承继绪耀卿之亚广悟尊丛树辰艺卫解放旗化印耐庵怀炳堂庭根富恒城花墨佑多用";
// Surnames of many people besides the most common ones, which begin more words than names.
constexpr std::string_view other_surnames = "任施管安关康成易白常尚齐庄文温车华洪宁伍单毕申盛游祝项邢连路颜艾查倪费边季祖桑花方章";

// What the surnames begin with that are looked for here, compound ones behind them.
constexpr Letters surname_letters(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁余叶蒋杜苏魏程吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
    "柯童詹阮瞿敖鲁葛戚祁骆聂甘鞠匡晏霍褚舒屈俞兰涂饶喻鄢郧闵寇佘晁邸阎芮蔺臧岳柴耿焦裴翟樊尤庞殷倪凌柏辛梅蒲桂娄裘谷荆欧洪冉席卞苗牟麦蔚隋窦米简敬邬邝缪滕谌虞阙冼刁靳凤储苟郁巩"
    "任施管安关康成易白常尚齐庄文温车华洪宁伍单毕申盛游祝项邢连路颜艾查倪费边季祖桑花方章于"
    "上东令公南司呼夏太夹宇尉慕拓榆欧淳澹濮独申百皇端第纳羊西诸赫轩钟长闻闾颛鲜");

constexpr Letters names_alone(names_alone_text), of_names(of_names_text), of_both(of_both_text);

// Places, things and words that would spell a name: their beginnings, too, since what stands behind them may spell one.
constexpr auto words = packed_words([] {
    auto all = std::to_array<std::string_view>({
        "杨梅", "黄梅", "黄莲", "黄龙", "马兰", "高丽", "高雅", "高超", "高峰", "高贵", "高强", "高亮", "高盛", "高兴", "高明", "高平", "梁柱", "唐诗", "许昌", "丁香", "陆军", "汪洋", "金刚", "金昌", "金富", "金玉",
        "金华", "金平", "石英", "石柱", "付梓", "孟春", "江永", "雷霆", "龙舟", "史诗", "史学", "史志", "黎明", "石化", "贺兰", "万福", "万寿", "万善", "万邦", "万盛", "万华", "万安", "严冬", "武昌", "武学", "武松", "戴孝", "余香",
        "余生", "余晖", "余庆", "高志", "高升", "罗兰", "王国", "王家", "王子", "王道", "王冠", "王法", "王朝", "李子", "杨子", "黄海", "黄河", "黄金", "黄石", "黄土", "黄水", "黄泉", "周家", "周长", "周全", "周一", "周二",
        "周三", "周四", "周五", "周六", "周波", "孙子", "马家", "马来", "马达", "马克", "胡子", "胡来", "何如", "何方", "林家", "林立", "林海", "林西", "林木", "林子", "林田", "林相", "林道", "高安", "高中", "高江", "高石",
        "高木", "高林", "高光", "高阳", "高大", "高久", "高利", "高远", "高二", "高三", "高一", "高水", "高田", "高声", "高清", "高波", "高达", "高保", "高铁", "高新", "罗马", "罗田", "罗汉", "谢世", "谢天", "谢意", "谢恩",
        "宋国", "许诺", "许可", "韩国", "韩文", "曾有", "曾祖", "曾和", "曾经", "田家", "田安", "田林", "田土", "余江", "余光", "余利", "余波", "叶子", "杜若", "苏木", "苏丹", "苏铁", "魏国", "沈阳", "卢江", "陆河", "陆运",
        "金安", "金银", "金石", "金光", "金星", "金阳", "金子", "金武", "金牛", "金泉", "金品", "石江", "石河", "石林", "石子", "石青", "石田", "石泉", "石家", "石狮", "夏天", "夏季", "夏江", "付清", "付近", "秦安", "江西", "江南",
        "江北", "江中", "江东", "江安", "江阳", "江宁", "江河", "江心", "江水", "江湖", "江山", "江海", "龙江", "龙泉", "龙海", "龙岩", "史家", "史前", "陶土", "陶然", "顾念", "毛利", "毛发", "邵阳", "邵武", "万国", "万民", "万石", "万世",
        "万代", "万余", "万全", "万一", "万千", "万宁", "万年", "严正", "严守", "严明", "武家", "武安", "武江", "武胜", "武进", "武士", "武汉", "武平", "武威", "莫大", "莫如", "孔子", "孟子", "汤阴", "张家", "李家", "陈家", "刘家",
        "马鞍", "张北", "张江", "张掖", "钱江", "钱塘", "金融", "金额", "朱红", "许多", "方便", "方正", "方向", "方法", "明文", "明显", "时有", "成立", "成年", "成本", "文明", "文化", "文学", "安康", "安全", "安平", "康平", "华安",
        "平安", "任何", "任意", "关于", "关心", "管理", "施工", "常德", "常年", "常有", "单方", "单一", "边远", "连同", "连云", "路灯", "花生", "洪江", "洪水", "洪泽", "白云", "白银", "白天", "白水", "向上", "向阳", "齐全", "温泉",
        "温江", "祖国", "季节", "师生", "申明", "易发", "盛大", "查明", "查清", "查实", "章丘", "桑植", "康定", "尚志", "尚有", "游泳", "柴油", "欧美", "岳阳", "兰州", "凌云", "麦田", "苗木", "梅花", "桂林", "新疆", "蒲江", "第五", "万元", "雷达", "高文", "高学", "顾家", "雷安", "孔明", "严重", "付义", "贾鲁", "戴标",
    });
    std::sort(all.begin(), all.end());
    return all;
});

// 黄河, 石家庄; 李子涵 goes on as no word does.
bool begins_as_word(std::string_view run) {
    if (run.size() < 2 * ideograph || !words.contains(run.substr(0, 2 * ideograph))) return false;
    return run.size() != 3 * ideograph || !names_alone.has(run.substr(2 * ideograph));
}

// Whom drafts name without meaning to tell of a private person.
constexpr auto known_persons = packed_words([] {
    auto all = std::to_array<std::string_view>({"毛泽东", "周恩来", "刘少奇", "邓小平", "江泽民", "胡锦涛", "习近平", "李先念", "温家宝", "李克强", "雷锋", "焦裕禄", "孔繁森", "孙中山", "马克思", "张思德", "白求恩",
                                                "黄继光", "董存瑞", "王进喜", "钱学森", "袁隆平", "黄大年", "黄文秀", "张桂梅", "杨善洲", "谷文昌", "廖俊波", "李大钊", "陈独秀", "董必武", "任弼时", "宋庆龄", "叶剑英", "彭德怀"});
    std::sort(all.begin(), all.end());
    return all;
});

// Two that would be a given name by what they are made of: 长江国家, 国家安全.
constexpr std::array<std::string_view, 28> no_given_names{"国家", "安全", "卫生", "中华", "全国", "科学", "文化", "学术", "福利", "建立", "标志", "先进", "全面", "中国", "文明", "生态", "生活", "生存", "江河", "河水", "健康", "家庭", "学生", "平安", "平均", "万元", "二十", "国有"};

constexpr Letters never_alone("家公和湖城江河道长大小老子水田中南北东西月日土");

bool names_people(std::string_view letter) { return names_alone.has(letter) || of_names.has(letter); }

Spelt given_name(std::string_view given) {
    if (std::find(no_given_names.begin(), no_given_names.end(), given) != no_given_names.end()) return Spelt::none;
    const auto first = given.substr(0, ideograph), last = given.substr(given.size() - ideograph);
    if (given.size() == ideograph) return names_people(first) ? Spelt::name : of_both.has(first) && !never_alone.has(first) ? Spelt::perhaps : Spelt::none;
    const bool one = names_people(first) || names_people(last);
    const auto fits = [](std::string_view letter) { return names_people(letter) || of_both.has(letter); };
    if (fits(first) && fits(last)) return one ? Spelt::name : Spelt::rather;
    return one ? Spelt::perhaps : Spelt::none;
}

Spelt weaker(Spelt spelt) { return spelt == Spelt::name ? Spelt::rather : Spelt::none; }

}  // namespace

bool may_end_as_name(std::string_view before) {
    const auto letter = [&](std::size_t back) { return before.size() >= back * ideograph ? before.substr(before.size() - back * ideograph) : std::string_view(); };
    const auto given = [](std::string_view one) { return names_people(one) || of_both.has(one); };
    const bool last = given(letter(1));
    if (last && surname_letters.has(letter(2))) return true;
    return (last || given(letter(2))) && (surname_letters.has(letter(3)) || surname_letters.has(letter(4)));
}

bool begins_surname(std::string_view text) { return surname_letters.has(text); }

Spelt spelt_name(std::string_view run) {
    if (run.size() % ideograph != 0) return Spelt::none;  // rare ideographs of names stand at labels
    if (!begins_surname(run) || !may_end_as_name(run)) return Spelt::none;
    const auto surname = surname_size(run);
    if (surname == 0 || run.size() <= surname || run.size() - surname > 2 * ideograph) return Spelt::none;
    const auto given = given_name(run.substr(surname));
    if (given == Spelt::none || begins_as_word(run) || known_persons.contains(run) || no_name(run)) return Spelt::none;
    const auto first = run.substr(0, surname);
    const bool two = run.size() == surname + 2 * ideograph;
    if (surname > ideograph || common_surname(first)) return given;
    if (clear_surname(first)) return two ? given : weaker(given);
    if (first == "于" && given == Spelt::name) return two ? Spelt::perhaps : Spelt::none;
    return two && one_of(other_surnames, first) ? weaker(given) : Spelt::none;
}

}  // namespace review
