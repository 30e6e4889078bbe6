#include "release/aggregation/linkage.hpp"

#include <algorithm>
#include <deque>

namespace review {
namespace {

constexpr std::size_t most_of_link = 1000;   // records with one link
constexpr std::size_t most_members = 5000;   // records that a record of the draft leads to
constexpr std::size_t most_persons = 16;     // that it may belong to

std::vector<std::uint64_t> links(const LinkedRecord& record) {
    std::vector<std::uint64_t> all;
    for (const auto& [epoch, tokens] : record.tokens) {
        const auto more = links_of(tokens);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

bool contradict(const LinkedRecord& one, const LinkedRecord& other) {
    return std::any_of(one.tokens.begin(), one.tokens.end(), [&](const auto& told) {
        const auto same = other.tokens.find(told.first);
        return same != other.tokens.end() && contradict(told.second, same->second);
    });
}

// The way by which a member was found, itself last.
std::vector<std::size_t> way_to(const Person& person, std::size_t member) {
    std::vector<std::size_t> way{member};
    for (auto found = person.led_by.find(member); found != person.led_by.end(); found = person.led_by.find(found->second)) way.push_back(found->second);
    return {way.rbegin(), way.rend()};
}

}  // namespace

std::set<AttributeKind> LinkedRecord::kinds() const {
    std::set<AttributeKind> kinds;
    for (const auto& [epoch, told] : tokens) {
        for (const auto& token : told) kinds.insert(token.kind);
    }
    return kinds;
}

void Linkage::set_draft(std::vector<LinkedRecord> records) {
    draft_ = std::move(records);
    draft_links_.clear();
    for (std::size_t i = 0; i < draft_.size(); ++i) {
        for (const auto link : links(draft_[i])) draft_links_[link].push_back(i);
    }
}

const std::vector<std::uint64_t>& Linkage::linked(std::uint64_t link) {
    const auto [kept, fresh] = index_links_.try_emplace(link);
    if (fresh && index_ != nullptr) {
        kept->second = index_->linked(link, most_of_link + 1);
        if (kept->second.size() > most_of_link) kept->second.pop_back(), ++too_common_;
    }
    return kept->second;
}

std::optional<std::size_t> Linkage::earlier(std::uint64_t number) {
    const auto [kept, fresh] = position_.try_emplace(number);
    if (!fresh) return kept->second;
    auto record = index_->record(number);
    const auto epoch = std::find(epochs_.begin(), epochs_.end(), record.epoch);
    if (epoch == epochs_.end()) return {};  // its key is not there: a blind spot
    LinkedRecord one{record.entry, {}};
    one.tokens[static_cast<std::size_t>(epoch - epochs_.begin())] = std::move(record.tokens);
    earlier_.push_back(std::move(one));
    return kept->second = earlier_.size() - 1;
}

std::vector<std::size_t> Linkage::neighbours(std::size_t number) {
    std::vector<std::size_t> all;
    for (const auto link : links(record(number))) {
        if (const auto found = draft_links_.find(link); found != draft_links_.end()) all.insert(all.end(), found->second.begin(), found->second.end());
        for (const auto indexed : linked(link)) {
            if (const auto position = earlier(indexed)) all.push_back(draft_.size() + *position);
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

bool Linkage::fits(const std::vector<std::size_t>& members, std::size_t number) const {
    return std::none_of(members.begin(), members.end(), [&](std::size_t member) { return contradict(record(member), record(number)); });
}

std::vector<Person> Linkage::persons_of(std::size_t draft_record) {
    std::vector<Person> persons(1);
    persons[0].members.push_back(draft_record);
    std::set<std::size_t> seen{draft_record};
    std::deque<std::size_t> waiting{draft_record};
    while (!waiting.empty()) {
        const auto from = waiting.front();
        waiting.pop_front();
        for (const auto number : neighbours(from)) {
            if (seen.size() > most_members || persons.size() > most_persons) {
                ++too_many_;
                return persons;
            }
            if (!seen.insert(number).second) continue;
            bool joined = false;
            std::optional<std::vector<std::size_t>> way;
            for (auto& person : persons) {
                if (std::find(person.members.begin(), person.members.end(), from) == person.members.end()) continue;
                if (!way) way = way_to(person, from);
                if (!fits(person.members, number)) continue;
                person.members.push_back(number);
                person.led_by[number] = from;
                joined = true;
            }
            // It cannot be who the others are; it may be who the draft speaks of.
            if (!joined && way && fits(*way, number)) {
                Person other;
                other.members = *way;
                for (std::size_t i = 1; i < way->size(); ++i) other.led_by[(*way)[i]] = (*way)[i - 1];
                other.members.push_back(number);
                other.led_by[number] = from;
                persons.push_back(std::move(other));
                joined = true;
            }
            if (joined) waiting.push_back(number);
        }
    }
    return persons;
}

std::vector<std::vector<std::size_t>> Linkage::without_draft(const Person& person) const {
    std::vector<std::vector<std::size_t>> parts;
    std::vector<std::set<std::uint64_t>> part_links;
    for (const auto member : person.members) {
        if (!record(member).entry) continue;
        const auto own = links(record(member));
        std::vector<std::size_t> part{member};
        std::set<std::uint64_t> all(own.begin(), own.end());
        for (std::size_t i = 0; i < parts.size();) {
            const bool meets = std::any_of(own.begin(), own.end(), [&](auto link) { return part_links[i].count(link) > 0; });
            if (!meets) { ++i; continue; }
            part.insert(part.end(), parts[i].begin(), parts[i].end());
            all.insert(part_links[i].begin(), part_links[i].end());
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
            part_links.erase(part_links.begin() + static_cast<std::ptrdiff_t>(i));
        }
        parts.push_back(std::move(part));
        part_links.push_back(std::move(all));
    }
    return parts;
}

}  // namespace review
