# The whole test suite, sourced by deploy/kantor: builds and checks every module, then tests one running suite with outside
# clients, in one go, on ports of its own beside whatever else runs here.

readonly TEST_OFFSET=20000
# Of a second suite, which takes half of the tests with outside clients: one of them leaves half of two processors idle.
readonly SECOND_OFFSET=10000

# Package names of Debian by the program that each is needed for.
readonly CLIENTS="curl:curl swaks:swaks mutt:mutt mbsync:isync offlineimap:offlineimap3 getmail:getmail6 fetchmail:fetchmail python3:python3 vdirsyncer:vdirsyncer chromium:chromium firefox-esr:firefox-esr fc-match:fontconfig"

missing_clients() {
  local pair
  for pair in $CLIENTS; do command -v "${pair%%:*}" >/dev/null 2>&1 || printf '%s ' "${pair#*:}"; done
  # swaks only recommends what it needs for TLS
  perl -MNet::SSLeay -e 1 2>/dev/null || printf 'libnet-ssleay-perl '
  if command -v fc-match >/dev/null 2>&1 && [ "$(fc-list ':lang=ja' 2>/dev/null | head -c1)" = "" ]; then printf 'fonts-noto-cjk '; fi
  if command -v fc-match >/dev/null 2>&1 && [ "$(fc-list ':lang=ar' 2>/dev/null | head -c1)" = "" ]; then printf 'fonts-noto-core '; fi
}

install_packages() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 0
  say test "installing $*"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } \
    > "$KANTOR_CHECKOUT/deploy/target/apt.log" 2>&1 </dev/null || tail -5 "$KANTOR_CHECKOUT/deploy/target/apt.log" >&2
}

install_clients() {
  local missing
  missing=$(missing_clients)
  # shellcheck disable=SC2086
  [ -z "$missing" ] || install_packages $missing
  missing=$(missing_clients)
  [ -z "$missing" ] || fail "The tests need these programs, which are not here: $missing"
  # the tests do without it, more slowly
  command -v chromium-headless-shell >/dev/null 2>&1 || install_packages chromium-headless-shell
}

# The results that Maven's test reports hold, in all modules: passed and failed.
count_tests() {
  find "$KANTOR_CHECKOUT" -path '*/target/surefire-reports/TEST-*.xml' -print0 |
    xargs -0 -r awk '
      /<testsuite / && !seen[FILENAME]++ {
        for (name in n) n[name] = 0
        line = $0
        while (line !~ />/ && (getline more) > 0) line = line " " more
        split("tests failures errors skipped", names, " ")
        for (i = 1; i <= 4; i++) { if (match(line, " " names[i] "=\"[0-9]+\"")) n[names[i]] = substr(line, RSTART + length(names[i]) + 3, RLENGTH - length(names[i]) - 4) + 0 }
        failed += n["failures"] + n["errors"]
        passed += n["tests"] - n["failures"] - n["errors"] - n["skipped"]
      }
      END { printf "%d %d\n", passed, failed }' | awk '{ p += $1; f += $2 } END { print p + 0, f + 0 }'
}

list_failures() {
  find "$KANTOR_CHECKOUT" -path '*/target/surefire-reports/TEST-*.xml' -print0 |
    xargs -0 -r awk '
      /<testcase / { name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name); class = $0; sub(/.*classname="/, "", class); sub(/".*/, "", class) }
      /<(failure|error)[ >]/ { printf "  %s: %s\n", class, name }
      /<(flakyFailure|flakyError)[ >]/ { printf "  %s: %s (failed first, then passed)\n", class, name }'
}

# The folder of the suites' homes, by their numbers.
test_homes() {
  local homes
  homes=$(mktemp -d "${TMPDIR:-/tmp}/kantor-test.XXXXXX")
  chmod 755 "$homes"
  printf '%s\n' "$homes"
}

# use_suite <number>: what follows is about that one. Names are asked for and mail is relayed to where the tests listen.
use_suite() {
  local offset=$TEST_OFFSET
  if [ "$1" = 2 ]; then offset=$SECOND_OFFSET; fi
  KANTOR_HOME=$TEST_HOMES/$1
  KANTOR_PORT_OFFSET=$offset
  KANTOR_MAIL_PORT_OFFSET=1000
  KANTOR_DNS_SERVER=127.0.0.1:$((9053 + offset))
  KANTOR_RELAY_PORT=$((9025 + offset))
  export KANTOR_HOME KANTOR_PORT_OFFSET KANTOR_MAIL_PORT_OFFSET KANTOR_DNS_SERVER KANTOR_RELAY_PORT
  mkdir -p "$KANTOR_HOME"
}

