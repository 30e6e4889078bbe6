#pragma once

#include <string>

#include <review/bytes.hpp>

namespace review {

enum class FileMode { shared, secret, program };  // 0666 less the umask, 0600, 0777 less the umask

// Writes a file whole or not at all: a temporary file in the same folder, synced, then renamed.
// Without commit() nothing is left, also after SIGKILL: the temporary file has no name until then
// (O_TMPFILE), except on file systems without it. Of what is replaced `shared` keeps the
// mode, as a shell does; a symbolic link of this user or of root stays, and what it leads to is written.
class AtomicFile {
public:
    explicit AtomicFile(std::string path, FileMode mode = FileMode::shared);  // throws Errc::io
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    void write(ByteView bytes);  // throws Errc::io
    void commit();               // throws Errc::io
    // The same, and what is replaced stays aside until this object goes: take_back() brings it back. For who writes several files.
    void commit_for_now();
    void take_back();
    bool commit_if_absent();     // false, and nothing done, where there is a file of this name already; throws Errc::io

private:
    void fail(int error) const;
    void take_name();
    void sync_folder() const;

    std::string path_;
    std::string temporary_;  // empty while the file has no name; after commit_for_now() what it replaced
    bool committed_ = false;
    int fd_ = -1;
};

void write_file(const std::string& path, ByteView bytes, FileMode mode = FileMode::shared);

// Keeps others who take it out of the folder of a file: for who reads a file, changes it and writes it anew.
class FolderLock {
public:
    explicit FolderLock(const std::string& path);  // of the file; waits; throws Errc::io
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

private:
    int fd_ = -1;
};

}  // namespace review
