#include <catch2/catch.hpp>

#include <sstream>

#include <review/scanner.hpp>

#include "unit/scan/names_in.hpp"

using namespace review;

namespace {

// What heads the columns of lists that offices publish: subsidies, exams, housing, land, penalties, relief, procurement.
constexpr auto headings =
    "公民身份号码 居民身份证号 居民身份证号码 有效证件号码 银行卡号 开户行 开户银行 家庭住址 家庭地址 户籍地址 户籍所在地 常住地址 现住址 出生年月 毕业院校 准考证号 报考岗位 报考职位 社会保障号 社保卡号 护照号 工作单位 所在单位 所属街道 补助标准 低保类别 "
    "致贫原因 残疾等级 残疾证号 与户主关系 家庭人口 通讯地址 车牌号 房号 面积 学籍号 班级 监护人 签字 申请日期 审核结果 罚款金额 居住地址 农户编号 田块面积 种植面积 作物品种 补贴面积 补贴金额 补贴标准 应发金额 实发金额 发放方式 发放时间 政治面貌 文化程度 婚姻状况 "
    "参加工作时间 入党时间 任职时间 现任职务 拟任职务 考核等次 综合成绩 面试成绩 笔试成绩 总成绩 名次 排名 岗位代码 招聘单位 主管部门 学科专业 专业 学位 户口性质 户籍类型 人员类别 对象类别 保障类别 保障人口 保障金额 养老金 金额 元 合计 年份 月份 批次 救助金额 "
    "救助类型 救助原因 救助方式 病种 住院号 诊断 就诊医院 购房面积 套型 楼栋 单元 门牌号 小区名称 合同编号 租金 权证号 土地坐落 坐落 宗地号 用途 所在村 村组 乡镇 行政村 自然村 组别 所在乡镇 县区 街道 社区 电子邮箱 邮箱 微信号 QQ 手机号 手机号码 联系方式 "
    "联系电话 固定电话 办公电话 传真 国籍 民族 年龄 性别 卡号 账号 备注 说明 公告日期 公示日期 公司名称 法定代表人 统一社会信用代码 案由 案号 处罚依据 处罚种类 处罚决定书文号 违法事实 时长 金融机构 安置地点 安置方式 安置面积 危房等级 改造方式 改造类型 鉴定等级 支付方式 "
    "支付金额 水费 电费 车型 车架号 发动机号 驾驶证号 档案编号 准驾车型 扣分 计分 程度 方案 荣誉称号 表彰 施工单位 司法鉴定 经营场所 经营范围 许可证号 有效期 申报类别 申报等级 申报专业 申请事项 左眼 右眼 高度 温度 黑名单 国家 万元 全称 简称 毛重 净重 别名 "
    "曾用名 安全等级 安全员 平均分 成绩 成交价 成交金额 成交供应商 采购项目 任务 费用 项目名称 区域 关系 管理员 管理单位 单价 数量 时间 时段 "
    // of forms and invoices, who did what, and whose
    "复核 复核人 初审 会计 出纳 制单 记账 开票人 经办人 填表人 审签 核稿 校对 见证人 审判长 书记员 陪审员 董事长 总经理 教练 驾驶员 承租人 出租人 买受人 权利人 配偶 子女 父亲 母亲 汉族 回族 土家族 本科 大专 离异 合格 四至 东至 地号 林权 ";

using support::Names;

Names names(const std::string& text) { return support::names_in(text); }

}  // namespace

TEST_CASE("the heading of the next column is no name, whichever it is") {
    std::istringstream all(headings);
    for (std::string heading; all >> heading;) {
        INFO(heading);
        CHECK(names("姓名\t" + heading + "\n赵敏\t无") == Names{"赵敏"});
        CHECK(names("序号\t户主\t" + heading + "\t备注\n1\t赵敏\t甲\t乙") == Names{"赵敏"});
        CHECK(names("当事人 " + heading) == Names{});
        CHECK(names("姓名\t金额\n" + heading + "\t15") == Names{});  // a second row of headings
    }
}

TEST_CASE("whoever has a name that is also a word is found: rare surnames, words of two ideographs") {
    for (const std::string name : {"安康", "常乐", "高程", "成龙", "方圆", "管彤", "单田芳", "时传祥", "公孙胜", "居然", "有若", "白天", "马力", "方向", "安全", "关山月", "车晓",
                                   "田面", "石材"}) {
        INFO(name);
        CHECK(names("姓名\t" + name + "\n性别\t男") == Names{name});
        CHECK(names("姓名：" + name + "，男") == Names{name});
        CHECK(names("姓名\t性别\n" + name + "\t男") == Names{name});
    }
}

TEST_CASE("a name that touches the next field is found, though both together end as a field does") {
    for (const std::string field : {"身份证号", "联系电话", "性别", "出生年月", "家庭住址"}) {
        INFO(field);
        CHECK(names("姓名：张三" + field + "：见附件") == Names{"张三"});
        CHECK(names("姓名：安康" + field + "：见附件") == Names{"安康"});
    }
}

TEST_CASE("the label behind an empty field of a form is no name, or an unlikely one, and a name that a colon follows is found") {
    CHECK(names("收款人：　　　复核：　　　开票人：　　　\n金额：3") == Names{});
    CHECK(names("收款人：\n复核：\n开票人：\n") == Names{});
    CHECK(names("联系人：张三：见附件") == Names{"张三"});
    CHECK(names("联系人 张三：见附件") == Names{"张三"});
}