readonly STEP_SECONDS=3000
STEP=
BESIDE=
TEST_STEPS_FAILED=0

interrupted() {
  [ -z "$STEP$BESIDE" ] || kill $STEP $BESIDE 2>/dev/null || true
  fail "The tests were interrupted."
}

step_log() { printf '%s\n' "$KANTOR_CHECKOUT/deploy/target/test-${1// /-}.log"; }

# Starts one command of deploy/kantor, in a process group of its own, which ends as a whole.
begin_step() {
  say test "$1"
  timeout --kill-after=30 "$STEP_SECONDS" "$KANTOR_CHECKOUT/deploy/kantor" "${@:2}" > "$(step_log "$1")" 2>&1 </dev/null &
}

# end_step <name> <process>. A step that fails, or does not end, is reported and the next one runs all the same, so that one run shows all there is to see.
end_step() {
  if wait "$2"; then
    say test "$1: done"
  else
    TEST_STEPS_FAILED=$((TEST_STEPS_FAILED + 1))
    say test "$1: FAILED; the log is deploy/target/test-${1// /-}.log"
    grep -E '^\[ERROR\]|FAILURE|did not|cannot' "$(step_log "$1")" | head -15 || true
  fi
}

step() {
  begin_step "$@"
  STEP=$!
  end_step "$1" "$STEP"
  STEP=
}

stop_suites() {
  local number
  for number in 1 2; do
    if [ -d "$TEST_HOMES/$number" ]; then use_suite "$number" && "$KANTOR_CHECKOUT/deploy/kantor" down >/dev/null 2>&1 || true; fi
  done
}

# Unit, wire, contract and architecture tests, formatting and forbidden APIs of every module.
test_modules() { step "modules" mvn -B -T1 -fae verify; }

# Inside the provisioned server: a server, a database, a home and ports of its own; the run's Keycloak.
test_container() {
  local base=$KANTOR_CHECKOUT/deploy/container-tests/target/home number=1000 listener
  rm -rf "$base" && mkdir -p "$base" && cp -R "$KANTOR_HOME/secrets" "$KANTOR_HOME/tls" "$base"
  (
    trap interrupted INT TERM
    for listener in SMTP:25 SUBMISSION:587 SUBMISSIONS:465 IMAP:143 IMAPS:993 POP3:110 POP3S:995 LMTP:24; do
      export "KANTOR_PORT_${listener%:*}=$((${listener#*:} + number + TEST_OFFSET + 1000))"
    done
    export KANTOR_DOMAIN=example.org KANTOR_REALM=kantor KANTOR_BIND=127.0.0.1
    export KANTOR_KEYCLOAK_URL=http://localhost:$((8180 + TEST_OFFSET)) KANTOR_WEB_URL=http://localhost:$((9080 + TEST_OFFSET))
    export KANTOR_OIDC_PROVIDER_URL=$KANTOR_KEYCLOAK_URL/realms/kantor
    KANTOR_WEBMAIL_CLIENT_SECRET=$(cat "$base/secrets/webmail-client"); export KANTOR_WEBMAIL_CLIENT_SECRET
    export KANTOR_TLS_CERT=$base/tls/server.pem KANTOR_TLS_KEY=$base/tls/server.key KANTOR_TLS_STORE=$base/tls/server.p12
    KANTOR_TLS_STORE_PASSWORD=$(cat "$base/secrets/tls-store"); export KANTOR_TLS_STORE_PASSWORD
    export KANTOR_DB_URL=jdbc:postgresql://127.0.0.1:$((15432 + TEST_OFFSET))/kantor_container KANTOR_DB_USER=kantor
    KANTOR_DB_PASSWORD=$(cat "$base/secrets/database-kantor"); export KANTOR_DB_PASSWORD
    export KANTOR_HOME=$base
    unset KANTOR_PORT_OFFSET KANTOR_MAIL_PORT_OFFSET
    step "in the container" mvn -B -T1 verify -Dtest='SuiteInContainer*' -Dsurefire.failIfNoSpecifiedTests=false \
      -Dspotless.check.skip=true -Dforbiddenapis.skip=true -Dkantor.container.skip=false -pl deploy/container-tests -am
    [ "$TEST_STEPS_FAILED" -eq 0 ]
  ) || TEST_STEPS_FAILED=$((TEST_STEPS_FAILED + 1))
}

