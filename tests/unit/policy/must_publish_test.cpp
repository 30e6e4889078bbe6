#include <catch2/catch.hpp>

#include "policy/must_publish.hpp"

using namespace review;

namespace {

// A part with one value in [[ ]], and the finding of it.
struct Marked {
    explicit Marked(std::string text, const char* rule = "cn-contact/mobile", Category category = Category::personal) {
        const auto open = text.find("[["), close = text.find("]]");
        text.erase(close, 2).erase(open, 2);
        part.text = std::move(text);
        const auto count = [&](std::size_t to) {
            Part before;
            before.text = part.text.substr(0, to);
            return before.glyph_count();
        };
        finding.rule = rule;
        finding.category = category;
        finding.severity = Severity::high;
        finding.action = Action::block;
        finding.where.span = {0, count(open), count(close - 2)};
    }
    Part part;
    Finding finding;
};

Action action_of(Marked marked, const char* policy = "default") {
    const auto rules = load_policy(policy, Channel::internet);
    MustPublishGuard guard(rules);
    guard.read(marked.part);
    guard.apply(marked.part, marked.finding);
    return marked.finding.action;
}

}  // namespace

TEST_CASE("the office's phone is allowed, a person's is not") {
    CHECK(action_of(Marked("办公电话：[[13800000000]]")) == Action::allow);
    CHECK(action_of(Marked("监督电话（0719）8888888、[[13800000000]]")) == Action::allow);
    CHECK(action_of(Marked("办 公 电 话\t[[13800000000]]")) == Action::allow);
    CHECK(action_of(Marked("联系电话：[[13800000000]]")) == Action::block);
    CHECK(action_of(Marked("办公电话：8888888，张三手机：[[13800000000]]")) == Action::block);
    CHECK(action_of(Marked("办公电话：8888888\n[[13800000000]]")) == Action::block);
}

TEST_CASE("a label counts for its whole column, on the next page too") {
    const auto rules = load_policy("default", Channel::internet);
    MustPublishGuard guard(rules);
    Marked first("单位\t办公电话\t联系人手机\n市局\t[[13800000000]]\t13900000000\n");
    guard.read(first.part);
    guard.apply(first.part, first.finding);
    CHECK(first.finding.action == Action::allow);
    CHECK(first.finding.evidence == std::vector<std::string>{"must-publish:办公电话"});
    CHECK(first.finding.basis == std::vector<std::string>{"条例20"});
    Marked next("区局\t[[13800000000]]\t13900000000\n");
    guard.read(next.part);
    guard.apply(next.part, next.finding);
    CHECK(next.finding.action == Action::allow);
    Marked beside("区局\t13800000000\t[[13900000000]]\n");
    guard.read(beside.part);
    guard.apply(beside.part, beside.finding);
    CHECK(beside.finding.action == Action::block);
}

TEST_CASE("a table that begins after another has its own header, whatever its words") {
    const auto rules = load_policy("default", Channel::internet);
    const std::string offices = "单位\t负责人姓名\t办公电话\n民政局\t李建国\t0719-8654321\n";
    CHECK(action_of(Marked(offices + "水利局\t王志强\t[[13800000000]]\n")) == Action::allow);
    CHECK(action_of(Marked(offices + "\n受助人员名单\n街道\t受助人姓名\t联系方式\n五堰街道\t张小明\t[[13800000000]]\n")) == Action::block);
    CHECK(action_of(Marked(offices + "\n1\n2\n3\n4\n五堰街道\t张小明\t[[13800000000]]\n")) == Action::block);
    // A digit in a heading makes no value of it; a table that goes on begins with values.
    CHECK(action_of(Marked(offices + "\n受助人员名单\n街道\t受助人姓名\t联系电话1\n五堰街道\t张小明\t[[13800000000]]\n")) == Action::block);
    CHECK(action_of(Marked(offices + "\n2024年名单\n街道\t2024年受助人\t联系电话\n五堰街道\t张小明\t[[13800000000]]\n")) == Action::block);
    CHECK(action_of(Marked(offices + "\n第2页\n水利局\t王志强\t[[13800000000]]\n")) == Action::allow);
    // Nothing need stand between them.
    CHECK(action_of(Marked(offices + "街道\t受助人姓名\t联系电话\n五堰街道\t张小明\t[[13800000000]]\n")) == Action::block);
    CHECK(action_of(Marked(offices + "街道\t受助人\t联系电话1\n五堰街道\t张小明\t[[13800000000]]\n")) == Action::block);
    CHECK(action_of(Marked(offices + "水利局\t暂缺\t无\n林业局\t王志强\t[[13800000000]]\n")) == Action::allow);
    // And so it is when it begins on the next page.
    MustPublishGuard guard(rules);
    Part page;
    page.text = offices;
    guard.read(page);
    Marked next("受助人员名单\n街道\t受助人姓名\t联系方式\n五堰街道\t张小明\t[[13800000000]]\n");
    guard.read(next.part);
    guard.apply(next.part, next.finding);
    CHECK(next.finding.action == Action::block);
}

