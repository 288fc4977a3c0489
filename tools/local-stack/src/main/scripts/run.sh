# Builds Daybook and runs its main classes; sourced by the scripts that do, which have set home to the checkout.

. "$home/tools/local-stack/src/main/scripts/jdk.sh"
jdk=$(find_jdk)

# Packages modules, separated by commas, and all that they need; tests are left out. More arguments are more options for Maven.
build() {
  local modules=$1
  shift
  command -v mvn >/dev/null || { echo "Maven is needed to build Daybook: no mvn on the PATH." >&2; return 1; }
  (cd "$home" && JAVA_HOME=$jdk mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true "$@" -pl ":${modules//,/,:}" -am package)
}

# For run_java: more jars, each with a colon behind it; the heap; more options; "exec", if Java is to take the script's place.
jars=
heap=512m
java_options=()
run_exec=

# Runs a main class of local-stack or of these jars.
run_java() {
  local stack=$home/tools/local-stack/target
  $run_exec "$jdk/bin/java" "-Xmx$heap" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow ${java_options[@]+"${java_options[@]}"} ${DAYBOOK_JAVA_OPTIONS:-} \
    -cp "$jars$stack/local-stack-1.0.0-SNAPSHOT.jar:$stack/lib/*" "$@"
}
