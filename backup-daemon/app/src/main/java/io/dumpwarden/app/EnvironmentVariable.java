package io.dumpwarden.app;

import java.util.Arrays;
import java.util.Optional;

/** Every environment variable that the daemon reads; each may also be given as {@code …_FILE}. */
public enum EnvironmentVariable {
  DUMPWARDEN_DATA_DIR("./data", "folder for everything the daemon keeps on its machine"),
  DUMPWARDEN_METADATA_URL(
      "", "jdbc:mariadb://host:port/database of the metadata store; empty for the embedded one"),
  DUMPWARDEN_METADATA_USER("", "account on the metadata store"),
  DUMPWARDEN_METADATA_PASSWORD("", "its password"),
  DUMPWARDEN_MASTER_KEY(
      "",
      "base64 of 32 bytes that seal the secrets; made in the data directory where absent and the store is embedded"),
  DUMPWARDEN_ADMIN_BIND("127.0.0.1", "address of the admin server"),
  DUMPWARDEN_ADMIN_PORT("8080", "its port"),
  DUMPWARDEN_ADMIN_PASSWORD(
      "",
      "password of the first user, admin, where there is none yet; made up and printed once where empty"),
  DUMPWARDEN_ADMIN_TLS_CERT(
      "", "PEM file with the admin server's certificate and its chain; without it there is no TLS"),
  DUMPWARDEN_ADMIN_TLS_KEY("", "PEM file with its private key, not encrypted"),
  DUMPWARDEN_ADMIN_TRUSTED_PROXIES(
      "",
      "networks, separated by commas, of the proxies whose X-Forwarded-For, -Proto and -Host are believed"),
  DUMPWARDEN_METRICS_BIND("127.0.0.1", "address of the metrics endpoint"),
  DUMPWARDEN_METRICS_PORT("9464", "its port"),
  DUMPWARDEN_MAX_CONCURRENT_RUNS("2", "runs that this node works at, at a time"),
  DUMPWARDEN_RELOAD_INTERVAL("5s", "how often the rows are compared with what runs, at most 10s"),
  DUMPWARDEN_NODE_NAME("", "what this node is called; the host's name where empty"),
  DUMPWARDEN_LOG_LEVEL("info", "error, warn, info, debug or trace"),
  DUMPWARDEN_LOG_FORMAT("text", "text or json"),
  DUMPWARDEN_TOOL_PATH(
      "", "folders, separated by colons, searched for dump and client tools before the PATH"),
  DUMPWARDEN_JAVA_OPTS("", "more options for the Java runtime; read by the launcher");

  private final String defaultValue;
  private final String meaning;

  EnvironmentVariable(String defaultValue, String meaning) {
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** What holds where it is not set; empty for nothing. */
  public String defaultValue() {
    return defaultValue;
  }

  public String meaning() {
    return meaning;
  }

  static Optional<EnvironmentVariable> named(String name) {
    return Arrays.stream(values()).filter(v -> v.name().equals(name)).findFirst();
  }
}