TEST_CASE("a cell of a later row that holds a label's word is no header") {
    const std::string rows = "街道\t来自\t电话\n五堰街道\t市局\t0719-8123456\n";
    CHECK(action_of(Marked(rows + "红卫街道\t原单位负责人姓名不详\t办公电话已停\n老城\t无\t[[13800000000]]\n")) == Action::block);
    CHECK(action_of(Marked(rows + "街道\t来自\t办公电话\n老城\t无\t[[13800000000]]\n")) == Action::allow);
}

TEST_CASE("the name of an element is a label") {
    Marked phone("[[13800000000]]");
    phone.part.kind = PartKind::element;
    phone.part.xpath = "/单位[1]/z:办公电话[2]";
    CHECK(action_of(std::move(phone)) == Action::allow);
}

TEST_CASE("no label frees an identity number, a marking, a key or a term somebody named") {
    Marked id("办公电话：[[420302199001010015]]", "cn-contact/x");
    id.finding.severity = Severity::critical;
    CHECK(action_of(std::move(id)) == Action::block);
    CHECK(action_of(Marked("办公电话：[[秘密★]]", "cn-contact/x", Category::classified)) == Action::block);
    CHECK(action_of(Marked("办公电话：[[x]]", "cn-contact/x", Category::credential)) == Action::block);
    CHECK(action_of(Marked("办公电话：[[x]]", "cn-contact/x", Category::term)) == Action::block);
    CHECK(action_of(Marked("办公电话：[[6222021000000000009]]", "cn-finance/bank-card")) == Action::block);
}

TEST_CASE("what a verifier saw of a public body is enough") {
    Marked mail("[[gov@shiyan.gov.cn]]", "cn-contact/email");
    mail.finding.evidence = {"domain", "institution"};
    CHECK(action_of(std::move(mail)) == Action::allow);
}

TEST_CASE("a policy that wants nothing published allows nothing") {
    CHECK(action_of(Marked("办公电话：[[13800000000]]"), "strict") == Action::block);
}

TEST_CASE("a cut that takes its label along is seen too, a label alone is none") {
    const auto rules = load_policy("default", Channel::internet);
    MustPublishGuard guard(rules);
    Part part;
    part.text = "中标金额：100万元";
    guard.read(part);
    CHECK(guard.label_of(part, 5)->word == "中标金额");
    CHECK(guard.label_within(part, 0, 10)->word == "中标金额");
    CHECK_FALSE(guard.label_within(part, 0, 4));
    CHECK_FALSE(guard.label_of(part, 0));
}

TEST_CASE("letters that deny a public label or make it somebody's own take it back") {
    for (const auto* label : {"非公开电话：", "不予公开电话：", "王小明（申请人）的非公开电话：", "不公开电话", "未公开电话：", "暂不公开的咨询电话：", "不对外公开的办公电话：", "不宜公开的（办公电话）",
                              "非监督举报电话：", "非 公 开 电 话：", "家庭传真：", "个人传真：", "本人传真：", "住宅传真：", "私人办公电话：", "个人（办公电话）：", "他的传真：",
                              "个人联系传真：", "配偶办公电话：", "家庭-传真：", "内部办公电话："}) {
        INFO(label);
        CHECK(action_of(Marked(label + std::string("[[13800000000]]"))) == Action::block);
    }
    CHECK(action_of(Marked("非公开邮箱：[[a@163.com]]", "cn-contact/email")) == Action::block);
    CHECK(action_of(Marked("个人公开邮箱：[[a@163.com]]", "cn-contact/email")) == Action::block);
    CHECK(action_of(Marked("未中标供应商：[[某公司]]", "cn-organisation/uscc", Category::trade)) == Action::block);
    CHECK(action_of(Marked("单位\t家庭传真\n某科\t[[13800000000]]")) == Action::block);
    // What a hotline is for, who keeps it and when somebody answers are no such letters.
    for (const auto* label : {"公开电话：", "市民政局办公电话：", "打击走私举报电话：", "保密举报电话：", "随迁子女咨询电话：", "国家传真：", "非工作时间值班电话：", "其他咨询电话：", "主动公开的办公电话：",
                              "（公开）办公电话：", "厂家服务热线："}) {
        INFO(label);
        CHECK(action_of(Marked(label + std::string("[[13800000000]]"))) == Action::allow);
    }
}

