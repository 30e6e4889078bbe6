#include "release/neutral_values.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <review/error.hpp>

#include "base/loose_text.hpp"
#include "base/messages/base.hpp"
#include "base/messages/release.hpp"
#include "format/text/cut_edits.hpp"
#include "format/xml/declaration.hpp"
#include "format/xml/fields.hpp"
#include "format/xml/filled_fields.hpp"
#include "format/xml/schema.hpp"

namespace review {
namespace {

// What typed fields may hold where nothing is said, XML Schema Part 2; blocks were tried before. Then so many noughts as patterns ask for.
const std::vector<std::string>& neutral_candidates() {
    static const auto all = [] {
        std::vector<std::string> values{"0", "1", "1900-01-01", "1900-01-01T00:00:00Z", "1900-01-01T00:00:00", "00:00:00", "1900", "1900-01",
                                        "--01-01", "false", "P0D", "", "unknown", "-"};
        for (std::size_t count = 2; count <= 24; ++count) values.emplace_back(count, '0');
        return values;
    }();
    return all;
}

// Fields of the same names, from the root: they hold the same.
struct Shape {
    std::string path, name;            // "/list/record/birth", "birth"
    const FieldRule* rule = nullptr;   // that says what it holds, or that it goes
    std::size_t tried = 0;             // candidates, of those without such a rule; 0: blocks
    bool simple = true;
};

class FieldsWithCuts {
public:
    FieldsWithCuts(const Draft& draft, const Document& document, const Policy& policy, const RedactionPlan& plan) {
        CutEdits cuts(plan.cuts);
        document.extract(cuts);
        edits_ = without_overlaps(cuts.finish());
        Limits wide;  // it was read within its limits when it was opened
        wide.token_bytes = wide.file_bytes;
        wide.seconds *= 10;
        each_xml_field(draft, wide, [&](const XmlFieldPlace& place) { add(place, policy.fields); });
        std::sort(fields_.begin(), fields_.end(), [](const Field& a, const Field& b) {
            return a.whole.begin != b.whole.begin ? a.whole.begin < b.whole.begin : a.whole.end > b.whole.end;
        });
    }

    // The fields that do not hold blocks. The outermost: what stands in them goes with them.
    std::vector<FilledField> filled() const {
        std::vector<FilledField> made;
        for (const auto& field : fields_) {
            const auto& shape = shapes_[field.shape];
            if (!shape.rule && shape.tried == 0) continue;
            const bool removed = shape.rule && shape.rule->remove;
            const auto& range = removed ? field.whole : field.inner;
            if (!made.empty() && range.begin < made.back().source.end) continue;
            made.push_back({range, removed ? std::string() : value_of(shape), removed});
        }
        return made;
    }

    // Another value for the field that a validator named; false: there is none left.
    bool try_next(const XmlSchema::Fault& fault, const Draft& draft, const Charset& charset, const std::vector<FilledField>& now) {
        std::vector<std::size_t> here;
        const auto lines = lines_of_fields(draft, charset, now);
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            if (lines[i] == fault.line && !shapes_[fields_[i].shape].rule && shapes_[fields_[i].shape].simple) here.push_back(fields_[i].shape);
        }
        const auto named = [&](std::size_t shape) {
            const auto& name = shapes_[shape].name;
            return fault.words.find("'" + name + "'") != std::string::npos || fault.words.find("}" + name + "'") != std::string::npos;
        };
        if (std::any_of(here.begin(), here.end(), named)) std::erase_if(here, [&](std::size_t shape) { return !named(shape); });
        if (here.empty()) return false;
        auto& shape = shapes_[here.front()];
        return ++shape.tried <= neutral_candidates().size();
    }

    std::vector<NeutralField> told() const {
        std::map<std::size_t, std::uint32_t> counts;
        for (const auto& field : fields_) ++counts[field.shape];
        std::vector<NeutralField> made;
        for (const auto& [number, count] : counts) {
            const auto& shape = shapes_[number];
            if (shape.rule || shape.tried > 0) made.push_back({shape.path, shape.rule && shape.rule->remove ? "" : value_of(shape), shape.rule && shape.rule->remove, count});
        }
        return made;
    }

private:
    struct Field {
        ByteRange whole, inner;
        std::uint64_t said;
        std::size_t shape;
    };

    static std::string value_of(const Shape& shape) { return shape.rule ? *shape.rule->neutral : neutral_candidates()[shape.tried - 1]; }

