#pragma once

#include <array>
#include <cstdint>
#include <string>

#include <review/draft.hpp>

namespace review {

// A draft for another process to read: open, counted and digested here, where nobody parses it.
class DraftFile {
public:
    // Throws as load_draft() does. Memory does not grow with the file.
    static DraftFile open(const std::string& path, const Limits& limits = {});
    // Bytes in memory, in a file that has no name.
    static DraftFile of(const Draft& draft);

    DraftFile(DraftFile&& other) noexcept;
    DraftFile& operator=(DraftFile&&) = delete;
    ~DraftFile();

    int descriptor() const { return fd_; }
    const std::string& name() const { return name_; }
    const Digest& digest() const { return digest_; }
    std::uint64_t size() const { return size_; }
    ByteView head() const { return head_; }  // the first KiB
    void check_unchanged() const;            // as for a Draft

    // In the process that reads: what descriptor(), name(), digest() and size() say. Large files are mapped. The descriptor
    // may be closed. Throws Errc::io where it is not all there.
    static Draft read(int fd, std::string name, const Digest& digest, std::uint64_t size);

private:
    using Times = std::array<std::int64_t, 4>;  // of change, by the writer's clock and the kernel's

    DraftFile() = default;

    int fd_ = -1;
    std::string name_;
    Digest digest_;
    std::uint64_t size_ = 0;
    Bytes head_;
    Times changed_{};
};

}  // namespace review