TEST_CASE("the element that a public label stands in may make it somebody's own") {
    for (const auto& [path, action] : {std::pair{"/名单[1]/个人信息[1]/传真[1]", Action::block}, {"/名单[1]/x:家庭[2]/传真[1]", Action::block}, {"/单位[1]/@非公开电话", Action::block},
                                       {"/单位[1]/@公开电话", Action::allow}, {"/单位[1]/传真[1]", Action::allow}}) {
        INFO(path);
        Marked phone("[[13800000000]]");
        phone.part.kind = PartKind::element;
        phone.part.xpath = path;
        CHECK(action_of(std::move(phone)) == action);
    }
}

TEST_CASE("a label that is denied is none for a cut either") {
    const auto rules = load_policy("default", Channel::internet);
    MustPublishGuard guard(rules);
    Part part;
    part.text = "非公开电话：8666777";
    guard.read(part);
    CHECK_FALSE(guard.label_of(part, 6));
    CHECK_FALSE(guard.label_within(part, 0, 13));
    part.text = "非公开电话、公开电话：8666777";
    CHECK(guard.label_within(part, 0, 18)->word == "公开电话");
}

TEST_CASE("a label of an amount or a place frees no number of a person") {
    CHECK(action_of(Marked("王小明 补贴金额 1500.00 [[6228480012345678903]]", "cn-finance/bank-card"), "subsidy-list") == Action::block);
    CHECK(action_of(Marked("解道林 发放金额：1500 [[13812345678]]"), "subsidy-list") == Action::block);
    CHECK(action_of(Marked("金额（元）\t账号\n1500\t1\n[[13812345678]]\t2"), "subsidy-list") == Action::block);
    CHECK(action_of(Marked("补贴标准\n[[尿毒症]]", "cn-person/health"), "subsidy-list") == Action::block);
    CHECK(action_of(Marked("采购预算 500000 [[6228480012345678903]]", "cn-finance/bank-card"), "procurement") == Action::block);
    CHECK(action_of(Marked("最高限价 500000，[[13812345678]]"), "procurement") == Action::block);
    CHECK(action_of(Marked("项目联系人：[[13812345678]]"), "procurement") == Action::block);
    CHECK(action_of(Marked("采购预算：[[98万元]]", "trade-secret/bid-price", Category::trade), "procurement") == Action::allow);
    CHECK(action_of(Marked("项目联系电话：[[13812345678]]"), "procurement") == Action::allow);
    CHECK(action_of(Marked("项目联系人：[[王小明]]", "cn-person/name"), "procurement") == Action::allow);
    CHECK(action_of(Marked("联系地址及邮编：442000，[[13812345678]]")) == Action::block);
    CHECK(action_of(Marked("机关负责人：[[尿毒症]]", "cn-person/health")) == Action::block);
}

TEST_CASE("an entry without a rule frees what its label speaks of, and nothing that identifies a person") {
    Policy policy;
    policy.must_publish.push_back({"*", {"评审得分", "热线"}, {}, {}});
    const auto action = [&](Marked marked) {
        MustPublishGuard guard(policy);
        guard.read(marked.part);
        guard.apply(marked.part, marked.finding);
        return marked.finding.action;
    };
    CHECK(action(Marked("热线：[[13812345678]]")) == Action::allow);
    CHECK(action(Marked("评审得分：90 [[13812345678]]")) == Action::block);
    CHECK(action(Marked("评审得分：90 [[6228480012345678903]]", "cn-finance/bank-card")) == Action::block);
    CHECK(action(Marked("热线：[[E12345678]]", "cn-identity/passport")) == Action::block);
    CHECK(action(Marked("评审得分：[[尿毒症]]", "cn-person/health")) == Action::block);
    CHECK(action(Marked("评审得分：[[98万元]]", "trade-secret/bid-price", Category::trade)) == Action::allow);
    policy.must_publish.front().rule = "cn-finance/*";
    CHECK(action(Marked("评审得分：[[6228480012345678903]]", "cn-finance/bank-card")) == Action::allow);
}