# system_tests <step> <homes> <offsets> [options]
system_tests() {
  step "$1" mvn -B -T1 verify -Dspotless.check.skip=true -Dforbiddenapis.skip=true -Dkantor.system.skip=false -Dkantor.home="$2" -Dkantor.port.offset="$3" \
    -Dkantor.command="$KANTOR_CHECKOUT/deploy/kantor" -pl deploy/system-tests "${@:4}"
}

# Two running suites, with clients that nobody here wrote and a browser.
test_system() {
  use_suite 2
  begin_step "second suite" up --demo --detach
  BESIDE=$!
  use_suite 1
  step "server" start server
  end_step "second suite" "$BESIDE"
  BESIDE=
  # what fails among a browser, a server and a machine that is busy is tried once more, and is named all the same
  system_tests "outside clients" "$TEST_HOMES/1,$TEST_HOMES/2" "$TEST_OFFSET,$SECOND_OFFSET" -DforkCount=2 -Dsurefire.rerunFailingTestsCount=1
  use_suite 2
  step "consistency of the second suite" check --content
  step "end of the second suite" down
  use_suite 1
  step "consistency" check --content
}

# kill -9 at random moments: of the running suite's server and database, and of the store alone, which has a database of its own, many times over. Both wait for most of their time.
test_fault() {
  begin_step "kills of the store" mvn -B -T1 test -Dspotless.check.skip=true -Dtest.excluded= -Dgroups=fault \
    -Dsurefire.failIfNoSpecifiedTests=false -pl mail-engine/store -am
  BESIDE=$!
  step "server for the kills" start server
  system_tests "kills of the suite" "$KANTOR_HOME" "$TEST_OFFSET" -Dtest.excluded= -Dgroups=fault
  step "consistency after the kills" check --content
  end_step "kills of the store" "$BESIDE"
  BESIDE=
}

# run_tests [modules] [container] [system] [fault]: all of them when none is named.
run_tests() {
  local wanted=${*:-modules container system fault} passed failed name
  for name in $wanted; do
    case $name in modules|container|system|fault) ;; *) fail "There is no group of tests \"$name\"; there are modules, container, system and fault." ;; esac
  done
  mkdir -p "$KANTOR_CHECKOUT/deploy/target"
  install_clients
  # Only what this run reports counts.
  find "$KANTOR_CHECKOUT" -path '*/target/surefire-reports/TEST-*.xml' -delete
  build

  TEST_HOMES=$(test_homes)
  use_suite 1
  unset KANTOR_DOMAIN KANTOR_BIND KANTOR_DB_URL KANTOR_WEB_URL KANTOR_KEYCLOAK_URL
  trap 'stop_suites; rm -rf "$TEST_HOMES"' EXIT
  trap interrupted INT TERM

  # One PostgreSQL and one Keycloak serve the whole run; the server comes when the tests that bring their own are over.
  step "database and Keycloak" up --demo --detach --without server
  KANTOR_TEST_DB_URL="jdbc:postgresql://127.0.0.1:$((15432 + TEST_OFFSET))/postgres?user=postgres&password=$(cat "$KANTOR_HOME/secrets/database-admin")"
  export KANTOR_TEST_DB_URL
  for name in $wanted; do "test_$name"; done
  for name in 1 2; do
    mkdir -p "$KANTOR_CHECKOUT/deploy/target/test-logs/$name"
    cp "$TEST_HOMES/$name"/logs/* "$KANTOR_CHECKOUT/deploy/target/test-logs/$name/" 2>/dev/null || true
  done
  stop_suites

  read -r passed failed < <(count_tests)
  list_failures
  if [ "$TEST_STEPS_FAILED" -gt 0 ] && [ "$failed" -eq 0 ]; then failed=$TEST_STEPS_FAILED; fi
  say test "took $((($(date +%s) - KANTOR_BEGAN) / 60)) minutes"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
