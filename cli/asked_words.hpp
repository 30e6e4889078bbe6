#pragma once

#include <string>
#include <vector>

namespace cli {

// A word that somebody looks for, and where it was written. A word is a secret: messages tell the place alone.
struct AskedWord {
    std::string text;
    std::string place;  // "--term, value 2", "words.txt:7"
};

// Values of an option. Throws Errc::bad_config for one that is not UTF-8, or no word.
std::vector<AskedWord> words_of_option(const std::string& option, const std::vector<std::string>& values);

// A file ("-": standard input) of words, one a line, in UTF-8 or in UTF-16 with its mark; blank lines are left out. Throws
// Errc::bad_config, naming file and line, and for a file without a word.
std::vector<AskedWord> words_of_file(const std::string& path);

}  // namespace cli
