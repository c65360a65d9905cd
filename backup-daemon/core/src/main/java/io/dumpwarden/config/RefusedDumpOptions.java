package io.dumpwarden.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The options of the dump tools that nobody may set, each with the reason. */
final class RefusedDumpOptions {

  private static final Map<String, List<String>> BY_REASON =
      Map.ofEntries(
          Map.entry(
              "it takes away the end marker that proves a dump complete",
              List.of("compact", "xml", "version", "help", "print-defaults")),
          Map.entry(
              "it writes files",
              List.of("result-file", "tab", "log-error", "debug", "debug-check", "debug-info")),
          Map.entry(
              "it only serves tab-separated files",
              List.of(
                  "fields-terminated-by",
                  "fields-enclosed-by",
                  "fields-optionally-enclosed-by",
                  "fields-escaped-by",
                  "lines-terminated-by",
                  "header",
                  "parallel")),
          Map.entry(
              "the dump might not restore everywhere what it holds",
              List.of(
                  "compatible",
                  "create-options",
                  "quote-names",
                  "set-charset",
                  "no-set-names",
                  "delayed-insert",
                  "no-create-db",
                  "no-create-info",
                  "as-of")),
          Map.entry("it hides errors", List.of("force", "ignore-error")),
          Map.entry("it runs SQL of its own", List.of("init-command", "init-command-add", "where")),
          Map.entry(
              "it changes the server or what a restore does to it",
              List.of(
                  "flush-logs",
                  "flush-privileges",
                  "delete-source-logs",
                  "delete-master-logs",
                  "apply-replica-statements",
                  "apply-slave-statements")),
          Map.entry(
              "positions are taken by their own rules",
              List.of(
                  "source-data",
                  "master-data",
                  "dump-replica",
                  "dump-slave",
                  "gtid",
                  "galera-info",
                  "include-source-host-port",
                  "include-master-host-port")),
          Map.entry(
              "what is dumped is said by the selection and what it excludes",
              List.of(
                  "all-databases",
                  "databases",
                  "tables",
                  "ignore-database",
                  "ignore-table",
                  "ignore-table-data",
                  "ignore-views",
                  "no-data",
                  "all-tablespaces")),
          Map.entry(
              "accounts are written beside the dump",
              List.of("users", "add-drop-user", "include-user", "exclude-user", "system")),
          Map.entry(
              "the history of system-versioned tables is dumped wherever the tool can",
              List.of("dump-history")),
          Map.entry(
              "it has no effect beside single-transaction and lock-all-tables",
              List.of("lock-tables")),
          Map.entry("it stands for several options: name those", List.of("opt", "skip-opt")),
          Map.entry("it fills the log", List.of("verbose")),
          Map.entry(
              "it is on, and must be: a storage that stalls would end the dump",
              List.of("network-timeout")),
          Map.entry(
              "the connection is said by the server's row",
              List.of(
                  "host",
                  "port",
                  "user",
                  "password",
                  "password1",
                  "password2",
                  "password3",
                  "socket",
                  "protocol",
                  "bind-address",
                  "ssl",
                  "ssl-mode",
                  "ssl-ca",
                  "ssl-capath",
                  "ssl-cert",
                  "ssl-cipher",
                  "ssl-key",
                  "ssl-crl",
                  "ssl-crlpath",
                  "ssl-fp",
                  "ssl-fplist",
                  "ssl-fips-mode",
                  "ssl-session-data",
                  "ssl-session-data-continue-on-failed-reuse",
                  "ssl-verify-server-cert",
                  "tls-version",
                  "tls-ciphersuites",
                  "tls-sni-servername",
                  "server-public-key-path",
                  "get-server-public-key",
                  "secure-auth",
                  "default-auth",
                  "enable-cleartext-plugin")),
          Map.entry("it loads files", List.of("plugin-dir", "character-sets-dir")),
          Map.entry(
              "it reads options from elsewhere",
              List.of(
                  "no-defaults",
                  "defaults-file",
                  "defaults-extra-file",
                  "defaults-group-suffix",
                  "login-path",
                  "no-login-paths")));

  static final Map<String, String> REASONS = reasons();

  private RefusedDumpOptions() {}

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new TreeMap<>();
    BY_REASON.forEach((reason, names) -> names.forEach(name -> reasons.put(name, reason)));
    return java.util.Collections.unmodifiableMap(reasons);
  }
}