    void add(const XmlFieldPlace& place, const std::vector<FieldRule>& rules) {
        const auto edit = std::partition_point(edits_.begin(), edits_.end(), [&](const Edit& one) { return one.source.end <= place.inner.begin; });
        if (edit == edits_.end() || edit->source.begin >= place.inner.end) return;
        const auto rule = std::find_if(rules.begin(), rules.end(), [&](const FieldRule& one) {
            return (one.neutral || one.remove) && one.path.fits(place.elements, place.attribute);
        });
        if (rule == rules.end() && !place.simple) return;
        std::string path;
        for (const auto name : place.elements) path += "/" + std::string(name);
        if (!place.attribute.empty()) path += "/@" + std::string(place.attribute);
        const auto [known, added] = numbers_.emplace(path, shapes_.size());
        if (added) {
            const auto qualified = place.attribute.empty() ? place.elements.back() : place.attribute;
            const auto colon = qualified.find(':');
            shapes_.push_back({path, std::string(colon == qualified.npos ? qualified : qualified.substr(colon + 1)),
                               rule == rules.end() ? nullptr : &*rule, 0, true});
        }
        shapes_[known->second].simple = shapes_[known->second].simple && place.simple;
        fields_.push_back({place.whole, place.inner, place.said, known->second});
    }

    // In the output: what was written instead may have other breaks than what went.
    std::vector<long> lines_of_fields(const Draft& draft, const Charset& charset, const std::vector<FilledField>& now) const {
        const auto edits = with_filled_fields(edits_, now, charset, draft.name);
        const auto text = as_text(draft.bytes);
        const auto breaks = [&](std::uint64_t begin, std::uint64_t end) {
            return begin < end ? static_cast<long>(std::count(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end), '\n')) : 0;
        };
        std::vector<std::size_t> order(fields_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return fields_[a].said < fields_[b].said; });
        std::vector<long> lines(fields_.size());
        long line = 1;
        std::uint64_t at = 0;
        auto edit = edits.begin();
        for (const auto i : order) {
            for (; edit != edits.end() && edit->source.end <= fields_[i].said; ++edit) {
                line += breaks(at, edit->source.begin);
                at = edit->source.end;
            }
            line += breaks(at, fields_[i].said);
            at = std::max(at, fields_[i].said);
            lines[i] = line;
        }
        return lines;
    }

    std::vector<Edit> edits_;
    std::vector<Field> fields_;
    std::vector<Shape> shapes_;
    std::map<std::string, std::size_t> numbers_;
};

// What was valid stays valid.
class Validity {
public:
    Validity(const std::string& path, const Draft& draft) {
        if (path.empty()) return;
        schema_.emplace(XmlSchema::load(path));
        const auto fault = schema_->first_fault(draft.bytes);
        was_valid_ = !fault;
        // It is XML, or it had not come so far: libxml2 validates no longer tokens.
        if (fault && fault->line == 0) throw Error(Errc::limit, say(Msg::limit_exceeded, {draft.name, "token_bytes (--schema)", "10000000"}));
    }

    std::optional<XmlSchema::Fault> fault_in(ByteView output) const {
        return schema_ && was_valid_ ? schema_->first_fault(output) : std::nullopt;
    }
    std::string told() const { return !schema_ ? "" : was_valid_ ? "valid" : "draft was not valid"; }

private:
    std::optional<XmlSchema> schema_;
    bool was_valid_ = false;
};

// Where the draft itself said 1900-01-01 nobody can see whether that went, and nobody need: everywhere it stood it is cut.
void forget_neutral(RedactionPlan& plan) {
    std::set<std::string> filled;
    for (const auto& field : plan.fields) filled.insert(loose(field.text));
    std::erase_if(plan.values, [&](const RemovedValue& value) { return filled.contains(loose(value.text.reveal())); });
}

}  // namespace

Rewritten rewrite_valid(const Draft& draft, const Document& document, const Policy& policy, const std::string& schema,
                        RedactionPlan& plan, Evidence& evidence) {
    plan.fields.clear();
    const bool fills = std::any_of(policy.fields.begin(), policy.fields.end(), [](const FieldRule& rule) { return rule.neutral || rule.remove; });
    if (document.format() != "xml" || (schema.empty() && !fills)) return document.rewrite(plan);
    const Validity validity(schema, draft);
    FieldsWithCuts fields(draft, document, policy, plan);
    const auto charset = xml_form(draft.bytes, draft.name).charset;
    for (;;) {
        plan.fields = fields.filled();
        auto rewritten = document.rewrite(plan);
        const auto fault = validity.fault_in(rewritten.bytes);
        if (!fault) {
            forget_neutral(plan);
            evidence.by_schema = validity.told();
            evidence.neutral_fields = fields.told();
            return rewritten;
        }
        if (!fields.try_next(*fault, draft, charset, plan.fields)) {
            throw Error(Errc::refused, say(Msg::release_not_valid, {draft.name, std::to_string(fault->line)}));
        }
    }
}

}  // namespace review
