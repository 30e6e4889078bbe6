#pragma once

namespace cli {

// Names of files come to the command line unasked: by `*` of a shell, by pre-commit, by xargs. A file that is called `--policy=lax.txt`
// would be an option there, and not looked at. Throws Errc::bad_config for a word before `--` that could be both.
void refuse_files_named_as_options(int argc, char** argv);

}  // namespace cli
