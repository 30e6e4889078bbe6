#include <cstdlib>

#include <review/bytes.hpp>

#include "format/pdf/lexer.hpp"

// Operations ascend, lie in the stream, and read the same when they stand alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review::pdf;
    const std::string_view stream(reinterpret_cast<const char*>(data), size);
    const auto must = [](bool holds) {
        if (!holds) std::abort();
    };
    Lexer lexer(stream);
    Operation operation;
    std::size_t last = 0;
    while (lexer.next(operation)) {
        must(operation.begin >= last && operation.begin < operation.end && operation.end <= size);
        last = operation.end;
        for (const auto& operand : operation.operands) must(operand.begin <= operand.end && operand.end <= operation.end);
        // Where an inline image ends is told by what follows it.
        if (lexer.broken() || operation.op == "BI") continue;
        Lexer alone(stream.substr(operation.begin, operation.end - operation.begin));
        Operation again;
        must(alone.next(again) && again.op == operation.op && again.operands.size() == operation.operands.size());
    }
    return 0;
}
