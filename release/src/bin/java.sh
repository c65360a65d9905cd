# shellcheck shell=sh
# How Dumpwarden's Java process is found and started: read by the launcher of a checkout and by bin/dumpwarden of
# the release archive.
#   JAVA_HOME              the Java to use; the one on the PATH where not set
#   DUMPWARDEN_JAVA_OPTS   more options for Java, behind the standard ones: -Xmx1g

say() {
  printf 'dumpwarden: %s\n' "$*" >&2
}

die() {
  say "$@"
  exit 1
}

find_java() { # WHAT TO INSTALL
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, where there is no bin/java: correct or unset it"
  else
    java=$(command -v java) || die "there is no java: install $1 of version 17 or later"
  fi
  major=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${major:-0}" -ge 17 ] ||
    die "$java is version ${major:-unknown}: install $1 of version 17 or later, or point JAVA_HOME at one"
}

# All libraries in a folder, the core first: for each row of a dump the driver asks its plugins, in the order of the
# class path, which of them takes it.
libraries() { # FOLDER
  for core in "$1"/core-*.jar; do
    printf '%s:%s/*' "$core" "$1"
    return
  done
}

become_java() { # CLASSPATH ARGUMENT...
  classpath=$1
  shift
  set -f
  # shellcheck disable=SC2086 # options are words
  set -- ${DUMPWARDEN_JAVA_OPTS:-} -cp "$classpath" io.dumpwarden.app.command.Main "$@"
  set +f
  # The serial collector takes the least memory, and large parts of uploads fit its heap best.
  case " ${DUMPWARDEN_JAVA_OPTS:-}" in
    *-XX:+Use*GC*) ;;
    *) set -- -XX:+UseSerialGC "$@" ;;
  esac
  if [ "$major" -ge 23 ]; then
    set -- --sun-misc-unsafe-memory-access=allow "$@"
  fi
  exec "$java" -Xmx256m -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Djdk.console=java.base \
    --enable-native-access=ALL-UNNAMED -Ddumpwarden.command="$0" "$@"
}
