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
#include "format/xml/fields.hpp"
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
    bool simple = true, attribute = false, given_up = false;

    bool removed() const { return rule && rule->remove; }
};

class FieldsWithCuts {
public:
    FieldsWithCuts(const Draft& draft, const Document& document, const Policy& policy, const RedactionPlan& plan) {
        CutEdits cuts(plan.cuts);
        document.extract(cuts);
        edits_ = without_overlaps(cuts.finish());
        each_xml_field(draft, [&](const XmlFieldPlace& place) { add(place, policy.fields); });
    }

    // The fields that do not hold blocks. The outermost: what stands in them goes with them.
    std::vector<FilledField> filled() const {
        std::vector<FilledField> made;
        for (const auto* field : changed()) {
            const auto& shape = shapes_[field->shape];
            made.push_back({range_of(*field), shape.removed() ? std::string() : value_of(shape), shape.removed()});
        }
        return made;
    }

    // Another value for the field that a validator named; false: there is none left.
    bool try_next(const XmlSchema::Fault& fault) {
        std::vector<std::size_t> here;
        for (const auto shape : shapes_at(fault.element)) {
            if (!shapes_[shape].rule && shapes_[shape].simple) here.push_back(shape);  // the policy's word is the last
        }
        // A validator names the attribute, if it is one: "attribute 'b'", "attribute '{urn:x}b'".
        const bool of_attribute = fault.words.find("attribute '") != std::string::npos;
        if (!fault.words.empty()) {
            std::erase_if(here, [&](std::size_t shape) { return shapes_[shape].attribute != of_attribute || (of_attribute && !names(fault, shapes_[shape])); });
        }
        // Of several, the next one where the one before has none and may keep its blocks.
        for (const auto number : here) {
            auto& shape = shapes_[number];
            if (shape.given_up) continue;
            if (++shape.tried <= neutral_candidates().size()) return true;
            shape.given_up = true;
            shape.tried = 0;
        }
        return false;
    }

    std::vector<NeutralField> told() const {
        std::map<std::size_t, std::uint32_t> counts;
        for (const auto* field : changed()) ++counts[field->shape];
        std::vector<NeutralField> made;
        for (const auto& [number, count] : counts) {
            const auto& shape = shapes_[number];
            made.push_back({shape.path, shape.removed() ? "" : value_of(shape), shape.removed(), count});
        }
        return made;
    }

private:
    struct Field {
        ByteRange whole, inner;
        std::uint64_t number, within;  // XmlFieldPlace's
        std::size_t shape;
    };

    static std::string value_of(const Shape& shape) { return shape.rule ? *shape.rule->neutral : neutral_candidates()[shape.tried - 1]; }

    ByteRange range_of(const Field& field) const { return shapes_[field.shape].removed() ? field.whole : field.inner; }

    // Those that do not hold blocks, ascending, none in another.
    std::vector<const Field*> changed() const {
        std::vector<const Field*> made;
        for (const auto& field : fields_) {
            if (shapes_[field.shape].rule || shapes_[field.shape].tried > 0) made.push_back(&field);
        }
        std::sort(made.begin(), made.end(), [&](const Field* a, const Field* b) {
            const auto one = range_of(*a), other = range_of(*b);
            return one.begin != other.begin ? one.begin < other.begin : one.end > other.end;
        });
        std::uint64_t past = 0;
        std::erase_if(made, [&](const Field* field) {
            const auto range = range_of(*field);
            if (range.begin < past) return true;
            past = range.end;
            return false;
        });
        return made;
    }

    static bool names(const XmlSchema::Fault& fault, const Shape& shape) {
        return fault.words.find("attribute '" + shape.name + "'") != std::string::npos || fault.words.find("}" + shape.name + "'") != std::string::npos;
    }

    bool holds_edit(const ByteRange& range) const {
        const auto edit = std::partition_point(edits_.begin(), edits_.end(), [&](const Edit& one) { return one.source.end <= range.begin; });
        return edit != edits_.end() && edit->source.begin < range.end;
    }

    void add(const XmlFieldPlace& place, const std::vector<FieldRule>& rules) {
        if (!holds_edit(place.whole)) return;
        const auto rule = std::find_if(rules.begin(), rules.end(), [&](const FieldRule& one) {
            return (one.neutral || one.remove) && one.path.fits(place.elements, place.attribute);
        });
        if (rule == rules.end() && !place.simple) return;
        // What goes as a whole goes for its attributes, too.
        const bool removed = rule != rules.end() && rule->remove;
        if (!removed && !holds_edit(place.inner)) return;
        std::string path;
        for (const auto name : place.elements) path += "/" + std::string(name);
        if (!place.attribute.empty()) path += "/@" + std::string(place.attribute);
        const auto [known, added] = numbers_.emplace(path, shapes_.size());
        if (added) {
            const auto qualified = place.attribute.empty() ? place.elements.back() : place.attribute;
            const auto colon = qualified.find(':');
            shapes_.push_back({path, std::string(colon == qualified.npos ? qualified : qualified.substr(colon + 1)),
                               rule == rules.end() ? nullptr : &*rule, 0, true, !place.attribute.empty(), false});
        }
        shapes_[known->second].simple = shapes_[known->second].simple && place.simple;
        fields_.push_back({place.whole, place.inner, place.number, place.within, known->second});
    }

    // Of the element with this number in the output.
    std::vector<std::size_t> shapes_at(std::uint64_t element) const {
        // Numbers are those of the draft again with what went before.
        for (const auto* field : changed()) {
            const bool removed = shapes_[field->shape].removed() && !shapes_[field->shape].attribute;
            const auto first_gone = field->number + (removed ? 0 : 1);
            if (first_gone > element) break;
            element += field->within + (removed ? 1 : 0);
        }
        std::vector<std::size_t> shapes;
        for (const auto& field : fields_) {
            if (field.number == element && std::find(shapes.begin(), shapes.end(), field.shape) == shapes.end()) shapes.push_back(field.shape);
        }
        return shapes;
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

void take_fields(const Policy& policy, RedactionPlan& plan) {
    const auto& blank = neutral_candidates();
    for (const auto& field : plan.fields) {
        const bool said = std::any_of(policy.fields.begin(), policy.fields.end(), [&](const FieldRule& rule) {
            return field.removed ? rule.remove && field.text.empty() : rule.neutral && *rule.neutral == field.text;
        });
        if (!said && (field.removed || std::find(blank.begin(), blank.end(), field.text) == blank.end())) {
            throw Error(Errc::malformed, say(Msg::release_told_otherwise));
        }
    }
    forget_neutral(plan);
}

Rewritten rewrite_valid(const Draft& draft, const Document& document, const Policy& policy, const std::string& schema,
                        RedactionPlan& plan, Evidence& evidence) {
    plan.fields.clear();
    const bool fills = std::any_of(policy.fields.begin(), policy.fields.end(), [](const FieldRule& rule) { return rule.neutral || rule.remove; });
    if (document.format() != "xml" || (schema.empty() && !fills)) return document.rewrite(plan);
    const Validity validity(schema, draft);
    FieldsWithCuts fields(draft, document, policy, plan);
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
        if (!fields.try_next(*fault)) {
            throw Error(Errc::refused, say(Msg::release_not_valid, {draft.name, std::to_string(fault->line)}));
        }
    }
}

}  // namespace review
