# Where a JDK 25 or newer is; sourced by the scripts that run Daybook.

# Prints the major version of the JDK in that folder, nothing if there is none.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the folder of a JDK that runs Daybook; without one it fails, and says so.
find_jdk() {
  local candidate version on_path
  on_path=$(command -v javac || true)
  for candidate in "${JAVA_HOME:-}" "${JAVA_HOME_25:-}" \
      ${on_path:+"$(cd "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")/.." && pwd)"} \
      /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] || continue
    version=$(jdk_version "$candidate")
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  echo "No JDK 25 found: not in JAVA_HOME, on the PATH or in the usual places. Install one, or set JAVA_HOME to it." >&2
  return 1
}
